"""The draft of the catalogue, its trials, and with which version each plan is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assessment.store.database import take_turn
from assessment.store.tables import (
    CatalogueDraftRow,
    CatalogueTrialRow,
    PlanCatalogueRow,
    VersionRow,
)

KIND = "catalogue"  # of its versions, in store/versions.py
WAITING, READY, FAILED = "waiting", "ready", "failed"
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)  # revisions count the seconds since
_ONLY = 1  # the id of the one draft


class DraftChanged(Exception):
    """The draft was changed elsewhere since the caller read it; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The catalogue that is being changed, the version it was copied from, and its revision."""

    based_on: int
    table: Mapping[str, Any]
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Trial:
    """What was counted so far over the first ``done`` simulated people."""

    id: UUID
    table: Mapping[str, Any]
    based_on: int
    revision: int
    state: str
    done: int
    counts: Mapping[str, Any]
    asked_at: datetime


def find_draft(db: Session) -> Draft | None:
    """Return the draft, or None when nothing is being changed."""
    row = db.get(CatalogueDraftRow, _ONLY)
    if row is None:
        return None
    return Draft(row.based_on, _read_table(row.document), row.revision, row.changed_at)


def lock_draft(db: Session) -> Draft | None:
    """Return the draft, which nobody else changes until the end of this transaction."""
    take_turn(db, "versions")
    db.expire_all()
    return find_draft(db)


def keep_draft(
    db: Session, table: Mapping[str, Any], *, based_on: int, seen: int, now: datetime
) -> int:
    """Keep the draft and return its revision; ``seen`` is the one that the caller read, or 0.

    No two drafts ever have the same revision: who looked at one that was thrown away cannot take a
    later one for it. Raises DraftChanged, with nothing written, when another saved it meanwhile.
    """
    draft = lock_draft(db)
    if seen != (0 if draft is None else draft.revision):
        raise DraftChanged
    revision = max(seen + 1, int((now - _BEGIN).total_seconds()))
    document = json.dumps(table, ensure_ascii=False)
    db.merge(
        CatalogueDraftRow(
            id=_ONLY, based_on=based_on, document=document, revision=revision, changed_at=now
        )
    )
    db.flush()
    return revision


def drop_draft(db: Session) -> None:
    """Throw the draft away, with what was tried of it."""
    db.execute(delete(CatalogueDraftRow))
    db.execute(delete(CatalogueTrialRow))
    db.expire_all()


# Trials


def add_trial(db: Session, draft: Draft, *, now: datetime) -> UUID:
    """Ask for a trial of the draft as it is; an earlier one goes."""
    db.execute(delete(CatalogueTrialRow))
    row = CatalogueTrialRow(
        document=json.dumps(draft.table, ensure_ascii=False),
        based_on=draft.based_on,
        revision=draft.revision,
        state=WAITING,
        done=0,
        counts="{}",
        asked_at=now,
    )
    db.add(row)
    db.flush()
    return row.id


def find_trial(db: Session, trial_id: UUID | None = None) -> Trial | None:
    """Return a trial, or the one that there is; None when it is gone."""
    query = select(CatalogueTrialRow).order_by(CatalogueTrialRow.asked_at.desc())
    if trial_id is not None:
        query = query.where(CatalogueTrialRow.id == trial_id)
    row = db.scalars(query).first()
    if row is None:
        return None
    table, counts = _read_table(row.document), json.loads(row.counts)
    facts = row.based_on, row.revision, row.state, row.done
    return Trial(row.id, table, *facts, counts, row.asked_at)


def list_waiting_trials(db: Session) -> list[UUID]:
    """Return the trials that are not finished."""
    waiting = CatalogueTrialRow.state == WAITING
    return list(db.scalars(select(CatalogueTrialRow.id).where(waiting)))


def keep_counts(
    db: Session, trial: Trial, counts: Mapping[str, Any], *, done: int, state: str
) -> bool:
    """Keep how far a trial is; False when it is gone, or another worker was first."""
    ours = (CatalogueTrialRow.id == trial.id) & (CatalogueTrialRow.done == trial.done)
    kept = db.scalars(
        update(CatalogueTrialRow)
        .where(ours, CatalogueTrialRow.state == WAITING)
        .values(counts=json.dumps(counts, ensure_ascii=False), done=done, state=state)
        .returning(CatalogueTrialRow.id)
    ).all()
    db.expire_all()
    return bool(kept)


# With which version a plan is made


def find_number(db: Session, attempt_id: UUID) -> int:
    """Return the version with which a plan is made; 0 is what came with the program."""
    own = PlanCatalogueRow.attempt_id == attempt_id
    return db.scalar(select(PlanCatalogueRow.number).where(own)) or 0


def find_number_in_use(db: Session) -> int:
    """Return the version that is in use; 0 is what came with the program."""
    in_use = VersionRow.used_at.is_not(None) & VersionRow.stopped_at.is_(None)
    query = select(VersionRow.number).where(VersionRow.kind == KIND, in_use)
    return db.scalar(query) or 0


def find_moment(db: Session, number: int) -> datetime | None:
    """Return when a version was made; None when there is none with this number."""
    own = (VersionRow.kind == KIND) & (VersionRow.number == number)
    return db.scalar(select(VersionRow.made_at).where(own))


def keep_number(db: Session, attempt_id: UUID, number: int, *, now: datetime) -> None:
    """Have a plan made with this version from now on."""
    db.merge(PlanCatalogueRow(attempt_id=attempt_id, number=number, kept_at=now))
    db.flush()


def _read_table(document: str) -> dict[str, Any]:
    """Return a document that may not fit the program of now; what is no table is an empty one."""
    try:
        table = json.loads(document)
    except ValueError:
        return {}
    return table if isinstance(table, dict) else {}
