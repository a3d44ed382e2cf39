"""Calibrations: make one from who consented, take it into use on purpose, stop, find it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import (
    PROVISIONAL_FROM,
    CalibrationSet,
    calibrate_all,
    instrument_name,
)
from assessment.scoring.behaviour import RULE
from assessment.services.calibration_json import calibration_from_json, calibration_to_json
from assessment.services.content import Content
from assessment.services.gathering import gather, told_left_out
from assessment.store import calibrations
from assessment.store.calibrations import CalibrationNotFound, StoredCalibration
from assessment.wording import say


def build(
    db: Session,
    content: Content,
    *,
    offices: tuple[str, ...],
    phases: tuple[str, ...],
    progress: Callable[[str], None],
) -> CalibrationSet:
    """Calibrate every competency; only reads, because it takes a while.

    Raises InputError with fewer than 250 people.
    """
    sample = gather(db, content, offices=offices, phases=phases)
    people = len(sample.candidates)
    if people < PROVISIONAL_FROM:
        told = {"least": PROVISIONAL_FROM, "left_out": told_left_out(sample.left_out)}
        raise InputError([say("calibration.too_few", people=people, **told)])
    return calibrate_all(
        sample.candidates,
        content.library.gedrag,
        content.value_map,
        offices=offices,
        phases=phases,
        left_out=sample.left_out,
        rule=RULE,
        progress=progress,
    )


def keep(db: Session, made: CalibrationSet, *, now: datetime) -> int:
    """Keep a calibration that nobody uses yet, and return its number."""
    return calibrations.add_calibration(db, made.instrument, calibration_to_json(made), now)


def use(db: Session, number: int, *, now: datetime) -> CalibrationSet:
    """Score with a calibration from now on; what was scored before stays as it is."""
    stored = _get(db, number)
    if stored.in_use:
        raise InputError([say("calibration.used", number=number)])
    found = read(stored)
    if not found.scales:
        raise InputError([say("calibration.empty", number=number)])
    calibrations.set_used(db, number, now)
    return found


def stop(db: Session, content: Content, *, now: datetime) -> int:
    """Score by the sum rule again and return what was in use; InputError when nothing was."""
    instrument = instrument_name(content.library.gedrag)
    stored = calibrations.find_calibration_in_use(db, instrument)
    if stored is None:
        raise InputError([say("calibration.none_in_use")])
    calibrations.stop_using(db, instrument, now)
    return stored.id


def list_all(db: Session) -> list[StoredCalibration]:
    """Return every calibration, oldest first."""
    return calibrations.list_calibrations(db)


def find(db: Session, number: int) -> CalibrationSet:
    """Return a calibration, or raise InputError when there is none with this number."""
    return read(_get(db, number))


def in_use(db: Session, content: Content) -> CalibrationSet | None:
    """Return the calibration that scores are made with now."""
    instrument = instrument_name(content.library.gedrag)
    stored = calibrations.find_calibration_in_use(db, instrument)
    return None if stored is None else read(stored)


def read(stored: StoredCalibration) -> CalibrationSet:
    """Return the calibration that was kept."""
    return replace(calibration_from_json(stored.document), number=stored.id)


def _get(db: Session, number: int) -> StoredCalibration:
    try:
        return calibrations.get_calibration(db, number)
    except CalibrationNotFound as error:
        raise InputError([say("calibration.unknown", number=number)]) from error
