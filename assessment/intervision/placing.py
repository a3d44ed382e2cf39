"""Place everybody: the rules always, as few left over as can be, and as many wishes as is found."""

import time
from collections.abc import Callable, Sequence

from assessment.intervision.improving import STEPS, improve_groups
from assessment.intervision.model import Crowd, Group, Placement
from assessment.intervision.packing import choose_groups, list_possible
from assessment.intervision.slots import choose_slots
from assessment.intervision.splitting import split_people
from assessment.intervision.wishes import count_met, count_most, count_wishes

SECONDS = 25.0
"""How long placing takes at most: the share for slots, for splitting, and for wishes follows."""

_FOR_SLOTS, _FOR_WISHES = 0.6, 0.3
_FOR_ONE_SPLIT = 0.08  # the groups of one slot; nearly all take a hundredth of that
Tell = Callable[[float], None]


def place(
    crowd: Crowd,
    *,
    seconds: float = SECONDS,
    steps: int = STEPS,
    tell: Tell = lambda share: None,
) -> Placement:
    """Return groups that all keep the rules; ``tell`` hears which share of the work is done.

    With ``seconds`` without end the same crowd gets the same groups on every machine, and ``steps``
    bounds the work on the wishes.

    A crowd of which every possible group can be written down gets the best groups, and that is
    proven. Otherwise the slots are chosen so that the fewest people are left over, proven or with
    the bound that was found, and the wishes are met by improving.
    """
    tell(0.0)
    begun = time.monotonic()
    if possible := list_possible(crowd):
        solved = choose_groups(crowd, possible, seconds=_FOR_SLOTS * seconds)
        if solved is not None and solved.is_best:
            best = [group for group, chosen in zip(possible, solved.chosen, strict=True) if chosen]
            return _conclude(crowd, best, least_left=None)
    return _place_many(crowd, seconds=seconds - (time.monotonic() - begun), steps=steps, tell=tell)


def _place_many(
    crowd: Crowd, *, seconds: float, steps: int = STEPS, tell: Tell = lambda share: None
) -> Placement:
    begun = time.monotonic()
    choice = choose_slots(crowd, seconds=_FOR_SLOTS * seconds)
    tell(_FOR_SLOTS)
    groups: list[Group] = []
    for slot, people in choice.members.items():
        groups += split_people(crowd, people, choice.groups[slot], seconds=_FOR_ONE_SPLIT * seconds)
    left = _list_left(crowd, groups)
    remaining = min(_FOR_WISHES * seconds, max(0.0, seconds - (time.monotonic() - begun)))
    groups = improve_groups(
        crowd, groups, left, seconds=remaining, steps=steps,
        tell=lambda share: tell(_FOR_SLOTS + (1 - _FOR_SLOTS) * min(share, 1)),
    )  # fmt: skip
    return _conclude(crowd, groups, least_left=choice.least_left)


def _conclude(crowd: Crowd, groups: Sequence[Group], *, least_left: int | None) -> Placement:
    """Return the placement; without ``least_left`` it is proven to be the best."""
    left = _list_left(crowd, groups)
    met = sum(count_met(crowd.people, group) for group in groups)
    is_best = least_left is None
    return Placement(
        groups=sorted(groups),
        left=left,
        least_left=len(left) if least_left is None else least_left,
        wishes=sum(map(count_wishes, crowd.people)),
        met=met,
        most_met=met if is_best else max(met, count_most(crowd)),
        is_best=is_best,
    )


def _list_left(crowd: Crowd, groups: Sequence[Group]) -> list[int]:
    placed = {one for group in groups for one in group}
    return [one for one in range(len(crowd.people)) if one not in placed]
