"""A document as PDF: draws the blocks of a ReportContent and decides nothing about them."""

# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.figure import Figure as Drawn
from reportlab import platypus

from assessment.report import figures, model
from assessment.report.pdf import styles
from assessment.report.pdf.blocks import REPORT, draw_block, draw_table
from assessment.report.pdf.boxes import CalloutBox
from assessment.report.pdf.emblem import Emblem
from assessment.report.pdf.fonts import register_fonts
from assessment.report.pdf.footers import footer_of
from assessment.report.pdf.paragraphs import TaggedHeading, TaggedParagraph, table_of_contents
from assessment.report.pdf.sheet import render_sheet
from assessment.report.pdf.template import BuildContext, build_document
from assessment.wording import say

_ROOM = 90.0  # points that must be left under a heading, else it moves to the next page
_DENSE_ROW = 17.0  # about how high a row of the appendix is
# The share of a page that must be left for a chapter to begin on it; otherwise it takes the next.
_ROOMS = {model.Start.FIGURE: 0.72, model.Start.RUN_ON: 0.33}


def render_pdf(report: model.ReportContent) -> bytes:
    """Return the report as a PDF/UA-1 file; the same report gives the same bytes.

    Every figure is drawn once and its numbers stand in a table in the appendix.
    """
    if report.pages:
        return render_sheet(report)
    printed = report.on_paper
    drawn = {drawing.id: figures.draw(drawing.data) for drawing in printed.drawings}
    register_fonts()
    chapters = [flowable for section in printed.sections for flowable in _section(section, drawn)]
    chapters += _appendix(printed)

    def story(context: BuildContext) -> list[Any]:
        return [*_cover(report.cover, context), *chapters]

    return build_document(
        story,
        title=report.cover.title,
        author=report.cover.name,
        subject=report.cover.subtitle,
        footer=footer_of(report),
        created=report.created_at,
    )


def _cover(cover: model.Cover, context: BuildContext) -> list[Any]:
    return [
        Emblem(),
        platypus.Spacer(0, 20),
        TaggedHeading(cover.title, 1, listed=False, style=styles.TITLE),
        TaggedParagraph(cover.subtitle, styles.LEAD),
        platypus.Spacer(0, 14),
        TaggedParagraph(cover.name, styles.COVER_NAME),
        *(TaggedParagraph(line) for line in cover.lines),
        CalloutBox([TaggedParagraph(cover.warning)]),
        platypus.Spacer(0, 10),
        TaggedHeading(say("pdf.contents"), 2, listed=False),
        *table_of_contents(context.toc, depth=1),
    ]


def _section(section: model.Section, drawn: dict[str, Drawn]) -> Iterator[Any]:
    """Draw a chapter; no page ends nearly empty because the next one waits for its own."""
    yield _chapter_break(section.starts)
    yield TaggedHeading(section.title, 1)
    kept = True  # whether what came before stays with what follows
    blocks = section.all_blocks
    for place, block in enumerate(blocks):
        if isinstance(block, model.Heading) and not kept:
            yield platypus.CondPageBreak(_ROOM + _writing_room(blocks, place))
        flowables = draw_block(block, drawn, REPORT)
        kept = isinstance(block, model.Heading) or _introduces(blocks, place)
        flowables[-1].keepWithNext = int(kept)
        yield from flowables


def _chapter_break(start: model.Start) -> Any:
    if start is model.Start.PAGE:
        return platypus.PageBreak()
    return platypus.CondPageBreak(_ROOMS[start] * styles.TEXT_HEIGHT)


def _introduces(blocks: tuple[model.Block, ...], place: int) -> bool:
    """Return whether a paragraph only leads to what follows it, and belongs on the same page.

    It does above a figure, alone between a heading and one of a lower level, and as the small
    line under a heading.
    """
    if not (0 < place < len(blocks) - 1 and isinstance(blocks[place], model.Paragraph)):
        return False
    above, block, below = blocks[place - 1 : place + 2]
    if isinstance(below, model.Figure) or not isinstance(above, model.Heading):
        return isinstance(below, model.Figure)
    if isinstance(below, model.Heading):
        return below.level > above.level
    return getattr(block, "style", "") == "small" and isinstance(below, model.Paragraph)


def _writing_room(blocks: tuple[model.Block, ...], place: int) -> float:
    """Return the height of the lines to write on under a heading: a form is not cut in two."""
    room = 0.0
    for block in blocks[place + 1 :]:
        if isinstance(block, model.Heading):
            break
        if isinstance(block, model.WritingSpace):
            room += (block.lines + 1) * REPORT.line_height
    return room


def _appendix(report: model.ReportContent) -> Iterator[Any]:
    """Draw the table of every figure: the same numbers for who cannot see the picture.

    The longest comes last: it can be split, so that the last page is never nearly empty.
    """
    tables = sorted((figure.table for figure in report.figures), key=lambda t: len(t.rows))
    if tables:
        yield _chapter_break(model.Start.RUN_ON)
        yield TaggedHeading(say("pdf.appendix"), 1)
        yield TaggedParagraph(say("pdf.appendix_lead"), styles.LEAD)
        for table in tables:
            yield platypus.CondPageBreak(min(len(table.rows) * _DENSE_ROW, _ROOM * 3))
            yield from draw_table(table, dense=True)
