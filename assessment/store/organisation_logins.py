"""Who the owners of accounts are at the organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assessment.store.tables import OrganisationLoginRow


@dataclass(frozen=True, slots=True)
class OrganisationLogin:
    """By which provider an account is known, and since when."""

    issuer: str
    tied_at: datetime


def find_account_id(db: Session, subject_hash: str) -> UUID | None:
    """Return the account of somebody at the organisation, or None."""
    told = OrganisationLoginRow.subject_hash == subject_hash
    return db.scalar(select(OrganisationLoginRow.account_id).where(told))


def find_login(db: Session, account_id: UUID) -> OrganisationLogin | None:
    """Return by whom an account is known there, or None."""
    row = db.get(OrganisationLoginRow, account_id)
    return None if row is None else OrganisationLogin(row.issuer, row.tied_at)


def tie_account(
    db: Session, account_id: UUID, issuer: str, subject_hash: str, *, now: datetime
) -> None:
    """Have an account known by this provider, and by no other."""
    untie_account(db, account_id)
    db.add(
        OrganisationLoginRow(
            account_id=account_id, issuer=issuer, subject_hash=subject_hash, tied_at=now
        )
    )
    db.flush()


def untie_account(db: Session, account_id: UUID) -> None:
    """Have an account known by nobody at the organisation."""
    db.execute(delete(OrganisationLoginRow).where(OrganisationLoginRow.account_id == account_id))
    db.expire_all()
