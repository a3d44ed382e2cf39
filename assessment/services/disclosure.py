"""How few people a number or a word about a group may be about; every part asks here.

These are not settings: a lower one would let somebody be recognised.
"""

from collections.abc import Collection
from uuid import UUID

FEWEST_MEMBERS = 3
"""Members of a college that a shared picture is about."""


def differ_enough(group: Collection[UUID], earlier: Collection[Collection[UUID]]) -> bool:
    """Return whether a group may be told of beside what was told of earlier groups.

    From each of these it must differ by at least ``FEWEST_MEMBERS`` people who came or went: then
    nobody can work out what one of them brought in by laying two groups beside each other.
    """
    people = set(group)
    return all(len(people ^ set(one)) >= FEWEST_MEMBERS for one in earlier)
