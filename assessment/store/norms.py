"""Norms as versioned objects: kept once, then only published and withdrawn."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assessment.store.tables import NormRow


class NormNotFound(LookupError):
    """There is no norm with this number."""


@dataclass(frozen=True, slots=True)
class StoredNorm:
    """A norm as it was built, and when it came into use and went out of it."""

    id: int
    instrument: str
    document: Mapping[str, Any]
    built_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None


def add_norm(db: Session, instrument: str, document: Mapping[str, Any], at: datetime) -> int:
    """Keep a norm that nobody uses yet, and return its number."""
    text = json.dumps(document, ensure_ascii=False)
    row = NormRow(instrument=instrument, document=text, built_at=at)
    db.add(row)
    db.flush()
    return row.id


def get_norm(db: Session, number: int) -> StoredNorm:
    """Return a norm, or raise NormNotFound."""
    row = db.get(NormRow, number)
    if row is None:
        raise NormNotFound(number)
    return _read(row)


def list_norms(db: Session) -> list[StoredNorm]:
    """Return every norm, oldest first."""
    return [_read(row) for row in db.scalars(select(NormRow).order_by(NormRow.id))]


def find_norm_in_use(db: Session, instrument: str) -> StoredNorm | None:
    """Return the norm that is published and not withdrawn; there is at most one."""
    row = db.scalar(select(NormRow).where(_IN_USE, NormRow.instrument == instrument))
    return None if row is None else _read(row)


def set_published(db: Session, number: int, at: datetime) -> None:
    """Bring a norm into use; the one of the same instrument that was in use goes out of it."""
    found = get_norm(db, number)
    same = NormRow.instrument == found.instrument
    db.execute(update(NormRow).where(_IN_USE, same).values(withdrawn_at=at))
    db.execute(update(NormRow).where(NormRow.id == number).values(published_at=at))
    db.expire_all()


def set_withdrawn(db: Session, number: int, at: datetime) -> None:
    """Take a norm out of use."""
    db.execute(update(NormRow).where(NormRow.id == number).values(withdrawn_at=at))
    db.expire_all()


_IN_USE = NormRow.published_at.is_not(None) & NormRow.withdrawn_at.is_(None)


def _read(row: NormRow) -> StoredNorm:
    return StoredNorm(
        id=row.id,
        instrument=row.instrument,
        document=json.loads(row.document),
        built_at=row.built_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
    )
