"""Small crowds: every group that may be is written down, and the best of them are chosen."""

from collections.abc import Iterator, Mapping
from itertools import islice

from assessment.intervision.model import Crowd, Group
from assessment.intervision.rules import list_slots
from assessment.intervision.solving import Program, Solved
from assessment.intervision.wishes import count_met, count_wishes

MOST_GROUPS = 20_000  # written down; more are for choosing slots and improving


def list_possible(crowd: Crowd) -> list[Group] | None:
    """Return every group that keeps the rules; None when there are too many to write down."""
    able = list(list_slots(crowd).values())
    foes = crowd.find_foes()
    found: set[Group] = set()
    for people in able:
        walk = _grow(crowd, foes_of=foes, group=(), rest=people)
        for group in islice(walk, MOST_GROUPS + 1):
            found.add(group)
        if len(found) > MOST_GROUPS:
            return None
    return sorted(found)


def _grow(
    crowd: Crowd, *, foes_of: Mapping[int, frozenset[int]], group: Group, rest: list[int]
) -> Iterator[Group]:
    if len(group) >= crowd.sizes.fewest:
        yield group
    if len(group) == crowd.sizes.most or len(group) + len(rest) < crowd.sizes.fewest:
        return
    for place, one in enumerate(rest):
        others = [other for other in rest[place + 1 :] if other not in foes_of[one]]
        yield from _grow(crowd, foes_of=foes_of, group=(*group, one), rest=others)


def choose_groups(crowd: Crowd, possible: list[Group], *, seconds: float) -> Solved | None:
    """Return which groups are best: the fewest left over, then the fewest groups, then wishes."""
    group_worth = sum(map(count_wishes, crowd.people)) + 1
    person_worth = group_worth * (len(crowd.people) // crowd.sizes.fewest + 1)
    program = Program()
    of_person: dict[int, list[int]] = {}
    for group in possible:
        worth = person_worth * len(group) - group_worth + count_met(crowd.people, group)
        choice = program.add_choice(worth)
        for one in group:
            of_person.setdefault(one, []).append(choice)
    for choices in of_person.values():
        program.add_sum(choices, high=1)
    return program.solve(seconds=seconds)
