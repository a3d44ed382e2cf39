"""Norms: build one from who consented, publish it on purpose, withdraw it, find the one in use."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import CalibrationSet, instrument_name
from assessment.norms.norm_building import build_norm_set
from assessment.norms.norm_sets import NormSet, Population, publish_set
from assessment.norms.norm_table import SMALLEST
from assessment.psychometrics.errors import MeasurementError
from assessment.scoring.behaviour import RULE
from assessment.scoring.candidates import score_candidates
from assessment.services import calibrating
from assessment.services.content import Content
from assessment.services.gathering import gather, told_left_out
from assessment.services.moments import AMSTERDAM
from assessment.services.norm_json import norm_from_json, norm_to_json
from assessment.store import norms
from assessment.store.norms import NormNotFound, StoredNorm
from assessment.wording import say


def build(db: Session, content: Content, population: Population) -> NormSet:
    """Build a norm for the scoring that is in use now; only reads, because it takes a while.

    Raises InputError with fewer than 100 people, or when the numbers of people cannot be.
    """
    calibration = _calibration_for(db, content, population)
    sample = gather(db, content, offices=population.offices, phases=population.phases)
    people = len(sample.candidates)
    if people < SMALLEST:
        left_out = told_left_out(sample.left_out)
        raise InputError([say("norm.too_few", people=people, least=SMALLEST, left_out=left_out)])
    if not people <= population.invited <= population.size:
        raise InputError([say("norm.numbers", people=people, invited=population.invited,
                              size=population.size)])  # fmt: skip
    gedrag, value_map = content.library.gedrag, content.value_map
    return build_norm_set(
        sample.candidates,
        score_candidates(sample.candidates, gedrag, value_map, calibration),
        gedrag,
        value_map,
        population,
        calibration=calibration,
        left_out=sample.left_out,
        rule=RULE,
    )


def keep(db: Session, made: NormSet, *, now: datetime) -> int:
    """Keep a norm that nobody uses yet, and return its number."""
    return norms.add_norm(db, made.instrument, norm_to_json(made), now)


def publish(db: Session, number: int, *, now: datetime) -> NormSet:
    """Bring a norm into use from now on; the one that was in use goes out of it.

    What was reported before keeps the norm it was made with. Raises InputError when the norm may
    not be published.
    """
    stored = _get(db, number)
    norm, day = read(stored), _day(now)
    if stored.published_at is not None:
        raise InputError([say("norm.published", number=number, day=_day(stored.published_at))])
    if norm.people < SMALLEST:
        raise InputError([say("norm.small", number=number, people=norm.people, least=SMALLEST)])
    if norm.scales and day >= norm.expires_on:
        raise InputError([say("norm.expired", number=number, day=norm.expires_on)])
    try:
        published = publish_set(norm, on=day)
    except MeasurementError as error:
        raise InputError([say("norm.refused", number=number, reason=error)]) from error
    norms.set_published(db, number, now)
    return published


def withdraw(db: Session, number: int, *, now: datetime) -> None:
    """Take a norm out of use; InputError when it is not in use."""
    stored = _get(db, number)
    if stored.published_at is None or stored.withdrawn_at is not None:
        raise InputError([say("norm.not_in_use", number=number)])
    norms.set_withdrawn(db, number, now)


def list_all(db: Session) -> list[StoredNorm]:
    """Return every norm, oldest first."""
    return norms.list_norms(db)


def find(db: Session, number: int) -> NormSet:
    """Return a norm, or raise InputError when there is none with this number."""
    return read(_get(db, number))


def in_use(db: Session, content: Content) -> NormSet | None:
    """Return the published norm for the statements that are asked now."""
    stored = norms.find_norm_in_use(db, instrument_name(content.library.gedrag))
    return None if stored is None else read(stored)


def is_in_use(db: Session, content: Content) -> bool:
    """Return whether any norm is in use."""
    return norms.find_norm_in_use(db, instrument_name(content.library.gedrag)) is not None


def read(stored: StoredNorm) -> NormSet:
    """Return the norm set that was kept, published if it is."""
    norm = replace(norm_from_json(stored.document), number=stored.id)
    return norm if stored.published_at is None else publish_set(norm, on=_day(stored.published_at))


def _get(db: Session, number: int) -> StoredNorm:
    try:
        return norms.get_norm(db, number)
    except NormNotFound as error:
        raise InputError([say("norm.unknown", number=number)]) from error


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def _calibration_for(
    db: Session, content: Content, population: Population
) -> CalibrationSet | None:
    """Return the calibration that all of the population is scored with, or None."""
    calibration = calibrating.in_use(db, content)
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
