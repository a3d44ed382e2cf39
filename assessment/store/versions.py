"""What is kept once, used on purpose and stopped: norms, calibrations, and other kinds to come.

A version is a document about a subject, such as a norm of one instrument. Its document never
changes. Of each kind and subject at most one version is in use; the database itself sees to that.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from assessment.store.database import take_turn
from assessment.store.tables import VersionRow


class VersionNotFound(LookupError):
    """There is no version of this kind with this number."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was made, and when it last came into use and went out of it.

    ``number`` counts from 1 within ``kind``.
    """

    kind: str
    number: int
    subject: str
    document: Mapping[str, Any]
    made_at: datetime
    used_at: datetime | None
    stopped_at: datetime | None

    @property
    def in_use(self) -> bool:
        """Return whether it is in use now."""
        return self.used_at is not None and self.stopped_at is None


def add_version(
    db: Session, kind: str, subject: str, document: Mapping[str, Any], *, now: datetime
) -> int:
    """Keep a version that nobody uses yet, and return its number."""
    take_turn(db, "versions")
    last = db.scalar(select(func.max(VersionRow.number)).where(VersionRow.kind == kind))
    row = VersionRow(
        kind=kind,
        number=(last or 0) + 1,
        subject=subject,
        document=json.dumps(document, ensure_ascii=False),
        made_at=now,
    )
    db.add(row)
    db.flush()
    return row.number


def get_version(db: Session, kind: str, number: int) -> Version:
    """Return a version, or raise VersionNotFound."""
    row = db.get(VersionRow, (kind, number))
    if row is None:
        raise VersionNotFound(kind, number)
    return _read_row(row)


def list_versions(db: Session, kind: str) -> list[Version]:
    """Return every version of a kind, oldest first."""
    rows = select(VersionRow).where(VersionRow.kind == kind).order_by(VersionRow.number)
    return [_read_row(row) for row in db.scalars(rows)]


def find_version_in_use(db: Session, kind: str, subject: str) -> Version | None:
    """Return the version of a kind and subject that is in use; there is at most one."""
    row = db.scalar(select(VersionRow).where(*_in_use(kind, subject)))
    return None if row is None else _read_row(row)


def put_into_use(db: Session, kind: str, number: int, *, now: datetime) -> None:
    """Put a version into use; the one of the same kind and subject that was in use is stopped.

    Raises VersionNotFound.
    """
    take_turn(db, "versions")
    version = get_version(db, kind, number)
    stop_using(db, kind, version.subject, now=now)
    row = (VersionRow.kind == kind) & (VersionRow.number == number)
    db.execute(update(VersionRow).where(row).values(used_at=now, stopped_at=None))
    db.expire_all()


def stop_using(db: Session, kind: str, subject: str, *, now: datetime) -> None:
    """Stop the version of a kind and subject that is in use, if there is one."""
    db.execute(update(VersionRow).where(*_in_use(kind, subject)).values(stopped_at=now))
    db.expire_all()


def _in_use(kind: str, subject: str) -> tuple[Any, ...]:
    return (
        VersionRow.kind == kind,
        VersionRow.subject == subject,
        VersionRow.used_at.is_not(None),
        VersionRow.stopped_at.is_(None),
    )


def _read_row(row: VersionRow) -> Version:
    return Version(
        kind=row.kind,
        number=row.number,
        subject=row.subject,
        document=json.loads(row.document),
        made_at=row.made_at,
        used_at=row.used_at,
        stopped_at=row.stopped_at,
    )
