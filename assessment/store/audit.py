"""The log of acts: rows are only added, and each holds the hash of the one before it.

A row's hash covers its number, moment, act, about, the hashes of both accounts, and the hash
before. Who takes a row out, changes one or puts one in between breaks the chain at that place.
The anchors say where it begins and ends, so that old rows may go and none can be cut off unseen.
"""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from assessment.store.database import take_turn
from assessment.store.tables import AccountRow, AuditAnchorRow, AuditRow

FIRST = "0" * 64  # the hash before the first row
START, END = "start", "end"
_AT_A_TIME = 500  # rows read at once to verify


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. The ids of accounts are None when nobody signed in, and once the account is gone."""

    number: int
    at: datetime
    act: str
    about: str
    actor_id: UUID | None
    subject_id: UUID | None
    actor: str  # address, empty without an account
    subject: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain breaks: a ``hole``, a ``changed`` row, or an ``end`` cut off."""

    number: int
    kind: str


def add_entry(
    db: Session,
    act: str,
    *,
    actor: UUID | None,
    subject: UUID | None,
    about: str,
    now: datetime,
) -> None:
    """Add an act.

    Of two writers the second waits until the first committed. Call it last in a transaction: who
    has the turn may not wait for another lock. An account that is gone by now is not named.
    """
    named = lock_named(db, {actor, subject} - {None})
    take_turn(db, "audit")
    end = db.get(AuditAnchorRow, END, populate_existing=True)
    row = AuditRow(
        number=1 if end is None else end.number + 1,
        at=now.astimezone(UTC),
        act=act,
        about=about,
        actor_id=actor if actor in named else None,
        subject_id=subject if subject in named else None,
        actor_hash=hash_account(actor),
        subject_hash=hash_account(subject),
        previous_hash=FIRST if end is None else end.hash,
    )
    row.hash = _hash(row)
    db.add(row)
    db.merge(AuditAnchorRow(place=END, number=row.number, hash=row.hash))
    db.flush()


def lock_named(db: Session, account_ids: Collection[UUID | None]) -> set[UUID]:
    """Return which of these accounts are there; until the transaction ends none is deleted.

    It comes before the turn: who deletes an account waits for the turn with that account locked.
    """
    there = select(AccountRow.id).where(AccountRow.id.in_(account_ids)).order_by(AccountRow.id)
    return set(db.scalars(there.with_for_update(read=True, key_share=True)))


def hash_account(account_id: UUID | None) -> str:
    """Return what the chain keeps of an account; its id is random, so this leads nowhere."""
    return "" if account_id is None else hashlib.sha256(account_id.bytes).hexdigest()


def list_entries(
    db: Session,
    *,
    account_id: UUID | None = None,
    before: int | None = None,
    acts: Collection[str] | None = None,
    most: int,
) -> list[Entry]:
    """Return at most so many acts, the newest first: all, or those by or about an account.

    ``before`` is the number of an act that was shown already; ``acts`` are the only ones shown.
    """
    actor, subject = AccountRow.__table__.alias("actor"), AccountRow.__table__.alias("subject")
    found = (
        select(
            AuditRow.number,
            AuditRow.at,
            AuditRow.act,
            AuditRow.about,
            AuditRow.actor_id,
            AuditRow.subject_id,
            func.coalesce(actor.c.address, ""),
            func.coalesce(subject.c.address, ""),
        )
        .outerjoin(actor, actor.c.id == AuditRow.actor_id)
        .outerjoin(subject, subject.c.id == AuditRow.subject_id)
        .order_by(AuditRow.number.desc())
        .limit(most)
    )
    if account_id is not None:
        own = or_(AuditRow.actor_id == account_id, AuditRow.subject_id == account_id)
        found = found.where(own)
    if before is not None:
        found = found.where(AuditRow.number < before)
    if acts is not None:
        found = found.where(AuditRow.act.in_(sorted(acts)))
    return [Entry(*row) for row in db.execute(found)]


def delete_older(db: Session, before: datetime) -> int:
    """Delete the acts of before a moment, and note where the chain begins now; return how many."""
    take_turn(db, "audit")
    kept = select(func.min(AuditRow.number)).where(AuditRow.at >= before)
    first_kept = db.scalar(kept)
    old = AuditRow.number < first_kept if first_kept is not None else AuditRow.number > 0
    last = db.scalar(select(AuditRow).where(old).order_by(AuditRow.number.desc()).limit(1))
    if last is None:
        return 0
    db.merge(AuditAnchorRow(place=START, number=last.number, hash=last.hash))
    count = db.scalar(select(func.count()).select_from(AuditRow).where(old)) or 0
    db.execute(delete(AuditRow).where(old))
    db.expire_all()
    return count


def find_breaks(db: Session) -> list[Break]:
    """Return every place where the chain does not hold, the first first."""
    start, end = db.get(AuditAnchorRow, START), db.get(AuditAnchorRow, END)
    number, last_hash = (0, FIRST) if start is None else (start.number, start.hash)
    breaks = []
    for row in _rows(db):
        if row.number != number + 1:
            breaks.append(Break(number + 1, "hole"))
        elif row.previous_hash != last_hash or row.hash != _hash(row) or not _names_fit(row):
            breaks.append(Break(row.number, "changed"))
        number, last_hash = row.number, row.hash
    if (number, last_hash) != ((0, FIRST) if end is None else (end.number, end.hash)):
        breaks.append(Break(number + 1, "end"))
    return breaks


def find_end(db: Session) -> tuple[int, str]:
    """Return the number and the hash of the last act; 0 and FIRST before there is any."""
    end = db.get(AuditAnchorRow, END, populate_existing=True)
    return (0, FIRST) if end is None else (end.number, end.hash)


def count_entries(db: Session) -> int:
    """Return how many acts are kept."""
    return db.scalar(select(func.count()).select_from(AuditRow)) or 0


def _rows(db: Session) -> Iterator[AuditRow]:
    ordered = select(AuditRow).order_by(AuditRow.number)
    yield from db.scalars(ordered.execution_options(yield_per=_AT_A_TIME))


def _names_fit(row: AuditRow) -> bool:
    """Return whether the ids that are still there are those of then."""
    pairs = (row.actor_id, row.actor_hash), (row.subject_id, row.subject_hash)
    return all(known is None or hash_account(known) == kept for known, kept in pairs)


def _hash(row: AuditRow) -> str:
    said = [
        row.number,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.act,
        row.about,
        row.actor_hash,
        row.subject_hash,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
