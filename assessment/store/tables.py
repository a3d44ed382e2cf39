"""Tables. Classes end in Row and are not used outside this package."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {  # so that a migration can name the constraint it drops
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC also where the database forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive time: it would be an hour wrong half the year."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the time as aware UTC."""
        if not isinstance(value, datetime):
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Every table's parent."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment}  # SQLAlchemy reads a class attribute


class AttemptRow(Base):
    """One person filling in the assessment once. The return code is kept as a hash only."""

    __tablename__ = "attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code_hash: Mapped[str] = mapped_column(unique=True)
    phase: Mapped[str]
    office: Mapped[str]
    name: Mapped[str]
    design: Mapped[int]
    seed: Mapped[int]
    versions: Mapped[str] = mapped_column(Text)
    privacy_version: Mapped[str]
    agreed_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    previous_id: Mapped[UUID | None]  # the owner's own earlier attempt
    research_at: Mapped[datetime | None]  # since when the answers may count, nameless, in research
    simulated: Mapped[bool] = mapped_column(default=False, server_default=false())  # by a program
    marked_at: Mapped[datetime | None]  # since when it waits to be deleted, unless it is used


class AnswerRow(Base):
    """The latest answer to one item, as JSON; ``null`` where the person took it back."""

    __tablename__ = "answer"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    saved_at: Mapped[datetime]


class ProfileRow(Base):
    """The profile as it was at submission, so that it never changes under its owner."""

    __tablename__ = "profile"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    profile: Mapped[str] = mapped_column(Text)
    scored_at: Mapped[datetime]


class PlanRow(Base):
    """The owner's plan as JSON, with a revision for concurrent tabs."""

    __tablename__ = "plan"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    plan: Mapped[str] = mapped_column(Text)
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
    recipient: Mapped[str] = mapped_column(default="", server_default=text("''"))  # for whom it is
    content_hash: Mapped[str | None]  # of what it says; its first digits stand on every page
    file: Mapped[bytes | None] = mapped_column("pdf", LargeBinary)  # the name is that of the past


class VersionRow(Base):
    """What is kept once as JSON, used on purpose and stopped, such as a norm; of nobody."""

    __tablename__ = "version"

    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # within the kind
    subject: Mapped[str]  # what it is about, such as an instrument
    document: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]


class RetentionRunRow(Base):
    """A run of retention, with how many attempts it marked and deleted; of nobody."""

    __tablename__ = "retention_run"

    ran_at: Mapped[datetime] = mapped_column(primary_key=True)
    marked: Mapped[int]
    deleted: Mapped[int]


class PulseRow(Base):
    """One row that is written to see whether the database can be written; of nobody."""

    __tablename__ = "pulse"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    written_at: Mapped[datetime]


class ErasingRow(Base):
    """A deletion of which the bytes may still stand in the files; of nobody. PostgreSQL only."""

    __tablename__ = "erasing"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deleted_at: Mapped[datetime]


_IN_USE = VersionRow.used_at.is_not(None) & VersionRow.stopped_at.is_(None)
Index(
    "ix_version_in_use",
    VersionRow.kind,
    VersionRow.subject,
    unique=True,
    sqlite_where=_IN_USE,
    postgresql_where=_IN_USE,
)
