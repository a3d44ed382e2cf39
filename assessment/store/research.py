"""The answers of those who said that they may count; never a name or a text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assessment.store.attempts import is_whole
from assessment.store.consents import select_attempts
from assessment.store.tables import AnswerRow, AttemptRow, ProfileRow


@dataclass(frozen=True, slots=True)
class ResearchAttempt:
    """A submitted attempt whose owner consented.

    ``person`` is the same for every attempt of one person, as far as that is known: the id of the
    first. ``quality`` is what the profile says of the answers; ``answers`` are by part and item.
    """

    id: UUID
    person: UUID
    phase: str
    office: str
    design: int
    versions: Mapping[str, int]
    submitted_at: datetime
    consented_at: datetime | None
    simulated: bool
    quality: Mapping[str, Any]
    answers: Mapping[str, Mapping[str, Any]]


def list_consenting(db: Session, purpose: str, parts: Sequence[str]) -> list[ResearchAttempt]:
    """Return the submitted attempts whose owners consented to ``purpose``, with some answers.

    Simulated ones too; oldest first.
    """
    consents = select_attempts(purpose).subquery()
    rows = db.execute(
        select(AttemptRow, ProfileRow.profile, consents.c.given_at)
        .join(consents, consents.c.attempt_id == AttemptRow.id)
        .outerjoin(ProfileRow, ProfileRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.submitted_at.is_not(None))
        .order_by(AttemptRow.submitted_at, AttemptRow.id)
    ).all()
    person = find_first_attempts(db)
    answers = {part: answers_of_part(db, purpose, part) for part in parts}
    return [
        ResearchAttempt(
            id=row.id,
            person=person[row.id],
            phase=row.phase,
            office=row.office,
            design=row.design,
            versions=json.loads(row.versions),
            submitted_at=row.submitted_at,
            consented_at=given_at,
            simulated=row.simulated,
            quality={} if profile is None else json.loads(profile)["quality"],
            answers={part: by_attempt.get(row.id, {}) for part, by_attempt in answers.items()},
        )
        for row, profile, given_at in rows
        if row.submitted_at is not None
    ]


def list_consenting_ids(db: Session, purpose: str) -> set[UUID]:
    """Return the submitted attempts whose owners say yes to ``purpose`` now."""
    allowed = AttemptRow.submitted_at.is_not(None) & _consented(purpose)
    return set(db.scalars(select(AttemptRow.id).where(allowed)))


def count_without_consent(db: Session, purpose: str) -> int:
    """Return how many submitted attempts may not count; nothing else of them is read."""
    without = AttemptRow.submitted_at.is_not(None) & ~_consented(purpose)
    return db.scalar(select(func.count()).select_from(AttemptRow).where(without)) or 0


def count_unsubmitted(db: Session) -> int:
    """Return how many attempts were not handed in; nothing else of them is read."""
    counted = select(func.count()).select_from(AttemptRow)
    return db.scalar(counted.where(AttemptRow.submitted_at.is_(None))) or 0


def find_first_attempts(db: Session) -> dict[UUID, UUID]:
    """Return for every attempt the first one of the same person, as far as that is known."""
    links = db.execute(select(AttemptRow.id, AttemptRow.previous_id))
    previous = {row.id: row.previous_id for row in links}
    return {attempt_id: _follow_back(attempt_id, previous) for attempt_id in previous}


def _follow_back(attempt_id: UUID, previous: Mapping[UUID, UUID | None]) -> UUID:
    seen = {attempt_id}
    while (earlier := previous.get(attempt_id)) and earlier in previous and earlier not in seen:
        attempt_id = earlier
        seen.add(earlier)
    return attempt_id


def _consented(purpose: str) -> ColumnElement[bool]:
    consents = select_attempts(purpose).subquery()
    return AttemptRow.id.in_(select(consents.c.attempt_id))


def answers_of_part(db: Session, purpose: str, part: str) -> dict[UUID, dict[str, Any]]:
    """Return the answers to one part of those who handed in and consented, by attempt and item."""
    by_attempt: dict[UUID, dict[str, Any]] = {}
    rows = db.execute(
        select(AnswerRow.attempt_id, AnswerRow.item_id, AnswerRow.value)
        .join(AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AnswerRow.part == part, AttemptRow.submitted_at.is_not(None), _consented(purpose))
    )
    for attempt_id, item, text in rows:
        if is_whole(value := json.loads(text)):
            by_attempt.setdefault(attempt_id, {})[item] = value
    return by_attempt
