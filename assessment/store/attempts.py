"""Attempts and their answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session

from assessment.store.database import empty_log
from assessment.store.tables import AnswerRow, AttemptRow


class AttemptNotFound(LookupError):
    """No attempt has this id or code."""


class AttemptClosed(Exception):
    """The attempt was submitted, so its answers are final."""


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as kept: its value (None where taken back) and the revision that wrote it."""

    value: Any
    revision: int


class AnswersChanged(Exception):
    """Answers were saved elsewhere since the caller read them; nothing has been written."""

    def __init__(self, stored: Mapping[str, SavedAnswer]) -> None:
        super().__init__(", ".join(stored))
        self.stored = stored


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the rest of the program may know about an attempt; answers by part and item."""

    id: UUID
    phase: str
    office: str
    name: str
    design: int
    seed: int
    versions: Mapping[str, int]
    revision: int
    created_at: datetime
    submitted_at: datetime | None
    answers: Mapping[str, Mapping[str, SavedAnswer]]

    def given(self, part: str) -> dict[str, Any]:
        """Return the answers of one part, without those taken back."""
        kept = self.answers.get(part, {})
        return {item: saved.value for item, saved in kept.items() if saved.value is not None}


def add_attempt(db: Session, *, now: datetime, versions: Mapping[str, int], **facts: Any) -> UUID:
    """Keep a new attempt and return its id."""
    row = AttemptRow(
        **facts,
        versions=json.dumps(versions),
        agreed_at=now,
        created_at=now,
        used_at=now,
        revision=0,
    )
    db.add(row)
    db.flush()
    return row.id


def get_attempt(db: Session, attempt_id: UUID) -> Attempt:
    """Return the attempt with all its answers, or raise AttemptNotFound."""
    row = db.get(AttemptRow, attempt_id)
    if row is None:
        raise AttemptNotFound(attempt_id)
    columns = (AnswerRow.part, AnswerRow.item_id, AnswerRow.value, AnswerRow.revision)
    answers: dict[str, dict[str, SavedAnswer]] = {}
    for part, item, value, revision in db.execute(
        select(*columns).where(AnswerRow.attempt_id == attempt_id)
    ):
        answers.setdefault(part, {})[item] = SavedAnswer(json.loads(value), revision)
    return Attempt(
        id=row.id,
        phase=row.phase,
        office=row.office,
        name=row.name,
        design=row.design,
        seed=row.seed,
        versions=json.loads(row.versions),
        revision=row.revision,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        answers=answers,
    )


def find_attempt_by_code(db: Session, code_hash: str) -> UUID | None:
    """Return the id of the attempt with this hashed return code."""
    return db.scalar(select(AttemptRow.id).where(AttemptRow.code_hash == code_hash))


def save_answers(
    db: Session,
    attempt_id: UUID,
    part: str,
    answers: Mapping[str, Any],
    *,
    seen: Mapping[str, int],
    now: datetime,
) -> int:
    """Keep answers (None takes one back) and return the revision that wrote them.

    ``seen`` tells per item which revision the person looked at. An answer that another tab wrote
    later is only replaced by the same value. Runs in a writing session, so check and write are one.

    Raises
    ------
    AttemptNotFound, AttemptClosed, AnswersChanged
        In each case nothing has been written.
    """
    row = db.get(AttemptRow, attempt_id)
    if row is None:
        raise AttemptNotFound(attempt_id)
    if row.submitted_at is not None:
        raise AttemptClosed(attempt_id)
    stored = {
        found.item_id: found
        for found in db.scalars(
            select(AnswerRow).where(
                AnswerRow.attempt_id == attempt_id,
                AnswerRow.part == part,
                AnswerRow.item_id.in_(answers),
            )
        )
    }
    changed = {
        item: text
        for item, value in answers.items()
        if (text := json.dumps(value, ensure_ascii=False, sort_keys=True))
        != (stored[item].value if item in stored else "null")
    }
    newer = {i: stored[i] for i in changed if i in stored and stored[i].revision > seen.get(i, -1)}
    if newer:
        raise AnswersChanged(
            {item: SavedAnswer(json.loads(r.value), r.revision) for item, r in newer.items()}
        )
    if not changed:
        return row.revision
    row.revision += 1
    row.used_at = now
    for item, text in changed.items():
        kept = stored.get(item) or AnswerRow(attempt_id=attempt_id, part=part, item_id=item)
        kept.value, kept.revision, kept.saved_at = text, row.revision, now
        db.add(kept)
    db.flush()
    return row.revision


def set_submitted(db: Session, attempt_id: UUID, at: datetime | None, *, now: datetime) -> None:
    """Close the attempt at a time, or open it again with None."""
    db.execute(
        update(AttemptRow)
        .where(AttemptRow.id == attempt_id)
        .values(submitted_at=at, used_at=now, revision=AttemptRow.revision + 1)
    )
    db.expire_all()


def delete_attempt(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt and, by the foreign keys, everything made from it.

    The commit also takes it out of the files: the log of the database would keep it for a while.
    """
    db.execute(delete(AttemptRow).where(AttemptRow.id == attempt_id))
    db.expire_all()
    event.listen(db, "after_commit", lambda done: empty_log(done.get_bind().engine), once=True)
