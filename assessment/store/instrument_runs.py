"""What somebody asked to have made of the answers of groups, how far it is, and its file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import AccountRow, InstrumentFileRow, InstrumentRunRow

PROPOSED, REFUSED, QUEUED, READY, FAILED = "proposed", "refused", "queued", "ready", "failed"


class RunNotFound(LookupError):
    """There is no run with this id."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run without its file. ``asked_by`` is the address of who asked, empty when it is gone."""

    id: UUID
    kind: str
    subject: str
    request: Mapping[str, Any]
    asked_by: str
    asked_at: datetime
    state: str
    tries: int
    step: str
    done: int
    total: int
    problem: str
    outcome: Mapping[str, Any]
    ended_at: datetime | None


def add_run(
    db: Session,
    kind: str,
    request: Mapping[str, Any],
    *,
    asked_by: UUID,
    state: str = QUEUED,
    subject: str = "",
    now: datetime,
) -> UUID:
    """Keep what is asked for, and return its id."""
    row = InstrumentRunRow(
        kind=kind,
        subject=subject,
        request=json.dumps(request, ensure_ascii=False),
        asked_by=asked_by,
        asked_at=now,
        state=state,
        tries=0,
        step="",
        done=0,
        total=0,
        problem="",
        outcome="{}",
    )
    db.add(row)
    db.flush()
    return row.id


def refuse_proposed_by(db: Session, account_id: UUID, *, now: datetime) -> None:
    """End what somebody proposed and nobody decided on: with the account the proposal goes."""
    own = (InstrumentRunRow.asked_by == account_id) & (InstrumentRunRow.state == PROPOSED)
    db.execute(update(InstrumentRunRow).where(own).values(state=REFUSED, ended_at=now))


def get_run(db: Session, run_id: UUID) -> Run:
    """Return a run, or raise RunNotFound."""
    found = _list(db, InstrumentRunRow.id == run_id)
    if not found:
        raise RunNotFound(run_id)
    return found[0]


def list_runs(db: Session, *, kind: str | None = None, most: int | None = None) -> list[Run]:
    """Return runs, the newest first."""
    found = _list(db, *([] if kind is None else [InstrumentRunRow.kind == kind]))
    return found[:most]


def list_queued(db: Session) -> list[UUID]:
    """Return what waits to be made, the oldest first."""
    waiting = select(InstrumentRunRow.id).where(InstrumentRunRow.state == QUEUED)
    return list(db.scalars(waiting.order_by(InstrumentRunRow.asked_at, InstrumentRunRow.id)))


def count_in_state(db: Session, kind: str, states: Sequence[str], *, subject: str = "") -> int:
    """Return how many runs of a kind and about a subject are in one of these states."""
    own = (
        InstrumentRunRow.kind == kind,
        InstrumentRunRow.subject == subject,
        InstrumentRunRow.state.in_(states),
    )
    return db.scalar(select(func.count()).select_from(InstrumentRunRow).where(*own)) or 0


def begin_try(db: Session, run_id: UUID) -> int | None:
    """Count that a queued run begins, and return the how-manieth time; None when it is not queued.

    Counted before the work, so that a run which ends the process is given up one day.
    """
    waits = (InstrumentRunRow.id == run_id) & (InstrumentRunRow.state == QUEUED)
    row = db.scalar(select(InstrumentRunRow).where(waits).with_for_update())
    if row is None:
        return None
    row.tries += 1
    db.flush()
    return row.tries


def note_progress(db: Session, run_id: UUID, step: str, done: int, total: int) -> None:
    """Keep how far a run is."""
    _change(db, run_id, step=step, done=done, total=total)


def queue_run(db: Session, run_id: UUID) -> None:
    """Have a run made that was proposed."""
    _change(db, run_id, state=QUEUED)


def end_run(
    db: Session,
    run_id: UUID,
    state: str,
    *,
    outcome: Mapping[str, Any] | None = None,
    problem: str = "",
    file: bytes | None = None,
    now: datetime,
) -> None:
    """Keep what came of a run."""
    _change(
        db,
        run_id,
        state=state,
        step="",
        problem=problem,
        outcome=json.dumps(outcome or {}, ensure_ascii=False),
        ended_at=now,
    )
    if file is not None:
        db.merge(InstrumentFileRow(run_id=run_id, file=file))
        db.flush()


def read_run_file(db: Session, run_id: UUID) -> bytes | None:
    """Return the file of a run, or None when there is none, or none any more."""
    return db.scalar(select(InstrumentFileRow.file).where(InstrumentFileRow.run_id == run_id))


def delete_files(db: Session, kind: str, *, before: datetime) -> None:
    """Delete the files of runs of a kind that ended before a moment."""
    old = select(InstrumentRunRow.id).where(
        InstrumentRunRow.kind == kind, InstrumentRunRow.ended_at < before
    )
    db.execute(delete(InstrumentFileRow).where(InstrumentFileRow.run_id.in_(old)))


def delete_runs(db: Session, *, before: datetime, except_kind: str) -> None:
    """Delete what ended before a moment, with its file, but for one kind."""
    old = (InstrumentRunRow.ended_at < before) & (InstrumentRunRow.kind != except_kind)
    db.execute(delete(InstrumentRunRow).where(old))
    db.expire_all()


def _change(db: Session, run_id: UUID, **values: Any) -> None:
    own = InstrumentRunRow.id == run_id
    db.execute(update(InstrumentRunRow).where(own).values(**values))
    db.expire_all()


def _list(db: Session, *conditions: ColumnElement[bool]) -> list[Run]:
    address = func.coalesce(AccountRow.address, "")
    rows = db.execute(
        select(InstrumentRunRow, address)
        .outerjoin(AccountRow, AccountRow.id == InstrumentRunRow.asked_by)
        .where(*conditions)
        .order_by(InstrumentRunRow.asked_at.desc(), InstrumentRunRow.id)
    )
    return [_read(row, asked_by) for row, asked_by in rows]


def _read(row: InstrumentRunRow, asked_by: str) -> Run:
    return Run(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        request=json.loads(row.request),
        asked_by=asked_by,
        asked_at=row.asked_at,
        state=row.state,
        tries=row.tries,
        step=row.step,
        done=row.done,
        total=row.total,
        problem=row.problem,
        outcome=json.loads(row.outcome),
        ended_at=row.ended_at,
    )
