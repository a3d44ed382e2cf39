"""Delete everything of a person at once: when they ask for it, or after a year without use."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import attempts
from assessment.store.attempts import AttemptFacts

KEPT_YEARS = 1  # after the last use, as the privacy text and every report promise


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt, its answers, profile, plan and documents."""
    attempts.delete_attempt(db, attempt_id)


def list_due(db: Session, *, now: datetime) -> list[UUID]:
    """Return the attempts that nobody used for a year."""
    return attempts.list_unused(db, _years_later(now, -KEPT_YEARS))


def delete_due(db: Session, *, now: datetime) -> int:
    """Delete everything of the attempts that nobody used for a year; return how many."""
    due = list_due(db, now=now)
    for attempt_id in due:
        delete_everything(db, attempt_id)
    return len(due)


def kept_until(attempt: AttemptFacts) -> datetime:
    """Return when an attempt is deleted unless it is used again."""
    return _years_later(attempt.used_at, KEPT_YEARS)


def _years_later(moment: datetime, years: int) -> datetime:
    """Return the same moment in another year; 28 February for the 29th."""
    year = moment.year + years
    try:
        return moment.replace(year=year)
    except ValueError:
        return moment.replace(year=year, day=28)
