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
from assessment.report.pdf.boxes import Callout
from assessment.report.pdf.fonts import register_fonts
from assessment.report.pdf.paragraphs import Heading, Paragraph, table_of_contents
from assessment.report.pdf.sheet import render_sheet
from assessment.report.pdf.template import BuildContext, build_document
from assessment.wording import say

_ROOM = 90.0  # points that must be left under a heading, else it moves to the next page


def render_pdf(report: model.ReportContent) -> bytes:
    """Return the report as a PDF/UA-1 file; the same report gives the same bytes.

    Every figure is drawn once and its numbers stand in a table in the appendix.
    """
    if report.pages:
        return render_sheet(report)
    drawn = {
        block.id: figures.draw(block.data)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, model.Figure)
    }

    register_fonts()
    chapters = [flowable for section in report.sections for flowable in _section(section, drawn)]
    chapters += _appendix(report)

    def story(context: BuildContext) -> list[Any]:
        return [*_cover(report.cover, context), *chapters]

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
        flowables = draw_block(block, drawn, REPORT)
        kept = isinstance(block, model.Heading) or _introduces(blocks, place)
        flowables[-1].keepWithNext = int(kept)
        yield from flowables


def _introduces(blocks: tuple[model.Block, ...], place: int) -> bool:
    """Return whether a paragraph stands alone between a heading and the first thing under it."""
    around = blocks[max(place - 1, 0) : place + 2 : 2]
    is_paragraph = isinstance(blocks[place], model.Paragraph)
    return is_paragraph and len(around) == 2 and all(isinstance(b, model.Heading) for b in around)


def _appendix(report: model.ReportContent) -> Iterator[Any]:
    """Draw the table of every figure: the same numbers for who cannot see the picture."""
    tables = [b.table for s in report.sections for b in s.blocks if isinstance(b, model.Figure)]
    if tables:
        yield platypus.PageBreak()
        yield Heading(say("pdf.appendix"), 1)
        yield Paragraph(say("pdf.appendix_lead"), styles.LEAD)
        for table in tables:
            yield from draw_table(table)
