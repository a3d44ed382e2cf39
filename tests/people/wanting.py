"""People who handed in and let count what they want, for the vraagbeeld."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import interests, planning
from assessment.services.content import Content
from assessment.store import attempts
from tests.people import taken
from values import VERDIEPING

IN_Q4 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLOSED = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)


def add_person(
    db: Session,
    content: Content,
    *,
    at: datetime = IN_Q4,
    wish: str = "politiek",
    goal: str = "POL2",
    programme: str = "LBG",
    **facts: Any,
) -> UUID:
    """Keep somebody who handed in, with a wish, a goal and an interest, who lets all count."""
    attempt_id = taken.add(db, simulated=False, now=at, **facts)
    answers: dict[str, Any] = {"wens-speelveld": wish, "ontwikkeling-gesprek": ["nog-niemand"]}
    attempts.save_answers(db, attempt_id, VERDIEPING, answers, seen={}, now=at)
    attempts.set_submitted(db, attempt_id, at, now=at)
    plan = planning.with_goal(planning.Plan(), 1, planning.Goal(about=goal, aim="Dit is geheim."))
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=at)
    interests.tell_interest(db, attempt_id, programme, name="Noor", reach="06", now=at)
    taken.let_count(db, attempt_id, at=at)
    return attempt_id


def add_people(db: Session, content: Content, count: int, **facts: Any) -> list[UUID]:
    """Keep so many of them."""
    return [add_person(db, content, **facts) for _ in range(count)]
