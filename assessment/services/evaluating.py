"""How it went with the goals of a plan. It stands beside the plan and never changes it.

A goal that is saved after the next measurement no longer counts as chosen beforehand, so what
is told of how it went is kept apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan import Goal
from assessment.services import planning
from assessment.services.content import Content
from assessment.store import accounts, attempts, outcomes, results
from assessment.store.outcomes import Outcome as Outcome

OUTCOMES = ("done", "partly", "dropped")


class OutcomesChanged(Exception):
    """Something was told of the goals since the caller looked; ``stored`` is what they replace."""

    def __init__(self, stored: Sequence[Outcome]) -> None:
        super().__init__(stored)
        self.stored = stored


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What a plan wanted about one competency or value, and how that went if it was told."""

    about: str
    aims: tuple[str, ...]
    by: date | None
    outcome: str = ""
    why: str = ""


def look_back(db: Session, content: Content, attempt_id: UUID) -> tuple[LookedBack, ...]:
    """Return the goals of a plan by what they are about, in its order, with how they went."""
    plan, _ = planning.open_plan(db, content, attempt_id)
    return join_outcomes(plan.goals, outcomes.list_outcomes(db, attempt_id))


def join_outcomes(goals: Iterable[Goal], noted: Mapping[str, Outcome]) -> tuple[LookedBack, ...]:
    """Return goals about the same thing as one, with what was told of it."""
    found: dict[str, LookedBack] = {}
    for goal in goals:
        before = found.get(goal.about)
        days = [day for day in (goal.by, before.by if before else None) if day is not None]
        known = noted.get(goal.about, Outcome(goal.about, "", ""))
        found[goal.about] = LookedBack(
            goal.about,
            (*(before.aims if before else ()), goal.aim),
            max(days, default=None),
            known.outcome,
            known.why,
        )
    return tuple(found.values())


def find_seen(db: Session, attempt_id: UUID) -> str:
    """Return what ``note_outcomes`` tells by whether anything was told since; empty before."""
    noted_at = outcomes.find_noted_at(db, attempt_id)
    return "" if noted_at is None else noted_at.isoformat()


def note_outcomes(
    db: Session, attempt_id: UUID, noted: Iterable[Outcome], *, seen: str, now: datetime
) -> None:
    """Keep how the goals of an attempt went, or only why; of what is not told nothing is kept.

    What stands there already is no change. Raises OutcomesChanged when anything was told since the
    caller looked, and then nothing has been written.
    """
    outcomes.take_turn_of(db, attempt_id)
    told, stored = list(noted), outcomes.list_outcomes(db, attempt_id)
    known = {one.about: stored.get(one.about, Outcome(one.about, "", "")) for one in told}
    differs = [known[one.about] for one in told if known[one.about] != one]
    if differs:
        if find_seen(db, attempt_id) != seen:
            raise OutcomesChanged(differs)
        kept = [one for one in told if one.outcome or one.why]
        outcomes.replace_outcomes(db, attempt_id, kept, now=now)
    attempts.mark_used(db, attempt_id, now)


def add_outcomes(
    db: Session, attempt_id: UUID, went: Mapping[str, tuple[str, str]], *, now: datetime
) -> None:
    """Keep how some goals went and why, by what they are about, beside what was told of others.

    ``went`` holds for each subject how it went and why: ("partly", "Het was druk").
    """
    outcomes.take_turn_of(db, attempt_id)
    known = outcomes.list_outcomes(db, attempt_id)
    added = {about: Outcome(about, how, why) for about, (how, why) in went.items()}
    outcomes.replace_outcomes(db, attempt_id, list({**known, **added}.values()), now=now)


def list_subjects(db: Session, content: Content, account_id: UUID) -> tuple[str, ...]:
    """Return what the goals of an account are about, those of the newest attempt first."""
    found: dict[str, None] = {}
    for attempt_id in accounts.list_adopted(db, account_id):
        plan, _ = planning.open_plan(db, content, attempt_id)
        found.update(dict.fromkeys(goal.about for goal in plan.goals))
    return tuple(found)


def find_earlier_goals(db: Session, account_id: UUID | None, attempt_id: UUID) -> UUID | None:
    """Return the attempt in an account that was handed in last before this one and has goals."""
    if account_id is None:
        return None
    earlier = accounts.list_handed_in_before(db, account_id, attempt_id)
    return next((one for one in earlier if has_goals(db, one)), None)


def has_goals(db: Session, attempt_id: UUID) -> bool:
    """Return whether the plan of an attempt has goals."""
    table, _ = results.find_plan(db, attempt_id)
    return bool(table and table["goals"])
