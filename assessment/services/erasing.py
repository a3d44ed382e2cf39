"""Delete everything of a person at once: when they ask for it, or after a long time without use."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import attempts
from assessment.store.attempts import AttemptFacts
from values.calendar import years_later
from values.constants import KEPT_YEARS


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt, its answers, profile, plan and documents."""
    attempts.delete_attempt(db, attempt_id)


def list_due(db: Session, *, now: datetime) -> list[UUID]:
    """Return the attempts that nobody used for ``KEPT_YEARS``."""
    return attempts.list_unused(db, years_later(now, -KEPT_YEARS))


def delete_due(db: Session, *, now: datetime) -> int:
    """Delete everything of the attempts that nobody used for ``KEPT_YEARS``; return how many."""
    due = list_due(db, now=now)
    for attempt_id in due:
        delete_everything(db, attempt_id)
    return len(due)


def kept_until(attempt: AttemptFacts) -> datetime:
    """Return when an attempt is deleted unless it is used again."""
    return years_later(attempt.used_at, KEPT_YEARS)
