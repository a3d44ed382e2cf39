"""How few people a number may be about, and which groups may be shown apart because of it.

One rule for every page, document and file. Whoever shows numbers of groups asks here which groups
stand apart; nobody is left out of what is shown, so that nothing is left to subtract.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

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


def pool_groups(
    counts: Mapping[str, int], fewest: int = FEWEST_RATERS
) -> tuple[tuple[str, ...], ...]:
    """Return the groups that may be shown, each alone or together with others, in their order.

    Every person is in exactly one of them, and each holds at least ``fewest`` people: groups that
    are too small go together, and where that is still too small, with the smallest of the others.
    With fewer people than ``fewest`` in all nothing may be shown, and nothing is returned.

    Examples
    --------
    >>> pool_groups({"college": 4, "raad": 2, "buiten": 1})
    (('college',), ('raad', 'buiten'))
    >>> pool_groups({"college": 4, "raad": 2})
    (('college', 'raad'),)
    >>> pool_groups({"raad": 2})
    ()
    """
    there = [group for group, count in counts.items() if count > 0]
    small = [group for group in there if counts[group] < fewest]
    alone = [group for group in there if counts[group] >= fewest]
    if small and sum(counts[group] for group in small) < fewest:
        if not alone:
            return ()
        nearest = min(alone, key=lambda group: counts[group])
        alone.remove(nearest)
        small.append(nearest)
    together = [tuple(group for group in there if group in small)] if small else []
    shown = [*((group,) for group in alone), *together]
    return tuple(sorted(shown, key=lambda groups: there.index(groups[0])))


def differ_enough(group: Collection[UUID], earlier: Collection[Collection[UUID]]) -> bool:
    """Return whether a group may be told of beside what was told of earlier groups.

    From each of these it must differ by at least ``FEWEST_MEMBERS`` people who came or went: then
    nobody can work out what one of them brought in by laying two groups beside each other.
    """
    people = set(group)
    return all(len(people ^ set(one)) >= FEWEST_MEMBERS for one in earlier)
