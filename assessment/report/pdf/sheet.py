"""A sheet as PDF: a title, its sections under one another, and as much room to write as fits."""

# reportlab has no type information: its classes and objects are Any here.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from matplotlib.figure import Figure as Drawn

from assessment.report import figures, model
from assessment.report.pdf import styles
from assessment.report.pdf.blocks import Look, WritingLines, draw_block, draw_heading
from assessment.report.pdf.footers import footer_of
from assessment.report.pdf.paragraphs import TaggedHeading, TaggedParagraph
from assessment.report.pdf.template import BuildContext, build_document

_SHEET = Look(
    headings={2: styles.SHEET_H2, 3: styles.SHEET_H3},
    paragraphs={
        "body": styles.SHEET_BODY,
        "lead": styles.SHEET_LEAD,
        "small": styles.SHEET_SMALL,
    },
    bullet=styles.SHEET_BULLET,
    number=styles.SHEET_NUMBER,
    label=styles.SHEET_LABEL,
    line_height=20.0,
    down=1,
)
_MOST_LINES = 3


def render_sheet(sheet: model.ReportContent) -> bytes:
    """Return the sheet with the most lines to write on that still fit on its pages."""
    lines = _MOST_LINES
    pdf, pages = _build(sheet, replace(_SHEET, most_lines=lines))
    while pages > sheet.pages and lines > 1:
        lines -= 1
        pdf, pages = _build(sheet, replace(_SHEET, most_lines=lines))
    return pdf


def _build(sheet: model.ReportContent, look: Look) -> tuple[bytes, int]:
    """Return the sheet in this look and how many pages it takes."""
    pages = 0
    drawn = {drawing.id: figures.draw(drawing.data) for drawing in sheet.drawings}

    def story(context: BuildContext) -> list[Any]:
        nonlocal pages
        pages = context.page_count
        flowables = [
            *_head(sheet.cover, look),
            *(
                flowable
                for section in sheet.sections
                for flowable in _section(section, drawn, look)
            ),
        ]
        if isinstance(flowables[-1], WritingLines):
            flowables[-1].filling = True
        return flowables

    pdf = build_document(
        story,
        title=sheet.cover.title,
        author=sheet.cover.title,
        subject=sheet.cover.subtitle,
        footer=footer_of(sheet),
        created=sheet.created_at,
    )
    return pdf, pages


def _head(cover: model.Cover, look: Look) -> Iterator[Any]:
    yield TaggedHeading(cover.title, 1, listed=False, style=styles.SHEET_TITLE)
    yield TaggedParagraph(cover.subtitle, look.paragraphs["lead"])
    for line in (*cover.lines, cover.warning):
        yield TaggedParagraph(line, look.paragraphs["small"])


def _section(section: model.Section, drawn: dict[str, Drawn], look: Look) -> Iterator[Any]:
    """Draw a section in one piece."""
    flowables = [draw_heading(section.title, 1, look)]
    for block in section.all_blocks:
        flowables += draw_block(block, drawn, look)
    for flowable in flowables[:-1]:
        flowable.keepWithNext = 1
    yield from flowables
