"""The look of the report: page size, colours and paragraph styles. Nobody may change them later."""

from typing import Any, Final

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from assessment.report.pdf.fonts import ITALIC, REGULAR, SEMIBOLD

PAGE_WIDTH: Final[float] = A4[0]
PAGE_HEIGHT: Final[float] = A4[1]
MARGIN: Final[float] = 22 * mm
TEXT_WIDTH: Final[float] = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT: Final[float] = PAGE_HEIGHT - 2 * MARGIN

INK: Final = HexColor("#1b1f2a")
ACCENT: Final = HexColor("#154273")
MUTED: Final = HexColor("#4a5160")
RULE: Final = HexColor("#c9ced8")
TINT: Final = HexColor("#eef2f8")
PAPER: Final = white


def _style(name: str, size: float, leading: float, **settings: Any) -> Any:
    defaults = {
        "fontName": REGULAR,
        "textColor": INK,
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        "hyphenationLang": "",  # a hyphenated word is read as two
        "embeddedHyphenation": 0,
        "spaceShrinkage": 0,  # inline marks rely on words standing where their widths put them
        "bulletFontName": REGULAR,
    }
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**defaults, **settings})


def _heading(name: str, size: float, leading: float, before: float, after: float) -> Any:
    return _style(
        name,
        size,
        leading,
        fontName=SEMIBOLD,
        textColor=ACCENT,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=1,
    )


TITLE: Final = _style("title", 30, 36, fontName=SEMIBOLD, textColor=ACCENT, spaceAfter=10)
COVER_NAME: Final = _style("cover_name", 15, 20, fontName=SEMIBOLD, spaceAfter=8)
H1: Final = _heading("h1", 21, 26, before=30, after=7)
H2: Final = _heading("h2", 14, 17.5, before=11, after=3)
H3: Final = _heading("h3", 11, 14, before=8, after=1.5)
HEADINGS: Final = {1: H1, 2: H2, 3: H3}

BODY: Final = _style("body", 10, 13, spaceAfter=4.5)
LEAD: Final = _style("lead", 11.6, 15.8, spaceAfter=7)
SMALL: Final = _style("small", 9, 12, textColor=MUTED, spaceAfter=4)
QUOTE: Final = _style(
    "quote",
    10,
    13.4,
    fontName=ITALIC,
    textColor=MUTED,
    leftIndent=12,
    spaceBefore=1,
    spaceAfter=7,
)
QUOTE_TO_LEFT: Final = QUOTE.clone("quote_to_left", alignment=TA_RIGHT)
WRITING_LABEL: Final = _style("writing_label", 10.5, 15, fontName=SEMIBOLD, keepWithNext=1)
BULLET: Final = _style("bullet", 10, 13, leftIndent=16, spaceAfter=2.5)
NUMBER: Final = _style("number", 10, 13, leftIndent=20, spaceAfter=2.5)
CAPTION: Final = _style("caption", 9, 12.5, textColor=MUTED, spaceBefore=4, spaceAfter=10)
TABLE_CAPTION: Final = _style(
    "table_caption", 9, 12.5, textColor=MUTED, spaceBefore=8, spaceAfter=4, keepWithNext=1
)
CELL: Final = _style("cell", 9.2, 11.8, spaceAfter=3)
CELL_RIGHT: Final = _style("cell_right", 9.2, 11.8, spaceAfter=3, alignment=TA_RIGHT)
CELL_ROW_HEADER: Final = _style("cell_row_header", 9.2, 11.8, fontName=SEMIBOLD)
CELL_HEADER: Final = _style("cell_header", 9.2, 11.8, fontName=SEMIBOLD, textColor=PAPER)
CELL_HEADER_RIGHT: Final = _style(
    "cell_header_right", 9.2, 11.8, fontName=SEMIBOLD, textColor=PAPER, alignment=TA_RIGHT
)
DENSE_CELL: Final = _style("dense_cell", 8.6, 10.6)
DENSE_ROW_HEADER: Final = _style("dense_row_header", 8.6, 10.6, fontName=SEMIBOLD)
DENSE_HEADER: Final = _style("dense_header", 8.6, 10.6, fontName=SEMIBOLD, textColor=PAPER)
CALLOUT_TITLE: Final = _style(
    "callout_title", 11.5, 15, fontName=SEMIBOLD, textColor=ACCENT, spaceAfter=4, keepWithNext=1
)
LINK: Final = _style("link", 10, 13.4, textColor=ACCENT, spaceAfter=4)
WAY_ON: Final = _style("way_on", 9, 12.5, textColor=ACCENT, spaceAfter=10)
WAY_BACK: Final = _style("way_back", 9, 12.5, textColor=ACCENT, spaceAfter=4, keepWithNext=1)
TOC: Final = {
    1: _style("toc1", 10.5, 15, fontName=SEMIBOLD, rightIndent=36, spaceBefore=4, spaceAfter=1),
    2: _style("toc2", 10.5, 15, leftIndent=14, rightIndent=36),
    3: _style("toc3", 9.5, 13, leftIndent=28, rightIndent=36),
}
TOC_DENSE: Final = _style("toc_dense", 9.5, 12, fontName=SEMIBOLD, rightIndent=36)

# A form: the number of a question stands before its text, and its answers under that.
QUESTION: Final = _style(
    "question", 10, 13, leftIndent=22, spaceBefore=9, spaceAfter=2, keepWithNext=1
)
QUESTION_MORE: Final = _style("question_more", 10, 13, leftIndent=22, spaceAfter=2, keepWithNext=1)
ANSWER: Final = _style("answer", 9.6, 13.6, leftIndent=37, spaceAfter=2)

# A sheet holds more on a page than a report.
SHEET_TITLE: Final = _heading("sheet_title", 19, 23, before=0, after=1)
SHEET_H2: Final = _heading("sheet_h2", 11.5, 14, before=8, after=1.5)
SHEET_H3: Final = _heading("sheet_h3", 10, 12.5, before=5, after=1)
SHEET_BODY: Final = _style("sheet_body", 9.6, 12.3, spaceAfter=3)
SHEET_LEAD: Final = _style("sheet_lead", 10.6, 13.4, fontName=SEMIBOLD, spaceAfter=2.5)
SHEET_SMALL: Final = _style("sheet_small", 9, 11.4, textColor=MUTED, spaceAfter=3)
SHEET_BULLET: Final = _style("sheet_bullet", 9.6, 12.3, leftIndent=13, spaceAfter=1.2)
SHEET_NUMBER: Final = _style("sheet_number", 9.6, 12.3, leftIndent=17, spaceAfter=1.2)
SHEET_LABEL: Final = _style("sheet_label", 9, 11.4, textColor=MUTED, keepWithNext=1)

# Text colour and background of everything that the styles and flowables put together.
COMBINATIONS: Final = (
    (INK, PAPER),
    (ACCENT, PAPER),
    (MUTED, PAPER),
    (INK, TINT),
    (ACCENT, TINT),
    (MUTED, TINT),
    (PAPER, ACCENT),
)
