"""Which reminders people want, and which were written."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, insert, literal, select
from sqlalchemy.orm import Session

from assessment.store.database import delete_unlocked
from assessment.store.tables import AccountRow, RemindedRow, ReminderRow


def set_wanted(db: Session, account_id: UUID, kinds: Collection[str], *, now: datetime) -> None:
    """Keep which kinds of reminder an account wants; what it wanted already keeps its moment."""
    own = ReminderRow.account_id == account_id
    db.execute(delete(ReminderRow).where(own, ReminderRow.kind.not_in(kinds)))
    known = set(db.scalars(select(ReminderRow.kind).where(own)))
    rows = [{"account_id": account_id, "kind": kind, "asked_at": now} for kind in kinds]
    new = [row for row in rows if row["kind"] not in known]
    if new:
        db.execute(insert(ReminderRow), new)
    db.expire_all()


def list_wanted(db: Session, account_id: UUID) -> dict[str, datetime]:
    """Return since when an account wants each kind of reminder."""
    own = select(ReminderRow.kind, ReminderRow.asked_at).where(ReminderRow.account_id == account_id)
    return {row.kind: row.asked_at for row in db.execute(own)}


def list_reminded_accounts(db: Session) -> list[tuple[UUID, str]]:
    """Return the accounts that want any reminder, with the mailbox that is written to."""
    wants = exists().where(ReminderRow.account_id == AccountRow.id)
    found = select(AccountRow.id, AccountRow.address).where(wants).order_by(AccountRow.id)
    return [(row.id, row.address) for row in db.execute(found)]


def list_written(db: Session, account_id: UUID) -> set[str]:
    """Return the keys of the reminders that were written to an account."""
    own = RemindedRow.account_id == account_id
    return set(db.scalars(select(RemindedRow.key).where(own)))


def forget_written(db: Session, beginning: str, before: datetime) -> None:
    """Forget the keys with this beginning that were used before a moment, of everybody."""
    old = RemindedRow.key.startswith(beginning, autoescape=True)
    delete_unlocked(db, RemindedRow, old, RemindedRow.written_at < before)


def note_written(db: Session, account_id: UUID, key: str, *, now: datetime) -> bool:
    """Note that a reminder is written: its key is used once.

    False when the account is gone, or is deleted at this moment: then nobody is to be written to.
    Who deletes it later waits for this transaction, and then deletes the mail.
    """
    there = select(AccountRow.id, literal(key), literal(now, RemindedRow.written_at.type))
    there = there.where(AccountRow.id == account_id)
    there = there.with_for_update(read=True, key_share=True, skip_locked=True)
    columns = [RemindedRow.account_id, RemindedRow.key, RemindedRow.written_at]
    noted = insert(RemindedRow).from_select(columns, there).returning(RemindedRow.key)
    return db.scalar(noted) is not None
