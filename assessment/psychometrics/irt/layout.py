"""Where categories and boundaries stand when items of different length are laid end to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from assessment.psychometrics.arrays import Floats, Ints

MISSING = -1


@dataclass(frozen=True)
class Layout:
    """The rows of a scale: one per category of each item, and one per boundary between them.

    An item with K categories has K category rows and K − 1 boundaries. Behind the B real
    boundaries stand two that every item shares: P = 1 (below its lowest category) and P = 0
    (above its highest). So each category lies between an ``upper`` curve (the chance of reaching
    it) and a ``lower`` curve (the chance of passing it), whatever its item.

    Parameters
    ----------
    categories : tuple of int
        K of each item, at least 2.
    """

    categories: tuple[int, ...]

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.categories)

    @property
    def boundaries(self) -> int:
        """How many boundaries there are: Σ (K − 1)."""
        return sum(self.categories) - self.items

    @property
    def rows(self) -> int:
        """How many categories there are: Σ K."""
        return sum(self.categories)

    @cached_property
    def first_row(self) -> Ints:
        """Row of each item's lowest category; shape (items,)."""
        return np.array([0, *accumulate(self.categories)][:-1], dtype=np.intp)

    @cached_property
    def item_of_row(self) -> Ints:
        """Item of each category row; shape (rows,)."""
        return np.repeat(np.arange(self.items), self.categories)

    @cached_property
    def item_of_boundary(self) -> Ints:
        """Item of each boundary; shape (boundaries,)."""
        return np.repeat(np.arange(self.items), np.array(self.categories) - 1)

    @cached_property
    def over(self) -> Ints:
        """Category row right over each boundary; the row under it is one less."""
        return np.arange(self.boundaries) + self.item_of_boundary + 1

    @cached_property
    def upper(self) -> Ints:
        """Boundary at which each category begins; the shared P = 1 for a lowest one."""
        found = np.full(self.rows, self.boundaries)
        found[self.over] = np.arange(self.boundaries)
        return found

    @cached_property
    def lower(self) -> Ints:
        """Boundary at which each category ends; the shared P = 0 for a highest one."""
        found = np.full(self.rows, self.boundaries + 1)
        found[self.over - 1] = np.arange(self.boundaries)
        return found

    def per_item(self, boundaries: Floats) -> tuple[Floats, ...]:
        """Return an array over boundaries (along the first axis) as one array per item."""
        ends = np.cumsum(np.array(self.categories) - 1)[:-1]
        return tuple(np.split(boundaries, ends))

    def per_item_rows(self, rows: Floats) -> tuple[Floats, ...]:
        """Return an array over category rows (along the first axis) as one array per item."""
        return tuple(np.split(rows, self.first_row[1:]))

    def indicator(self, codes: Ints) -> Floats:
        """Return which category each pattern chose: 1.0 there, 0.0 elsewhere.

        Parameters
        ----------
        codes : array of int, shape (patterns, items)
            Categories 0..K − 1; ``MISSING`` where not answered, which leaves the item's rows 0.

        Returns
        -------
        array of float, shape (patterns, rows)
        """
        width = self.rows + 1  # the last column takes what is missing
        found = np.zeros((len(codes), width))
        place = np.where(codes >= 0, codes + self.first_row, self.rows)
        found.reshape(-1)[place + np.arange(0, found.size, width)[:, None]] = 1.0
        return found[:, : self.rows]


def end_to_end(arrays: Sequence[Floats]) -> Floats:
    """Return one array per item as a single array."""
    return np.concatenate([np.asarray(a, dtype=np.float64) for a in arrays])
