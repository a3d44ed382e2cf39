"""Which attempts went into a research file, and until when that reached."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from assessment.store.tables import AdoptedRow, AttemptRow, ResearchTakenRow


def list_taken(db: Session) -> set[UUID]:
    """Return the attempts that went into a file."""
    return set(db.scalars(select(ResearchTakenRow.attempt_id)))


def add_taken(db: Session, attempt_ids: Sequence[UUID], until: str, *, now: datetime) -> None:
    """Keep that attempts went into a file; an attempt that did so before is an IntegrityError."""
    db.add_all(
        ResearchTakenRow(attempt_id=attempt_id, until=until, taken_at=now)
        for attempt_id in attempt_ids
    )
    db.flush()


def find_last_taken(db: Session, person_of: Mapping[UUID, UUID]) -> dict[UUID, datetime]:
    """Return for every person when the last attempt was handed in that went into a file."""
    rows = db.execute(
        select(AttemptRow.id, AttemptRow.submitted_at)
        .join(ResearchTakenRow, ResearchTakenRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.submitted_at.is_not(None))
        .order_by(AttemptRow.submitted_at)
    )
    return {person_of[row.id]: row.submitted_at for row in rows if row.submitted_at is not None}


def list_of_account(db: Session, account_id: UUID) -> list[tuple[UUID, datetime]]:
    """Return which attempts of an account went into a file, and when, the last first."""
    rows = db.execute(
        select(ResearchTakenRow.attempt_id, ResearchTakenRow.taken_at)
        .join(AdoptedRow, AdoptedRow.attempt_id == ResearchTakenRow.attempt_id)
        .where(AdoptedRow.account_id == account_id)
        .order_by(ResearchTakenRow.taken_at.desc(), ResearchTakenRow.attempt_id)
    )
    return [(row.attempt_id, row.taken_at) for row in rows]


def find_taken(db: Session, attempt_id: UUID) -> datetime | None:
    """Return when an attempt went into a file, or None."""
    own = ResearchTakenRow.attempt_id == attempt_id
    return db.scalar(select(ResearchTakenRow.taken_at).where(own))
