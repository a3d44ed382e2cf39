"""Whom a coach reviews: what is new, the next talk, what was agreed and is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services.coaching.conversing import (
    find_live,
    is_open_action,
    said_by_other,
)
from assessment.services.moments import day_of
from assessment.services.policy import Side, Talk
from assessment.store import conversations, releases
from assessment.store.conversations import Action, Conversation
from assessment.store.releases import Release

SOON = timedelta(days=14)  # how far ahead something is due


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a coach can read now: the conversation, and what asks for attention."""

    conversation: Conversation
    release: Release
    is_new: bool  # released after the coach looked last
    said: int  # comments of the owner since then
    due: tuple[Action, ...]  # still to be done, and the day is near or past

    @property
    def id(self) -> UUID:
        """Which conversation this is."""
        return self.conversation.id

    @property
    def is_over(self) -> bool:
        """Whether the two looked back on it: nothing is left to arrange."""
        return self.conversation.state == Talk.EVALUATED


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands among all: counted from 1, with who comes before and after."""

    number: int
    count: int
    before: Person | None
    after: Person | None


def list_people(db: Session, coach_id: UUID, *, now: datetime) -> list[Person]:
    """Return everybody whom a coach can read now, by name; who looked back already comes last.

    The order does not follow what is new: who goes through it from first to last meets everybody
    once. Takes four queries, however many people there are.
    """
    by_talk: dict[tuple[UUID, UUID], list[Release]] = {}
    for release in releases.list_of_coach(db, coach_id):
        by_talk.setdefault((release.coaching_id, release.attempt_id), []).append(release)
    live = {key: found for key, of_key in by_talk.items() if (found := find_live(of_key, now))}
    known = conversations.list_conversations(db, {coaching_id for coaching_id, _ in live})
    theirs = [one for one in known if (one.coaching_id, one.attempt_id) in live]
    ids = [one.id for one in theirs]
    comments, actions = conversations.list_comments(db, ids), conversations.list_actions(db, ids)
    found_people = [
        _person(
            one,
            live[one.coaching_id, one.attempt_id],
            said_by_other(
                [c for c in comments if c.conversation_id == one.id], Side.COACH, one.coach_seen_at
            ),
            [action for action in actions if action.conversation_id == one.id],
            day_of(now),
        )
        for one in theirs
    ]
    return sorted(found_people, key=_by_name_at_work_first)


def find_place(people: Sequence[Person], conversation_id: UUID) -> Place:
    """Return where a conversation stands among those of a coach; raises LookupError."""
    for place, person in enumerate(people):
        if person.id == conversation_id:
            return Place(
                number=place + 1,
                count=len(people),
                before=people[place - 1] if place else None,
                after=people[place + 1] if place + 1 < len(people) else None,
            )
    raise LookupError(conversation_id)


def _person(
    conversation: Conversation,
    release: Release,
    said: int,
    actions: Sequence[Action],
    today: date,
) -> Person:
    seen = conversation.coach_seen_at
    due = [
        action
        for action in actions
        if is_open_action(action) and action.due_on is not None and action.due_on - today <= SOON
    ]
    return Person(
        conversation=conversation,
        release=release,
        is_new=seen is None or release.released_at > seen,
        said=said,
        due=tuple(sorted(due, key=lambda action: (action.due_on or today, action.id))),
    )


def _by_name_at_work_first(person: Person) -> tuple[bool, str, datetime, UUID]:
    one = person.conversation
    return person.is_over, one.name.casefold(), one.begun_at, one.id
