"""What somebody learned: the entries of a logbook, and the certificates that show them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import A_FILE, Base, EncryptedBytes, EncryptedText


class LogbookEntryRow(Base):
    """One thing that was learned. It is of an account, and outlives the attempts in it."""

    __tablename__ = "logbook_entry"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    hundredths: Mapped[int]  # of an hour
    what: Mapped[str] = mapped_column(EncryptedText)
    learned: Mapped[str] = mapped_column(EncryptedText)
    about: Mapped[str]  # the competency or value of a goal that it served, or empty
    programme: Mapped[str]  # of the catalogue, or empty
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]  # since when it waits to be put back or deleted


class CertificateRow(Base):
    """A file that shows an entry, as it was sent; the name is only told, never used as a place."""

    __tablename__ = "certificate"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    entry_id: Mapped[UUID] = mapped_column(
        ForeignKey("logbook_entry.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(EncryptedText)
    kind: Mapped[str]  # "pdf", "png" or "jpeg", by its content
    size: Mapped[int]  # bytes
    file: Mapped[bytes] = mapped_column(EncryptedBytes, info=A_FILE)
    added_at: Mapped[datetime]
