"""Ask for a quality report, a norm or a calibration; see what was asked and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.json_reading import InputError as InputError
from assessment.norms.norm_sets import Population
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.store import instrument_runs as store
from assessment.store.database import take_turn
from assessment.store.instrument_runs import FAILED as FAILED
from assessment.store.instrument_runs import PROPOSED as PROPOSED
from assessment.store.instrument_runs import QUEUED as QUEUED
from assessment.store.instrument_runs import READY as READY
from assessment.store.instrument_runs import REFUSED as REFUSED
from assessment.store.instrument_runs import Run as Run
from assessment.store.instrument_runs import RunNotFound as RunNotFound
from assessment.wording import say
from values.calendar import months_later
from values.constants import KEPT_EXPORT_DAYS, KEPT_LOG_MONTHS

ANALYSIS, NORM, CALIBRATION, EXPORT = "analysis", "norm", "calibration", "export"
ON_A_PAGE = 20


def ask_analysis(db: Session, *, by: UUID, now: datetime) -> UUID:
    """Have a quality report made of who consented; InputError while one is being made."""
    return _ask(db, ANALYSIS, {}, by=by, now=now)


def ask_norm(db: Session, population: Population, *, by: UUID, now: datetime) -> UUID:
    """Have a norm made; InputError when its population cannot be, or while one is being made."""
    if not any(sign.isalnum() for sign in population.description):
        raise InputError([say("instruments.no_population")])
    if population.invited > population.size:
        raise InputError([say("instruments.too_many_invited")])
    return _ask(db, NORM, asdict(population), by=by, now=now)


def ask_calibration(
    db: Session, offices: Sequence[str], phases: Sequence[str], *, by: UUID, now: datetime
) -> UUID:
    """Have a calibration made; InputError while one is being made."""
    wanted = {"offices": list(offices), "phases": list(phases)}
    return _ask(db, CALIBRATION, wanted, by=by, now=now)


def find_run(db: Session, run_id: UUID) -> Run:
    """Return what was asked for, or raise RunNotFound."""
    return store.get_run(db, run_id)


def list_recent(db: Session) -> Sequence[Run]:
    """Return what was asked for last, the newest first."""
    return store.list_runs(db, most=ON_A_PAGE)


def read_file(db: Session, run_id: UUID) -> bytes | None:
    """Return the zip that a run made; None when there is none, or none any more."""
    return store.read_run_file(db, run_id)


def delete_old(db: Session, *, now: datetime) -> None:
    """Delete research files of some days ago, and everything else that was made long ago.

    That a research file was made stays known for good: no second one reaches until the same day.
    """
    store.delete_files(db, EXPORT, before=now - timedelta(days=KEPT_EXPORT_DAYS))
    store.delete_runs(db, before=months_later(now, -KEPT_LOG_MONTHS), except_kind=EXPORT)


def _ask(db: Session, kind: str, request: Mapping[str, object], *, by: UUID, now: datetime) -> UUID:
    take_turn(db, "instruments")
    if store.count_in_state(db, kind, (QUEUED,)):
        raise InputError([say("instruments.busy")])
    run_id = store.add_run(db, kind, request, asked_by=by, now=now)
    auditing.note_act(db, Act.INSTRUMENT_ASKED, actor=by, about=kind, now=now)
    return run_id
