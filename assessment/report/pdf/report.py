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
from assessment.report.pdf.boxes import CalloutBox, KeepWhole
from assessment.report.pdf.emblem import Emblem
from assessment.report.pdf.fonts import register_fonts
from assessment.report.pdf.footers import footer_of
from assessment.report.pdf.paragraphs import TaggedHeading, TaggedParagraph, table_of_contents
from assessment.report.pdf.sheet import render_sheet
from assessment.report.pdf.template import BuildContext, build_document
from assessment.wording import say

# A part under a heading is not cut when it is this much of a page or less; nor is a whole form.
_UNCUT = 0.38
_GAP = 0.4  # the share of a page that may stay empty to keep a part with its figure
_DENSE_ROW = 17.0  # about how high a row of the appendix is
_SHORT = 2  # blocks of a part: a heading and what it is about
_CHAPTER_ROOM = 0.28  # the share of a page that must be left for a chapter to begin on it
_WHOLE_TABLE = 330.0  # points: a table up to this height is not cut
_TOGETHER = 0.95  # the share of a page up to which a chapter that asks for it is not cut
_TITLE_ROOM = 85.0  # points that the title of the appendix takes, with what stands under it
_TABLE_ROOM = 270.0  # points that must be left for a long table to begin on a page


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
    """Draw a chapter: first what stands under its title, then each part under a heading.

    A title is never on another page than the figure or table that its chapter opens with.
    """
    yield _chapter_break(section.starts)
    title = [TaggedHeading(section.title, 1)]
    if section.starts is model.Start.TOGETHER:
        parts = (flowable for part in _parts(section.all_blocks) for flowable in _part(part, drawn))
        yield KeepWhole([*title, *parts], _TOGETHER * styles.TEXT_HEIGHT)
        return
    most = styles.TEXT_HEIGHT * (1.0 if section.uncut else _UNCUT)
    for part in _join_short_ending(_parts(section.all_blocks)):
        flowables = [*title, *_part(part, drawn)]
        shows = any(isinstance(block, model.Figure) for block in part)
        if isinstance(part[0], model.Heading):
            yield KeepWhole(flowables, most, _GAP * styles.TEXT_HEIGHT if shows else 0.0)
        elif shows or any(isinstance(block, model.Table) for block in part):
            yield KeepWhole(flowables, styles.TEXT_HEIGHT)
        else:
            yield from flowables
        title = []
    yield from title


def _parts(blocks: tuple[model.Block, ...]) -> list[list[model.Block]]:
    """Return the blocks in rows that begin with a heading of the second level, but the first."""
    parts: list[list[model.Block]] = []
    for block in blocks:
        begins = isinstance(block, model.Heading) and block.level == 2
        if begins or not parts:
            parts.append([])
        parts[-1].append(block)
    return parts


def _join_short_ending(parts: list[list[model.Block]]) -> list[list[model.Block]]:
    """Return the parts with one text under the last heading joined to the part before.

    Alone on a page it would be a page for two lines.
    """
    texts = (model.Paragraph, model.Bullets)
    is_short = len(parts[-1]) == _SHORT and isinstance(parts[-1][1], texts)
    if is_short and len(parts) > 1 and isinstance(parts[-2][0], model.Heading):
        return [*parts[:-2], [*parts[-2], *parts[-1]]]
    return parts


def _part(blocks: list[model.Block], drawn: dict[str, Drawn]) -> Iterator[Any]:
    for place, block in enumerate(blocks):
        flowables = draw_block(block, drawn, REPORT)
        kept = isinstance(block, model.Heading) or _introduces(blocks, place)
        flowables[-1].keepWithNext = int(kept)
        yield from flowables


def _chapter_break(start: model.Start) -> Any:
    if start is model.Start.PAGE:
        return platypus.PageBreak()
    return platypus.CondPageBreak(_CHAPTER_ROOM * styles.TEXT_HEIGHT)


def _introduces(blocks: list[model.Block], place: int) -> bool:
    """Return whether a paragraph only leads to what follows it, and belongs on the same page.

    It does alone between a heading and one of a lower level or a table, as the small line under a
    heading, and where it ends in a colon before a list.
    """
    if _announces(blocks, place):
        return True
    if not (0 < place < len(blocks) - 1 and isinstance(blocks[place], model.Paragraph)):
        return False
    above, block, below = blocks[place - 1 : place + 2]
    if not isinstance(above, model.Heading):
        return False
    if isinstance(below, model.Heading):
        return below.level > above.level
    if isinstance(below, model.Table):
        return True
    return getattr(block, "style", "") == "small" and isinstance(below, model.Paragraph)


def _announces(blocks: list[model.Block], place: int) -> bool:
    """Return whether a paragraph ends in a colon before a list."""
    block = blocks[place]
    listed = isinstance(blocks[place + 1], model.Bullets) if place + 1 < len(blocks) else False
    return listed and isinstance(block, model.Paragraph) and block.text.endswith(":")


def _appendix(report: model.ReportContent) -> Iterator[Any]:
    """Draw the table of every figure: the same numbers for who cannot see the picture.

    The longest comes last: it can be split, so that the last page is never nearly empty. The title
    is never on another page than the first.
    """
    shown = sorted(report.figures, key=lambda figure: len(figure.table.rows))
    title: list[Any] = []
    if shown:
        yield _chapter_break(model.Start.RUN_ON)
        lead = TaggedParagraph(say("pdf.appendix_lead"), styles.LEAD)
        lead.keepWithNext = 1
        title = [TaggedHeading(say("pdf.appendix"), 1), lead]
    for figure in shown:
        table = draw_table(figure.table, dense=True, of_figure=figure.id)
        room = min(len(figure.table.rows) * _DENSE_ROW, _TABLE_ROOM)
        above = _TITLE_ROOM if title else 0.0
        yield platypus.CondPageBreak(room + above)
        yield KeepWhole([*title, *table], _WHOLE_TABLE + above)
        title = []
