"""Calibrations: make one from who consented, take it into use on purpose, stop, find it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import (
    PROVISIONAL_FROM,
    CalibrationSet,
    calibrate_all,
    instrument_name,
)
from assessment.scoring.behaviour import RULE
from assessment.services.consenting import RESEARCH
from assessment.services.content import Content
from assessment.services.gathering import TooFewPeople, gather_candidates, list_reasons
from assessment.services.version_json import read_record, write_record
from assessment.services.versions import Versions
from assessment.store.versions import Version
from assessment.wording import say

FORMAT = "bop-calibration/1"


def _read(version: Version) -> CalibrationSet:
    calibration = read_record(CalibrationSet, version.document, format=FORMAT)
    return replace(calibration, number=version.number)


CALIBRATIONS: Versions[CalibrationSet] = Versions(
    "calibration",
    subject_of=lambda calibration: calibration.instrument,
    write=partial(write_record, format=FORMAT),
    read=_read,
)


def calibrate_people(
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
    admitted = gather_candidates(db, content, RESEARCH, offices=offices, phases=phases)
    people = len(admitted.people)
    if people < PROVISIONAL_FROM:
        left_out = list_reasons(admitted.left_out)
        problem = say(
            "calibration.too_few", people=people, least=PROVISIONAL_FROM, left_out=left_out
        )
        raise TooFewPeople(problem, people)
    return calibrate_all(
        admitted,
        content.library.gedrag,
        content.value_map,
        offices=offices,
        phases=phases,
        rule=RULE,
        progress=progress,
    )


def use(db: Session, number: int, *, now: datetime) -> CalibrationSet:
    """Score with a calibration from now on; what was scored before stays as it is.

    Raises InputError when it is in use already, or calibrates no competency.
    """
    version = CALIBRATIONS.find_version(db, number)
    if version.in_use:
        raise InputError([say("calibration.used", number=number)])
    calibration = CALIBRATIONS.read(version)
    if not calibration.scales:
        raise InputError([say("calibration.empty", number=number)])
    CALIBRATIONS.put_into_use(db, number, now=now)
    return calibration


def stop(db: Session, content: Content, *, now: datetime) -> int:
    """Score by the sum rule again and return the number of the calibration that was in use.

    Raises InputError when none was.
    """
    calibration = find_in_use(db, content)
    if calibration is None or calibration.number is None:
        raise InputError([say("calibration.none_in_use")])
    CALIBRATIONS.stop_using(db, calibration.instrument, now=now)
    return calibration.number


def find_in_use(db: Session, content: Content) -> CalibrationSet | None:
    """Return the calibration that scores are made with now."""
    return CALIBRATIONS.find_in_use(db, instrument_name(content.library.gedrag))
