"""Where things land on the page."""

import pikepdf
import pytest
from matplotlib.figure import Figure as Drawn
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform
from reportlab.platypus import PageBreak, Spacer

from assessment.report.pdf import (
    CalloutBox,
    LinkLine,
    Markup,
    TaggedFigure,
    TaggedHeading,
    TaggedParagraph,
    add_caption,
    bullet_list,
    data_table,
    mark_strong,
    styles,
)
from assessment.report.pdf.boxes import KeepWhole
from assessment.report.pdf.figures import make_chart
from tests.each import holds_for_each
from tests.report.pdf import stress
from tests.report.pdf.reading import read

AFTER_HEADING = {
    "paragraph": lambda: [TaggedParagraph(stress.LOREM * 10)],
    "list": lambda: bullet_list([stress.LOREM] * 5),
    "table": lambda: data_table([["Kop", "Tekst"]] + [["a", stress.LOREM]] * 30, widths=(1, 4)),
    "callout": lambda: [CalloutBox([TaggedParagraph(stress.LOREM * 3)] * 6)],
    "figure": lambda: add_caption(lambda _: None, 400, 200, "Alt", "Bijschrift"),
}


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2.2 computes it."""

    def luminance(color):
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (color.red, color.green, color.blue)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("kind", AFTER_HEADING)
@pytest.mark.parametrize("left", range(20, 220, 25))
def test_no_heading_is_alone_at_the_end_of_a_page(kind, left):
    def story(_context):
        filler = Spacer(1, styles.TEXT_HEIGHT - left)
        return [TaggedParagraph("Boven"), filler, TaggedHeading("Kop", 1), *AFTER_HEADING[kind]()]

    children = read(stress.build(story)).tree.children
    heading = next(i for i, node in enumerate(children) if node.tag == "H1")

    assert children[heading].pages[0] == children[heading + 1].pages[0]


def test_a_long_table_begins_on_the_page_of_its_heading():
    tree = read(
        stress.build(
            lambda _: [
                TaggedParagraph("Tekst."),
                TaggedHeading("Kop", 1),
                *AFTER_HEADING["table"](),
            ]
        )
    ).tree

    assert tree.all("Table")[0].pages[0] == 1
    assert tree.all("Table")[0].pages[-1] > 1


@pytest.mark.parametrize("left", range(300, 420, 17))
def test_a_table_never_leaves_a_few_rows_for_the_next_page(left):
    rows = [["Kop", "Tekst"], *([f"Rij {number}", "tekst"] for number in range(20))]

    def story(_context):
        return [
            TaggedParagraph("Boven"),
            Spacer(1, styles.TEXT_HEIGHT - left),
            *data_table(rows, widths=(1, 1)),
        ]

    pages = [row.pages[0] for row in read(stress.build(story)).tree.all("TR")]

    assert sorted(pages) == pages
    assert pages.count(pages[-1]) >= 5
    assert pages[-1] - pages[0] <= 1


def test_a_small_callout_stays_in_one_piece():
    def story(_context):
        filler = Spacer(1, styles.TEXT_HEIGHT - 100)
        return [TaggedParagraph("Boven"), filler, CalloutBox([TaggedParagraph(stress.LOREM)] * 3)]

    callout = read(stress.build(story)).tree.all("Div")[0]

    assert set(callout.pages) == {2}


@pytest.mark.parametrize("text", [stress.LONG_WORD, mark_strong(stress.LONG_WORD)])
def test_a_long_word_does_not_stick_out_of_a_narrow_column(text):
    paragraph = TaggedParagraph(text, styles.CELL)

    paragraph.wrap(60, 1000)

    spaces = [
        line[0] if isinstance(line, tuple) else line.extraSpace for line in paragraph.blPara.lines
    ]
    assert len(spaces) > 3
    assert min(spaces) > -0.01


def test_a_figure_that_is_too_large_is_made_smaller():
    figure = TaggedFigure(lambda _: None, 1000, 500, "Alt")

    assert figure.wrap(styles.TEXT_WIDTH, 900) == (styles.TEXT_WIDTH, styles.TEXT_WIDTH / 2)


def test_a_figure_without_alternative_text_is_refused():
    with pytest.raises(ValueError, match="alternative text"):
        TaggedFigure(lambda _: None, 10, 10, " ")


def test_a_link_without_one_target_is_refused():
    with pytest.raises(ValueError, match="either"):
        LinkLine("Tekst")


@holds_for_each("pair", styles.COMBINATIONS)
def test_text_has_enough_contrast(pair):
    assert contrast(*pair) >= 4.5


def test_drawing_a_chart_leaves_the_figure_as_it_was():
    figure = stress.bars(7)
    figure.set_dpi(100)

    stress.build(lambda _: [make_chart(figure, "Alt")])

    assert figure.get_dpi() == 100
    assert figure.patch.get_visible()


def test_a_chart_is_drawn_with_its_curves_dashes_and_transparency():
    figure = Drawn(figsize=(1, 1), dpi=72)
    arch = Path([(0, 0), (30, 60), (60, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    line = PathPatch(arch, fill=False, linestyle=(1, (4, 2)), linewidth=1, alpha=0.5)
    line.set_transform(IdentityTransform())
    figure.add_artist(line)

    pdf = read(stress.build(lambda _: [make_chart(figure, "Boog")])).pdf
    operators = pikepdf.parse_content_stream(pdf.pages[0])
    curves = [list(map(float, numbers)) for numbers, name in operators if str(name) == "c"]
    dashes = [list(map(float, numbers[0])) for numbers, name in operators if str(name) == "d"]
    opacities = [float(state.get("/CA", 1)) for state in pdf.pages[0].Resources.ExtGState.values()]

    assert curves == [[20, 40, 40, 40, 60, 0]]
    assert dashes == [[4, 2]]
    assert 0.5 in opacities


def test_markup_joined_to_a_plain_string_becomes_plain():
    assert not isinstance(mark_strong("a") + "<b>", Markup)


def fill_until(left):
    """Return a title and empty room, so that ``left`` points of the page remain."""
    title = TaggedHeading("Boven", 1)
    title.keepWithNext = 0
    return [title, Spacer(1, styles.TEXT_HEIGHT - left - 33)]


def part(rows=2):
    """Return a heading, a small heading and some paragraphs, with 60 points to each."""
    texts = [item for _ in range(rows) for item in (TaggedParagraph("Tekst."), Spacer(1, 43))]
    return [TaggedHeading("Kop", 2), TaggedHeading("Kopje", 3), *texts]


@pytest.mark.parametrize("left", range(60, 320, 20))
@pytest.mark.parametrize("title", [True, False])
def test_a_part_that_is_not_cut_moves_to_the_next_page_with_the_title_above_it(left, title):
    def story(_context):
        titles = [TaggedHeading("Titel", 1)] if title else []
        return [*fill_until(left), KeepWhole([*titles, *part()], 300)]

    _, *nodes = read(stress.build(story)).tree.children

    assert len({page for node in nodes for page in node.pages}) == 1


@pytest.mark.parametrize("left", range(20, 400, 20))
def test_a_part_that_is_too_tall_to_keep_is_cut_but_not_below_its_heading(left):
    def story(_context):
        return [*fill_until(left), KeepWhole(part(12), 300)]

    nodes = read(stress.build(story)).tree.children
    heading = next(i for i, node in enumerate(nodes) if node.tag == "H2")

    assert nodes[heading].pages == nodes[heading + 1].pages == nodes[heading + 2].pages
    assert nodes[heading].pages[0] == (1 if left >= 100 else nodes[heading].pages[0])


@pytest.mark.parametrize("left", range(20, 420, 25))
def test_a_table_under_ten_rows_is_never_cut(left):
    rows = [["Kop", "Tekst"], *([f"Rij {number}", "tekst"] for number in range(9))]

    def story(_context):
        table = data_table(rows, widths=(1, 1), caption="Tabel")
        return [*fill_until(left), TaggedHeading("Kop", 2), *table]

    tree = read(stress.build(story)).tree

    assert len({page for node in tree.all("TR", "Caption", "H2") for page in node.pages}) == 1


def test_text_after_a_figure_that_does_not_fit_fills_the_page_before_it():
    def story(_context):
        figure = add_caption(lambda _: None, 400, 300, "Alt", "Bijschrift")
        texts = [TaggedParagraph(stress.LOREM) for _ in range(3)]
        return [*fill_until(260), *figure, *texts, TaggedHeading("Kop", 2)]

    tree = read(stress.build(story)).tree

    assert [node.tag for node in tree.children] == ["H1", "P", "P", "P", "Div", "H2"]
    assert tree.all("Figure")[0].pages == [2]


def test_the_header_names_the_chapter_that_the_page_begins_in():
    def story(_context):
        first = [TaggedHeading("Een", 1), *[TaggedParagraph(stress.LOREM) for _ in range(60)]]
        second = [TaggedHeading("Twee", 1), *[TaggedParagraph(stress.LOREM) for _ in range(60)]]
        return [*first, *second, PageBreak(), TaggedHeading("Drie", 1), TaggedParagraph("Slot")]

    reading = read(stress.build(story))
    headers = [text for kind, text in reading.artifacts if kind == "Header"][1::2]
    begins = {node.text: node.pages[0] for node in reading.tree.all("H1")}

    shared = begins["Twee"]
    assert headers[shared - 2] == "Een"
    assert headers[shared - 1] == "Twee"
    assert headers[begins["Drie"] - 2] == "Drie"


def test_a_reader_opens_the_document_with_its_outline(stress_pdf):
    assert read(stress_pdf).pdf.Root.PageMode == "/UseOutlines"
