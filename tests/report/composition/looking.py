"""What each chapter of the report says, found by its id."""

from __future__ import annotations

from assessment.report.model import Figure, Heading, ReportContent
from tests.report.composition import plain


def said(content: ReportContent, section: str) -> str:
    """Return everything a chapter says."""
    return "\n".join(text for _, text in plain.texts(content.section(section)))


def headings(content: ReportContent, section: str) -> list[str]:
    """Return the headings of a chapter."""
    return [b.text for b in content.section(section).blocks if isinstance(b, Heading)]


def figure(content: ReportContent, figure_id: str) -> Figure:
    """Return a figure by its id."""
    found = [b for s in content.sections for b in s.blocks if isinstance(b, Figure)]
    return next(block for block in found if block.id == figure_id)


def rows(content: ReportContent, figure_id: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of a figure's table by their first cell."""
    return {row[0]: row[1:] for row in figure(content, figure_id).table.rows}
