"""Text as it can be drawn: composed, without what cannot be seen, and with a glyph for the rest.

What no face of ours can draw becomes a box, and ``find_missing`` names it, so that the owner knows
before a document is made. The content hash of a document is over the text that this returns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from assessment.report.scripts.faces import ITALIC, JOINERS, REGULAR, characters_of, find_face

BOX = "\u25a1"
_HYPHENS = frozenset("\u2010\u2011")  # an ordinary hyphen reads the same
_WHITESPACE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")
# A joiner means something between letters of the scripts that have joined forms, and in emoji.
_SCRIPTS = "[\u0590-\u1fff\u2190-\U0001ffff]"
_LOOSE_JOINERS = re.compile(f"(?<!{_SCRIPTS})[\u200c\u200d]|[\u200c\u200d](?!{_SCRIPTS})")


def drop_unprintable(text: str) -> str:
    """Return ``text`` composed (NFC), without control and invisible characters or half pairs."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable() and not _VARIATION_SELECTORS.search(composed):
        return composed
    return _LOOSE_JOINERS.sub("", "".join(map(_visible, composed)))


def make_drawable(text: str) -> str:
    """Return ``text`` with only characters that the report has a glyph for; twice is as once.

    A character that the own letters lack in some style becomes its plain equivalent if they have
    that (ĳ becomes ij, and every space an ordinary one); other scripts stay; what is left becomes
    a box.
    """
    cleaned = drop_unprintable(text)
    if _in_every_style().issuperset(map(ord, cleaned)):
        return cleaned
    return "".join(map(_drawn, cleaned))


def make_lines_drawable(text: str) -> str:
    """Return ``text`` as ``make_drawable`` does, with its line breaks."""
    return "\n".join(map(make_drawable, text.splitlines()))


def is_plain(text: str) -> bool:
    """Return whether the report's own letters say ``text`` one by one, from left to right."""
    return characters_of(REGULAR).issuperset(map(ord, text))


def find_missing(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that will be drawn as a box, each once, in order."""
    missing = (c for c in drop_unprintable(text) if c != BOX and _drawn(c) == BOX)
    return tuple(dict.fromkeys(missing))


@cache
def _in_every_style() -> frozenset[int]:
    return characters_of(REGULAR) & characters_of(ITALIC)


def _visible(character: str) -> str:
    if character in _WHITESPACE:
        return " "
    if character in JOINERS:
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cf") or _VARIATION_SELECTORS.match(character):
        return ""
    return "\ufffd" if category == "Cs" else character


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    own = _in_every_style()
    if ord(character) in own or character in JOINERS:
        return character
    if character in _HYPHENS:
        return "-"
    if unicodedata.category(character) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if own.issuperset(map(ord, plain)):
        return plain
    return BOX if find_face(character, REGULAR) is None else character
