"""The typeface of the figures: fonts by file, measured widths, and text made to fit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from assessment.report import scripts

Face = Literal["regular", "semibold", "italic"]

_OWN: dict[Face, scripts.Face] = {
    "regular": scripts.REGULAR,
    "semibold": scripts.SEMIBOLD,
    "italic": scripts.ITALIC,
}
CAP_HEIGHT = 0.66  # of the type size
ELLIPSIS = "…"
_LONGEST = 300  # characters; no line on a page holds more


@lru_cache(maxsize=64)
def font(face: Face, size: float) -> FontProperties:
    """Return the font; weight and style are set too, for renderers that choose by them."""
    return FontProperties(
        fname=str(_OWN[face].path),
        size=size,
        weight=600 if face == "semibold" else 400,
        style="italic" if face == "italic" else "normal",
    )


def _opened(face: Face) -> FT2Font:
    return get_font(str(_OWN[face].path))


@lru_cache(maxsize=4096)
def width(text: str, face: Face, size: float) -> float:
    """Return the width of a line of text in points."""
    if is_own(text, face):
        return _measure(text, face, size)
    return sum(word.width for word in place(text, face, size))


def is_own(text: str, face: Face) -> bool:
    """Return whether the face has every character of ``text``."""
    return scripts.characters_of(_OWN[face]).issuperset(map(ord, text))


def _measure(text: str, face: Face, size: float) -> float:
    opened = _opened(face)
    opened.set_size(size, 72)
    opened.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(opened.get_width_height()[0]) / 64


@dataclass(frozen=True, slots=True)
class Word:
    """Part of a line, so wide, in the own letters: or glyphs of another script, and their face."""

    text: str
    width: float
    run: scripts.Run | None = None


def place(text: str, face: Face, size: float) -> tuple[Word, ...]:
    """Return the parts of a clean line from left to right, in one or more scripts."""
    own = _OWN[face]
    stretches = scripts.lay_out(text, own, to_left=scripts.begins_right(text))
    return tuple(
        Word(run.text, size / 1000 * sum(glyph.advance for glyph in run.glyphs), run)
        if run.glyphs
        else Word(run.text, _measure(run.text, face, size))
        for stretch in stretches
        for run in stretch.runs
    )


def clean(text: str) -> str:
    """Return the text on one line with characters that can be drawn, in any script."""
    return " ".join(scripts.make_drawable(text).split())


def shorten(text: str, face: Face, size: float, room: float) -> str:
    """Return the text, cut with an ellipsis when it is wider than the room."""
    start = text[:_LONGEST]
    if start == text and width(text, face, size) <= room:
        return text
    keep = bisect_right(
        range(1, len(start) + 1),
        room,
        key=lambda count: width(start[:count].rstrip() + ELLIPSIS, face, size),
    )
    return start[:keep].rstrip() + ELLIPSIS


def wrap(text: str, face: Face, size: float, room: float, most: int) -> tuple[str, ...]:
    """Break the text into at most `most` lines that fit the room; the last may be shortened."""
    lines: list[str] = []
    words = clean(text).split()
    while words and len(lines) < most:
        count = _words_that_fit(words, face, size, room)
        if len(lines) == most - 1:
            count = len(words)
        lines.append(shorten(" ".join(words[:count]), face, size, room))
        words = words[count:]
    return tuple(lines)


def _words_that_fit(words: list[str], face: Face, size: float, room: float) -> int:
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1]), face, size) <= room:
        count += 1
    return count
