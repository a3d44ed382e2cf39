"""Drawing the blocks of a report or a sheet: what each becomes on paper, and in which look."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure as Drawn
from reportlab import platypus

from assessment.report import model
from assessment.report.pdf import styles
from assessment.report.pdf.boxes import CalloutBox
from assessment.report.pdf.figures import captioned_chart, make_chart
from assessment.report.pdf.lists import bullet_list, numbered_list
from assessment.report.pdf.markup import join_markup, link
from assessment.report.pdf.paragraphs import LinkLine, TaggedHeading, TaggedParagraph, make_quote
from assessment.report.pdf.tables import data_table
from assessment.wording import say

_FEWEST_LINES = 2
_FIGURE, _TABLE_OF = "figuur-{}", "cijfers-{}"  # the places of a figure and of its numbers
_MANY_ROWS = 12  # a table to look things up in, rather than to read


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of a kind of document; ``down`` is how many levels its headings go down."""

    headings: Mapping[int, Any]
    paragraphs: Mapping[str, Any]
    bullet: Any
    number: Any
    label: Any
    line_height: float  # points between the lines to write on
    most_lines: int = 99
    down: int = 0


REPORT = Look(
    headings=styles.HEADINGS,
    paragraphs={"body": styles.BODY, "lead": styles.LEAD, "small": styles.SMALL},
    bullet=styles.BULLET,
    number=styles.NUMBER,
    label=styles.WRITING_LABEL,
    line_height=23.0,
)


def draw_block(block: model.Block, drawn: Mapping[str, Drawn], look: Look) -> list[Any]:
    """Return the flowables of one block; ``drawn`` holds the figures by id."""
    match block:
        case model.Heading():
            return [draw_heading(block.text, block.level, look)]
        case model.Paragraph() | model.Bullets():
            return _text(block, look)
        case model.Table():
            return draw_table(block, dense=len(block.rows) >= _MANY_ROWS)
        case model.Figure():
            return _figure(block, drawn[block.id])
        case model.Gallery():
            return _gallery(block, drawn)
        case model.Callout():
            body = look.paragraphs["body"]
            return [
                CalloutBox([TaggedParagraph(text, body) for text in block.paragraphs], block.title)
            ]
        case model.WritingSpace():
            lines = min(block.lines, look.most_lines)
            return [WritingLines(TaggedParagraph(block.label, look.label), lines, look.line_height)]


def draw_heading(text: str, level: int, look: Look) -> TaggedHeading:
    """Return a heading; 1 is the title of a section."""
    lower: Any = level + look.down
    return TaggedHeading(text, lower, style=look.headings[lower])


def draw_table(block: model.Table, *, dense: bool = False, of_figure: str = "") -> list[Any]:
    """Return a table with its caption and its notes; a dense one has less room in its cells.

    That with the numbers of a figure has a link back to it.
    """
    rows = [block.header, *block.rows]
    widths = block.widths or (1.0,) * len(block.header)
    anchor = _TABLE_OF.format(of_figure) if of_figure else ""
    *caption, table = data_table(
        rows, widths=widths, caption=block.caption, dense=dense, anchor=anchor
    )
    notes = [TaggedParagraph(note, styles.SMALL) for note in block.notes]
    return [*caption, *_way_back(of_figure), table, *notes]


def _way_back(figure: str) -> list[Any]:
    if not figure:
        return []
    back = LinkLine(say("pdf.to_figure"), anchor=_FIGURE.format(figure), style=styles.WAY_BACK)
    return [back]


def _figure(block: model.Figure, drawn: Drawn) -> list[Any]:
    """Return a figure with its caption and a link to its numbers, kept together."""
    anchor = _FIGURE.format(block.id)
    *chart, caption = captioned_chart(drawn, block.alt, block.caption, anchor)
    caption.keepWithNext = 1
    words = say("pdf.to_table", table=block.table.caption)
    numbers = LinkLine(words, anchor=_TABLE_OF.format(block.id), style=styles.WAY_ON)
    return [*chart, caption, numbers]


def _gallery(block: model.Gallery, drawn: Mapping[str, Drawn]) -> list[Any]:
    """Return the drawings under one another, the caption with the last."""
    *before, last = block.drawings
    charts = [make_chart(drawn[drawing.id], drawing.alt) for drawing in before]
    return [*charts, *captioned_chart(drawn[last.id], last.alt, block.caption)]


def _text(block: model.Paragraph | model.Bullets, look: Look) -> list[Any]:
    if isinstance(block, model.Bullets):
        texts = [_marked_up(item) for item in block.items]
        if block.ordered:
            return numbered_list(texts, look.number)
        return bullet_list(texts, look.bullet)
    if block.style == "quote":
        return make_quote(block.text)
    return [TaggedParagraph(block.text, look.paragraphs[block.style])]


def _marked_up(item: str | model.Link | model.Reach) -> str:
    """Return the words of an item; the ways to reach somebody become links."""
    if isinstance(item, model.Link):
        return item.text
    if isinstance(item, str):
        return item
    parts: list[str] = [item.text]
    for number, way in enumerate(item.ways):
        parts += [", " if number else " ", link(way.text, way.url)]
    return join_markup(*parts)


class WritingLines(platypus.Flowable):
    """A label with empty lines to write on by hand, and a field over them to type in.

    The lines are not read aloud; the field is, by what it is for.

    Takes fewer lines where the page has less room, but never fewer than two. ``filling`` takes as
    many as the rest of the page holds.
    """

    filling = False

    def __init__(self, label: TaggedParagraph, lines: int, line_height: float) -> None:
        super().__init__()
        self.label, self.wanted, self.line_height = label, lines, line_height
        self.spaceBefore, self.spaceAfter = 6, 8

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        self.width = availWidth
        self.top = self.label.wrapOn(self.canv, availWidth, availHeight)[1]
        room = int((availHeight - self.top) // self.line_height)
        fewest = min(self.wanted, _FEWEST_LINES)
        if self.filling:  # measured without a page it asks for the least
            self.lines = max(room, fewest) if availHeight < styles.PAGE_HEIGHT else fewest
        else:
            self.lines = max(min(self.wanted, room), fewest)
        self.height = self.top + self.lines * self.line_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label and the lines."""
        self.label.drawOn(self.canv, 0, self.height - self.top)
        self.canv.saveState()
        self.canv.setStrokeColor(styles.MUTED)
        self.canv.setLineWidth(0.5)
        for number in range(1, self.lines + 1):
            y = self.height - self.top - number * self.line_height + 4
            self.canv.line(0, y, self.width, y)
        self.canv.restoreState()
        if not self.canv.measuring:
            room = (0, 4, self.width, self.height - self.top)
            self.canv.add_text_field(self.label.plain, room, multiline=self.lines > 1)
