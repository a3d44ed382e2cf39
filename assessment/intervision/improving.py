"""Make groups better by moves that keep every rule: somebody to another group, or two who swap."""

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from assessment.intervision.model import DAYPARTS, PLACES, Crowd, Group
from assessment.intervision.wishes import count_met

STEPS = 400_000
SEED = 14  # the same crowd gets the same groups, where there is time for every step
_HEAT = 1.5  # wishes that a move may cost at first
_LOOK_EVERY = 2_000  # steps between two looks at the clock


def improve_groups(
    crowd: Crowd,
    groups: list[Group],
    left: list[int],
    *,
    seconds: float,
    steps: int = STEPS,
    tell: Callable[[float], None],
) -> list[Group]:
    """Return groups of the same people or more, that keep the rules and meet the most wishes found.

    A move that makes it worse is made now and then, ever less often (simulated annealing), and the
    best groups that were met are what is returned.
    """
    walk = _Walk(crowd, [list(group) for group in groups], random.Random(SEED))
    walk.take_in(left)
    best, best_met = walk.copy(), walk.met
    begun = time.monotonic()
    for step in range(steps if len(groups) > 1 else 0):
        if step % _LOOK_EVERY == 0:
            passed = time.monotonic() - begun
            tell(max(step / steps, passed / max(seconds, 1e-9)))
            if passed > seconds:
                break
        walk.step(_HEAT * (1 - step / steps) ** 2)
        if walk.met > best_met:
            best, best_met = walk.copy(), walk.met
    return best


@dataclass(frozen=True, slots=True)
class _Mask:
    """Where, when and with whom not, as bits: many groups are tried in a second."""

    places: int
    dayparts: int
    foes: int


class _Walk:
    """Groups on their way to better ones."""

    def __init__(self, crowd: Crowd, groups: list[list[int]], chance: random.Random) -> None:
        self.crowd, self.groups, self.chance = crowd, groups, chance
        foes = crowd.find_foes()
        self.masks = [
            _Mask(
                sum(1 << PLACES.index(place) for place in person.places),
                sum(1 << DAYPARTS.index(daypart) for daypart in person.dayparts),
                sum(1 << foe for foe in foes[number]),
            )
            for number, person in enumerate(crowd.people)
        ]
        self.each_met = [count_met(crowd.people, group) for group in groups]

    @property
    def met(self) -> int:
        """Return how many wishes the groups meet now."""
        return sum(self.each_met)

    def copy(self) -> list[Group]:
        """Return the groups of now."""
        return [tuple(sorted(group)) for group in self.groups]

    def take_in(self, left: list[int]) -> None:
        """Add who is left over to a group with room that may hold them."""
        for one in left:
            for number, group in enumerate(self.groups):
                if len(group) < self.crowd.sizes.most and self._may_be([*group, one]):
                    group.append(one)
                    self.each_met[number] = count_met(self.crowd.people, group)
                    break

    def step(self, heat: float) -> None:
        """Try one move or swap between two groups."""
        a, b = self.chance.sample(range(len(self.groups)), 2)
        first, second = self._try(self.groups[a], self.groups[b])
        if not (self._may_be(second) and self._may_be(first)):
            return
        met = count_met(self.crowd.people, first), count_met(self.crowd.people, second)
        gain = sum(met) - self.each_met[a] - self.each_met[b]
        if gain >= 0 or (heat > 0 and self.chance.random() < math.exp(gain / heat)):
            self.groups[a], self.groups[b] = first, second
            self.each_met[a], self.each_met[b] = met

    def _try(self, first: list[int], second: list[int]) -> tuple[list[int], list[int]]:
        """Return two groups after one goes to the other, or after two swap."""
        sizes, goes = self.crowd.sizes, self.chance.choice(first)
        rest = [one for one in first if one != goes]
        can_just_go = len(first) > sizes.fewest and len(second) < sizes.most
        if can_just_go and self.chance.random() < 0.5:
            return rest, [*second, goes]
        comes = self.chance.choice(second)
        return [*rest, comes], [*(one for one in second if one != comes), goes]

    def _may_be(self, group: list[int]) -> bool:
        places, dayparts, foes, members = -1, -1, 0, 0
        for one in group:
            mask = self.masks[one]
            places, dayparts = places & mask.places, dayparts & mask.dayparts
            foes, members = foes | mask.foes, members | 1 << one
        return bool(places and dayparts) and not foes & members
