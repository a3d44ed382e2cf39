"""Browsers that something is open in: found by the hash of their token, ended by deleting a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, exists, insert, literal, select, update
from sqlalchemy.orm import Session

from assessment.store.database import run_statement, take_turn
from assessment.store.tables import AdoptedRow, Base, OpenedRow, SessionRow, SignedInRow


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, as its owner knows it: what it is, since when, and when it was used last."""

    id: UUID
    device: str
    begun_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in with a browser, and how."""

    account_id: UUID
    address: str
    role: str
    strong: bool  # with a passkey or a second step
    signed_in_at: datetime


@dataclass(frozen=True, slots=True)
class OpenSession(Device):
    """A browser with the attempts open in it, newest first, each with its locked return code."""

    opened: Mapping[UUID, str | None]
    signed_in: SignedIn | None = None


# Every page runs this; it is built once.
_SESSIONS, _OPENED, _SIGNED_IN, _ACCOUNTS = (
    Base.metadata.tables[name] for name in ("session", "opened", "signed_in", "account")
)
_BY_TOKEN = (
    select(
        _SESSIONS.c.id,
        _SESSIONS.c.device,
        _SESSIONS.c.begun_at,
        _SESSIONS.c.seen_at,
        _OPENED.c.attempt_id,
        _OPENED.c.locked_code,
        _SIGNED_IN.c.strong,
        _SIGNED_IN.c.signed_in_at,
        _ACCOUNTS.c.id.label("account_id"),
        _ACCOUNTS.c.address,
        _ACCOUNTS.c.role,
    )
    .outerjoin_from(_SESSIONS, _OPENED, _OPENED.c.session_id == _SESSIONS.c.id)
    .outerjoin(_SIGNED_IN, _SIGNED_IN.c.session_id == _SESSIONS.c.id)
    .outerjoin(_ACCOUNTS, _ACCOUNTS.c.id == _SIGNED_IN.c.account_id)
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
    rows = run_statement(db, _BY_TOKEN, {"token_hash": token_hash}).all()
    if not rows:
        return None
    first = rows[0]
    opened = {row.attempt_id: row.locked_code for row in rows if row.attempt_id is not None}
    who = None
    if first.account_id is not None:
        who = SignedIn(
            first.account_id, first.address, first.role, first.strong, first.signed_in_at
        )
    return OpenSession(first.id, first.device, first.begun_at, first.seen_at, opened, who)


def copy_session(db: Session, browser: Device, token_hash: str) -> UUID:
    """Let another token open all that is open in a browser, beside the one of before.

    Return the id of what is a browser of its own from now on. Return codes that are still shown
    are not copied: they are locked with the token of before.
    """
    take_turn(db, f"session {browser.id}")  # another page of it may open something at once
    row = SessionRow(token_hash=token_hash, device=browser.device, begun_at=browser.begun_at,
                     seen_at=browser.seen_at)  # fmt: skip
    db.add(row)
    db.flush()
    new_id = literal(row.id, SessionRow.id.type)
    for copied in (
        (OpenedRow.session_id, OpenedRow.attempt_id, OpenedRow.opened_at),
        (SignedInRow.session_id, SignedInRow.account_id, SignedInRow.strong,
         SignedInRow.signed_in_at),
    ):  # fmt: skip
        of_browser = select(new_id, *copied[1:]).where(copied[0] == browser.id)
        db.execute(insert(copied[0].class_).from_select([c.key for c in copied], of_browser))
    return row.id


def sign_in(
    db: Session, session_id: UUID, account_id: UUID, *, strong: bool, now: datetime
) -> None:
    """Note who signed in with a browser, and that it begins anew now."""
    db.execute(delete(SignedInRow).where(SignedInRow.session_id == session_id))
    db.add(
        SignedInRow(session_id=session_id, account_id=account_id, strong=strong, signed_in_at=now)
    )
    own = SessionRow.id == session_id
    db.execute(update(SessionRow).where(own).values(begun_at=now, seen_at=now))
    db.flush()


def make_strong(db: Session, session_id: UUID, *, now: datetime) -> None:
    """Note that who signed in with a browser showed more than a mailbox."""
    own = SignedInRow.session_id == session_id
    db.execute(update(SignedInRow).where(own).values(strong=True, signed_in_at=now))


def delete_session(db: Session, session_id: UUID) -> None:
    """End a browser: nothing is open in it any more, and nobody is signed in."""
    db.execute(delete(SessionRow).where(SessionRow.id == session_id))
    db.expire_all()


def delete_sessions_of(
    db: Session, account_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> None:
    """End the browsers that are signed in to an account: all, ``only`` one, or all ``but`` one."""
    own = select(SignedInRow.session_id).where(SignedInRow.account_id == account_id)
    ending = delete(SessionRow).where(SessionRow.id.in_(own))
    if only is not None:
        ending = ending.where(SessionRow.id == only)
    if but is not None:
        ending = ending.where(SessionRow.id != but)
    db.execute(ending)
    db.expire_all()


def mark_seen(db: Session, session_id: UUID, now: datetime) -> None:
    """Note that a browser was used now."""
    db.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))


def bring_back(db: Session, now: datetime) -> None:
    """Let every moment of a browser that lies in the future be now."""
    for column in (SessionRow.begun_at, SessionRow.seen_at):
        db.execute(update(SessionRow).where(column > now).values({column: now}))


def open_attempt(
    db: Session, session_id: UUID, attempt_id: UUID, *, now: datetime, most: int
) -> None:
    """Open an attempt in a browser; of more than ``most`` the one opened first is closed."""
    take_turn(db, f"session {session_id}")  # two pages of one browser may do so at once
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
    """Close an attempt in one browser, or in every browser ``but`` one; an empty one ends.

    A browser that its owner signed in with ends too: while signed in, the attempt is open there.
    """
    browsers = list_browsers(db, attempt_id)
    open_there = delete(OpenedRow).where(OpenedRow.attempt_id == attempt_id)
    if session_id is not None:
        open_there = open_there.where(OpenedRow.session_id == session_id)
    if but is not None:
        open_there = open_there.where(OpenedRow.session_id != but)
    db.execute(open_there)
    owner = select(AdoptedRow.account_id).where(AdoptedRow.attempt_id == attempt_id)
    if (account_id := db.scalar(owner)) is not None:
        delete_sessions_of(db, account_id, only=session_id, but=but)
    delete_empty(db, browsers)


def list_devices(db: Session, attempt_id: UUID) -> list[Device]:
    """Return the browsers that an attempt is open in, the last used first.

    So it is also where its owner signed in.
    """
    opened = select(OpenedRow.session_id).where(OpenedRow.attempt_id == attempt_id)
    signed_in = (
        select(SignedInRow.session_id)
        .join(AdoptedRow, AdoptedRow.account_id == SignedInRow.account_id)
        .where(AdoptedRow.attempt_id == attempt_id)
    )
    return _list(db, SessionRow.id.in_(opened) | SessionRow.id.in_(signed_in))


def list_devices_of(db: Session, account_id: UUID) -> list[Device]:
    """Return the browsers that are signed in to an account, the last used first."""
    own = select(SignedInRow.session_id).where(SignedInRow.account_id == account_id)
    return _list(db, SessionRow.id.in_(own))


def _list(db: Session, which: ColumnElement[bool]) -> list[Device]:
    found = select(SessionRow).where(which).order_by(SessionRow.seen_at.desc(), SessionRow.id)
    return [Device(row.id, row.device, row.begun_at, row.seen_at) for row in db.scalars(found)]


def delete_ended(db: Session, *, seen_before: datetime, begun_before: datetime) -> int:
    """Delete the browsers that are too long unused or too old; return how many."""
    over = (SessionRow.seen_at < seen_before) | (SessionRow.begun_at < begun_before)
    ended = db.scalars(select(SessionRow.id).where(over)).all()
    for session_id in ended:
        db.execute(delete(SessionRow).where(SessionRow.id == session_id))
    delete_empty(db)
    return len(ended)


def list_browsers(db: Session, attempt_id: UUID) -> list[UUID]:
    """Return the browsers that an attempt is open in by its return code."""
    return list(db.scalars(select(OpenedRow.session_id).where(OpenedRow.attempt_id == attempt_id)))


def delete_empty(db: Session, among: Iterable[UUID] | None = None) -> None:
    """Delete the browsers that nothing is open in any more, and nobody is signed in with.

    Of those ``among`` them, or of all: that reads through all there are.
    """
    something = exists().where(OpenedRow.session_id == SessionRow.id)
    somebody = exists().where(SignedInRow.session_id == SessionRow.id)
    empty = delete(SessionRow).where(~something, ~somebody)
    if among is None:
        db.execute(empty)
        return
    for session_id in among:
        db.execute(empty.where(SessionRow.id == session_id))
