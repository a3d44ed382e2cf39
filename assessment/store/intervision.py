"""Rounds of intervision, what people said to be placed, and how they look back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit
from assessment.store.tables import (
    AccountRow,
    IntervisionIntakeRow,
    IntervisionMemberRow,
    IntervisionReviewRow,
    IntervisionRoundRow,
)

OPEN, CLOSED, ASKED, PROPOSED, CONFIRMED, ENDED = STATES = (
    "open", "closed", "asked", "proposed", "confirmed", "ended",
)  # fmt: skip
_AS_JSON = ("facts", "themes", "outcome")


class RoundNotFound(LookupError):
    """There is no such round, or not for who asks."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round; see IntervisionRoundRow."""

    id: UUID
    name: str
    state: str
    opened_at: datetime
    closes_on: date
    asked_at: datetime | None
    progress: int
    facts: Mapping[str, Any]
    themes: Mapping[str, Any]
    confirmed_at: datetime | None
    ends_on: date | None
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Intake:
    """What somebody said to be placed, with the address of the account."""

    account_id: UUID
    address: str
    name: str
    facts: Mapping[str, Any]
    apart: str


def add_round(
    db: Session, name: str, closes_on: date, *, opened_by: UUID | None, now: datetime
) -> UUID:
    """Keep a new round, open for intakes, and return its id."""
    row = IntervisionRoundRow(
        name=name, state=OPEN, opened_by=opened_by, opened_at=now, closes_on=closes_on,
        progress=0, facts="{}", themes="{}", outcome="{}",
    )  # fmt: skip
    db.add(row)
    db.flush()
    return row.id


def get_round(db: Session, round_id: UUID, *, lock: bool = False) -> Round:
    """Return a round, or raise RoundNotFound; locked until the transaction ends."""
    found = select(IntervisionRoundRow).where(IntervisionRoundRow.id == round_id)
    found = found.with_for_update() if lock else found
    row = db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise RoundNotFound(round_id)
    return _facts(row)


def list_rounds(db: Session, *states: str) -> list[Round]:
    """Return the rounds in some states, of all when none is named; the newest first."""
    found = select(IntervisionRoundRow)
    found = found.where(IntervisionRoundRow.state.in_(states)) if states else found
    ordered = found.order_by(IntervisionRoundRow.opened_at.desc(), IntervisionRoundRow.id)
    return [_facts(row) for row in db.scalars(ordered)]


def set_round(db: Session, round_id: UUID, **values: Any) -> None:
    """Change some facts of a round."""
    kept = {name: json.dumps(v) if name in _AS_JSON else v for name, v in values.items()}
    db.execute(update(IntervisionRoundRow).where(IntervisionRoundRow.id == round_id).values(**kept))
    db.expire_all()


def keep_intake(
    db: Session, round_id: UUID, account_id: UUID, *, name: str, facts: Mapping[str, Any],
    apart: str, now: datetime,
) -> None:  # fmt: skip
    """Keep what somebody says to be placed, in place of what was said before.

    The caller has the lock of the round, so that nobody else does this meanwhile.
    """
    own = _own(IntervisionIntakeRow, round_id, account_id)
    row = db.scalar(select(IntervisionIntakeRow).where(*own))
    if row is None:
        row = IntervisionIntakeRow(round_id=round_id, account_id=account_id)
        db.add(row)
    row.name, row.facts, row.apart, row.told_at = name, json.dumps(facts), apart, now
    db.flush()


def find_intake(db: Session, round_id: UUID, account_id: UUID) -> Intake | None:
    """Return what somebody said in this round, or None."""
    found = _intakes().where(*_own(IntervisionIntakeRow, round_id, account_id))
    row = db.execute(found).one_or_none()
    return None if row is None else _intake(row)


def has_intake(db: Session, round_id: UUID, account_id: UUID) -> bool:
    """Return whether somebody said something to be placed in this round."""
    own = _own(IntervisionIntakeRow, round_id, account_id)
    return db.scalar(select(IntervisionIntakeRow.id).where(*own)) is not None


def list_intakes(db: Session, round_id: UUID) -> list[Intake]:
    """Return what everybody said in a round, always in one order that tells nothing."""
    found = _intakes().where(IntervisionIntakeRow.round_id == round_id)
    return [_intake(row) for row in db.execute(found.order_by(IntervisionIntakeRow.id))]


def count_intakes(db: Session, round_id: UUID) -> int:
    """Return how many people want to be placed in a round."""
    of_round = IntervisionIntakeRow.round_id == round_id
    return db.scalar(select(func.count()).select_from(IntervisionIntakeRow).where(of_round)) or 0


def delete_intake(db: Session, round_id: UUID, account_id: UUID) -> None:
    """Delete what somebody said to be placed, with the seat and the look back, for good."""
    for table in (IntervisionIntakeRow, IntervisionMemberRow, IntervisionReviewRow):
        db.execute(delete(table).where(*_own(table, round_id, account_id)))
    db.expire_all()
    erase_after_commit(db)


def delete_all_intakes(db: Session, round_id: UUID) -> None:
    """Delete what everybody said to be placed in a round, for good."""
    db.execute(delete(IntervisionIntakeRow).where(IntervisionIntakeRow.round_id == round_id))
    db.expire_all()
    erase_after_commit(db)


def keep_review(
    db: Session, round_id: UUID, account_id: UUID, answers: Mapping[str, str], *, now: datetime
) -> None:
    """Keep how somebody looks back, in place of what was said before; the round is locked."""
    db.execute(
        delete(IntervisionReviewRow).where(*_own(IntervisionReviewRow, round_id, account_id))
    )
    db.add(
        IntervisionReviewRow(
            round_id=round_id, account_id=account_id, answers=json.dumps(answers), told_at=now
        )
    )
    db.flush()


def list_reviews(db: Session, round_id: UUID) -> list[Mapping[str, str]]:
    """Return how everybody looked back, without who."""
    of_round = IntervisionReviewRow.round_id == round_id
    return [json.loads(a) for a in db.scalars(select(IntervisionReviewRow.answers).where(of_round))]


def delete_reviews(db: Session, round_id: UUID) -> None:
    """Delete how everybody looked back on a round, for good."""
    db.execute(delete(IntervisionReviewRow).where(IntervisionReviewRow.round_id == round_id))
    db.expire_all()
    erase_after_commit(db)


def find_review(db: Session, round_id: UUID, account_id: UUID) -> Mapping[str, str]:
    """Return how somebody looked back; nothing before that."""
    own = _own(IntervisionReviewRow, round_id, account_id)
    found = db.scalar(select(IntervisionReviewRow.answers).where(*own))
    return {} if found is None else dict(json.loads(found))


def _facts(row: IntervisionRoundRow) -> Round:
    values = {field.name: getattr(row, field.name) for field in fields(Round)}
    return Round(**values | {name: json.loads(values[name]) for name in _AS_JSON})


def _intakes() -> Any:
    return select(
        IntervisionIntakeRow.account_id,
        AccountRow.address,
        IntervisionIntakeRow.name,
        IntervisionIntakeRow.facts,
        IntervisionIntakeRow.apart,
    ).join(AccountRow, AccountRow.id == IntervisionIntakeRow.account_id)


def _intake(row: Any) -> Intake:
    return Intake(row.account_id, row.address, row.name, json.loads(row.facts), row.apart)


def _own(table: Any, round_id: UUID, account_id: UUID) -> tuple[Any, Any]:
    return table.round_id == round_id, table.account_id == account_id
