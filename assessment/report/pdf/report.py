"""The whole report as PDF: draws the blocks of a ReportContent and decides nothing about them."""

# mypy: disallow-subclassing-any=False
# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure as Drawn
from reportlab import platypus

from assessment.report import figures, model
from assessment.report.pdf import styles
from assessment.report.pdf.boxes import Callout
from assessment.report.pdf.figures import captioned_chart
from assessment.report.pdf.lists import bullet_list, numbered_list
from assessment.report.pdf.paragraphs import Heading, Paragraph, quote, table_of_contents
from assessment.report.pdf.tables import data_table
from assessment.report.pdf.template import BuildContext, build_document
from assessment.wording import say

_LINE_HEIGHT = 23.0  # points between the lines to write on
_FEWEST_LINES = 2
_ROOM = 90.0  # points that must be left under a heading, else it moves to the next page
_PARAGRAPHS = {"body": styles.BODY, "lead": styles.LEAD, "small": styles.SMALL}


def render_pdf(report: model.ReportContent) -> bytes:
    """Return the report as a PDF/UA-1 file; the same report gives the same bytes.

    Every figure is drawn once and its numbers stand in a table in the appendix.
    """
    drawn = {
        block.id: figures.draw(block.data)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.Figure)
    }

    def story(context: BuildContext) -> list[Any]:
        return [
            *_cover(report.cover, context),
            *(flowable for section in report.sections for flowable in _section(section, drawn)),
            *_appendix(report),
        ]

    return build_document(
        story,
        title=report.cover.title,
        author=report.cover.name,
        subject=report.cover.subtitle,
        footer=report.footer,
        created=report.created_at,
    )


def _cover(cover: model.Cover, context: BuildContext) -> list[Any]:
    return [
        platypus.Spacer(0, 60),
        Heading(cover.title, 1, listed=False, style=styles.TITLE),
        Paragraph(cover.subtitle, styles.LEAD),
        platypus.Spacer(0, 14),
        Paragraph(cover.name, styles.COVER_NAME),
        *(Paragraph(line) for line in cover.lines),
        Callout([Paragraph(cover.warning)]),
        platypus.Spacer(0, 10),
        Heading(say("pdf.contents"), 2, listed=False),
        *table_of_contents(context.toc, depth=1),
    ]


def _section(section: model.Section, drawn: dict[str, Drawn]) -> Iterator[Any]:
    """Draw a chapter, which begins on a page of its own."""
    yield platypus.PageBreak()
    yield Heading(section.title, 1)
    kept = True  # whether what came before stays with what follows
    blocks = section.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, model.Heading) and not kept:
            yield platypus.CondPageBreak(_ROOM)
        flowables = _block(block, drawn)
        kept = isinstance(block, model.Heading) or _introduces(blocks, place)
        flowables[-1].keepWithNext = int(kept)
        yield from flowables


def _introduces(blocks: tuple[model.Block, ...], place: int) -> bool:
    """Return whether a paragraph stands alone between a heading and the first thing under it."""
    around = blocks[max(place - 1, 0) : place + 2 : 2]
    is_paragraph = isinstance(blocks[place], model.Paragraph)
    return is_paragraph and len(around) == 2 and all(isinstance(b, model.Heading) for b in around)


def _block(block: model.Block, drawn: dict[str, Drawn]) -> list[Any]:
    match block:
        case model.Heading():
            return [Heading(block.text, block.level)]
        case model.Paragraph() | model.Bullets():
            return _text(block)
        case model.Table():
            return _table(block)
        case model.Figure():
            return captioned_chart(drawn[block.id], block.alt, block.caption)
        case model.Callout():
            return [Callout([Paragraph(text) for text in block.paragraphs], block.title)]
        case model.WritingSpace():
            return [WritingLines(Paragraph(block.label, styles.WRITING_LABEL), block.lines)]


def _text(block: model.Paragraph | model.Bullets) -> list[Any]:
    if isinstance(block, model.Bullets):
        return (numbered_list if block.ordered else bullet_list)(block.items)
    if block.style == "quote":
        return quote(block.text)
    return [Paragraph(block.text, _PARAGRAPHS[block.style])]


def _table(block: model.Table) -> list[Any]:
    return data_table([block.header, *block.rows], widths=block.widths, caption=block.caption)


def _appendix(report: model.ReportContent) -> Iterator[Any]:
    """Draw the table of every figure: the same numbers for who cannot see the picture."""
    tables = [b.table for s in report.sections for b in s.blocks if isinstance(b, model.Figure)]
    if tables:
        yield platypus.PageBreak()
        yield Heading(say("pdf.appendix"), 1)
        yield Paragraph(say("pdf.appendix_lead"), styles.LEAD)
        for table in tables:
            yield from _table(table)


class WritingLines(platypus.Flowable):
    """A label with empty lines to write on by hand; the lines are not read aloud.

    Takes fewer lines where the page has less room, but never fewer than two.
    """

    def __init__(self, label: Paragraph, lines: int) -> None:
        super().__init__()
        self.label, self.wanted = label, lines
        self.spaceBefore, self.spaceAfter = 6, 8

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """Return the size on the page."""
        self.width = availWidth
        self.top = self.label.wrapOn(self.canv, availWidth, availHeight)[1]
        room = int((availHeight - self.top) // _LINE_HEIGHT)
        self.lines = max(min(self.wanted, room), min(self.wanted, _FEWEST_LINES))
        self.height = self.top + self.lines * _LINE_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the label and the lines."""
        self.label.drawOn(self.canv, 0, self.height - self.top)
        self.canv.saveState()
        self.canv.setStrokeColor(styles.MUTED)
        self.canv.setLineWidth(0.5)
        for number in range(1, self.lines + 1):
            y = self.height - self.top - number * _LINE_HEIGHT + 4
            self.canv.line(0, y, self.width, y)
        self.canv.restoreState()
