"""The answers of those who said that they may count; never a name or a text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment.store.tables import AnswerRow, AttemptRow, ProfileRow
from values import GEDRAG


@dataclass(frozen=True, slots=True)
class ResearchAttempt:
    """A submitted attempt whose owner consented; ``quality`` is what its profile says of it."""

    id: UUID
    phase: str
    office: str
    design: int
    versions: Mapping[str, int]
    submitted_at: datetime
    simulated: bool
    quality: Mapping[str, Any]
    answers: Mapping[str, Any]


def list_consenting(db: Session) -> list[ResearchAttempt]:
    """Return the submitted attempts whose owners consented, simulated ones too, oldest first."""
    rows = db.execute(
        select(AttemptRow, ProfileRow.profile)
        .outerjoin(ProfileRow, ProfileRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.submitted_at.is_not(None), AttemptRow.research_at.is_not(None))
        .order_by(AttemptRow.submitted_at, AttemptRow.id)
    ).all()
    answers = answers_of_part(db, GEDRAG)
    return [
        ResearchAttempt(
            id=row.id,
            phase=row.phase,
            office=row.office,
            design=row.design,
            versions=json.loads(row.versions),
            submitted_at=row.submitted_at,
            simulated=row.simulated,
            quality={} if profile is None else json.loads(profile)["quality"],
            answers=answers.get(row.id, {}),
        )
        for row, profile in rows
        if row.submitted_at is not None
    ]


def count_without_consent(db: Session) -> int:
    """Return how many submitted attempts may not count; nothing else of them is read."""
    refused = AttemptRow.submitted_at.is_not(None) & AttemptRow.research_at.is_(None)
    return db.scalar(select(func.count()).select_from(AttemptRow).where(refused)) or 0


def count_unsubmitted(db: Session) -> int:
    """Return how many attempts were not handed in; nothing else of them is read."""
    counted = select(func.count()).select_from(AttemptRow)
    return db.scalar(counted.where(AttemptRow.submitted_at.is_(None))) or 0


def find_first_attempts(db: Session) -> dict[UUID, UUID]:
    """Return for every attempt the first one of the same person, as far as that is known."""
    before = {row.id: row.previous_id for row in db.execute(_LINKS)}
    return {attempt_id: _first(attempt_id, before) for attempt_id in before}


_LINKS = select(AttemptRow.id, AttemptRow.previous_id)


def _first(attempt_id: UUID, before: Mapping[UUID, UUID | None]) -> UUID:
    seen = {attempt_id}
    while (previous := before.get(attempt_id)) and previous in before and previous not in seen:
        attempt_id = previous
        seen.add(previous)
    return attempt_id


def answers_of_part(db: Session, part: str) -> dict[UUID, dict[str, Any]]:
    """Return the answers to one part of those who consented, by attempt and item."""
    found: dict[UUID, dict[str, Any]] = {}
    rows = db.execute(
        select(AnswerRow.attempt_id, AnswerRow.item_id, AnswerRow.value)
        .join(AttemptRow, AttemptRow.id == AnswerRow.attempt_id)
        .where(
            AnswerRow.part == part,
            AttemptRow.submitted_at.is_not(None),
            AttemptRow.research_at.is_not(None),
        )
    )
    for attempt_id, item, text in rows:
        if (value := json.loads(text)) is not None:
            found.setdefault(attempt_id, {})[item] = value
    return found
