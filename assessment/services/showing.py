"""What a page shows as the report does: its figures, and numbers and codes as it writes them."""

from collections.abc import Callable, Mapping
from typing import Any

from assessment.phrases import one_decimal, score, whole
from assessment.report.fingerprint import code
from assessment.report.model import ReportContent

# By the name that templates know them by.
FORMATS: Mapping[str, Callable[[Any], str | int]] = {
    "whole": whole,
    "one_decimal": one_decimal,
    "score": score,
    "code": code,
}


class FigureNotFound(LookupError):
    """The report has no figure with this id."""


def draw_figure(report: ReportContent, figure_id: str) -> bytes:
    """Return a figure of the report as SVG, drawn as in the PDF, or raise FigureNotFound."""
    from assessment.report.figures import draw, to_svg  # slow to import: not for every page

    for drawing in report.drawings:
        if drawing.id == figure_id:
            return to_svg(draw(drawing.data))
    raise FigureNotFound(figure_id)
