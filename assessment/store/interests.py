"""Queries of interest in programmes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from assessment.store.database import delete_unlocked
from assessment.store.tables import AdoptedRow, InterestRow


@dataclass(frozen=True, slots=True)
class Interest:
    """That somebody is interested in a programme; name and reach are empty unless given.

    ``account_id`` is whose the attempt is, None when it is in no account.
    """

    attempt_id: UUID
    account_id: UUID | None
    programme: str
    name: str
    reach: str
    told_at: datetime


def keep_interest(
    db: Session, attempt_id: UUID, programme: str, *, name: str, reach: str, now: datetime
) -> None:
    """Keep an interest; told twice it stands once, with what was said last."""
    drop_interest(db, attempt_id, programme)
    db.add(
        InterestRow(attempt_id=attempt_id, programme=programme, name=name, reach=reach, told_at=now)
    )
    db.flush()


def drop_interest(db: Session, attempt_id: UUID, programme: str) -> bool:
    """Forget an interest; False when there was none."""
    own = (InterestRow.attempt_id == attempt_id) & (InterestRow.programme == programme)
    gone = db.scalars(delete(InterestRow).where(own).returning(InterestRow.id)).all()
    return bool(gone)


def list_own(db: Session, attempt_id: UUID) -> dict[str, Interest]:
    """Return what the person of an attempt is interested in, by programme."""
    return {one.programme: one for one in _list(db, InterestRow.attempt_id == attempt_id)}


def count_by_programme(db: Session) -> Mapping[str, int]:
    """Return how many attempts are interested in each programme."""
    counted = select(InterestRow.programme, func.count()).group_by(InterestRow.programme)
    return {row[0]: row[1] for row in db.execute(counted)}


def list_of_programme(db: Session, programme: str) -> list[Interest]:
    """Return every interest in a programme, oldest first."""
    return _list(db, InterestRow.programme == programme)


def list_told(db: Session, since: datetime, until: datetime) -> list[Interest]:
    """Return every interest that was told after one moment, up to another, oldest first."""
    return _list(db, (InterestRow.told_at > since) & (InterestRow.told_at <= until))


def list_programmes_of(db: Session, attempt_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """Return in what each of these attempts is interested."""
    found: dict[UUID, set[str]] = {}
    for attempt_id, programme in db.execute(select(InterestRow.attempt_id, InterestRow.programme)):
        if attempt_id in attempt_ids:
            found.setdefault(attempt_id, set()).add(programme)
    return found


def delete_before(db: Session, moment: datetime) -> int:
    """Forget what was told before a moment; return how many."""
    return delete_unlocked(db, InterestRow, InterestRow.told_at < moment)


def _list(db: Session, condition: ColumnElement[bool]) -> list[Interest]:
    rows = db.execute(
        select(InterestRow, AdoptedRow.account_id)
        .outerjoin(AdoptedRow, AdoptedRow.attempt_id == InterestRow.attempt_id)
        .where(condition)
        .order_by(InterestRow.told_at, InterestRow.id)
    )
    return [
        Interest(row.attempt_id, account_id, row.programme, row.name, row.reach, row.told_at)
        for row, account_id in rows
    ]
