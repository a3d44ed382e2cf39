"""Outlines in points: the marks for scores, straight lines, and cards with round corners."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from assessment.report import scripts

Vertex = tuple[float, float]
Segment = tuple[float, float, float, float]

_ROUND = 0.5522847498  # how far a control point stands out for a quarter of a circle
_QUARTER = (Path.CURVE4,) * 3
_CODES = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "Q": (Path.CURVE3,) * 2, "C": _QUARTER}


def make_polygon(vertices: Iterable[Vertex]) -> Path:
    """Return a closed outline with these corners."""
    corners = list(vertices)
    codes = [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY]
    return Path([*corners, corners[0]], codes)


def _ring(count: int, radii: tuple[float, ...]) -> list[Vertex]:
    """Return corners around the origin, the first at the top (y runs down)."""
    turns = [math.tau * i / count for i in range(count)]
    return [
        (radii[i % len(radii)] * math.sin(a), -radii[i % len(radii)] * math.cos(a))
        for i, a in enumerate(turns)
    ]


def card(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    """Return a rectangle with round corners."""
    r, k = radius, radius * (1 - _ROUND)
    vertices: list[Vertex] = [(left + r, top), (right - r, top)]
    vertices += [(right - k, top), (right, top + k), (right, top + r), (right, bottom - r)]
    vertices += [(right, bottom - k), (right - k, bottom), (right - r, bottom), (left + r, bottom)]
    vertices += [(left + k, bottom), (left, bottom - k), (left, bottom - r), (left, top + r)]
    vertices += [(left, top + k), (left + k, top), (left + r, top), (left + r, top)]
    codes = [Path.MOVETO, *(Path.LINETO, *_QUARTER) * 4, Path.CLOSEPOLY]
    return Path(vertices, codes)


def rectangle(left: float, top: float, right: float, bottom: float) -> Path:
    """Return a rectangle."""
    return make_polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def make_curve(vertices: Iterable[Vertex]) -> Path:
    """Return one line through the points."""
    places = list(vertices)
    return Path(places, [Path.MOVETO, *[Path.LINETO] * (len(places) - 1)])


def lines(segments: Iterable[Segment]) -> Path:
    """Return straight lines as one path."""
    vertices: list[Vertex] = []
    for x0, y0, x1, y1 in segments:
        vertices += [(x0, y0), (x1, y1)]
    return Path(vertices, [Path.MOVETO, Path.LINETO] * (len(vertices) // 2))


# Sized so that marks of one radius look equally heavy.
_MARKS = {
    "circle": card(-1, -1, 1, 1, 1),
    "square": rectangle(-0.9, -0.9, 0.9, 0.9),
    "triangle": make_polygon(_ring(3, (1.32,))),
    "diamond": make_polygon(_ring(4, (1.3,))),
    "star": make_polygon(_ring(10, (1.55, 0.68))),
}


def mark(shape: str, x: float, y: float, radius: float) -> Path:
    """Return the named mark around a point."""
    return Affine2D().scale(radius).translate(x, y).transform_path(_MARKS[shape])


@cache
def reach(shape: str) -> float:
    """Return how far the named mark reaches to either side at a radius of 1."""
    return float(_MARKS[shape].get_extents().x1)


def draw_letters(run: scripts.Run, left: float, base: float, size: float) -> Path:
    """Return the outlines of the glyphs of a run, from ``left`` on with their baseline at y."""
    vertices: list[Vertex] = []
    codes: list[np.uint8] = []
    pen = left
    for glyph in run.glyphs:
        x, y = pen + glyph.right * size / 1000, base - glyph.up * size / 1000
        for letter, at in scripts.outline_of(glyph.number, run.face):
            corners = list(zip(at[::2], at[1::2], strict=True)) or [(0.0, 0.0)]
            vertices += [(x + across * size, y - up * size) for across, up in corners]
            codes += _CODES.get(letter, (Path.CLOSEPOLY,))
        pen += glyph.advance * size / 1000
    return Path(vertices, codes) if vertices else Path([(left, base)], [Path.MOVETO])
