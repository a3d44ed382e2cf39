"""Split who meet in one slot over their groups, so that who must sit apart do."""

from collections.abc import Sequence

from assessment.intervision.model import Crowd, Group
from assessment.intervision.solving import Program


def split_people(
    crowd: Crowd, people: Sequence[int], groups: int, *, seconds: float
) -> list[Group]:
    """Return so many groups of these people, or fewer; who is in none is left over."""
    for number in range(groups, 0, -1):
        found = _split_into(crowd, people, number, seconds=seconds)
        if found:
            return found
    return []


def _split_into(crowd: Crowd, people: Sequence[int], groups: int, *, seconds: float) -> list[Group]:
    program = Program()
    sits = {(one, group): program.add_choice(1) for one in people for group in range(groups)}
    for one in people:
        program.add_sum([sits[one, group] for group in range(groups)], high=1)
    for group in range(groups):
        everybody = [sits[one, group] for one in people]
        program.add_sum(everybody, low=crowd.sizes.fewest, high=crowd.sizes.most)
        for pair in crowd.apart:
            if pair <= set(people):
                program.add_sum([sits[one, group] for one in sorted(pair)], high=1)
    solved = program.solve(seconds=seconds)
    if solved is None:
        return []
    return [
        tuple(one for one in people if solved.chosen[sits[one, group]]) for group in range(groups)
    ]
