"""Every figure of a document: pure functions from labels and numbers to a matplotlib figure.

matplotlib is imported at the first drawing, so that pages without figures do not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assessment.report.figures import data

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "competencies",
    "draw_college",
    "draw_curves",
    "draw",
    "draw_narrow",
    "draw_trend",
    "first_figure",
    "importance_behaviour",
    "style_axes",
    "timeline",
    "to_svg",
    "to_svgs",
    "value_map",
]


def competencies(shown: data.Competencies) -> Figure:
    """Draw competencies with their intervals, one speelveld or all."""
    from assessment.report.figures.competency_figure import draw

    return draw(shown)


def style_axes(shown: data.StyleAxes) -> Figure:
    """Draw the axes of the bestuursstijl, each with its switching scale."""
    from assessment.report.figures.style_figure import draw

    return draw(shown)


def value_map(shown: data.ValueMapFigure) -> Figure:
    """Draw the waardenkaart with every value in its own place."""
    from assessment.report.figures.value_map_figure import draw

    return draw(shown)


def importance_behaviour(shown: data.ImportanceBehaviour) -> Figure:
    """Draw belang against zichtbaar gedrag."""
    from assessment.report.figures.importance_figure import draw

    return draw(shown)


def first_figure(shown: data.FirstFigure) -> Figure:
    """Draw one person at a glance."""
    from assessment.report.figures.first_view import draw

    return draw(shown)


def timeline(shown: data.Timeline) -> Figure:
    """Draw the goals of a plan in time."""
    from assessment.report.figures.timeline_figure import draw

    return draw(shown)


def draw_trend(shown: data.Trend) -> Figure:
    """Draw scores at several moments, each scale in a panel of its own."""
    from assessment.report.figures.trend_figure import draw

    return draw(shown)


def draw_curves(shown: data.CurveChart) -> Figure:
    """Draw curves over one axis, as the quality report has them."""
    from assessment.report.figures.curve_figure import draw

    return draw(shown)


def draw_college(shown: data.CollegeLines) -> Figure:
    """Draw where members of a college stand on the axes, in zones."""
    from assessment.report.figures.college_figure import draw

    return draw(shown)


_DRAWN_BY: dict[type, Callable[[Any], Figure]] = {
    data.Competencies: competencies,
    data.StyleAxes: style_axes,
    data.ValueMapFigure: value_map,
    data.ImportanceBehaviour: importance_behaviour,
    data.FirstFigure: first_figure,
    data.Timeline: timeline,
    data.Trend: draw_trend,
    data.CurveChart: draw_curves,
    data.CollegeLines: draw_college,
}


def draw(shown: data.Shown) -> Figure:
    """Draw any of the figures: which one, its data says."""
    return _DRAWN_BY[type(shown)](shown)


def draw_narrow(shown: data.Shown) -> Figure:
    """Draw a figure for a small screen; one that has no such drawing as it is."""
    from assessment.report.figures.narrow import DRAWN_BY

    return DRAWN_BY.get(type(shown), draw)(shown)


def to_svg(figure: Figure, *, adapts: bool = False) -> bytes:
    """Return the figure as SVG that may stand inside a page, or one that adapts as an image."""
    from assessment.report.figures.svg import to_svg as write

    return write(figure, adapts=adapts)


def to_svgs(figures: Sequence[Figure]) -> list[bytes]:
    """Return figures that stand together on one page as SVG; the letters stand in the first."""
    from assessment.report.figures.svg import to_svgs as write

    return write(figures)
