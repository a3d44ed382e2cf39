"""Calibrations as versioned objects: kept once, then only taken into use and stopped."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assessment.store.tables import CalibrationRow


class CalibrationNotFound(LookupError):
    """There is no calibration with this number."""


@dataclass(frozen=True, slots=True)
class StoredCalibration:
    """A calibration as it was made, and when it last came into use and went out of it."""

    id: int
    instrument: str
    document: Mapping[str, Any]
    built_at: datetime
    used_at: datetime | None
    stopped_at: datetime | None

    @property
    def in_use(self) -> bool:
        """Return whether scores are made with it now."""
        return self.used_at is not None and self.stopped_at is None


def add_calibration(db: Session, instrument: str, document: Mapping[str, Any], at: datetime) -> int:
    """Keep a calibration that nobody uses yet, and return its number."""
    text = json.dumps(document, ensure_ascii=False)
    row = CalibrationRow(instrument=instrument, document=text, built_at=at)
    db.add(row)
    db.flush()
    return row.id


def get_calibration(db: Session, number: int) -> StoredCalibration:
    """Return a calibration, or raise CalibrationNotFound."""
    row = db.get(CalibrationRow, number)
    if row is None:
        raise CalibrationNotFound(number)
    return _read(row)


def list_calibrations(db: Session) -> list[StoredCalibration]:
    """Return every calibration, oldest first."""
    return [_read(row) for row in db.scalars(select(CalibrationRow).order_by(CalibrationRow.id))]


def find_calibration_in_use(db: Session, instrument: str) -> StoredCalibration | None:
    """Return the calibration that scores are made with; there is at most one."""
    own = CalibrationRow.instrument == instrument
    row = db.scalar(select(CalibrationRow).where(_IN_USE, own))
    return None if row is None else _read(row)


def set_used(db: Session, number: int, at: datetime) -> None:
    """Take a calibration into use; the one of the same instrument that was in use is stopped."""
    found = get_calibration(db, number)
    stop_using(db, found.instrument, at)
    used = {"used_at": at, "stopped_at": None}
    db.execute(update(CalibrationRow).where(CalibrationRow.id == number).values(**used))
    db.expire_all()


def stop_using(db: Session, instrument: str, at: datetime) -> None:
    """Take the calibration of an instrument out of use, if there is one."""
    own = CalibrationRow.instrument == instrument
    db.execute(update(CalibrationRow).where(_IN_USE, own).values(stopped_at=at))
    db.expire_all()


_IN_USE = CalibrationRow.used_at.is_not(None) & CalibrationRow.stopped_at.is_(None)


def _read(row: CalibrationRow) -> StoredCalibration:
    return StoredCalibration(
        id=row.id,
        instrument=row.instrument,
        document=json.loads(row.document),
        built_at=row.built_at,
        used_at=row.used_at,
        stopped_at=row.stopped_at,
    )
