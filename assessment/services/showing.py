"""What a page shows as the report does: its figures, and numbers and codes as it writes them."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from assessment.phrases import one_decimal, score, whole
from assessment.report.fingerprint import code
from assessment.report.model import ReportContent

_KEPT = 128  # figures, of about 30 kB each

# By the name that templates know them by.
FORMATS: Mapping[str, Callable[[Any], str | int]] = {
    "whole": whole,
    "one_decimal": one_decimal,
    "score": score,
    "code": code,
}


class FigureNotFound(LookupError):
    """The report has no figure with this id."""


def draw_figure(report: ReportContent, figure_id: str, *, narrow: bool = False) -> bytes:
    """Return a figure of the report as SVG for a page, or raise FigureNotFound.

    It is drawn as in the PDF, or for a ``narrow`` screen, in the colours that the reader asks for.
    """
    for drawing in report.drawings:
        if drawing.id == figure_id:
            return _drawn(drawing.data, narrow)
    raise FigureNotFound(figure_id)


@lru_cache(maxsize=_KEPT)
def _drawn(shown: Any, narrow: bool) -> bytes:
    """Draw what is shown once: the key is everything that the figure says."""
    from assessment.report.figures import draw, draw_narrow, to_svg  # slow: not for every page

    return to_svg(draw_narrow(shown) if narrow else draw(shown), adapts=True)
