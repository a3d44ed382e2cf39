"""The typeface of the figures: fonts by file, measured widths, and text made to fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import Literal

from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

Face = Literal["regular", "semibold", "italic"]

_FOLDER = Path(__file__).parent.parent / "fonts"
_FILES: dict[Face, str] = {
    "regular": "SourceSansPro-Regular.ttf",
    "semibold": "SourceSansPro-Semibold.ttf",
    "italic": "SourceSansPro-It.ttf",
}
CAP_HEIGHT = 0.66  # of the type size
ELLIPSIS = "…"
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_LONGEST = 300  # characters; no line on a page holds more


@lru_cache(maxsize=64)
def font(face: Face, size: float) -> FontProperties:
    """Return the font; weight and style are set too, for renderers that choose by them."""
    return FontProperties(
        fname=str(_FOLDER / _FILES[face]),
        size=size,
        weight=600 if face == "semibold" else 400,
        style="italic" if face == "italic" else "normal",
    )


def _opened(face: Face) -> FT2Font:
    return get_font(str(_FOLDER / _FILES[face]))


@lru_cache(maxsize=4096)
def width(text: str, face: Face, size: float) -> float:
    """Return the width of a line of text in points."""
    opened = _opened(face)
    opened.set_size(size, 72)
    opened.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(opened.get_width_height()[0]) / 64


@lru_cache(maxsize=8)
def _characters(face: Face) -> frozenset[int]:
    return frozenset(_opened(face).get_charmap())


@lru_cache(maxsize=1024)
def clean(text: str, face: Face) -> str:
    """Return the text on one line without the characters that the font does not have.

    Goals are free text: a smiley must not become an empty box.
    """
    composed = unicodedata.normalize("NFC", text.translate(_HYPHENS))
    return " ".join("".join(_shown(c, face) for c in composed).split())


def _shown(character: str, face: Face) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    for choice in (character, plain):
        if _characters(face).issuperset(map(ord, choice)):
            return choice
    return ""


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
    words = clean(text, face).split()
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
