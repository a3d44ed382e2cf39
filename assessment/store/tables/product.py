"""What is of nobody: versions, runs of retention, a pulse, what is to be erased."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import OF_NOBODY, Base


class VersionRow(Base):
    """What is kept once as JSON, used on purpose and stopped, such as a norm; of nobody."""

    __tablename__ = "version"
    __table_args__ = OF_NOBODY

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
    __table_args__ = OF_NOBODY

    ran_at: Mapped[datetime] = mapped_column(primary_key=True)
    marked: Mapped[int]
    deleted: Mapped[int]


class PulseRow(Base):
    """One row that is written to see whether the database can be written; of nobody."""

    __tablename__ = "pulse"
    __table_args__ = OF_NOBODY

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    written_at: Mapped[datetime]


class DataKeyRow(Base):
    """A key that may have locked something in this database; of nobody. The key is in a file."""

    __tablename__ = "data_key"
    __table_args__ = OF_NOBODY

    id: Mapped[str] = mapped_column(primary_key=True)  # as six hexadecimal digits
    noted_at: Mapped[datetime]


class ErasingRow(Base):
    """A deletion of which the bytes may still stand in the files; of nobody."""

    __tablename__ = "erasing"
    __table_args__ = OF_NOBODY

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
