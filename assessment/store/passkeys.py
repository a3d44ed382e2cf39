"""The passkeys of accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import PasskeyRow


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public half of a key, what its owner calls it, and how often it was used."""

    id: UUID
    account_id: UUID
    credential_id: bytes
    public_key: bytes
    sign_count: int
    name: str
    made_at: datetime
    used_at: datetime


def add_passkey(
    db: Session,
    account_id: UUID,
    *,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    name: str,
    now: datetime,
) -> None:
    """Keep a new passkey."""
    row = PasskeyRow(
        account_id=account_id,
        credential_id=credential_id,
        public_key=public_key,
        sign_count=sign_count,
        name=name,
        made_at=now,
        used_at=now,
    )
    db.add(row)
    db.flush()


def list_passkeys(db: Session, account_id: UUID) -> list[Passkey]:
    """Return the passkeys of an account, the oldest first."""
    own = select(PasskeyRow).where(PasskeyRow.account_id == account_id)
    return [_facts(row) for row in db.scalars(own.order_by(PasskeyRow.made_at, PasskeyRow.id))]


def find_passkey(db: Session, credential_id: bytes) -> Passkey | None:
    """Return the passkey that a device names, or None when nobody has it."""
    row = db.scalar(select(PasskeyRow).where(PasskeyRow.credential_id == credential_id))
    return None if row is None else _facts(row)


def note_use(db: Session, passkey_id: UUID, *, sign_count: int, now: datetime) -> None:
    """Note that a passkey was used, with the count that its device keeps."""
    own = PasskeyRow.id == passkey_id
    db.execute(update(PasskeyRow).where(own).values(sign_count=sign_count, used_at=now))


def delete_passkey(db: Session, account_id: UUID, passkey_id: UUID) -> None:
    """Delete a passkey of an account; one of another account stays."""
    own = (PasskeyRow.account_id == account_id) & (PasskeyRow.id == passkey_id)
    db.execute(delete(PasskeyRow).where(own))


def _facts(row: PasskeyRow) -> Passkey:
    return Passkey(
        row.id, row.account_id, row.credential_id, row.public_key, row.sign_count, row.name,
        row.made_at, row.used_at,
    )  # fmt: skip
