"""Queries of retention: what is unused, what was marked, and when retention ran."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from assessment.store.database import take_turn
from assessment.store.tables import AttemptRow, RetentionRunRow


def list_to_mark(db: Session, since: datetime, *, submitted: bool, now: datetime) -> list[UUID]:
    """Return the attempts not used since ``since`` that carry no mark of after their use.

    An attempt of which a follower was used since then counts as used. A mark from the future, of
    a clock that was wrong, is no mark.
    """
    return _list_unused(db, since, submitted, ~(_is_marked() & (AttemptRow.marked_at <= now)))


def list_marked(
    db: Session, since: datetime, *, submitted: bool, marked_until: datetime
) -> list[UUID]:
    """Return the attempts not used since ``since`` that were marked at ``marked_until`` or before.

    A mark of before the last use does not count.
    """
    return _list_unused(db, since, submitted, _is_marked(), AttemptRow.marked_at <= marked_until)


def begin_run(db: Session) -> None:
    """Wait until nobody else runs retention; from now on, this session does until it ends."""
    take_turn(db, "retention")


def lock_unused(db: Session, attempt_ids: Sequence[UUID], since: datetime) -> list[UUID]:
    """Lock attempts and return them, without those in use at this moment or since ``since``."""
    unused = select(AttemptRow.id).where(AttemptRow.used_at < since)
    locked = unused.with_for_update(skip_locked=True)
    # One by one: the number of parameters of a query is limited.
    found = (db.scalar(locked.where(AttemptRow.id == attempt_id)) for attempt_id in attempt_ids)
    return [attempt_id for attempt_id in found if attempt_id is not None]


def mark(db: Session, attempt_ids: Sequence[UUID], now: datetime) -> None:
    """Mark attempts as about to be deleted."""
    for attempt_id in attempt_ids:
        own = AttemptRow.id == attempt_id
        db.execute(update(AttemptRow).where(own).values(marked_at=now))


def count_attempts(db: Session) -> int:
    """Return how many attempts there are."""
    return db.scalar(select(func.count()).select_from(AttemptRow)) or 0


def find_last_moment(db: Session) -> datetime | None:
    """Return the latest moment that this database knows of: a use, or a run of retention."""
    moments = (
        db.scalar(select(func.max(AttemptRow.used_at))),
        db.scalar(select(func.max(RetentionRunRow.ran_at))),
    )
    return max((moment for moment in moments if moment is not None), default=None)


def find_last_run(db: Session) -> datetime | None:
    """Return when retention ran last."""
    return db.scalar(select(func.max(RetentionRunRow.ran_at)))


def note_run(db: Session, now: datetime, *, marked: int, deleted: int) -> None:
    """Keep that retention ran, with what it did."""
    db.merge(RetentionRunRow(ran_at=now, marked=marked, deleted=deleted))
    db.flush()


def _is_marked() -> ColumnElement[bool]:
    return AttemptRow.marked_at.is_not(None) & (AttemptRow.marked_at > AttemptRow.used_at)


def _list_unused(
    db: Session, since: datetime, submitted: bool, *conditions: ColumnElement[bool]
) -> list[UUID]:
    follower = aliased(AttemptRow)
    followed = exists().where(follower.previous_id == AttemptRow.id, follower.used_at >= since)
    of_kind = (
        AttemptRow.submitted_at.is_not(None) if submitted else AttemptRow.submitted_at.is_(None)
    )
    unused = select(AttemptRow.id).where(
        AttemptRow.used_at < since, of_kind, ~followed, *conditions
    )
    return list(db.scalars(unused))
