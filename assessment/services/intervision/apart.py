"""Who must sit apart: the lines that people typed, matched with who takes part.

A name is matched generously: one seat apart too many costs nobody anything. Why somebody is named
is not asked, and which of two named the other is not kept after matching.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[a-z0-9]+")


def match_apart(
    named: Sequence[str], names: Sequence[str], addresses: Sequence[Sequence[str]]
) -> frozenset[frozenset[int]]:
    """Return the pairs who must sit apart.

    Parameters
    ----------
    named : what each person typed, one address or name a line
    names : how each person is called
    addresses : the mail addresses of each person

    Examples
    --------
    >>> pairs = match_apart(["J. de Wit", ""], ["Els Bos", "Jan de Wit"], [["e@x"], ["j@x"]])
    >>> sorted(map(sorted, pairs))
    [[0, 1]]
    """
    by_address = {one.casefold(): n for n, own in enumerate(addresses) for one in own}
    by_name = {n: _words(name) for n, name in enumerate(names)}
    return frozenset(
        frozenset((number, other))
        for number, text in enumerate(named)
        for line in text.splitlines()
        for other in _find(line.strip(), by_address, by_name)
        if other != number
    )


def _find(line: str, by_address: Mapping[str, int], by_name: Mapping[int, list[str]]) -> list[int]:
    if "@" in line:
        number = by_address.get(line.casefold().strip("<>;,"))
        return [] if number is None else [number]
    wanted = _words(line)
    return [number for number, name in by_name.items() if _is_called(wanted, name)]


def _is_called(wanted: list[str], name: list[str]) -> bool:
    """Return whether two names may be of one person: "J. de Wit", "Wit" and "Jan de Wit" may."""
    if not wanted or not name or wanted[-1] != name[-1]:
        return False
    return len(wanted) == 1 or len(name) == 1 or wanted[0][0] == name[0][0]


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
