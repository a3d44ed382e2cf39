"""How deep each character of a line is embedded: odd levels run to the left.

The rules are those of the Unicode bidirectional algorithm (UAX #9). python-bidi resolves them
without the rule for brackets (N0), which came later; that one is here. There are no explicit
embeddings: ``drop_unprintable`` takes out the characters that make them.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from bidi import algorithm
from bidi.mirror import MIRRORED

from assessment.report.scripts.faces import JOINERS

_TO_LEFT = frozenset({"R", "AL", "AN"})
_STRONG = frozenset({"L", "R", "AL"})
_DIRECTIONS = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}


def begins_right(text: str) -> bool:
    """Return whether the first letter of ``text`` is one of a script that runs to the left."""
    classes = map(unicodedata.bidirectional, text)
    return next((kind for kind in classes if kind in _STRONG), "L") != "L"


def find_levels(text: str, *, to_left: bool) -> list[int]:
    """Return the level of every character; a joiner has that of what it follows.

    ``to_left`` is the direction of the paragraph around it.
    """
    base = int(to_left)
    if not base and _TO_LEFT.isdisjoint(map(unicodedata.bidirectional, text)):
        return [0] * len(text)
    resolved = iter(_resolved("".join(c for c in text if c not in JOINERS), base))
    levels: list[int] = []
    for character in text:
        joins = character in JOINERS
        levels.append((levels[-1] if levels else base) if joins else next(resolved))
    return levels


def mirror_text(text: str) -> str:
    """Return ``text`` from its end to its start, with brackets turned around."""
    return "".join(MIRRORED.get(character, character) for character in reversed(text))


def _resolved(text: str, base: int) -> list[int]:
    storage = algorithm.get_empty_storage()
    storage.update(base_level=base, base_dir="LR"[base])
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [int(character["level"]) for character in storage["chars"]]


def _resolve_brackets(characters: list[dict[str, Any]], around: str) -> None:
    """Give both brackets of a pair one direction (rule N0); a pair without letters stays."""
    for first, last in _pairs([c["ch"] for c in characters]):
        inside = {_DIRECTIONS.get(c["type"]) for c in characters[first + 1 : last]} - {None}
        if around in inside:
            direction = around
        elif inside:
            before = (_DIRECTIONS.get(c["type"]) for c in reversed(characters[:first]))
            direction = next((kind for kind in before if kind), around)
        else:
            continue
        characters[first]["type"] = characters[last]["type"] = direction


def _pairs(characters: list[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, in the order in which they open."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for place, character in enumerate(characters):
        if unicodedata.category(character) == "Ps" and character in MIRRORED:
            opened.append((MIRRORED[character], place))
        elif any(character == wanted for wanted, _ in opened):
            while opened[-1][0] != character:
                opened.pop()
            pairs.append((opened.pop()[1], place))
    return sorted(pairs)
