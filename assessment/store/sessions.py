"""Browsers that something is open in: found by the hash of their token, ended by deleting a row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from assessment.store.database import delete_unlocked, run_statement, take_turn
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
    """What a token opens: attempts, newest first, each with its locked return code; ``id`` is its.

    The tokens that one browser got share ``browser_id``.
    """

    browser_id: UUID
    opened: Mapping[UUID, str | None]
    signed_in: SignedIn | None = None


# Every page runs this; it is built once.
_SESSIONS, _OPENED, _SIGNED_IN, _ACCOUNTS = (
    Base.metadata.tables[name] for name in ("session", "opened", "signed_in", "account")
)
_BY_TOKEN = (
    select(
        _SESSIONS.c.id,
        _SESSIONS.c.browser_id,
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
    browser_id = first.browser_id or first.id
    return OpenSession(
        first.id, first.device, first.begun_at, first.seen_at, browser_id, opened, who
    )


def copy_sessions(db: Session, shown: Sequence[OpenSession], token_hash: str) -> UUID:
    """Let another token open all that these tokens of one browser open; return its id.

    Who signed in last stays signed in. Return codes that are still shown are not copied: they are
    locked with the tokens of before.
    """
    browsers = sorted({one.browser_id for one in shown})
    _take_turns(db, browsers)
    for other in browsers[1:]:
        db.execute(update(SessionRow).where(_is_of(other)).values(browser_id=browsers[0]))
    row = SessionRow(
        token_hash=token_hash,
        browser_id=browsers[0],
        device=shown[0].device,
        begun_at=min(one.begun_at for one in shown),
        seen_at=max(one.seen_at for one in shown),
    )
    db.add(row)
    db.flush()
    new_id, those = literal(row.id, SessionRow.id.type), [one.id for one in shown]
    opened = select(new_id, OpenedRow.attempt_id, func.max(OpenedRow.opened_at))
    opened = opened.where(OpenedRow.session_id.in_(those)).group_by(OpenedRow.attempt_id)
    _insert(db, (OpenedRow.session_id, OpenedRow.attempt_id, OpenedRow.opened_at), opened)
    who = SignedInRow.account_id, SignedInRow.strong, SignedInRow.signed_in_at
    last = select(new_id, *who).where(SignedInRow.session_id.in_(those))
    last = last.order_by(SignedInRow.signed_in_at.desc(), SignedInRow.session_id).limit(1)
    _insert(db, (SignedInRow.session_id, *who), last)
    return row.id


def _insert(
    db: Session, columns: Sequence[InstrumentedAttribute[Any]], rows: Select[*tuple[Any, ...]]
) -> None:
    db.execute(insert(columns[0].class_).from_select([c.key for c in columns], rows))


def _is_of(browser_id: UUID) -> ColumnElement[bool]:
    """Return what makes a row one of this browser; its first names no other."""
    return (SessionRow.id == browser_id) | (SessionRow.browser_id == browser_id)


def _ids_of(browser_id: UUID) -> Select[UUID]:
    return select(SessionRow.id).where(_is_of(browser_id))


def _take_turns(db: Session, browser_ids: Iterable[UUID]) -> None:
    """Wait until no page of these browsers gets a token, or opens or closes something."""
    for browser_id in sorted(browser_ids):
        take_turn(db, f"browser {browser_id}")


def _list_browsers(db: Session, which: ColumnElement[bool]) -> set[UUID]:
    return {one or id_ for id_, one in db.execute(
        select(SessionRow.id, SessionRow.browser_id).where(which)
    )}  # fmt: skip


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
    """End one token; what others of the browser open stays open."""
    db.execute(delete(SessionRow).where(SessionRow.id == session_id))
    db.expire_all()


def delete_browser(db: Session, browser_id: UUID) -> None:
    """End every token of a browser, also one that is still on its way there."""
    _take_turns(db, [browser_id])
    db.execute(delete(SessionRow).where(_is_of(browser_id)))
    db.expire_all()


def delete_sessions_of(
    db: Session, account_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> None:
    """End the browsers that are signed in to an account: all, ``only`` one, or all ``but`` one."""
    own = SessionRow.id.in_(
        select(SignedInRow.session_id).where(SignedInRow.account_id == account_id)
    )
    _take_turns(db, {only} if only else _list_browsers(db, own))
    ending = delete(SessionRow).where(own)
    if only is not None:
        ending = ending.where(_is_of(only))
    if but is not None:
        ending = ending.where(SessionRow.id.not_in(_ids_of(but)))
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
    _take_turns(db, _list_browsers(db, SessionRow.id == session_id))
    own = OpenedRow.session_id == session_id
    db.execute(delete(OpenedRow).where(own, OpenedRow.attempt_id == attempt_id))
    db.add(OpenedRow(session_id=session_id, attempt_id=attempt_id, opened_at=now))
    db.flush()
    newest = select(OpenedRow.attempt_id).where(own).order_by(OpenedRow.opened_at.desc())
    for old in db.scalars(newest.offset(most)).all():
        db.execute(delete(OpenedRow).where(own, OpenedRow.attempt_id == old))


def set_locked_code(db: Session, session_id: UUID, attempt_id: UUID, code: str) -> None:
    """Keep the return code of an attempt, locked with a token, for who has that token."""
    own = (OpenedRow.session_id == session_id) & (OpenedRow.attempt_id == attempt_id)
    db.execute(update(OpenedRow).where(own).values(locked_code=code))


def forget_code(db: Session, browser_id: UUID, attempt_id: UUID) -> None:
    """Forget the return code of an attempt under every token of a browser."""
    own = OpenedRow.session_id.in_(_ids_of(browser_id)) & (OpenedRow.attempt_id == attempt_id)
    db.execute(update(OpenedRow).where(own).values(locked_code=None))


def close_attempt(
    db: Session, attempt_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> None:
    """Close an attempt in one browser, or in every browser ``but`` one; an empty one ends.

    A browser that its owner signed in with ends too: while signed in, the attempt is open there.
    """
    _take_turns(db, {only} if only else _list_browsers(db, _is_open_in(attempt_id)))
    emptied = list_browsers(db, attempt_id)
    open_there = delete(OpenedRow).where(OpenedRow.attempt_id == attempt_id)
    if only is not None:
        open_there = open_there.where(OpenedRow.session_id.in_(_ids_of(only)))
    if but is not None:
        open_there = open_there.where(OpenedRow.session_id.not_in(_ids_of(but)))
    db.execute(open_there)
    owner = select(AdoptedRow.account_id).where(AdoptedRow.attempt_id == attempt_id)
    if (account_id := db.scalar(owner)) is not None:
        delete_sessions_of(db, account_id, only=only, but=but)
    delete_empty(db, emptied)


def list_devices(db: Session, attempt_id: UUID) -> list[Device]:
    """Return the browsers that an attempt is open in, the last used first.

    So it is also where its owner signed in.
    """
    return _list(db, _is_open_in(attempt_id))


def lock_browsers(db: Session, attempt_ids: Iterable[UUID]) -> None:
    """Wait for who opens or closes any of these attempts in a browser: they are deleted.

    What a browser has open goes with the attempt, and who closes it holds its browser first.
    """
    _take_turns(db, {b for one in attempt_ids for b in _list_browsers(db, _is_open_in(one))})


def _is_open_in(attempt_id: UUID) -> ColumnElement[bool]:
    """Return what makes a row one that an attempt is open under, or its owner signed in with."""
    opened = select(OpenedRow.session_id).where(OpenedRow.attempt_id == attempt_id)
    signed_in = (
        select(SignedInRow.session_id)
        .join(AdoptedRow, AdoptedRow.account_id == SignedInRow.account_id)
        .where(AdoptedRow.attempt_id == attempt_id)
    )
    return SessionRow.id.in_(opened) | SessionRow.id.in_(signed_in)


def list_devices_of(db: Session, account_id: UUID) -> list[Device]:
    """Return the browsers that are signed in to an account, the last used first."""
    own = select(SignedInRow.session_id).where(SignedInRow.account_id == account_id)
    return _list(db, SessionRow.id.in_(own))


def _list(db: Session, which: ColumnElement[bool]) -> list[Device]:
    found = select(SessionRow).where(which).order_by(SessionRow.seen_at, SessionRow.id.desc())
    browsers = {row.browser_id or row.id: row for row in db.scalars(found)}
    last_first = reversed(browsers.items())
    return [Device(id_, row.device, row.begun_at, row.seen_at) for id_, row in last_first]


def delete_ended(db: Session, *, seen_before: datetime, begun_before: datetime) -> int:
    """Delete the browsers that are too long unused or too old; return how many."""
    over = (SessionRow.seen_at < seen_before) | (SessionRow.begun_at < begun_before)
    ended = delete_unlocked(db, SessionRow, over)
    delete_unlocked(db, SessionRow, _is_empty())
    return ended


def list_browsers(db: Session, attempt_id: UUID) -> list[UUID]:
    """Return the browsers that an attempt is open in by its return code."""
    return list(db.scalars(select(OpenedRow.session_id).where(OpenedRow.attempt_id == attempt_id)))


def delete_empty(db: Session, among: Iterable[UUID]) -> None:
    """Delete those browsers that nothing is open in any more, and nobody is signed in with."""
    for session_id in among:
        db.execute(delete(SessionRow).where(SessionRow.id == session_id, _is_empty()))


def _is_empty() -> ColumnElement[bool]:
    something = exists().where(OpenedRow.session_id == SessionRow.id)
    somebody = exists().where(SignedInRow.session_id == SessionRow.id)
    return ~something & ~somebody
