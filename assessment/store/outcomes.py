"""How it went with the goals of a plan, as their owner tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from assessment.store.database import take_turn
from assessment.store.tables import GoalOutcomeRow


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with what a plan wanted about one competency or value, and why."""

    about: str
    outcome: str
    why: str


def list_outcomes(db: Session, attempt_id: UUID) -> dict[str, Outcome]:
    """Return what was told about the goals of an attempt, by what they are about."""
    own = GoalOutcomeRow.attempt_id == attempt_id
    columns = GoalOutcomeRow.about, GoalOutcomeRow.outcome, GoalOutcomeRow.why
    return {row.about: Outcome(*row) for row in db.execute(select(*columns).where(own))}


def take_turn_of(db: Session, attempt_id: UUID) -> None:
    """Wait for who tells something of the goals of this attempt: beside the plan, or in a talk.

    Who does so in a talk has that locked, and no attempt is locked after it.
    """
    take_turn(db, f"outcomes {attempt_id}")


def find_noted_at(db: Session, attempt_id: UUID) -> datetime | None:
    """Return when something was told last about the goals of an attempt; None before that."""
    own = GoalOutcomeRow.attempt_id == attempt_id
    return db.scalar(select(func.max(GoalOutcomeRow.noted_at)).where(own))


def replace_outcomes(
    db: Session, attempt_id: UUID, outcomes: Iterable[Outcome], *, now: datetime
) -> None:
    """Keep what is told now about the goals of an attempt in place of what was told before."""
    db.execute(delete(GoalOutcomeRow).where(GoalOutcomeRow.attempt_id == attempt_id))
    rows = [
        {"attempt_id": attempt_id, "about": one.about, "outcome": one.outcome, "why": one.why,
         "noted_at": now}
        for one in outcomes
    ]  # fmt: skip
    if rows:
        db.execute(insert(GoalOutcomeRow), rows)
    db.expire_all()
