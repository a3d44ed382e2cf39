"""HiGHS, through scipy: choose whole numbers that are worth most under linear rules."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

OPTIMAL = 0
EVERY = math.inf


@dataclass(frozen=True, slots=True)
class Solved:
    """A choice, its worth, and what no choice can be worth more than."""

    chosen: Sequence[int]
    worth: float
    at_most: float
    is_best: bool


@dataclass
class Program:
    """A linear program over whole numbers, written down rule by rule."""

    worth: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)

    def add_choice(self, worth: float, *, most: float = 1) -> int:
        """Add a whole number from 0 to ``most``; return how rules call it."""
        self.worth.append(worth)
        self.most.append(most)
        return len(self.worth) - 1

    def add_rule(self, terms: Mapping[int, float], *, low: float = -EVERY, high: float = EVERY) \
            -> None:  # fmt: skip
        """Keep a sum of choices, each times its factor, between two numbers."""
        row = len(self._low)
        for choice, factor in terms.items():
            self._rows.append(row)
            self._columns.append(choice)
            self._factors.append(factor)
        self._low.append(low)
        self._high.append(high)

    def add_sum(self, choices: Iterable[int], *, low: float = -EVERY, high: float = EVERY) -> None:
        """Keep a plain sum of choices between two numbers."""
        self.add_rule(dict.fromkeys(choices, 1.0), low=low, high=high)

    def solve(self, *, seconds: float) -> Solved | None:
        """Return the best choice found in so many seconds; None when none was found."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import
        from scipy.sparse import coo_array

        if not self.worth:
            return Solved((), 0, 0, True)
        size = (len(self._low), len(self.worth))
        rules = coo_array((self._factors, (self._rows, self._columns)), shape=size).tocsr()
        found = milp(
            -np.array(self.worth),
            integrality=np.ones(len(self.worth), dtype=np.int64),
            bounds=Bounds(np.zeros(len(self.worth)), np.array(self.most)),
            constraints=LinearConstraint(rules, np.array(self._low), np.array(self._high)),
            options={"time_limit": max(0.0, seconds), "mip_rel_gap": 0},  # below 0 it has no limit
        )
        bound = getattr(found, "mip_dual_bound", None)
        if found.x is None or bound is None:
            return None
        chosen = [round(value) for value in found.x]
        return Solved(chosen, -float(found.fun), -float(bound), found.status == OPTIMAL)
