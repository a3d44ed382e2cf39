"""Shaping by HarfBuzz: the glyphs of a stretch of one script, in their places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import uharfbuzz

from assessment.report.scripts.faces import Face, open_face

Step = tuple[Literal["M", "L", "Q", "C", "Z"], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a face by number; ``text`` is what it stands for, empty behind the first of many.

    ``advance`` is how far the pen goes on, and ``right`` and ``up`` how far from the pen the glyph
    stands, all in thousandths of the type size.
    """

    number: int
    text: str
    advance: float
    right: float = 0.0
    up: float = 0.0


@lru_cache(maxsize=1024)
def shape_text(text: str, face: Face, *, to_left: bool) -> tuple[Glyph, ...]:
    """Return the glyphs of ``text``, as they stand from left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if to_left else "ltr"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_font(face), buffer)
    parts = _parts(text, [info.cluster for info in buffer.glyph_infos])
    scale = 1000 / open_face(face).upem
    return tuple(
        Glyph(
            info.codepoint,
            part,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )  # fmt: skip
        for info, place, part in zip(buffer.glyph_infos, buffer.glyph_positions, parts, strict=True)
    )


def _parts(text: str, starts: list[int]) -> list[str]:
    """Return what each glyph stands for: the text of its cluster, for the first glyph of it."""
    ends = dict(zip(sorted(set(starts)), [*sorted(set(starts))[1:], len(text)], strict=True))
    told: set[int] = set()
    parts = []
    for start in starts:
        parts.append("" if start in told else text[start : ends[start]])
        told.add(start)
    return parts


@cache
def _font(face: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(open_face(face))


def width_of_glyph(number: int, face: Face) -> float:
    """Return how wide the font file says that a glyph is, in thousandths of the type size."""
    return float(_font(face).get_glyph_h_advance(number) * 1000 / open_face(face).upem)


class _Pen:
    """Collects an outline as steps; the names of the methods are those that HarfBuzz calls."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def moveTo(self, p0: tuple[float, float]) -> None:
        """Begin a contour."""
        self.steps.append(("M", p0))

    def lineTo(self, p1: tuple[float, float]) -> None:
        """Add a straight line."""
        self.steps.append(("L", p1))

    def qCurveTo(self, p1: tuple[float, float], p2: tuple[float, float]) -> None:
        """Add a quadratic curve."""
        self.steps.append(("Q", (*p1, *p2)))

    def curveTo(
        self, p1: tuple[float, float], p2: tuple[float, float], p3: tuple[float, float]
    ) -> None:
        """Add a cubic curve."""
        self.steps.append(("C", (*p1, *p2, *p3)))

    def closePath(self) -> None:
        """End a contour."""
        self.steps.append(("Z", ()))


@lru_cache(maxsize=1024)
def outline_of(number: int, face: Face) -> tuple[Step, ...]:
    """Return the outline of a glyph at a type size of 1, y upwards."""
    pen = _Pen()
    _font(face).draw_glyph_with_pen(number, pen)
    size = open_face(face).upem
    return tuple((letter, tuple(number / size for number in at)) for letter, at in pen.steps)
