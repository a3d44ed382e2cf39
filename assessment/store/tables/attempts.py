"""An attempt and everything that is made from it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import (
    A_FILE,
    AS_JSON,
    SECRET,
    Base,
    EncryptedBytes,
    EncryptedLongText,
    EncryptedName,
    EncryptedText,
)


class AttemptRow(Base):
    """One person filling in the assessment once. The return code is kept as a hash only."""

    __tablename__ = "attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    phase: Mapped[str]
    office: Mapped[str]
    name: Mapped[str] = mapped_column(EncryptedName)
    design: Mapped[int]
    seed: Mapped[int]
    versions: Mapped[str] = mapped_column(Text, info=AS_JSON)
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    previous_id: Mapped[UUID | None] = mapped_column(index=True)  # the owner's own earlier attempt
    simulated: Mapped[bool] = mapped_column(default=False, server_default=false())  # by a program
    marked_at: Mapped[datetime | None]  # since when it waits to be deleted, unless it is used
    warned_at: Mapped[datetime | None]  # when its owner was told for the last time


class AnswerRow(Base):
    """The latest answer to one item, as JSON; ``null`` where the person took it back.

    On SQLite the answers of an attempt stand together, in the index of the key itself: half the
    bytes of a table beside an index, and a page of statements is one piece of the file.
    """

    __tablename__ = "answer"
    __table_args__ = {"sqlite_with_rowid": False}  # SQLAlchemy reads it

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    revision: Mapped[int]
    saved_at: Mapped[datetime]


class ProfileRow(Base):
    """The profile as it was at submission, so that it never changes under its owner."""

    __tablename__ = "profile"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    profile: Mapped[str] = mapped_column(EncryptedLongText, info=AS_JSON)
    scored_at: Mapped[datetime]


class PlanRow(Base):
    """The owner's plan as JSON, with a revision for concurrent tabs."""

    __tablename__ = "plan"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    plan: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    revision: Mapped[int]
    saved_at: Mapped[datetime]


class DocumentRow(Base):
    """A document: asked for (``queued``), made (``ready``), or it could not be made (``failed``).

    A document that was made at once, without the worker, is ``given``.
    """

    __tablename__ = "document"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(default="plan", server_default="plan")
    state: Mapped[str]
    asked_at: Mapped[datetime]
    form: Mapped[str] = mapped_column(default="pdf", server_default="pdf")  # or html
    recipient: Mapped[str] = mapped_column(  # for whom it is
        EncryptedName, default="", server_default=text("''")
    )
    # Of what it says; its first digits stand on every page.
    content_hash: Mapped[str | None] = mapped_column(index=True)
    # The name of the column is that of the past.
    file: Mapped[bytes | None] = mapped_column("pdf", EncryptedBytes, info=A_FILE)
    # How often the process that drew it ended in the middle, on whichever machine.
    deaths: Mapped[int] = mapped_column(default=0, server_default=text("0"))


Index("ix_document_state_asked_at", DocumentRow.state, DocumentRow.asked_at)
