"""Why somebody is left over, in words that tell nothing of what another asked for."""

from collections.abc import Sequence

from assessment.intervision.model import Crowd, Group
from assessment.intervision.rules import list_slots

CROWD, SLOT, TOGETHER = REASONS = ("crowd", "slot", "together")


def explain_left(crowd: Crowd, left: Sequence[int]) -> dict[int, str]:
    """Return for each who is left over which rule cannot be met.

    ``crowd``: there are too few people for one group. ``slot``: nowhere can enough people at the
    same place and daypart. ``together``: somewhere enough people can, but they sit in other groups
    or the rules together leave no seat; which of the two is not told, because it could show who
    must sit apart from whom.
    """
    if len(crowd.people) < crowd.sizes.fewest:
        return dict.fromkeys(left, CROWD)
    able = {one for people in list_slots(crowd).values() for one in people}
    return {one: TOGETHER if one in able else SLOT for one in left}


def list_shared_themes(crowd: Crowd, group: Group, reader: int, *, fewest: int) -> list[str]:
    """Return the themes that at least ``fewest`` others of a group chose, beside the reader."""
    others = [crowd.people[one] for one in group if one != reader]
    themes = {theme for one in others for theme in one.themes}
    return sorted(t for t in themes if sum(t in one.themes for one in others) >= fewest)
