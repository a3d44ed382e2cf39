"""Norms: build one from who consented, publish it on purpose, withdraw it, find the one in use."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import CalibrationSet, instrument_name
from assessment.norms.errors import NormUnavailableError
from assessment.norms.norm_building import build_norm_set
from assessment.norms.norm_sets import NormSet, Population, publish_norm_set
from assessment.norms.norm_table import SMALLEST
from assessment.scoring.behaviour import RULE
from assessment.scoring.candidates import score_candidates
from assessment.services import calibrating
from assessment.services.consenting import NORM
from assessment.services.content import Content
from assessment.services.gathering import TooFewPeople, gather_candidates, list_reasons
from assessment.services.moments import day_of
from assessment.services.norm_json import norm_from_json, norm_to_json
from assessment.services.versions import Versions
from assessment.store.versions import Version
from assessment.wording import say


def _read(version: Version) -> NormSet:
    """Return the norm that is kept, published if it was ever brought into use."""
    norm = replace(norm_from_json(version.document), number=version.number)
    if version.used_at is None:
        return norm
    return publish_norm_set(norm, on=day_of(version.used_at))


NORMS: Versions[NormSet] = Versions(
    "norm", subject_of=lambda norm: norm.instrument, write=norm_to_json, read=_read
)


def build_norm(db: Session, content: Content, population: Population) -> NormSet:
    """Build a norm for the scoring that is in use now; only reads, because it takes a while.

    Raises InputError with fewer than 100 people, or when the numbers of people cannot be.
    """
    calibration = _calibration_for(db, content, population)
    admitted = gather_candidates(
        db, content, NORM, offices=population.offices, phases=population.phases
    )
    people = len(admitted.people)
    if people < SMALLEST:
        left_out = list_reasons(admitted.left_out)
        problem = say("norm.too_few", people=people, least=SMALLEST, left_out=left_out)
        raise TooFewPeople(problem, people)
    if not people <= population.invited <= population.size:
        raise InputError([say("norm.numbers", people=people, invited=population.invited,
                              size=population.size)])  # fmt: skip
    gedrag, value_map = content.library.gedrag, content.value_map
    return build_norm_set(
        admitted,
        score_candidates(admitted.people, gedrag, value_map, calibration),
        gedrag,
        value_map,
        population,
        calibration=calibration,
        rule=RULE,
    )


def publish(db: Session, number: int, *, now: datetime) -> NormSet:
    """Bring a norm into use from now on; the one that was in use goes out of it.

    What was reported before keeps the norm it was made with. Raises InputError when the norm may
    not be published.
    """
    norm = NORMS.find(db, number)
    try:
        published = publish_norm_set(norm, on=day_of(now))
    except NormUnavailableError as error:
        raise InputError([say(f"norm.{error.reason}", number=number, **error.facts)]) from error
    NORMS.put_into_use(db, number, now=now)
    return published


def withdraw(db: Session, number: int, *, now: datetime) -> None:
    """Take a norm out of use; InputError when it is not in use."""
    version = NORMS.find_version(db, number)
    if not version.in_use:
        raise InputError([say("norm.not_in_use", number=number)])
    NORMS.stop_using(db, version.subject, now=now)


def find_in_use(db: Session, content: Content) -> NormSet | None:
    """Return the published norm for the statements that are asked now."""
    return NORMS.find_in_use(db, instrument_name(content.library.gedrag))


def is_in_use(db: Session, content: Content) -> bool:
    """Return whether a norm is in use for the statements that are asked now."""
    return NORMS.is_in_use(db, instrument_name(content.library.gedrag))


def _calibration_for(
    db: Session, content: Content, population: Population
) -> CalibrationSet | None:
    """Return the calibration that all of the population is scored with, or None."""
    calibration = calibrating.find_in_use(db, content)
    if calibration is None:
        return None
    covered = {
        calibration.covers(office, phase)
        for office in population.offices
        for phase in population.phases
    }
    if covered == {True, False}:
        offices, phases = (", ".join(ids) for ids in (calibration.offices, calibration.phases))
        raise InputError([say("norm.half_calibrated", number=calibration.number,
                              offices=offices, phases=phases)])  # fmt: skip
    return calibration if covered == {True} else None
