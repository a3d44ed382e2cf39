"""What may be shown about a group: nothing under thirty people, nor what follows by subtraction."""

from collections.abc import Mapping

from assessment.psychometrics.errors import TooFewPeopleError

SMALLEST_GROUP = 30  # psychometrics.md section 3


class GroupTooSmallError(TooFewPeopleError):
    """A group of which nothing may be shown, however many people a coefficient needs."""

    reason = "group"


def require_group(people: int) -> None:
    """Raise GroupTooSmallError when nothing may be shown about so few people.

    The message does not tell how many they are.
    """
    if people < SMALLEST_GROUP:
        raise GroupTooSmallError("a small group", f"at least {SMALLEST_GROUP} people are needed")


def list_showable(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the groups that may be shown beside their total, in the order given.

    A group needs thirty people, and so do all groups that are not shown taken together: otherwise
    they follow from the total by subtraction. The smallest group gives way until that is so.

    Parameters
    ----------
    counts : mapping of group to number of people

    Examples
    --------
    >>> list_showable({"starter": 30, "zittend": 80, "aspirant": 12})
    ('zittend',)
    >>> list_showable({"starter": 30, "zittend": 80, "aspirant": 0})
    ('starter', 'zittend')
    """
    shown = [group for group, count in counts.items() if count >= SMALLEST_GROUP]
    while shown:
        hidden = sum(counts.values()) - sum(counts[group] for group in shown)
        if hidden == 0 or hidden >= SMALLEST_GROUP:
            break
        shown.remove(min(shown, key=lambda group: counts[group]))
    return tuple(shown)
