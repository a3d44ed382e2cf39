"""The page of a group: who is in it, when it meets, and what it agreed. For members only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.explaining import list_shared_themes
from assessment.intervision.rules import find_common
from assessment.services import policy
from assessment.services.disclosure import FEWEST_RATERS
from assessment.services.intervision.gathering import gather
from assessment.services.intervision.texts import THEMES, name_slot, say
from assessment.services.policy import Actor
from assessment.store import intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import CONFIRMED, ENDED, Round
from assessment.store.intervision_groups import GroupChanged as GroupChanged
from assessment.store.intervision_groups import StoredGroup as StoredGroup

MOST_DAYS = 6
MAX_AGREED = 4000  # characters


class GroupNotFound(LookupError):
    """There is no such group, or not for who asks: which of the two is never told."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A group as somebody in it knows it."""

    group: StoredGroup
    round: Round

    @property
    def is_over(self) -> bool:
        """Return whether the round ended: names are gone, and nothing changes any more."""
        return self.round.state == ENDED


@dataclass(frozen=True, slots=True)
class Company:
    """Who else is in the group, and why these people: by name, without what others asked for."""

    others: Sequence[tuple[str, str]]  # name, and the address of who shows it
    places: Sequence[str]
    dayparts: Sequence[str]
    themes: Sequence[str]


def open_meeting(db: Session, actor: Actor, group_id: UUID, *, lock: bool = False) -> Meeting:
    """Return a group for who sits in it, once the round was confirmed; or raise GroupNotFound."""
    group = groups.find_group(db, group_id, lock=lock)
    if group is None or not policy.may_open_group(actor, group.members):
        raise GroupNotFound(group_id)
    round_ = intervision.get_round(db, group.round_id)
    if round_.state not in (CONFIRMED, ENDED):
        raise GroupNotFound(group_id)
    return Meeting(group, round_)


def list_meetings(db: Session, account_id: UUID) -> list[Meeting]:
    """Return the groups that somebody sits in."""
    found = []
    for round_id in groups.list_rounds_of(db, account_id):
        group = groups.find_group_of(db, round_id, account_id)
        if group is not None:
            found.append(Meeting(group, intervision.get_round(db, round_id)))
    return sorted(found, key=lambda one: one.round.opened_at, reverse=True)


def describe_company(db: Session, meeting: Meeting, reader: UUID) -> Company:
    """Return who else is in a group; nobody once the round is over.

    Themes are told as long as the group is as it was confirmed: one that came or went with somebody
    would say what that one chose.
    """
    gathered = gather(db, meeting.group.round_id)
    members = [gathered.numbers[one] for one in meeting.group.members if one in gathered.numbers]
    own = gathered.numbers.get(reader)
    if own is None:
        return Company((), (), (), ())
    others = [gathered.intakes[one] for one in members if one != own]
    common = find_common([gathered.crowd.people[one] for one in members])
    themes: Sequence[str] = ()
    if meeting.group.changed_at is None:
        themes = list_shared_themes(gathered.crowd, tuple(members), own, fewest=FEWEST_RATERS)
    return Company(
        sorted((one.name, one.address if one.facts["shows_address"] else "") for one in others),
        *name_slot(*common),
        [say(f"themes.{theme}") for theme in THEMES if theme in themes],
    )


def save_page(
    db: Session, meeting: Meeting, *, days: Iterable[date], agreed: str, seen: int
) -> None:
    """Keep what the group agreed and its days; raises GroupChanged, or GroupNotFound once over."""
    if meeting.is_over:
        raise GroupNotFound(meeting.group.id)
    groups.save_page(db, meeting.group.id, days=days, agreed=agreed, seen=seen)
