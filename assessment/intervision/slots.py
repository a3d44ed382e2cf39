"""Choose where and when groups meet and who goes there: as few people left over as can be.

The rules are those of the groups, but for one: where several groups meet in one slot, it counts
only that there are enough of them for people who must sit apart. So what it says of how many are
left over at least is true of every way to make groups.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.intervision.model import Crowd, Slot
from assessment.intervision.rules import list_slots
from assessment.intervision.solving import Program

Chosen = dict[tuple[int, Slot], int]
_LEAST_DOUBT = 1e-6  # of a bound that HiGHS computes with rounding


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """Who meets in which slot, in how many groups; ``least_left`` holds for any groups."""

    members: Mapping[Slot, list[int]]
    groups: Mapping[Slot, int]
    least_left: int


def choose_slots(crowd: Crowd, *, seconds: float) -> SlotChoice:
    """Return who meets in which slot: the fewest left over, and then the fewest groups."""
    able = list_slots(crowd)
    unable = len(crowd.people) - len({one for people in able.values() for one in people})
    if not able:
        return SlotChoice({}, {}, unable)
    program, person_worth = Program(), len(crowd.people) // crowd.sizes.fewest + 1
    going: Chosen = {
        (one, slot): program.add_choice(person_worth) for slot in able for one in able[slot]
    }
    number = {
        slot: program.add_choice(-1, most=len(people) // crowd.sizes.fewest)
        for slot, people in able.items()
    }
    _let_everybody_go_once(program, going)
    for slot, people in able.items():
        _fill(program, crowd, {one: going[one, slot] for one in people}, number[slot])
    solved = program.solve(seconds=seconds)
    if solved is None:
        return SlotChoice({}, {}, unable)
    most_placed = math.floor((solved.at_most + person_worth - 1) / person_worth + _LEAST_DOUBT)
    members = {
        slot: [one for one in able[slot] if solved.chosen[going[one, slot]]] for slot in able
    }
    groups = {slot: solved.chosen[number[slot]] for slot in able}
    return SlotChoice(
        {slot: people for slot, people in members.items() if people},
        {slot: many for slot, many in groups.items() if many},
        max(unable, len(crowd.people) - most_placed),
    )


def _let_everybody_go_once(program: Program, going: Chosen) -> None:
    of_person: dict[int, list[int]] = {}
    for (one, _), choice in going.items():
        of_person.setdefault(one, []).append(choice)
    for choices in of_person.values():
        program.add_sum(choices, high=1)


def _fill(program: Program, crowd: Crowd, going: Mapping[int, int], number: int) -> None:
    """Have enough people for the groups of one slot, and groups enough for who sit apart."""
    is_open = program.add_choice(0)
    everybody = dict.fromkeys(going.values(), 1.0)
    program.add_rule(everybody | {number: -crowd.sizes.fewest}, low=0)
    program.add_rule(everybody | {number: -crowd.sizes.most}, high=0)
    program.add_rule({number: 1, is_open: -1}, low=0)
    program.add_rule({number: 1, is_open: -(len(going) // crowd.sizes.fewest)}, high=0)
    for choice in going.values():  # follows from the others, and tells HiGHS much sooner
        program.add_rule({choice: 1, is_open: -1}, high=0)
    for clique in _cover_by_cliques(crowd, going):
        program.add_rule(dict.fromkeys((going[one] for one in clique), 1.0) | {number: -1}, high=0)


def _cover_by_cliques(crowd: Crowd, people: Mapping[int, int]) -> Iterator[list[int]]:
    """Yield people of whom each must sit apart from each, until every such pair was in one."""
    foes = crowd.find_foes()
    seen: set[frozenset[int]] = set()
    for pair in sorted(sorted(pair) for pair in crowd.apart if pair <= people.keys()):
        if frozenset(pair) in seen:
            continue
        clique = list(pair)
        for other in sorted(foes[pair[0]] & people.keys()):
            if other not in clique and all(other in foes[one] for one in clique):
                clique.append(other)
        seen |= {frozenset((one, other)) for one in clique for other in clique}
        yield clique
