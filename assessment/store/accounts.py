"""Accounts, and the attempts in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit
from assessment.store.tables import (
    AccountRow,
    AdoptedRow,
    AttemptRow,
    IntervisionIntakeRow,
    LogbookEntryRow,
    MailboxRow,
    RecoveryCodeRow,
    SetupCodeRow,
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who somebody is here: a mailbox and perhaps a role; and how they prove it is them."""

    id: UUID
    address: str
    role: str  # empty for who has none
    locked_totp: str | None
    totp_step: int | None
    made_at: datetime
    used_at: datetime


def add_account(db: Session, address: str, *, now: datetime) -> Account:
    """Keep a new account without a role and return it."""
    row = AccountRow(address=address, role="", made_at=now, used_at=now)
    db.add(row)
    db.flush()
    return _facts(row)


def find_account(db: Session, account_id: UUID) -> Account | None:
    """Return an account, or None when it was deleted."""
    row = db.get(AccountRow, account_id, populate_existing=True)
    return None if row is None else _facts(row)


def lock_account(db: Session, account_id: UUID) -> bool:
    """Lock an account until the transaction ends; False when it was deleted.

    Who does something of an account locks it before any attempt in it. Others may still name it
    in what they write, until it is deleted.
    """
    found = select(AccountRow.id).where(AccountRow.id == account_id)
    return db.scalar(found.with_for_update(key_share=True)) is not None


def find_account_by_address(db: Session, address: str) -> Account | None:
    """Return the account that a mailbox belongs to, as its first or its second; or None."""
    second = select(MailboxRow.account_id).where(MailboxRow.address == address)
    found = or_(AccountRow.address == address, AccountRow.id.in_(second))
    row = db.scalar(select(AccountRow).where(found))
    return None if row is None else _facts(row)


def list_with_role(db: Session) -> list[Account]:
    """Return the accounts that have a role, by role and address."""
    found = select(AccountRow).where(AccountRow.role > "")  # so that an index finds them
    rows = db.scalars(found.order_by(AccountRow.role, AccountRow.address))
    return [_facts(row) for row in rows]


def keep_with_role(db: Session, role: str) -> list[Account]:
    """Return the accounts with a role that somebody writes to, by address.

    None of them is deleted before the transaction ends, so what is written to it goes with it. One
    that is deleted at this moment is left out.
    """
    found = select(AccountRow).where(AccountRow.role == role).order_by(AccountRow.address)
    rows = db.scalars(found.with_for_update(read=True, key_share=True, skip_locked=True))
    return [_facts(row) for row in rows]


def find_second_address(db: Session, account_id: UUID) -> str | None:
    """Return the second mailbox of an account, or None."""
    return db.scalar(select(MailboxRow.address).where(MailboxRow.account_id == account_id))


def list_addresses(db: Session, account: Account) -> list[str]:
    """Return the mailboxes of an account, the first one first."""
    second = find_second_address(db, account.id)
    return [account.address, *([second] if second else [])]


def list_second_addresses(db: Session, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the second mailbox of those of some accounts that have one."""
    of_them = MailboxRow.account_id.in_(list(account_ids))
    found = select(MailboxRow.account_id, MailboxRow.address).where(of_them)
    return {row.account_id: row.address for row in db.execute(found)}


def set_addresses(
    db: Session, account_id: UUID, first: str, second: str | None, *, now: datetime
) -> None:
    """Have an account found by these mailboxes and no others; the first is written to."""
    db.execute(delete(MailboxRow).where(MailboxRow.account_id == account_id))
    _change(db, account_id, address=first)
    if second is not None:
        row = {"address": second, "account_id": account_id, "added_at": now}
        db.execute(insert(MailboxRow), row)
    db.expire_all()


def set_role(db: Session, account_id: UUID, role: str) -> None:
    """Give an account a role, or with an empty one take it away."""
    _change(db, account_id, role=role)


def set_totp(db: Session, account_id: UUID, locked: str | None, *, step: int | None) -> None:
    """Keep the locked secret of the code app, and the half minute of its last used code."""
    _change(db, account_id, locked_totp=locked, totp_step=step)


def mark_used(db: Session, account_id: UUID, now: datetime) -> None:
    """Note that somebody signed in, which counts as using each attempt in the account.

    A clock that was put back makes no use undone.
    """
    mine = (AccountRow.id == account_id) & (AccountRow.used_at < now)
    db.execute(update(AccountRow).where(mine).values(used_at=now))
    own = select(AdoptedRow.attempt_id).where(AdoptedRow.account_id == account_id)
    unused = AttemptRow.id.in_(own) & (AttemptRow.used_at < now)
    db.execute(update(AttemptRow).where(unused).values(used_at=now))
    db.expire_all()


def delete_account(db: Session, account_id: UUID) -> None:
    """Delete an account with all that hangs on it, but its attempts: those are deleted first."""
    db.execute(delete(AccountRow).where(AccountRow.id == account_id))
    db.expire_all()
    erase_after_commit(db)


def list_unused(db: Session, since: datetime, *, with_logbook: bool) -> list[UUID]:
    """Return the accounts without a role or an attempt that nobody used since a moment.

    Who takes part in intervision keeps the account: the others in the group count on them. Who
    uses the account at this moment keeps it too; the others are locked.

    Either those that hold a logbook, or those that hold nothing.
    """
    something = exists().where(AdoptedRow.account_id == AccountRow.id)
    learned = exists().where(LogbookEntryRow.account_id == AccountRow.id)
    placed = exists().where(IntervisionIntakeRow.account_id == AccountRow.id)
    unused = (AccountRow.used_at < since) & (AccountRow.role == "") & ~something & ~placed
    unused &= learned if with_logbook else ~learned
    found = select(AccountRow.id).where(unused)
    return list(db.scalars(found.with_for_update(skip_locked=True)))


def adopt_attempt(db: Session, account_id: UUID, attempt_id: UUID, *, now: datetime) -> None:
    """Put an attempt in an account; the caller saw that it is in none."""
    db.add(AdoptedRow(attempt_id=attempt_id, account_id=account_id, adopted_at=now))
    db.flush()


def find_adopter(db: Session, attempt_id: UUID) -> UUID | None:
    """Return the account that an attempt is in, or None."""
    return db.scalar(select(AdoptedRow.account_id).where(AdoptedRow.attempt_id == attempt_id))


def list_adopted(db: Session, account_id: UUID) -> list[UUID]:
    """Return the attempts in an account, the newest first."""
    found = (
        select(AdoptedRow.attempt_id)
        .join(AttemptRow, AttemptRow.id == AdoptedRow.attempt_id)
        .where(AdoptedRow.account_id == account_id)
        .order_by(AttemptRow.created_at.desc(), AttemptRow.id)
    )
    return list(db.scalars(found))


def list_handed_in_before(db: Session, account_id: UUID, attempt_id: UUID) -> list[UUID]:
    """Return the attempts in an account handed in before one of them was, the latest first.

    None when that one is not in the account, or was not handed in.
    """
    moment = (
        select(AttemptRow.submitted_at)
        .join(AdoptedRow, AdoptedRow.attempt_id == AttemptRow.id)
        .where(AttemptRow.id == attempt_id, AdoptedRow.account_id == account_id)
        .scalar_subquery()
    )
    found = (
        select(AdoptedRow.attempt_id)
        .join(AttemptRow, AttemptRow.id == AdoptedRow.attempt_id)
        .where(AdoptedRow.account_id == account_id, AttemptRow.submitted_at < moment)
        .order_by(AttemptRow.submitted_at.desc(), AttemptRow.id)
    )
    return list(db.scalars(found))


def replace_recovery_codes(db: Session, account_id: UUID, hashes: list[str]) -> None:
    """Keep the hashes of new recovery codes; the old ones are gone."""
    db.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))
    if hashes:
        rows = [{"account_id": account_id, "code_hash": code_hash} for code_hash in hashes]
        db.execute(insert(RecoveryCodeRow), rows)


def list_recovery_codes(db: Session, account_id: UUID) -> list[str]:
    """Return the hashes of the recovery codes that were not used."""
    own = RecoveryCodeRow.account_id == account_id
    return list(db.scalars(select(RecoveryCodeRow.code_hash).where(own)))


def delete_recovery_code(db: Session, account_id: UUID, code_hash: str) -> None:
    """Delete a recovery code that was used."""
    own = RecoveryCodeRow.account_id == account_id
    db.execute(delete(RecoveryCodeRow).where(own, RecoveryCodeRow.code_hash == code_hash))


def set_setup_code(db: Session, code_hash: str | None, *, now: datetime) -> None:
    """Keep the hash of the one set-up code, or with None have none."""
    db.execute(delete(SetupCodeRow))
    if code_hash is not None:
        db.execute(insert(SetupCodeRow), {"id": 1, "code_hash": code_hash, "made_at": now})


def find_setup_code(db: Session) -> str | None:
    """Return the hash of the set-up code that waits to be used."""
    return db.scalar(select(SetupCodeRow.code_hash))


def _change(db: Session, account_id: UUID, **values: object) -> None:
    db.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def _facts(row: AccountRow) -> Account:
    return Account(
        row.id, row.address, row.role, row.locked_totp, row.totp_step, row.made_at, row.used_at
    )
