"""Delete everything of a person at once, when they ask for it; after a long time, see retention."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import attempts, deletions
from assessment.store.attempts import AttemptFacts
from values.calendar import years_later
from values.constants import KEPT_YEARS


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt, its answers, profile, plan and documents, and note it for backups."""
    attempts.delete_attempt(db, attempt_id)
    deletions.note_after_commit(db, attempt_id)


def kept_until(attempt: AttemptFacts) -> datetime:
    """Return when an attempt is deleted unless it is used again."""
    return years_later(attempt.used_at, KEPT_YEARS)
