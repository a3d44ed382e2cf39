"""What was released to a coach, frozen, and each time that it was opened."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from assessment.store.coachings import Coaching
from assessment.store.database import delete_unlocked
from assessment.store.tables import AccountRow, CoachingRow, OpeningRow, ReleaseRow


class ReleaseNotFound(LookupError):
    """There is no such release, or not for who asks: which of the two is never told."""


class ContentChanged(Exception):
    """What was kept of a release is not what was released."""


@dataclass(frozen=True, slots=True)
class Release:
    """What an owner released, without the content itself; with whom it was released to."""

    id: UUID
    attempt_id: UUID
    coaching_id: UUID
    owner_id: UUID
    coach_id: UUID | None
    coach_role: str  # of now; empty for none
    coaching_state: str
    address: str  # of the recipient, as it was invited
    number: int
    parts: tuple[str, ...]  # empty when it was blocked before anything was released
    until: datetime
    released_at: datetime
    withdrawn_at: datetime | None
    blocked_at: datetime | None
    content_hash: str


@dataclass(frozen=True, slots=True)
class Opening:
    """One time that a recipient opened something; ``address`` is empty once the account is gone."""

    release_id: UUID
    number: int
    address: str
    at: datetime
    what: str
    code: str | None


def add_release(
    db: Session,
    coaching: Coaching,
    attempt_id: UUID,
    *,
    parts: Sequence[str],
    until: datetime,
    content: str,
    now: datetime,
    blocked: bool = False,
) -> UUID:
    """Keep what is released, and return its id. The caller locked the coaching."""
    of_coaching = ReleaseRow.coaching_id == coaching.id
    last = db.scalar(select(func.max(ReleaseRow.number)).where(of_coaching))
    row = ReleaseRow(
        attempt_id=attempt_id,
        coaching_id=coaching.id,
        number=(last or 0) + 1,
        parts=json.dumps(list(parts)),
        until=until,
        released_at=now,
        blocked_at=now if blocked else None,
        content=content,
        content_hash=hash_content(content),
    )
    db.add(row)
    db.flush()
    return row.id


def hash_content(content: str) -> str:
    """Return the hash by which what was released is known."""
    return hashlib.sha256(content.encode()).hexdigest()


def get_release(db: Session, release_id: UUID) -> Release:
    """Return a release, or raise ReleaseNotFound."""
    found = _list(db, ReleaseRow.id == release_id)
    if not found:
        raise ReleaseNotFound(release_id)
    return found[0]


def list_of_owner(db: Session, owner_id: UUID) -> list[Release]:
    """Return everything that an owner ever released or blocked, the newest first."""
    return _list(db, CoachingRow.owner_id == owner_id)


def list_of_attempt(db: Session, attempt_id: UUID) -> list[Release]:
    """Return everything that was released or blocked of an attempt, the newest first."""
    return _list(db, ReleaseRow.attempt_id == attempt_id)


def list_of_coach(db: Session, coach_id: UUID) -> list[Release]:
    """Return everything that was ever released to a coach, the newest first."""
    return _list(db, CoachingRow.coach_id == coach_id)


def read_content(db: Session, release_id: UUID) -> str:
    """Return what was released; see ``read_contents``."""
    contents = read_contents(db, [release_id])
    if release_id not in contents:
        raise ReleaseNotFound(release_id)
    return contents[release_id]


def read_contents(db: Session, release_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what was released, by id; ContentChanged when that is not what is kept."""
    columns = ReleaseRow.id, ReleaseRow.content, ReleaseRow.content_hash
    contents = {}
    for release_id, content, kept_hash in db.execute(
        select(*columns).where(ReleaseRow.id.in_(release_ids))
    ):
        if hash_content(content) != kept_hash:
            raise ContentChanged(release_id)
        contents[release_id] = content
    return contents


def set_withdrawn(db: Session, release_id: UUID, now: datetime) -> None:
    """Note that a release was withdrawn."""
    _change(db, release_id, withdrawn_at=now)


def set_blocked(db: Session, release_id: UUID, now: datetime) -> None:
    """Note that a release was blocked."""
    _change(db, release_id, blocked_at=now)


def add_opening(
    db: Session, release_id: UUID, account_id: UUID, *, what: str, now: datetime, code: str | None
) -> None:
    """Note that a recipient opened something."""
    opening = OpeningRow(release_id=release_id, account_id=account_id, at=now, what=what, code=code)
    db.add(opening)
    db.flush()


def list_openings(db: Session, owner_id: UUID) -> list[Opening]:
    """Return each time that something of an owner was opened, the newest first."""
    found = (
        select(
            OpeningRow.release_id,
            ReleaseRow.number,
            func.coalesce(AccountRow.address, ""),
            OpeningRow.at,
            OpeningRow.what,
            OpeningRow.code,
        )
        .join(ReleaseRow, ReleaseRow.id == OpeningRow.release_id)
        .join(CoachingRow, CoachingRow.id == ReleaseRow.coaching_id)
        .outerjoin(AccountRow, AccountRow.id == OpeningRow.account_id)
        .where(CoachingRow.owner_id == owner_id)
        .order_by(OpeningRow.at.desc(), OpeningRow.id)
    )
    return [Opening(*row) for row in db.execute(found)]


def delete_openings_before(db: Session, moment: datetime) -> None:
    """Delete openings of long ago; of a document the code stays, without who took it."""
    old = OpeningRow.at < moment
    delete_unlocked(db, OpeningRow, old, OpeningRow.code.is_(None))
    db.execute(update(OpeningRow).where(old).values(account_id=None))
    db.expire_all()


def find_made_by_code(db: Session, digits: str) -> datetime | None:
    """Return when a document of a release was made of which the code begins with these digits."""
    begins = OpeningRow.code.startswith(digits, autoescape=True)
    return db.scalar(select(func.min(OpeningRow.at)).where(begins))


_COLUMNS = (
    ReleaseRow.id,
    ReleaseRow.attempt_id,
    ReleaseRow.coaching_id,
    CoachingRow.owner_id,
    CoachingRow.coach_id,
    func.coalesce(AccountRow.role, ""),
    CoachingRow.state,
    CoachingRow.invited_address,
    ReleaseRow.number,
    ReleaseRow.parts,
    ReleaseRow.until,
    ReleaseRow.released_at,
    ReleaseRow.withdrawn_at,
    ReleaseRow.blocked_at,
    ReleaseRow.content_hash,
)
_PARTS = next(place for place, column in enumerate(_COLUMNS) if column is ReleaseRow.parts)


def _list(db: Session, *conditions: ColumnElement[bool]) -> list[Release]:
    rows = db.execute(
        select(*_COLUMNS)
        .join(CoachingRow, CoachingRow.id == ReleaseRow.coaching_id)
        .outerjoin(AccountRow, AccountRow.id == CoachingRow.coach_id)
        .where(*conditions)
        .order_by(ReleaseRow.released_at.desc(), ReleaseRow.number.desc(), ReleaseRow.id)
    )
    return [_facts(tuple(row)) for row in rows]


def _facts(row: tuple[Any, ...]) -> Release:
    parts = tuple(json.loads(row[_PARTS]))
    return Release(*(*row[:_PARTS], parts, *row[_PARTS + 1 :]))


def _change(db: Session, release_id: UUID, **values: Any) -> None:
    db.execute(update(ReleaseRow).where(ReleaseRow.id == release_id).values(**values))
    db.expire_all()
