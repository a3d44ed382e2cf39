"""A line of text in the order in which it is drawn, by the Unicode bidirectional algorithm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assessment.report.scripts.faces import Face, assign_faces
from assessment.report.scripts.levels import find_levels, mirror_text
from assessment.report.scripts.shaping import Glyph, shape_text


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face and one direction. With the own letters it has no glyphs: its characters.

    ``text`` is from left to right, as it is drawn; ``glyphs`` too.
    """

    face: Face
    text: str
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs from left to right, and the text they stand for in the order in which it is read."""

    text: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of one face and one level: how deep it is embedded; odd runs to the left."""

    text: str
    face: Face
    level: int


@lru_cache(maxsize=1024)
def lay_out(text: str, own: Face, *, to_left: bool = False) -> tuple[Stretch, ...]:
    """Return the stretches of a line from left to right.

    ``text`` is drawable and without line breaks. ``to_left`` says that the paragraph around it
    runs to the left. Text that does is one stretch, so that its words can be read in their order.
    """
    pieces = _pieces(text, own, find_levels(text, to_left=to_left))
    stretches: list[Stretch] = []
    for embedded, group in groupby(pieces, key=lambda piece: to_left or piece.level > 0):
        members = list(group)
        parts = [members] if embedded else [[piece] for piece in members]
        stretches += (_stretch(part, own) for part in parts)
    return tuple(stretches)


def _stretch(pieces: Sequence[_Piece], own: Face) -> Stretch:
    runs = tuple(_run(piece, own) for piece in _visual_order(pieces))
    return Stretch("".join(piece.text for piece in pieces), runs)


def _run(piece: _Piece, own: Face) -> Run:
    to_left = piece.level % 2 == 1
    if piece.face is not own:
        glyphs = shape_text(piece.text, piece.face, to_left=to_left)
        return Run(piece.face, piece.text, glyphs)
    if not to_left:
        return Run(own, piece.text)
    return Run(own, mirror_text(piece.text))


def _visual_order(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Reverse every row of pieces at or above each level, from the deepest on (rule L2)."""
    ordered = list(pieces)
    for level in range(max(piece.level for piece in pieces), 0, -1):
        ordered = [
            piece
            for deep, row in groupby(ordered, key=lambda piece: piece.level >= level)
            for piece in (reversed(list(row)) if deep else row)
        ]
    return ordered


def _pieces(text: str, own: Face, levels: Sequence[int]) -> Iterator[_Piece]:
    start = 0
    for part, face in assign_faces(text, own):
        there = levels[start : start + len(part)]
        start += len(part)
        for level, characters in groupby(zip(part, there, strict=True), key=lambda pair: pair[1]):
            yield _Piece("".join(c for c, _ in characters), face, level)
