"""What pages tell of runs, norms, calibrations and proposals; no small number among it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.json_reading import InputError
from assessment.norms.calibrations import CalibrationSet
from assessment.norms.norm_sets import NormSet, Population
from assessment.phrases import long_date
from assessment.services import calibrating
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.instruments import asking, proposing
from assessment.services.instruments.asking import (
    ANALYSIS,
    CALIBRATION,
    EXPORT,
    NORM,
    QUEUED,
    READY,
    Run,
)
from assessment.services.instruments.proposing import Proposal
from assessment.services.moments import day_of
from assessment.services.norming import NORMS
from assessment.store import instrument_runs
from assessment.store.versions import Version
from assessment.wording import say

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A norm or a calibration, with how it stands in words."""

    number: int
    record: NormSet | CalibrationSet
    state: str
    in_use: bool
    was_used: bool
    left_out: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Instruments:
    """Everything that the desk works on."""

    runs: Sequence[Run]
    proposals: Sequence[tuple[Proposal, str]]
    norms: Sequence[Shown]
    calibrations: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Report:
    """A quality report as a page, with the style sheet that stands in it."""

    page: bytes
    style_sheet: str


def show_instruments(db: Session, content: Content, *, now: datetime) -> Instruments:
    """Return what waits, what was made lately, and every norm and calibration, newest first."""
    in_use = calibrating.find_in_use(db, content)
    number = None if in_use is None else in_use.number
    norms = [_shown_norm(v, calibration=number, today=day_of(now)) for v in NORMS.list_all(db)]
    return Instruments(
        runs=[run for run in asking.list_recent(db) if run.kind != EXPORT],
        proposals=[(one, describe_proposal(db, one)) for one in proposing.list_open(db)],
        norms=norms[::-1],
        calibrations=[_shown_calibration(v) for v in CALIBRATIONS.list_all(db)][::-1],
    )


def show_norm(db: Session, content: Content, number: int, *, now: datetime) -> Shown | None:
    """Return a norm, or None when there is none with this number."""
    try:
        version = NORMS.find_version(db, number)
    except InputError:
        return None
    in_use = calibrating.find_in_use(db, content)
    calibration = None if in_use is None else in_use.number
    return _shown_norm(version, calibration=calibration, today=day_of(now))


def show_calibration(db: Session, content: Content, number: int) -> Shown | None:
    """Return a calibration, or None when there is none with this number."""
    try:
        return _shown_calibration(CALIBRATIONS.find_version(db, number))
    except InputError:
        return None


def make_population(
    description: str, size: int, invited: int, offices: Sequence[str], phases: Sequence[str]
) -> Population:
    """Return of whom a norm is."""
    return Population(description, size, invited, tuple(offices), tuple(phases))


def tell_progress(run: Run) -> str:
    """Return how far a run is; empty when it is over."""
    if run.state != QUEUED:
        return ""
    if not run.step:
        return say("instruments.waits")
    step = say(f"analyse.{run.step}")
    return say("analyse.step", step=step, done=run.done, total=run.total)


def read_report(db: Session, run: Run) -> Report | None:
    """Return the page of a quality report; None when there is none, or none any more."""
    data = asking.read_file(db, run.id) if (run.kind, run.state) == (ANALYSIS, READY) else None
    if data is None:
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        page = next(files.read(name) for name in files.namelist() if name.endswith(".html"))
    found = _STYLE.search(page.decode())
    return Report(page, found[1] if found else "")


def list_exports(db: Session) -> Sequence[Run]:
    """Return every research file that was asked for, the newest first."""
    return instrument_runs.list_runs(db, kind=EXPORT)


def describe_proposal(db: Session, proposal: Proposal) -> str:
    """Return what was proposed, as a sentence."""
    if proposal.kind == EXPORT:
        run = instrument_runs.get_run(db, UUID(proposal.subject))
        day = long_date(date.fromisoformat(run.subject))
        return say("instruments.about_export", day=day, recipient=run.request.get("recipient", ""))
    return say(f"instruments.about_{proposal.kind}", number=proposal.subject)


def place_of(proposal: Proposal, address: Callable[..., str]) -> str:
    """Return where that stands which a proposal is about; ``address`` makes addresses."""
    places: Mapping[str, Callable[[], str]] = {
        NORM: lambda: address("versions.show_norm", number=int(proposal.subject)),
        CALIBRATION: lambda: address("versions.show_calibration", number=int(proposal.subject)),
        EXPORT: lambda: address("instruments.show_run", run_id=proposal.subject),
    }
    return places[proposal.kind]()


def _shown_norm(version: Version, *, calibration: int | None, today: date) -> Shown:
    norm = NORMS.read(version)
    return Shown(
        number=version.number,
        record=norm,
        state=_norm_state(version, norm, calibration=calibration, today=today),
        in_use=version.in_use,
        was_used=version.used_at is not None,
        left_out=_tell_left_out(norm.left_out),
    )


def _norm_state(version: Version, norm: NormSet, *, calibration: int | None, today: date) -> str:
    if version.stopped_at is not None:
        return say("norm.state_withdrawn", day=long_date(day_of(version.stopped_at)))
    if version.used_at is None:
        return say("norm.state_built", day=long_date(day_of(version.made_at)))
    if not norm.holds_on(today):
        return say("norm.state_expired", until=long_date(norm.expires_on))
    if norm.calibration != calibration:
        return say("norm.state_other_scoring")
    used, until = day_of(version.used_at), norm.expires_on
    return say("norm.state_published", day=long_date(used), until=long_date(until))


def _shown_calibration(version: Version) -> Shown:
    record = CALIBRATIONS.read(version)
    if version.used_at is None:
        state = say("calibration.state_built", day=long_date(day_of(version.made_at)))
    elif version.stopped_at is None:
        state = say("calibration.state_used", day=long_date(day_of(version.used_at)))
    else:
        state = say("calibration.state_stopped", day=long_date(day_of(version.stopped_at)))
    return Shown(
        number=version.number,
        record=record,
        state=state,
        in_use=version.in_use,
        was_used=version.used_at is not None,
        left_out=_tell_left_out(record.left_out),
    )


def _tell_left_out(left_out: Mapping[str, int]) -> Sequence[tuple[str, str]]:
    """Return who do not count and why; a small number is not told exactly."""
    few = say("instruments.fewer_than", count=FEWEST_PUBLISHED)
    return [
        (say(f"left_out.{reason}"), str(count) if count >= FEWEST_PUBLISHED else few)
        for reason, count in left_out.items()
        if count
    ]
