"""Queries of retention: what is unused, what was marked, and when retention ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, not_, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from assessment.store.database import take_turn
from assessment.store.tables import AccountRow, AdoptedRow, AttemptRow, RetentionRunRow

_USED = (AttemptRow, AccountRow)  # what notes when somebody used it


@dataclass(frozen=True, slots=True)
class Limit:
    """Before which moments an attempt must have been used, or handed in, to be over its time.

    ``handed_in`` is None for what was not handed in.
    """

    used: datetime
    handed_in: datetime | None


def list_to_mark(db: Session, limit: Limit, *, now: datetime) -> list[UUID]:
    """Return the attempts over their time that carry no mark yet.

    A mark from the future, of a clock that was wrong, is no mark.
    """
    marked = _is_marked(limit) & (AttemptRow.marked_at <= now)
    return _list(db, _is_over(limit), not_(marked))


def list_to_warn(db: Session, limit: Limit, *, marked_until: datetime) -> list[UUID]:
    """Return the attempts over their time, long marked, of which the owner was not told again."""
    return _list(db, _is_over(limit), *_marked(limit, marked_until), not_(_is_warned()))


def list_marked(
    db: Session, limit: Limit, *, marked_until: datetime, warned_until: datetime
) -> list[UUID]:
    """Return the attempts over their time that were marked long ago.

    What was handed in and stands in an account goes only when its owner was told twice, the
    last time at ``warned_until`` or before.
    """
    told = _is_warned() & (AttemptRow.warned_at <= warned_until)
    may_go = true() if limit.handed_in is None else or_(not_(_is_in_account()), told)
    return _list(db, _is_over(limit), *_marked(limit, marked_until), may_go)


def begin_run(db: Session) -> None:
    """Wait until nobody else runs retention; from now on, this session does until it ends."""
    take_turn(db, "retention")


def lock_over(db: Session, attempt_ids: Sequence[UUID], limits: Sequence[Limit]) -> list[UUID]:
    """Lock attempts and return them, without those in use at this moment or since the limits."""
    over = select(AttemptRow.id).where(or_(*map(_is_over, limits)))
    locked = over.with_for_update(skip_locked=True)
    # One by one: the number of parameters of a query is limited.
    found = (db.scalar(locked.where(AttemptRow.id == attempt_id)) for attempt_id in attempt_ids)
    return [attempt_id for attempt_id in found if attempt_id is not None]


def mark(db: Session, attempt_ids: Sequence[UUID], now: datetime) -> None:
    """Mark attempts as about to be deleted."""
    for attempt_id in attempt_ids:
        own = AttemptRow.id == attempt_id
        db.execute(update(AttemptRow).where(own).values(marked_at=now))


def note_warning(db: Session, attempt_ids: Sequence[UUID], now: datetime) -> None:
    """Note that the owners of attempts were told for the last time."""
    for attempt_id in attempt_ids:
        own = AttemptRow.id == attempt_id
        db.execute(update(AttemptRow).where(own).values(warned_at=now))


def find_address(db: Session, attempt_id: UUID) -> str | None:
    """Return where the owner of what was handed in can be told; None without an account."""
    found = (
        select(AccountRow.address)
        .join(AdoptedRow, AdoptedRow.account_id == AccountRow.id)
        .join(AttemptRow, AttemptRow.id == AdoptedRow.attempt_id)
        .where(AttemptRow.id == attempt_id, AttemptRow.submitted_at.is_not(None))
    )
    return db.scalar(found)


def count_attempts(db: Session) -> int:
    """Return how many attempts there are."""
    return db.scalar(select(func.count()).select_from(AttemptRow)) or 0


def find_last_moment(db: Session) -> datetime | None:
    """Return the moment that the clock is held against: the last run, or before any the last use.

    People who work while the clock is wrong write wrong moments. Only runs are kept by themselves.
    """
    return find_last_run(db) or db.scalar(select(func.max(AttemptRow.used_at)))


def is_used_around(db: Session, since: datetime, until: datetime) -> bool:
    """Return whether somebody used an attempt or signed in in this time."""
    used = (exists().where(table.used_at.between(since, until)) for table in _USED)
    return db.scalar(select(or_(*used))) or False


def bring_back(db: Session, now: datetime) -> None:
    """Let every use that lies in the future, of a clock that was wrong, be one of now.

    A warning from there is none: its owner is told anew, and else nothing would ever be deleted.
    """
    for table in _USED:
        db.execute(update(table).where(table.used_at > now).values(used_at=now))
    db.execute(update(AttemptRow).where(AttemptRow.warned_at > now).values(warned_at=None))


def find_last_run(db: Session) -> datetime | None:
    """Return when retention ran last."""
    return db.scalar(select(func.max(RetentionRunRow.ran_at)))


def count_runs_after(db: Session, now: datetime) -> int:
    """Return how often retention ran later than this, by the clock of then."""
    later = select(func.count()).where(RetentionRunRow.ran_at > now)
    return db.scalar(later) or 0


def note_run(db: Session, now: datetime, *, marked: int, deleted: int) -> None:
    """Keep that retention ran, with what it did. Runs of the future were of a wrong clock."""
    db.execute(delete(RetentionRunRow).where(RetentionRunRow.ran_at > now))
    db.merge(RetentionRunRow(ran_at=now, marked=marked, deleted=deleted))
    db.flush()


def _is_over(limit: Limit) -> ColumnElement[bool]:
    """Return whether an attempt is over its time: unused for long, or handed in long ago.

    An attempt of which a follower was used since then counts as used.
    """
    follower = aliased(AttemptRow)
    followed = exists().where(follower.previous_id == AttemptRow.id, follower.used_at >= limit.used)
    unused = (AttemptRow.used_at < limit.used) & not_(followed)
    if limit.handed_in is None:
        return AttemptRow.submitted_at.is_(None) & unused
    return AttemptRow.submitted_at.is_not(None) & or_(unused, _is_old(limit))


def _is_old(limit: Limit) -> ColumnElement[bool]:
    return AttemptRow.submitted_at < limit.handed_in


def _is_marked(limit: Limit) -> ColumnElement[bool]:
    """Return whether a mark counts: using an attempt takes it away, unless its term is over."""
    since_use = AttemptRow.marked_at > AttemptRow.used_at
    counts = since_use if limit.handed_in is None else or_(since_use, _is_old(limit))
    return AttemptRow.marked_at.is_not(None) & counts


def _marked(limit: Limit, until: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _is_marked(limit), AttemptRow.marked_at <= until


def _is_warned() -> ColumnElement[bool]:
    return AttemptRow.warned_at.is_not(None) & (AttemptRow.warned_at >= AttemptRow.marked_at)


def _is_in_account() -> ColumnElement[bool]:
    return exists().where(AdoptedRow.attempt_id == AttemptRow.id)


def _list(db: Session, *conditions: ColumnElement[bool]) -> list[UUID]:
    return list(db.scalars(select(AttemptRow.id).where(*conditions)))
