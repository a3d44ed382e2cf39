"""The colours of a figure on a dark page, and on one where the reader's system chooses colours.

A figure that a page shows as an image knows the wishes of the reader by itself. It brings its own
ground, so that it can be read on any page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.report.figures.data import Kind
from assessment.report.figures.palette import (
    ACCENTS,
    BANDS,
    BLUE,
    BLUE_MID,
    GRID,
    INK,
    MUTED,
    NEUTRAL_MID,
    PURPLE,
    RED,
    TRACK,
    WHITE,
)

GROUND = "#1a2029"
_SURFACES = (*BANDS, *(accent.tint for accent in ACCENTS.values()))
_DARK_BANDS = ("#1f2733", "#242d3b", "#293445", "#2e3b4f")
_DARK_ACCENTS = {  # text and points, intervals, surfaces
    Kind.IDEAL: ("#f0c27a", "#bd934c", "#2a2519"),
    Kind.SOCIAL: ("#9cc5f5", "#7ba3d3", "#202b3b"),
    Kind.PRACTICAL: ("#7fd6cb", "#54a79d", "#182c2b"),
}
DARK: Mapping[str, str] = {
    INK: "#e9ecf2",
    MUTED: "#b3bac8",
    GRID: "#3d4655",
    TRACK: "#5c6779",
    WHITE: GROUND,
    BLUE: "#9cc5f5",
    BLUE_MID: "#7ba3d3",
    NEUTRAL_MID: "#98a1b2",
    PURPLE: "#cfa8f0",
    RED: "#ff9d98",
    **dict(zip(BANDS, _DARK_BANDS, strict=True)),
    **{
        light: dark
        for kind, accent in ACCENTS.items()
        for light, dark in zip(
            (accent.strong, accent.mid, accent.tint), _DARK_ACCENTS[kind], strict=True
        )
    },
}


def style_sheet(svg: str) -> str:
    """Return the rules for the colours of an SVG, which are found by the value that was drawn."""
    dark = "".join(_painted(svg, DARK))
    system = "".join(_painted(svg, {color: _system(color) for color in DARK}))
    return (
        f"svg{{background:{WHITE}}}"
        f"@media (prefers-color-scheme:dark){{svg{{background:{GROUND}}}{dark}}}"
        f"@media (forced-colors:active){{svg{{background:Canvas}}{system}}}"
    )


def _painted(svg: str, colors: Mapping[str, str]) -> Iterator[str]:
    for drawn, shown in colors.items():
        for paint in ("fill", "stroke"):
            if f'{paint}="{drawn}"' in svg:
                yield f'[{paint}="{drawn}"]{{{paint}:{shown}}}'


def _system(color: str) -> str:
    if color == WHITE or color in _SURFACES:
        return "Canvas"
    return "GrayText" if color in (GRID, TRACK) else "CanvasText"
