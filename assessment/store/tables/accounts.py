"""Accounts, how their owners show who they are, and what waits for an answer meanwhile."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import (
    ADDRESS,
    OF_NOBODY,
    SECRET,
    Base,
    EncryptedName,
)


class AccountRow(Base):
    """Somebody who proved to read a mailbox. Without a role this is an owner of attempts only."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    address: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(index=True)  # coach, medewerker, beheerder, or empty
    # The secret of the code app, locked with the key of the installation.
    locked_totp: Mapped[str | None] = mapped_column(info=SECRET)
    totp_step: Mapped[int | None]  # the half minute of the last used code: none is used twice
    made_at: Mapped[datetime]
    used_at: Mapped[datetime]


class MailboxRow(Base):
    """A second mailbox of an account, which signs in and finds the account as the first does."""

    __tablename__ = "mailbox"

    address: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), unique=True
    )
    added_at: Mapped[datetime]


class AdoptedRow(Base):
    """An attempt that is in an account; it gets there once."""

    __tablename__ = "adopted"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    adopted_at: Mapped[datetime]


class PasskeyRow(Base):
    """A passkey: the public half of a key that a device of the account's owner keeps."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info=SECRET)
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(EncryptedName)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime]


class OrganisationLoginRow(Base):
    """Who the owner of an account is at the organisation: what its provider calls them, hashed."""

    __tablename__ = "organisation_login"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    issuer: Mapped[str]
    subject_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    tied_at: Mapped[datetime]


class RecoveryCodeRow(Base):
    """A code that replaces the code app once, kept as a hash."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[str] = mapped_column(primary_key=True, info=SECRET)


class PendingRow(Base):
    """What one browser was asked and has not answered yet: a code, a challenge, a second step."""

    __tablename__ = "pending"

    token_hash: Mapped[str] = mapped_column(primary_key=True, info=SECRET)
    kind: Mapped[str]
    address: Mapped[str | None] = mapped_column(  # of a mailbox that a code went to
        index=True, info=ADDRESS
    )
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    # A hash, a challenge, or what is locked; never a code that can be read.
    secret: Mapped[str] = mapped_column(info=SECRET)
    tries: Mapped[int]
    ends_at: Mapped[datetime]


class ThrottleRow(Base):
    """How often something was tried since a moment; of what, only a keyed hash is kept."""

    __tablename__ = "throttle"
    __table_args__ = OF_NOBODY

    key: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime]
    count: Mapped[int]


class SetupCodeRow(Base):
    """The one code that makes somebody the first beheerder, kept as a hash until it is used."""

    __tablename__ = "setup_code"
    __table_args__ = OF_NOBODY

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code_hash: Mapped[str]
    made_at: Mapped[datetime]
