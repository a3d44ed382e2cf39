"""The rules that hold for every group, and which of them a group breaks."""

from collections.abc import Collection, Mapping, Sequence

from assessment.intervision.model import DAYPARTS, PLACES, Crowd, Person, Slot

TOO_FEW, TOO_MANY, NO_PLACE, NO_DAYPART, APART = RULES = (
    "too_few", "too_many", "no_place", "no_daypart", "apart",
)  # fmt: skip


def find_common(people: Sequence[Person]) -> tuple[list[str], list[str]]:
    """Return the places and the dayparts at which all of these people can, in our order."""
    if not people:
        return [], []
    places = frozenset.intersection(*(one.places for one in people))
    dayparts = frozenset.intersection(*(one.dayparts for one in people))
    return [p for p in PLACES if p in places], [d for d in DAYPARTS if d in dayparts]


def find_broken(crowd: Crowd, group: Collection[int]) -> list[str]:
    """Return which rules a group breaks; none for a group that may be."""
    places, dayparts = find_common([crowd.people[one] for one in group])
    broken = {
        TOO_FEW: len(group) < crowd.sizes.fewest,
        TOO_MANY: len(group) > crowd.sizes.most,
        NO_PLACE: not places,
        NO_DAYPART: not dayparts,
        APART: any(pair <= set(group) for pair in crowd.apart),
    }
    return [rule for rule, is_broken in broken.items() if is_broken]


def list_slots(crowd: Crowd) -> Mapping[Slot, list[int]]:
    """Return for each slot who can, for slots with enough people for a group.

    A slot where only some of the people of another slot can is left out: whoever meets there can
    meet in that other one.
    """
    found: dict[frozenset[int], Slot] = {}
    for place in PLACES:
        here = [n for n, one in enumerate(crowd.people) if place in one.places]
        for daypart in DAYPARTS:
            able = frozenset(n for n in here if daypart in crowd.people[n].dayparts)
            if len(able) >= crowd.sizes.fewest:
                found.setdefault(able, Slot(place, daypart))
    return {
        slot: sorted(able)
        for able, slot in found.items()
        if not any(able < other for other in found)
    }
