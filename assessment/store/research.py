"""The answers of those who said that they may count; never a name or a text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment.store.attempts import is_whole
from assessment.store.tables import AnswerRow, AttemptRow, ProfileRow

_CONSENTED = (AttemptRow.submitted_at.is_not(None), AttemptRow.research_at.is_not(None))


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


def list_consenting(db: Session, parts: Sequence[str]) -> list[ResearchAttempt]:
    """Return the submitted attempts whose owners consented, with their answers to some parts.

    Simulated ones too; oldest first.
    """
    rows = db.execute(
        select(AttemptRow, ProfileRow.profile)
        .outerjoin(ProfileRow, ProfileRow.attempt_id == AttemptRow.id)
        .where(*_CONSENTED)
        .order_by(AttemptRow.submitted_at, AttemptRow.id)
    ).all()
    person = find_first_attempts(db)
    answers = {part: answers_of_part(db, part) for part in parts}
    return [
        ResearchAttempt(
            id=row.id,
            person=person[row.id],
            phase=row.phase,
            office=row.office,
            design=row.design,
            versions=json.loads(row.versions),
            submitted_at=row.submitted_at,
            consented_at=row.research_at,
            simulated=row.simulated,
            quality={} if profile is None else json.loads(profile)["quality"],
            answers={part: by_attempt.get(row.id, {}) for part, by_attempt in answers.items()},
        )
        for row, profile in rows
        if row.submitted_at is not None
    ]


def count_without_consent(db: Session) -> int:
    """Return how many submitted attempts may not count; nothing else of them is read."""
    without = AttemptRow.submitted_at.is_not(None) & AttemptRow.research_at.is_(None)
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


def answers_of_part(db: Session, part: str) -> dict[UUID, dict[str, Any]]:
    """Return the answers to one part of those who handed in and consented, by attempt and item."""
    by_attempt: dict[UUID, dict[str, Any]] = {}
    rows = db.execute(
        select(AnswerRow.attempt_id, AnswerRow.item_id, AnswerRow.value)
        .join(AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(AnswerRow.part == part, *_CONSENTED)
    )
    for attempt_id, item, text in rows:
        if is_whole(value := json.loads(text)):
            by_attempt.setdefault(attempt_id, {})[item] = value
    return by_attempt
