"""The faces: the report's own letters, and behind them a face for every other script.

Other scripts have one weight. Where two faces have the same character, the first one draws it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

_FOLDER = Path(__file__).parent.parent / "fonts"
JOINERS = frozenset("\u200c\u200d")  # between letters they choose a form; alone they are nothing
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; ``name`` is what a PDF calls it."""

    name: str
    path: Path


REGULAR = Face("SourceSans", _FOLDER / "SourceSansPro-Regular.ttf")
SEMIBOLD = Face("SourceSans-Semibold", _FOLDER / "SourceSansPro-Semibold.ttf")
ITALIC = Face("SourceSans-It", _FOLDER / "SourceSansPro-It.ttf")
_NAMES = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansEthiopic",
    "NotoSansTifinagh",
    "NotoSansSyriac",
    "NotoSansThaana",
    "NotoSansNKo",
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansGurmukhi",
    "NotoSansGujarati",
    "NotoSansOriya",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansSinhala",
    "NotoSansThai",
    "NotoSansLao",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansJavanese",
    "NotoSansSC",
    "NotoSansKR",
    "NotoEmoji",
    "NotoSansSymbols",
    "NotoSansSymbols2",
    "NotoSansMath",
)
OTHERS = tuple(Face(name, _FOLDER / "noto" / f"{name}.ttf") for name in _NAMES)


@cache
def open_face(face: Face) -> uharfbuzz.Face:
    """Return the opened font file; what is not used of it is not read."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))


@cache
def characters_of(face: Face) -> frozenset[int]:
    """Return the code points for which the face has a glyph."""
    return frozenset(open_face(face).unicodes)


@lru_cache(maxsize=4096)
def find_face(character: str, own: Face) -> Face | None:
    """Return the first face that draws the character, beginning with ``own``."""
    faces = (own, REGULAR, *OTHERS)
    return next((face for face in faces if ord(character) in characters_of(face)), None)


def assign_faces(text: str, own: Face) -> list[tuple[str, Face]]:
    """Return drawable text in pieces, each with its face; marks stay with their letter."""
    pieces: list[tuple[str, Face]] = []
    for cluster in split_clusters(text):
        for part, face in _faces_of(cluster, own):
            if pieces and pieces[-1][1] is face:
                part = pieces.pop()[0] + part
            pieces.append((part, face))
    return pieces


def split_clusters(text: str) -> Iterator[str]:
    """Yield each character with what belongs to it: marks, joined signs, the other half of a flag.

    Simpler than the grapheme clusters of Unicode: it only keeps together what one face must draw.
    """
    cluster = ""
    for character in text:
        if cluster and not _belongs(character, cluster):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(character: str, cluster: str) -> bool:
    if character in JOINERS or character in _SKIN_TONES or cluster[-1] == _JOINER:
        return True
    if character in _FLAG_LETTERS:
        return len(cluster) == 1 and cluster in _FLAG_LETTERS
    return unicodedata.category(character).startswith("M")


def _faces_of(cluster: str, own: Face) -> list[tuple[str, Face]]:
    """Return the cluster with the first face that has all of it, or each character with its own."""
    needed = {ord(character) for character in cluster if character not in JOINERS}
    for face in (own, REGULAR, *OTHERS):
        if needed <= characters_of(face):
            return [(cluster, face)]
    found = ((c, find_face(c, own)) for c in cluster if c not in JOINERS)
    return [(character, face) for character, face in found if face is not None]
