"""Which numbers of a round the desk is told: none that says anything of fewer than five people.

Numbers change once a day at most. What was told stays until it grew by so many again, so two days
beside each other are about as many; and everybody who is counted is among so many others who are
not. docs/adr/0035 has why, and what this cannot keep from who fills a round with own mailboxes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.services.disclosure import FEWEST_COUNTED
from assessment.store.round_invitations import Standing

HANDED_IN, BEGUN, BOUNCED = COUNTS = ("handed_in", "begun", "bounced")


@dataclass(frozen=True, slots=True)
class Telling:
    """What the desk is told anew: numbers by count, and whether more people are named."""

    numbers: Mapping[str, int]
    names: bool


def choose_telling(standing: Standing, before: Mapping[str, int]) -> Telling:
    """Return which numbers are told now, beside or in place of what was told ``before``.

    ``begun`` counts who handed in too. Of two counts that hinder each other the first of
    ``COUNTS`` is told.
    """
    now = {
        HANDED_IN: standing.handed_in,
        BEGUN: standing.handed_in + standing.begun,
        BOUNCED: standing.bounced,
    }
    new: dict[str, int] = {}
    for what in COUNTS:
        known = {**before, **new}
        grew = now[what] - known.get(what, 0) >= FEWEST_COUNTED
        if grew and _parts_enough(what, now, standing, known):
            new[what] = now[what]
    names = _leaves_enough(standing, {**before, **new}, len(standing.nameable))
    return Telling(new, bool(standing.nameable) and names)


def _parts_enough(
    what: str, now: Mapping[str, int], standing: Standing, known: Mapping[str, int]
) -> bool:
    """Return whether a number would part the people of a round into groups that are large."""
    trial = {**known, what: now[what]}
    if BEGUN in trial and HANDED_IN in trial:
        between = trial[BEGUN] - trial[HANDED_IN]
        overtaken = what == HANDED_IN and between <= 0  # a number of begun that is of before
        if between < FEWEST_COUNTED and not overtaken:
            return False
    others = {
        HANDED_IN: standing.begun + standing.waiting,
        BEGUN: standing.waiting,
        BOUNCED: standing.handed_in + standing.begun + standing.waiting,
    }
    return others[what] >= FEWEST_COUNTED and _leaves_enough(standing, trial)


def _leaves_enough(standing: Standing, numbers: Mapping[str, int], more_names: int = 0) -> bool:
    """Return whether enough people are left who are neither named nor in a number."""
    counted = max(numbers.get(HANDED_IN, 0), numbers.get(BEGUN, 0))
    if not counted:
        return True
    left = standing.reached - standing.named - more_names - counted
    return left >= FEWEST_COUNTED
