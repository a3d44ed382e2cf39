"""What browsers were asked and have not answered yet, and how often things were tried."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from assessment.store.database import delete_unlocked
from assessment.store.tables import PendingRow, ThrottleRow


@dataclass(frozen=True, slots=True)
class Pending:
    """A question to one browser: its kind, whom it is about, and what the answer is held to."""

    token_hash: str
    kind: str
    address: str | None
    account_id: UUID | None
    secret: str
    tries: int
    ends_at: datetime


def add_pending(
    db: Session,
    token_hash: str,
    kind: str,
    *,
    secret: str,
    ends_at: datetime,
    address: str | None = None,
    account_id: UUID | None = None,
) -> None:
    """Keep a question that waits for its answer."""
    row = {"token_hash": token_hash, "kind": kind, "address": address, "account_id": account_id,
           "secret": secret, "tries": 0, "ends_at": ends_at}  # fmt: skip
    db.execute(insert(PendingRow), row)


def find_pending(db: Session, token_hash: str) -> Pending | None:
    """Return the question that a browser has to answer, or None."""
    row = db.get(PendingRow, token_hash, populate_existing=True)
    if row is None:
        return None
    return Pending(
        row.token_hash, row.kind, row.address, row.account_id, row.secret, row.tries, row.ends_at
    )


def count_try(db: Session, token_hash: str) -> None:
    """Note one more wrong answer."""
    own = PendingRow.token_hash == token_hash
    db.execute(update(PendingRow).where(own).values(tries=PendingRow.tries + 1))


def delete_pending(db: Session, token_hash: str) -> None:
    """Delete a question: it was answered."""
    db.execute(delete(PendingRow).where(PendingRow.token_hash == token_hash))


def delete_pending_of(db: Session, address: str) -> None:
    """Delete the questions to who reads a mailbox."""
    db.execute(delete(PendingRow).where(PendingRow.address == address))


def delete_ended(db: Session, *, now: datetime, began_before: datetime) -> None:
    """Delete questions that nobody answered in time, and counts that began before a moment."""
    delete_unlocked(db, PendingRow, PendingRow.ends_at < now)
    delete_unlocked(db, ThrottleRow, ThrottleRow.began_at < began_before)


def find_count(db: Session, key: str) -> tuple[datetime, int] | None:
    """Return since when and how often something was tried, or None when it never was."""
    row = db.execute(
        select(ThrottleRow.began_at, ThrottleRow.count).where(ThrottleRow.key == key)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def set_count(db: Session, key: str, *, began_at: datetime, count: int) -> None:
    """Keep since when and how often something was tried."""
    db.execute(delete(ThrottleRow).where(ThrottleRow.key == key))
    db.execute(insert(ThrottleRow), {"key": key, "began_at": began_at, "count": count})
