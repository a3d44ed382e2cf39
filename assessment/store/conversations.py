"""Conversations, and what is said, agreed and noted in them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit
from assessment.store.tables import (
    AgreedActionRow,
    AgreedPlanRow,
    CommentRow,
    ConversationRow,
    NoteRow,
    OutcomeRow,
)

TALKING, AGREED, EVALUATED = "talking", "agreed", "evaluated"
OWNER, COACH = "owner", "coach"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The talk of one owner and one coach about one attempt; see ConversationRow."""

    id: UUID
    coaching_id: UUID
    attempt_id: UUID
    name: str
    state: str
    revision: int
    begun_at: datetime
    next_on: date | None
    next_by: str
    proposed_at: datetime | None
    agreed_at: datetime | None
    evaluated_at: datetime | None
    coach_seen_at: datetime | None
    owner_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Comment:
    """What one of the two said about a goal."""

    conversation_id: UUID
    goal: str
    author: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """What one of the two will do."""

    id: UUID
    conversation_id: UUID
    what: str
    who: str
    due_on: date | None
    done_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class Note:
    """The private notes of a coach; revision 0 and no text before the first save."""

    text: str = ""
    revision: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreedPlan:
    """What was frozen when both agreed, without the file: see read_agreed_file."""

    goals: tuple[Mapping[str, str], ...]
    content_hash: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a goal went, as its owner says."""

    goal: str
    went: str
    why: str
    told_at: datetime


def begin(db: Session, coaching_id: UUID, attempt_id: UUID, name: str, *, now: datetime) -> UUID:
    """Return the conversation of a coaching about an attempt; a new one when there is none."""
    found = find_id(db, coaching_id, attempt_id)
    if found is not None:
        return found
    row = ConversationRow(
        coaching_id=coaching_id,
        attempt_id=attempt_id,
        name=name,
        state=TALKING,
        revision=0,
        begun_at=now,
        next_by="",
    )
    db.add(row)
    db.flush()
    return row.id


def find_id(db: Session, coaching_id: UUID, attempt_id: UUID) -> UUID | None:
    """Return the conversation of a coaching about an attempt, or None before the first release."""
    of_both = (
        ConversationRow.coaching_id == coaching_id,
        ConversationRow.attempt_id == attempt_id,
    )
    return db.scalar(select(ConversationRow.id).where(*of_both))


def find_conversation(
    db: Session, conversation_id: UUID, *, lock: bool = False
) -> Conversation | None:
    """Return a conversation, or None; with ``lock`` nobody else changes it meanwhile."""
    found = _conversations().where(ConversationRow.id == conversation_id)
    row = db.execute(found.with_for_update() if lock else found).one_or_none()
    return None if row is None else Conversation(*row)


def list_conversations(db: Session, coaching_ids: Collection[UUID]) -> list[Conversation]:
    """Return the conversations of some coachings, the newest first."""
    found = _conversations().where(ConversationRow.coaching_id.in_(coaching_ids))
    newest_first = found.order_by(ConversationRow.begun_at.desc(), ConversationRow.id)
    return [Conversation(*row) for row in db.execute(newest_first)]


def change_conversation(db: Session, conversation_id: UUID, **facts: Any) -> None:
    """Change facts of a conversation."""
    own = ConversationRow.id == conversation_id
    db.execute(update(ConversationRow).where(own).values(**facts))


def note_change(db: Session, conversation_id: UUID) -> None:
    """Count a change to what is to be agreed while two people talk; a proposal is over with it."""
    own = (ConversationRow.id == conversation_id) & (ConversationRow.state == TALKING)
    counted = {"revision": ConversationRow.revision + 1, "proposed_at": None}
    db.execute(update(ConversationRow).where(own).values(**counted))


def add_comment(
    db: Session, conversation_id: UUID, goal: str, author: str, text: str, *, now: datetime
) -> None:
    """Keep a comment on a goal."""
    db.add(
        CommentRow(
            conversation_id=conversation_id, goal=goal, author=author, text=text, written_at=now
        )
    )
    db.flush()


def list_comments(db: Session, conversation_ids: Collection[UUID]) -> list[Comment]:
    """Return the comments in some conversations in the order in which they were written."""
    columns = [getattr(CommentRow, field.name) for field in fields(Comment)]
    found = select(*columns).where(CommentRow.conversation_id.in_(conversation_ids))
    return [
        Comment(*row) for row in db.execute(found.order_by(CommentRow.written_at, CommentRow.id))
    ]


def add_action(db: Session, conversation_id: UUID, *, now: datetime, **facts: Any) -> UUID:
    """Keep an action with its ``what``, ``who`` and ``due_on``, and return its id."""
    row = AgreedActionRow(conversation_id=conversation_id, revision=1, made_at=now, **facts)
    db.add(row)
    db.flush()
    return row.id


def list_actions(db: Session, conversation_ids: Collection[UUID]) -> list[Action]:
    """Return the actions in some conversations in the order in which they were made."""
    columns = [getattr(AgreedActionRow, field.name) for field in fields(Action)]
    found = select(*columns).where(AgreedActionRow.conversation_id.in_(conversation_ids))
    ordered = found.order_by(AgreedActionRow.made_at, AgreedActionRow.id)
    return [Action(*row) for row in db.execute(ordered)]


def change_action(db: Session, action_id: UUID, **facts: Any) -> None:
    """Change facts of an action, which counts as one more revision."""
    own = AgreedActionRow.id == action_id
    facts["revision"] = AgreedActionRow.revision + 1
    db.execute(update(AgreedActionRow).where(own).values(**facts))


def delete_action(db: Session, action_id: UUID) -> None:
    """Delete an action."""
    db.execute(delete(AgreedActionRow).where(AgreedActionRow.id == action_id))


def find_note(db: Session, conversation_id: UUID) -> Note:
    """Return the private notes in a conversation."""
    columns = [getattr(NoteRow, field.name) for field in fields(Note)]
    found = select(*columns).where(NoteRow.conversation_id == conversation_id)
    row = db.execute(found).one_or_none()
    return Note() if row is None else Note(*row)


def keep_note(
    db: Session, conversation_id: UUID, coach_id: UUID, text: str, *, revision: int, now: datetime
) -> None:
    """Keep the private notes of a coach in a conversation, replacing those of before."""
    row = NoteRow(
        conversation_id=conversation_id,
        coach_id=coach_id,
        text=text,
        revision=revision,
        saved_at=now,
    )
    db.merge(row)
    db.flush()


def lock_noted(db: Session) -> list[UUID]:
    """Lock and return the conversations that hold private notes, but those in use by others."""
    noted = ConversationRow.id.in_(select(NoteRow.conversation_id))
    found = select(ConversationRow.id).where(noted).order_by(ConversationRow.id)
    return list(db.scalars(found.with_for_update(skip_locked=True)))


def list_noted(db: Session) -> list[UUID]:
    """Return the conversations that hold private notes."""
    return list(db.scalars(select(NoteRow.conversation_id)))


def list_noted_of(db: Session, coach_id: UUID) -> list[UUID]:
    """Return the conversations that hold private notes of one coach."""
    own = NoteRow.coach_id == coach_id
    return list(db.scalars(select(NoteRow.conversation_id).where(own)))


def delete_notes(db: Session, conversation_ids: Collection[UUID]) -> None:
    """Delete the private notes in some conversations, also from the files of the database."""
    if conversation_ids:
        db.execute(delete(NoteRow).where(NoteRow.conversation_id.in_(conversation_ids)))
        db.expire_all()
        erase_after_commit(db)


def keep_agreed_plan(
    db: Session,
    conversation_id: UUID,
    goals: Sequence[Mapping[str, str]],
    file: bytes,
    content_hash: str,
    *,
    now: datetime,
) -> None:
    """Freeze what both agreed."""
    text = json.dumps(list(goals), ensure_ascii=False)
    db.add(
        AgreedPlanRow(
            conversation_id=conversation_id,
            goals=text,
            file=file,
            content_hash=content_hash,
            made_at=now,
        )
    )
    db.flush()


def find_agreed_plan(db: Session, conversation_id: UUID) -> AgreedPlan | None:
    """Return what both agreed, or None before they did."""
    columns = [getattr(AgreedPlanRow, field.name) for field in fields(AgreedPlan)]
    found = select(*columns).where(AgreedPlanRow.conversation_id == conversation_id)
    row = db.execute(found).one_or_none()
    return None if row is None else AgreedPlan(tuple(json.loads(row[0])), *row[1:])


def read_agreed_file(db: Session, conversation_id: UUID) -> bytes | None:
    """Return the PDF of what both agreed, or None before they did."""
    own = AgreedPlanRow.conversation_id == conversation_id
    return db.scalar(select(AgreedPlanRow.file).where(own))


def find_agreed_moment(db: Session, digits: str) -> datetime | None:
    """Return when the agreed plan was made whose hash begins with ``digits``, or None."""
    found = select(AgreedPlanRow.made_at).where(AgreedPlanRow.content_hash.startswith(digits))
    return db.scalar(found.limit(1))


def keep_outcomes(
    db: Session, conversation_id: UUID, outcomes: Mapping[str, tuple[str, str]], *, now: datetime
) -> None:
    """Keep how each goal went and why, by what the goal is about."""
    if outcomes:
        db.execute(
            insert(OutcomeRow),
            [
                {
                    "conversation_id": conversation_id,
                    "goal": goal,
                    "went": went,
                    "why": why,
                    "told_at": now,
                }
                for goal, (went, why) in outcomes.items()
            ],
        )


def list_outcomes(db: Session, conversation_id: UUID) -> list[Outcome]:
    """Return how the goals of a conversation went."""
    columns = [getattr(OutcomeRow, field.name) for field in fields(Outcome)]
    found = select(*columns).where(OutcomeRow.conversation_id == conversation_id)
    return [Outcome(*row) for row in db.execute(found.order_by(OutcomeRow.goal))]


def _conversations() -> Any:
    return select(*(getattr(ConversationRow, field.name) for field in fields(Conversation)))
