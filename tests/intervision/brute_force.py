"""The best groups of a few people, by trying every way there is."""

from collections.abc import Iterator
from itertools import combinations

from assessment.intervision.model import Crowd, Group
from assessment.intervision.rules import find_broken
from assessment.intervision.wishes import count_met


def find_best(crowd: Crowd) -> tuple[int, int, int]:
    """Return how many are left over at least, in how few groups then, and the most wishes then."""
    everybody = tuple(range(len(crowd.people)))
    return min(
        (
            len(crowd.people) - sum(map(len, groups)),
            len(groups),
            -sum(count_met(crowd.people, group) for group in groups),
        )
        for groups in _divide(crowd, everybody)
    )


def _divide(crowd: Crowd, rest: tuple[int, ...]) -> Iterator[list[Group]]:
    """Yield every way to make groups of some of these people."""
    if not rest:
        yield []
        return
    first, *others = rest
    yield from _divide(crowd, tuple(others))  # the first is left over
    for size in range(crowd.sizes.fewest, crowd.sizes.most + 1):
        for company in combinations(others, size - 1):
            group = (first, *company)
            if not find_broken(crowd, group):
                without = tuple(one for one in others if one not in company)
                yield from ([group, *more] for more in _divide(crowd, without))
