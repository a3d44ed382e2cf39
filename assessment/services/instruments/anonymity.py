"""Rows that are like enough others: what tells people apart is made coarser, or rows stay out.

What others may know of somebody (phase, office) is generalised for the whole file at once, no
further than needed; a row that is still like fewer than k stays out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

MOST_LEFT_OUT = 0.05
"""Of the rows so many may stay out before everything is made a step coarser."""

Ladder = Sequence[Mapping[str, str]]
"""For one column each step from fine to coarse: what each value becomes."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """The rows that stay, by their place, with what each column says; and the step per column."""

    steps: tuple[int, ...]
    kept: Mapping[int, tuple[str, ...]]
    left_out: int


def generalise_rows(
    rows: Sequence[tuple[str, ...]], ladders: Sequence[Ladder], *, fewest: int
) -> Coarse:
    """Return rows of which each is equal to at least ``fewest`` − 1 others.

    Parameters
    ----------
    rows : sequence of tuple of str
        What others may know of each person, one value for each ladder.
    ladders : sequence of ladder
    fewest : int

    Returns
    -------
    Coarse
        The least coarse one with at most MOST_LEFT_OUT of the rows left out; the coarsest when
        none has so few.

    Examples
    --------
    >>> fine, coarse = {"a": "a", "b": "b"}, {"a": "all", "b": "all"}
    >>> found = generalise_rows([("a",)] * 3 + [("b",)], [[fine, coarse]], fewest=2)
    >>> found.steps, found.left_out, set(found.kept.values())
    ((1,), 0, {('all',)})
    """
    steps = sorted(product(*(range(len(ladder)) for ladder in ladders)), key=lambda s: (sum(s), s))
    tried = [_try(rows, ladders, chosen, fewest) for chosen in steps]
    allowed = MOST_LEFT_OUT * len(rows)
    return next((one for one in tried if one.left_out <= allowed), tried[-1])


def _try(
    rows: Sequence[tuple[str, ...]],
    ladders: Sequence[Ladder],
    steps: tuple[int, ...],
    fewest: int,
) -> Coarse:
    coarse = [
        tuple(ladder[step][value] for ladder, step, value in zip(ladders, steps, row, strict=True))
        for row in rows
    ]
    alike = Counter(coarse)
    kept = {place: row for place, row in enumerate(coarse) if alike[row] >= fewest}
    return Coarse(steps, kept, len(rows) - len(kept))
