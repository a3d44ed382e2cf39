"""Make what was asked for: compute it without locking anything, then keep it at once."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import PROVISIONAL_FROM, CalibrationSet
from assessment.norms.norm_sets import NormSet, Population
from assessment.norms.norm_table import SMALLEST
from assessment.quality.measures.disclosure import SMALLEST_GROUP
from assessment.services import analysing, calibrating, norming
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.content import Content
from assessment.services.gathering import TooFewPeople
from assessment.services.instruments import exporting
from assessment.services.instruments.asking import ANALYSIS, CALIBRATION, EXPORT, NORM
from assessment.services.moments import day_of
from assessment.services.norming import NORMS
from assessment.store import instrument_runs as store
from assessment.store.instrument_runs import FAILED, QUEUED, READY, Run
from assessment.wording import say
from values.problems import tell_first

MOST_TRIES = 3  # of a run that ends the process it runs in
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a run: a record to keep, files, or why there is nothing.

    ``attempts`` went into a research file.
    """

    problem: str = ""
    norm: NormSet | None = None
    calibration: CalibrationSet | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)
    attempts: tuple[UUID, ...] = ()


def list_waiting(db: Session) -> list[UUID]:
    """Return what waits to be made, the oldest first."""
    return store.list_queued(db)


def begin_run(db: Session, run_id: UUID, *, now: datetime) -> Run | None:
    """Return a run that may be made now; one that was begun too often is given up."""
    tries = store.begin_try(db, run_id)
    if tries is None:
        return None
    if tries > MOST_TRIES:
        store.end_run(db, run_id, FAILED, problem=say("instruments.given_up"), now=now)
        return None
    return store.get_run(db, run_id)


def note_progress(db: Session, run_id: UUID, step: str, done: int, total: int) -> None:
    """Keep how far a run is."""
    store.note_progress(db, run_id, step, done, total)


def compute_run(
    db: Session, content: Content, run: Run, *, now: datetime, progress: Progress
) -> Made:
    """Return what comes of a run; only reads. What cannot be made says why, in no number."""
    makers: Mapping[str, Callable[[], Made]] = {
        ANALYSIS: lambda: _analyse(db, content, now=now, progress=progress),
        NORM: lambda: Made(norm=norming.build_norm(db, content, _population(run))),
        CALIBRATION: lambda: _calibrate(db, content, run, progress=progress),
        EXPORT: lambda: _export(db, content, run, now=now, progress=progress),
    }
    try:
        return makers[run.kind]()
    except TooFewPeople:
        return Made(problem=_tell_few(run.kind))
    except InputError as error:
        return Made(problem="\n".join(tell_first(error.problems)))


def keep_made(db: Session, run: Run, made: Made, *, now: datetime) -> bool:
    """Keep what came of a run; False when it must be made anew, because somebody said no since."""
    current = store.get_run(db, run.id)
    if current.state != QUEUED:
        return True
    if made.problem:
        store.end_run(db, run.id, FAILED, problem=made.problem, now=now)
        return True
    if run.kind == EXPORT and not exporting.take_rows(db, run.subject, made.attempts, now=now):
        return False
    outcome = {**made.outcome, **_keep_record(db, made, now=now)}
    file = _as_zip(made.files, now) if made.files else None
    store.end_run(db, run.id, READY, outcome=outcome, file=file, now=now)
    return True


def fail_run(db: Session, run_id: UUID, *, now: datetime) -> None:
    """Keep that a run ended in a fault of ours."""
    store.end_run(db, run_id, FAILED, problem=say("instruments.fault"), now=now)


def _keep_record(db: Session, made: Made, *, now: datetime) -> dict[str, int]:
    if made.norm is not None:
        return {"number": NORMS.keep(db, made.norm, now=now)}
    if made.calibration is not None:
        return {"number": CALIBRATIONS.keep(db, made.calibration, now=now)}
    return {}


def _analyse(db: Session, content: Content, *, now: datetime, progress: Progress) -> Made:
    sample = analysing.from_database(db, content)
    files = analysing.make_report(content, sample, made_on=day_of(now), progress=progress)
    return Made(files=files)


def _calibrate(db: Session, content: Content, run: Run, *, progress: Progress) -> Made:
    order = [competency.id for competency in content.value_map.competencies]

    def tell(competency: str) -> None:
        progress("scales", order.index(competency) + 1, len(order))

    made = calibrating.calibrate_people(
        db,
        content,
        offices=tuple(run.request["offices"]),
        phases=tuple(run.request["phases"]),
        progress=tell,
    )
    return Made(calibration=made)


def _export(db: Session, content: Content, run: Run, *, now: datetime, progress: Progress) -> Made:
    progress("reading", 0, 1)
    export = exporting.make_export(db, content, run.subject, made_on=day_of(now))
    progress("writing", 1, 1)
    return Made(files=export.files, outcome=export.outcome, attempts=export.attempts)


def _population(run: Run) -> Population:
    asked = run.request
    return Population(
        description=asked["description"],
        size=asked["size"],
        invited=asked["invited"],
        offices=tuple(asked["offices"]),
        phases=tuple(asked["phases"]),
    )


def _tell_few(kind: str) -> str:
    """Return that there are too few people, never how many: two such numbers may tell a third."""
    least = {NORM: SMALLEST, CALIBRATION: PROVISIONAL_FROM}.get(kind, SMALLEST_GROUP)
    return say("instruments.few", least=least)


def _as_zip(files: Mapping[str, bytes], now: datetime) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return made.getvalue()
