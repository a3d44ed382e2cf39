"""The logbook of an account, and the certificates in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assessment.store.database import delete_unlocked, erase_after_commit
from assessment.store.tables import AdoptedRow, CertificateRow, LogbookEntryRow


class EntryNotFound(LookupError):
    """The account has no entry, or no certificate, with this id."""


class EntryChanged(Exception):
    """The entry was saved elsewhere since the caller read it; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was learned, as kept; ``hundredths`` are of an hour."""

    id: UUID
    day: date
    hundredths: int
    what: str
    learned: str
    about: str
    programme: str
    revision: int
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate without its file: see `read_file`."""

    id: UUID
    entry_id: UUID
    name: str
    kind: str
    size: int  # bytes


def add_entry(db: Session, account_id: UUID, facts: Mapping[str, Any], *, now: datetime) -> UUID:
    """Keep a new entry and return its id; ``facts`` are the fields that its owner typed."""
    row = LogbookEntryRow(account_id=account_id, revision=1, changed_at=now, **facts)
    db.add(row)
    db.flush()
    return row.id


def change_entry(
    db: Session, account_id: UUID, entry_id: UUID, facts: Mapping[str, Any], *, seen: int,
    now: datetime,
) -> None:  # fmt: skip
    """Replace what an entry says; raises EntryChanged when ``seen`` is not the newest."""
    find_entry(db, account_id, entry_id, lock=True)
    own = LogbookEntryRow.id == entry_id
    newest = update(LogbookEntryRow).where(own, LogbookEntryRow.revision == seen)
    changed = newest.values(revision=seen + 1, changed_at=now, **facts)
    if db.scalar(changed.returning(LogbookEntryRow.id)) is None:
        raise EntryChanged(entry_id)
    db.expire_all()


def set_removed(db: Session, account_id: UUID, entry_id: UUID, at: datetime | None) -> None:
    """Take an entry out at a moment, or with None put it back."""
    find_entry(db, account_id, entry_id, lock=True)
    own = LogbookEntryRow.id == entry_id
    db.execute(update(LogbookEntryRow).where(own).values(removed_at=at))
    db.expire_all()


def find_entry(db: Session, account_id: UUID, entry_id: UUID, *, lock: bool = False) -> Entry:
    """Return an entry of this account, or raise EntryNotFound.

    What was taken out long ago is deleted without its account: ``lock`` keeps it from that.
    """
    own = LogbookEntryRow.account_id == account_id, LogbookEntryRow.id == entry_id
    found = _entries().where(*own)
    row = db.execute(found.with_for_update() if lock else found).one_or_none()
    if row is None:
        raise EntryNotFound(entry_id)
    return Entry(*row)


def list_entries(db: Session, account_id: UUID, *, removed: bool = False) -> list[Entry]:
    """Return the entries of an account, or those that were taken out, the newest day first."""
    out = LogbookEntryRow.removed_at
    own = LogbookEntryRow.account_id == account_id, out.is_not(None) if removed else out.is_(None)
    newest = LogbookEntryRow.day.desc(), LogbookEntryRow.changed_at.desc(), LogbookEntryRow.id
    return [Entry(*row) for row in db.execute(_entries().where(*own).order_by(*newest))]


def list_new(db: Session, account_id: UUID, *, since: datetime) -> list[Entry]:
    """Return the entries that were added after a moment, and not changed or taken out."""
    new = LogbookEntryRow.changed_at > since, LogbookEntryRow.revision == 1
    kept = LogbookEntryRow.account_id == account_id, LogbookEntryRow.removed_at.is_(None)
    return [Entry(*row) for row in db.execute(_entries().where(*kept, *new))]


def list_programmes(db: Session, attempt_id: UUID) -> Sequence[str]:
    """Return the programmes in the logbook of the account that an attempt is in."""
    named = (
        select(LogbookEntryRow.programme)
        .join(AdoptedRow, AdoptedRow.account_id == LogbookEntryRow.account_id)
        .where(
            AdoptedRow.attempt_id == attempt_id,
            LogbookEntryRow.removed_at.is_(None),
            LogbookEntryRow.programme != "",
        )
    )
    return list(db.scalars(named.distinct().order_by(LogbookEntryRow.programme)))


def delete_removed(db: Session, before: datetime) -> None:
    """Delete what was taken out before a moment, with its certificates."""
    if delete_unlocked(db, LogbookEntryRow, LogbookEntryRow.removed_at < before):
        erase_after_commit(db)


def add_certificate(
    db: Session, account_id: UUID, entry_id: UUID, *, name: str, kind: str, file: bytes,
    now: datetime,
) -> UUID:  # fmt: skip
    """Keep the file of an entry of this account and return its id."""
    find_entry(db, account_id, entry_id, lock=True)
    row = CertificateRow(
        account_id=account_id, entry_id=entry_id, name=name, kind=kind, size=len(file), file=file,
        added_at=now,
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row.id


def list_certificates(db: Session, account_id: UUID) -> list[Certificate]:
    """Return the certificates of an account, the oldest first."""
    own = _certificates().where(CertificateRow.account_id == account_id)
    ordered = own.order_by(CertificateRow.added_at, CertificateRow.id)
    return [Certificate(*row) for row in db.execute(ordered)]


def read_certificate(
    db: Session, account_id: UUID, certificate_id: UUID
) -> tuple[Certificate, bytes]:
    """Return a certificate of this account with its file, or raise EntryNotFound."""
    own = CertificateRow.account_id == account_id, CertificateRow.id == certificate_id
    row = db.execute(_certificates().where(*own)).one_or_none()
    file = db.scalar(select(CertificateRow.file).where(*own))
    if row is None or file is None:
        raise EntryNotFound(certificate_id)
    return Certificate(*row), file


def delete_certificate(db: Session, account_id: UUID, certificate_id: UUID) -> None:
    """Delete a certificate of this account for good, if it is there."""
    own = CertificateRow.account_id == account_id, CertificateRow.id == certificate_id
    db.execute(delete(CertificateRow).where(*own))
    db.expire_all()
    erase_after_commit(db)


def count_entries(db: Session, account_id: UUID) -> int:
    """Return how many entries an account has, those that were taken out among them."""
    own = LogbookEntryRow.account_id == account_id
    return db.scalar(select(func.count()).select_from(LogbookEntryRow).where(own)) or 0


def _entries() -> Any:
    return select(*(getattr(LogbookEntryRow, field.name) for field in fields(Entry)))


def _certificates() -> Any:
    return select(*(getattr(CertificateRow, field.name) for field in fields(Certificate)))
