"""Somebody who reads every vraagbeeld and works out all that can follow from it.

Knows the rules, every question and every option. Returns for each number the values that it can
still have: the more, the less is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

MOST_BAND = 5


@dataclass(frozen=True)
class Asked:
    """A question: its rows in a table, whether one is chosen, and whether no option lacks a row."""

    rows: tuple[str, ...]
    single: bool
    whole: bool


def work_out(
    people: tuple[int, int],
    bands: Mapping[str, tuple[int, int]],
    questions: Sequence[Asked],
    *,
    everybody_answered: bool,
) -> dict[str, set[int]]:
    """Return the values that each row and the number of people can have; exact, by enumeration.

    ``everybody_answered`` is what the attacker may know from elsewhere.
    """
    values: dict[str, set[int]] = {"people": set(), **{row: set() for row in bands}}
    for count in range(people[0], people[1] + 1):
        found = [_of_question(asked, bands, count, everybody_answered) for asked in questions]
        if all(any(one.values()) for one in found if one):
            values["people"].add(count)
            for one in found:
                for row, possible in one.items():
                    values[row] |= possible
    return values


def _of_question(
    asked: Asked, bands: Mapping[str, tuple[int, int]], count: int, everybody: bool
) -> dict[str, set[int]]:
    """Return the values of the rows of a question among ``count`` people; none when impossible."""
    ranges = {row: (bands[row][0], min(bands[row][1], count)) for row in asked.rows}
    lows, highs = (sum(r[side] for r in ranges.values()) for side in (0, 1))
    most = count if asked.single else highs
    least = count if asked.whole and everybody else 0
    possible = {}
    for row, (low, high) in ranges.items():
        possible[row] = {
            value
            for value in range(low, high + 1)
            if lows - low + value <= most and highs - high + value >= least
        }
    return possible


def list_differences(first: set[int], second: set[int]) -> set[int]:
    """Return what the difference of two numbers can be."""
    return {a - b for a, b in product(first, second)}


def list_rows(publication: Mapping[str, Mapping[str, tuple[int, int]]]) -> Iterator[str]:
    """Yield each row of a publication."""
    for rows in publication.values():
        yield from rows
