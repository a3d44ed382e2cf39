"""How few people a number may be about, and which groups may be shown apart because of it.

One rule for every page, document and file. Whoever shows numbers of groups asks here which groups
stand apart; nobody is left out of what is shown, so that nothing is left to subtract.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from values.constants import FEWEST_ASKED
from values.constants import FEWEST_RATERS as FEWEST_RATERS  # of others, and of a college

FEWEST_MEMBERS = FEWEST_RATERS
"""Members of a college that a shared picture is about."""

FEWEST_COUNTED = 5
"""People of whom something is counted or compared among themselves."""


FEWEST_PUBLISHED = 10
"""People behind what is told of what members want: themes, wishes, looking back."""

BAND = 5
"""Numbers are told in bands of so many: five to nine, ten to fourteen. Below the first: fewer."""


def find_band(count: int) -> tuple[int, int]:
    """Return the fewest and the most that a count is told to be.

    Examples
    --------
    >>> [find_band(count) for count in (0, 4, 5, 13)]
    [(0, 4), (0, 4), (5, 9), (10, 14)]
    """
    least = count // BAND * BAND
    return least, least + BAND - 1


def count_at_most(answered: int, asked: int) -> int:
    """Return of how many who answered a number may give away that it is: never all who were asked.

    Examples
    --------
    >>> [count_at_most(answered, asked=5) for answered in (3, 4, 5)]
    [3, 4, 4]
    """
    return max(FEWEST_RATERS, min(answered, asked - 1))


def tell_fewest(answered: int, asked: int) -> int:
    """Return how many answered at the least, as it may be told: never as many as were asked.

    Examples
    --------
    >>> [tell_fewest(answered, asked=6) for answered in (3, 4, 5, 6)]
    [3, 3, 5, 5]
    >>> tell_fewest(4, asked=4), tell_fewest(5, asked=5), tell_fewest(15, asked=15)
    (3, 3, 10)
    """
    return max(FEWEST_RATERS, find_band(count_at_most(answered, asked))[0])


def pool_groups(
    answered: Mapping[str, int], asked: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    """Return the groups that may be shown, each alone or together with others, in their order.

    Every group that was asked is in exactly one of them, also when nobody of it answered: which
    groups are named tells of nobody whether they answered. In each at least ``FEWEST_RATERS``
    answered, of at least ``FEWEST_ASKED``: groups that are too small go together, and where that
    is still too small, with the smallest of the others. When too few answered in all nothing may be
    shown, and nothing is returned.

    Examples
    --------
    >>> asked = {"college": 4, "raad": 5, "buiten": 1}
    >>> pool_groups({"college": 4, "raad": 2, "buiten": 1}, asked)
    (('college',), ('raad', 'buiten'))
    >>> pool_groups({"college": 4, "raad": 3}, asked)
    (('college',), ('raad', 'buiten'))
    >>> pool_groups({"college": 3, "raad": 3}, {"college": 3, "raad": 4})
    (('college', 'raad'),)
    >>> pool_groups({"raad": 2}, asked)
    ()
    """
    if sum(answered.values()) < FEWEST_RATERS:
        return ()

    def is_large(*groups: str) -> bool:
        there = sum(answered.get(group, 0) for group in groups)
        return there >= FEWEST_RATERS and sum(asked[group] for group in groups) >= FEWEST_ASKED

    small = [group for group in asked if not is_large(group)]
    alone = [group for group in asked if is_large(group)]
    if small and alone and not is_large(*small):
        nearest = min(alone, key=lambda group: answered[group])
        alone.remove(nearest)
        small.append(nearest)
    together = [tuple(group for group in asked if group in small)] if small else []
    shown = [*((group,) for group in alone), *together]
    return tuple(sorted(shown, key=lambda groups: list(asked).index(groups[0])))


def differ_enough(group: Collection[UUID], earlier: Collection[Collection[UUID]]) -> bool:
    """Return whether a group may be told of beside what was told of earlier groups.

    From each of these it must differ by at least ``FEWEST_MEMBERS`` people who came or went: then
    nobody can work out what one of them brought in by laying two groups beside each other.
    """
    people = set(group)
    return all(len(people ^ set(one)) >= FEWEST_MEMBERS for one in earlier)
