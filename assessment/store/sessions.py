"""Browsers that something is open in: found by the hash of their token, ended by deleting a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import Base, OpenedRow, SessionRow


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, as its owner knows it: what it is, since when, and when it was used last."""

    id: UUID
    device: str
    begun_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class OpenSession(Device):
    """A browser with the attempts open in it, newest first, each with its locked return code."""

    opened: Mapping[UUID, str | None]


# Every page runs this; it is built once.
_SESSIONS, _OPENED = (Base.metadata.tables[name] for name in ("session", "opened"))
_BY_TOKEN = (
    select(
        _SESSIONS.c.id,
        _SESSIONS.c.device,
        _SESSIONS.c.begun_at,
        _SESSIONS.c.seen_at,
        _OPENED.c.attempt_id,
        _OPENED.c.locked_code,
    )
    .outerjoin_from(_SESSIONS, _OPENED, _OPENED.c.session_id == _SESSIONS.c.id)
    .where(_SESSIONS.c.token_hash == bindparam("token_hash"))
    .order_by(_OPENED.c.opened_at.desc(), _OPENED.c.attempt_id)
)


def add_session(db: Session, token_hash: str, *, device: str, now: datetime) -> UUID:
    """Keep a new browser and return its id."""
    row = SessionRow(token_hash=token_hash, device=device, begun_at=now, seen_at=now)
    db.add(row)
    db.flush()
    return row.id


def find_session(db: Session, token_hash: str) -> OpenSession | None:
    """Return the browser with this token, or None when it was never there or has ended."""
    rows = db.execute(_BY_TOKEN, {"token_hash": token_hash}).all()
    if not rows:
        return None
    first = rows[0]
    opened = {row.attempt_id: row.locked_code for row in rows if row.attempt_id is not None}
    return OpenSession(first.id, first.device, first.begun_at, first.seen_at, opened)


def mark_seen(db: Session, session_id: UUID, now: datetime) -> None:
    """Note that a browser was used now."""
    db.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))


def open_attempt(
    db: Session, session_id: UUID, attempt_id: UUID, *, now: datetime, most: int
) -> None:
    """Open an attempt in a browser; of more than ``most`` the one opened first is closed."""
    own = OpenedRow.session_id == session_id
    db.execute(delete(OpenedRow).where(own, OpenedRow.attempt_id == attempt_id))
    db.add(OpenedRow(session_id=session_id, attempt_id=attempt_id, opened_at=now))
    db.flush()
    newest = select(OpenedRow.attempt_id).where(own).order_by(OpenedRow.opened_at.desc())
    for old in db.scalars(newest.offset(most)).all():
        db.execute(delete(OpenedRow).where(own, OpenedRow.attempt_id == old))


def set_locked_code(db: Session, session_id: UUID, attempt_id: UUID, code: str | None) -> None:
    """Keep the locked return code of an attempt for a browser, or with None forget it."""
    own = (OpenedRow.session_id == session_id) & (OpenedRow.attempt_id == attempt_id)
    db.execute(update(OpenedRow).where(own).values(locked_code=code))


def close_attempt(
    db: Session, attempt_id: UUID, *, session_id: UUID | None = None, but: UUID | None = None
) -> None:
    """Close an attempt in one browser, or in every browser ``but`` one; an empty one ends."""
    open_there = delete(OpenedRow).where(OpenedRow.attempt_id == attempt_id)
    if session_id is not None:
        open_there = open_there.where(OpenedRow.session_id == session_id)
    if but is not None:
        open_there = open_there.where(OpenedRow.session_id != but)
    db.execute(open_there)
    delete_empty(db)


def list_devices(db: Session, attempt_id: UUID) -> list[Device]:
    """Return the browsers that an attempt is open in, the last used first."""
    found = (
        select(SessionRow)
        .join(OpenedRow, OpenedRow.session_id == SessionRow.id)
        .where(OpenedRow.attempt_id == attempt_id)
        .order_by(SessionRow.seen_at.desc(), SessionRow.id)
    )
    return [Device(row.id, row.device, row.begun_at, row.seen_at) for row in db.scalars(found)]


def delete_ended(db: Session, *, seen_before: datetime, begun_before: datetime) -> int:
    """Delete the browsers that are too long unused or too old; return how many."""
    over = (SessionRow.seen_at < seen_before) | (SessionRow.begun_at < begun_before)
    ended = db.scalars(select(SessionRow.id).where(over)).all()
    for session_id in ended:
        db.execute(delete(SessionRow).where(SessionRow.id == session_id))
    delete_empty(db)
    return len(ended)


def delete_empty(db: Session) -> None:
    """Delete the browsers that nothing is open in any more."""
    something = exists().where(OpenedRow.session_id == SessionRow.id)
    db.execute(
        delete(SessionRow).where(~something), execution_options={"synchronize_session": False}
    )
