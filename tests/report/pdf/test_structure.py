"""What a screen reader meets in the stress document, and in which order."""

import pikepdf
from reportlab.platypus import PageBreak

from assessment.report.pdf import (
    CalloutBox,
    TaggedHeading,
    TaggedParagraph,
    bullet_list,
    data_table,
    join_markup,
    link,
    make_quote,
    mark_foreign,
)
from assessment.report.pdf.footers import Footer
from assessment.report.pdf.report import render_pdf
from tests.people import varied
from tests.report.pdf import stress
from tests.report.pdf.reading import read

HEADINGS = ("H1", "H2", "H3")


def read_story(*flowables):
    """Return the reading of a document; ``flowables`` are made by functions, for every pass."""
    return read(stress.build(lambda _: [part for make in flowables for part in make()]))


def titles(bookmarks):
    """Yield the titles of bookmarks and of those inside them."""
    for bookmark in bookmarks:
        yield bookmark.title
        yield from titles(bookmark.children)


def section(reading, heading):
    """Return the elements from a heading of level 1 or 2 up to the next one."""
    children = reading.tree.children
    start = next(i for i, node in enumerate(children) if node.text == heading)
    rest = (i for i, n in enumerate(children[start + 1 :], start + 1) if n.tag in ("H1", "H2"))
    return children[start : next(rest, None)]


def test_a_short_document_reads_from_top_to_bottom():
    reading = read_story(
        lambda: [TaggedHeading("Een", 1), TaggedParagraph("Twee."), *bullet_list(["Drie"])],
        lambda: [CalloutBox([TaggedParagraph("Vier")], title="Let op"), *make_quote("Vijf\n\nZes")],
    )

    assert reading.tree.nested() == [
        "Document",
        ["H1", "Een"],
        ["P", "Twee."],
        ["L", ["LI", ["Lbl", "•"], ["LBody", ["P", "Drie"]]]],
        ["Div", ["P", "Let op"], ["P", "Vier"]],
        ["BlockQuote", ["P", "Vijf"], ["P", "Zes"]],
    ]


def test_headings_come_in_order_and_skip_no_level(reading):
    levels = [int(node.tag[1]) for node in reading.tree.all(*HEADINGS)]

    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in zip(levels, levels[1:], strict=False))


def test_bookmarks_follow_the_headings(reading):
    with reading.pdf.open_outline() as outline:
        bookmarks = list(titles(outline.root))

    assert bookmarks == [node.text for node in reading.tree.all(*HEADINGS)]


def test_the_table_of_contents_gives_the_page_of_each_listed_heading(reading):
    headings = [
        n for n in reading.tree.all("H1", "H2") if n.text not in ("Ontwikkelplan", "Inhoud")
    ]

    entries = [node.full_text() for node in reading.tree.all("TOCI")]

    assert entries == [f"{node.text} {node.pages[0]}" for node in headings]


def test_a_table_has_as_many_rows_as_its_data(reading):
    table = next(n for n in section(reading, "Lange tabel") if n.tag == "Table")
    rows = [node for node in table.children if node.tag == "TR"]

    assert len(rows) == 1 + stress.DATA_ROWS
    assert {len(row.children) for row in rows} == {4}
    assert [row.children[0].full_text() for row in rows[1:]] == [f"Rij {i}" for i in range(70)]
    assert len(set(table.pages)) > 3


def test_repeated_table_headers_are_artifacts(reading):
    table = next(n for n in section(reading, "Lange tabel") if n.tag == "Table")
    repeats = [text for kind, text in reading.artifacts if (kind, text) == ("Artifact", "Nr")]

    assert len(repeats) == len(set(table.pages)) - 1


def test_header_cells_say_what_they_head(reading):
    table = next(n for n in section(reading, "Lange tabel") if n.tag == "Table")
    caption, header, *body = table.children

    assert (caption.tag, caption.text) == ("Caption", "Tabel 1. Zeventig rijen met uitleg")
    assert {str(cell.attributes["Scope"]) for cell in header.children} == {"/Column"}
    assert {row.children[0].tag for row in body} == {"TH"}
    assert {str(row.children[0].attributes["Scope"]) for row in body} == {"/Row"}
    assert {cell.tag for row in body for cell in row.children[1:]} == {"TD"}


def test_spanning_cells_say_how_far_they_reach(reading):
    table = next(n for n in section(reading, "Samengestelde cellen") if n.tag == "Table")
    spans = {
        cell.full_text(): (cell.attributes.get("RowSpan", 1), cell.attributes.get("ColSpan", 1))
        for cell in table.all("TH", "TD")
    }

    assert {text: span for text, span in spans.items() if span != (1, 1)} == {
        "Groep": (2, 1),
        "Scores per bijeenkomst": (1, 3),
        "samen": (1, 2),
    }
    assert [len(row.children) for row in table.children] == [2, 3, 4, 3]


def test_a_row_cut_in_two_stays_one_row_with_all_its_text(reading):
    table = next(n for n in section(reading, "Een rij hoger dan de bladzijde") if n.tag == "Table")

    assert [len(row.children) for row in table.children] == [2, 2]
    assert table.children[1].children[1].full_text() == (stress.LOREM * 30).strip()
    assert len(set(table.children[1].pages)) > 1


def test_rows_spanned_together_and_taller_than_a_page_keep_their_text():
    def table():
        rows = [["Kop", "Tekst"], ["Samen", stress.LOREM * 20], ["", stress.LOREM * 20]]
        return data_table(rows, widths=(1, 3), spans=[stress.CellSpan(1, 0, rows=2)])

    cells = read_story(table).tree.all("TH", "TD")

    assert [cell.full_text()[:5] for cell in cells] == ["Kop", "Tekst", "Samen", "Bij s", "Bij s"]
    assert {cell.full_text() for cell in cells[3:]} == {(stress.LOREM * 20).strip()}


def test_a_paragraph_over_several_pages_is_one_paragraph(reading):
    long = next(node for node in section(reading, "Lange teksten") if node.tag == "P")

    assert long.text == f"Begin. {stress.LOREM * 60}Slot."
    assert len(set(long.pages)) == 3


def test_a_callout_over_two_pages_is_one_group(reading):
    callout = next(n for n in reading.tree.all("Div") if n.full_text().startswith("Lang kader"))

    assert [child.tag for child in callout.children] == ["P", "P", "L"]
    assert len(callout.all("LI")) == 8
    assert len(set(callout.pages)) == 2


def test_a_word_too_long_for_its_column_is_read_as_one_word(reading):
    table = next(n for n in section(reading, "Smalle kolommen") if n.tag == "Table")

    assert table.children[1].children[0].full_text() == stress.LONG_WORD


def test_every_figure_has_an_alternative_text_and_a_box(reading):
    figures = reading.tree.all("Figure")

    assert len(figures) == 4
    assert all(figure.alt for figure in figures)
    assert all(len(figure.attributes["BBox"]) == 4 for figure in figures)


def test_a_caption_stands_beside_its_figure(reading):
    groups = [node for node in reading.tree.all("Div") if node.all("Figure")]

    assert all([c.tag for c in group.children] == ["Figure", "Caption"] for group in groups)


def test_no_text_is_outside_the_tree_and_the_page_furniture(reading):
    kinds = {kind for kind, _ in reading.artifacts}
    loose = {text for kind, text in reading.artifacts if kind == "Artifact"}

    assert reading.unmarked == ""
    assert kinds == {"Artifact", "Header", "Footer"}
    assert loose == {"Nr", "Score", "Toelichting", "Opmerking", "Kop", "Tekst"}


def test_every_page_but_the_first_has_a_header_and_all_have_a_footer(reading):
    count = len(reading.pdf.pages)
    headers = [text for kind, text in reading.artifacts if kind == "Header"]
    footers = [text for kind, text in reading.artifacts if kind == "Footer"]

    assert headers.count("Ontwikkelplan van Zoë & co \U0001f600") == count - 1
    assert footers.count("Vertrouwelijk. Niet voor selectie.") == count
    assert f"pagina {count} van {count}" in footers


def test_link_annotations_say_where_they_go(reading):
    annotations = [a for page in reading.pdf.pages for a in page.get("/Annots", [])]
    contents = [str(annotation.Contents) for annotation in annotations]

    assert len(annotations) > 20
    assert all(contents)
    assert "Tabellen, pagina 5" in contents
    assert "Naar de website" in contents


def test_the_text_of_a_link_is_inside_the_link(reading):
    links = [node.full_text() for node in reading.tree.all("Link")]

    assert "Naar de website" in links
    assert "Terug naar hoofdstuk 1" in links
    assert any(text.startswith("uitgebreide pagina over leren") for text in links)


def test_foreign_words_have_their_language(reading):
    assert [(s.text, s.lang) for s in reading.tree.all("Span")] == [("feedback", "en")]


def test_text_around_inline_elements_is_read_in_order(reading):
    paragraph = next(n for n in reading.tree.all("P") if n.all("Span"))

    assert paragraph.full_text().startswith(
        "U vraagt om feedback, en dat is sterk & moedig Привет."
    )
    assert paragraph.full_text().endswith("uw eigen organisatie en kom terug.")


def test_an_inline_element_goes_on_over_the_end_of_a_page():
    english = "a long quotation in another language " * 300

    tree = read_story(
        lambda: [
            TaggedParagraph(
                join_markup(
                    "Voor ", mark_foreign(english, "en"), "na ", link("hier", "https://x.nl")
                )
            )
        ]
    ).tree

    assert [span.text for span in tree.all("Span")] == [english.strip()]
    assert tree.full_text() == f"Voor {english}na hier"
    assert len(set(tree.pages)) > 1


def test_people_cannot_type_markup_and_every_letter_is_kept(reading):
    texts = [node.text for node in reading.tree.all("P")]

    assert "Plat: <b>geen opmaak</b> & <img src='/etc/passwd'/>" in texts
    assert stress.TYPED.splitlines()[0].replace("\x07", "") in texts
    assert "Zoë & <b>IJsbrand</b>" in texts


def test_a_heading_in_a_box_is_found_as_well():
    reading = read_story(
        lambda: [
            TaggedHeading("Een", 1),
            CalloutBox([TaggedHeading("In het kader", 2)]),
            PageBreak(),
        ]
    )

    with reading.pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["In het kader"]


def test_the_file_tells_its_title_language_and_standard(reading):
    root = reading.pdf.Root
    metadata = root.Metadata.read_bytes().decode()

    assert str(root.Lang) == "nl-NL"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert reading.pdf.pdf_version == "1.7"
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "Ontwikkelplan van Zoë &amp; co \U0001f600</rdf:li>" in metadata
    assert str(reading.pdf.docinfo.CreationDate) == "D:20260301140500+00'00'"


def test_only_the_fonts_of_the_report_are_in_the_file(reading):
    fonts = {
        str(font.BaseFont)[8:]
        for page in reading.pdf.pages
        for font in page.Resources.Font.values()
        if isinstance(font, pikepdf.Dictionary)
    }

    own = {"SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-It"}
    assert fonts == own | {"NotoEmoji-Regular", "NotoSansSC-Regular"}


def test_a_figure_leads_to_its_numbers_and_they_lead_back():
    report = varied.case("with goals").content
    pdf = read(render_pdf(report)).pdf

    links = {}
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation:
                place = (number, annotation.Dest[0].objgen)
                links.setdefault(str(annotation.Contents), []).append(place)
    pages = [page.objgen for page in pdf.pages]
    there = {
        figure.id: (here, pages.index(target))
        for figure in report.figures
        for here, target in links[f"Naar de tabel: {figure.table.caption}"]
    }
    back = [(here, pages.index(target)) for here, target in links["Terug naar de figuur"]]

    assert len(there) == len(report.figures) > 3
    assert sorted(back) == sorted((table, figure) for figure, table in there.values())


def test_a_long_name_leaves_the_day_behind_it_in_the_footer():
    footer = Footer(f"Plan van {'Wilhelmina ' * 14}Xavier, gemaakt op 3 mei 2026", "merk", "kopie")

    lines = [text for kind, text in read(stress.build(footer=footer)).artifacts if kind == "Footer"]

    assert any(line.endswith("Xavier, gemaakt op 3 mei 2026") for line in lines)
    assert f"{lines[2]} {lines[1]}" == footer.text


def test_a_name_in_another_script_is_read_in_its_own_order():
    text = "محمد علي (1960) en 王小明"

    tree = read(stress.build(lambda _: [TaggedParagraph(text), *make_quote(text)])).tree

    assert [node.text for node in tree.all("P")] == [text, text]
