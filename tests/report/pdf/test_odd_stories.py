"""What people type and authors forget still gives an accessible document."""

import pytest
from reportlab.platypus import PageBreak

from assessment.report.pdf import (
    CalloutBox,
    LinkLine,
    TaggedHeading,
    TaggedParagraph,
    add_caption,
    bullet_list,
    data_table,
    join_markup,
    link,
    make_quote,
    mark_foreign,
    mark_strong,
    table_of_contents,
)
from tests.report.pdf import stress
from tests.report.pdf.checkers import page_validation, verapdf

ADDRESS = "https://example.org/"
STORIES = {
    "one endless word": lambda _: [TaggedParagraph("x" * 20_000), *make_quote("y" * 5_000)],
    "an endless word in a column": lambda _: data_table(
        [["Kop", "Tekst"], ["z" * 4_000, "a"]], widths=(1, 9)
    ),
    "endless inline elements": lambda _: [
        TaggedParagraph(
            join_markup(
                mark_strong("x" * 9_000),
                mark_foreign("y" * 9_000, "en"),
                link("z" * 3_000, ADDRESS),
            )
        )
    ],
    "nothing": lambda _: [TaggedParagraph("")],
    "empty parts": lambda _: [
        TaggedParagraph(" \n"),
        *make_quote("\n\n"),
        *bullet_list([]),
        *data_table([["Kop", ""]], widths=(1, 1)),
        CalloutBox([TaggedParagraph("")]),
        PageBreak(),
    ],
    "a table without headers": lambda _: data_table(
        [["a", "b"], ["c", "d"]], widths=(1, 1), header_rows=0, header_columns=0
    ),
    "strange addresses": lambda _: [
        LinkLine("a", url=ADDRESS + '(a)?b=<c>&d="e"é'),
        TaggedParagraph(join_markup(link("a & b", ADDRESS + 'a b?x="y"&z=<'), " na")),
    ],
    "links and foreign words in a repeated header": lambda _: data_table(
        [[mark_foreign("Head", "en"), link("Bron", ADDRESS)], *[["a", "b"]] * 80], widths=(1, 1)
    ),
    "a heading with a foreign word": lambda context: [
        TaggedHeading(join_markup("Over ", mark_foreign("feedback", "en")), 1),
        *table_of_contents(context.toc),
    ],
    "a figure larger than the page": lambda _: [
        TaggedHeading("Kop", 1),
        *add_caption(lambda canvas: canvas.rect(0, 0, 9, 9), 100, 3_000, "Alt", "Bijschrift"),
    ],
    "other scripts and half characters": lambda _: make_quote(
        "Привет 日本 \u202eعربى\x00\ud800 \U0001f600"
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_an_odd_story_gives_an_accessible_document(story):
    pdf = stress.build(story)

    assert page_validation(pdf) == []
    assert verapdf(pdf) == []
