"""Delete everything of a person at once, when they ask for it; after a long time, see retention."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import attempts, deletions
from assessment.store.attempts import AttemptFacts
from values.calendar import months_later
from values.constants import KEPT_MONTHS, KEPT_RESULT_MONTHS


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt and all that is of it, and note it for backups; no browser has it open."""
    attempts.delete_attempt(db, attempt_id)
    deletions.note_after_commit(db, attempt_id)


def kept_until(attempt: AttemptFacts) -> datetime:
    """Return when an attempt is deleted unless it is used again."""
    return months_later(attempt.used_at, months_kept(submitted=attempt.submitted_at is not None))


def months_kept(*, submitted: bool) -> int:
    """Return how many months after its last use an attempt is deleted."""
    return KEPT_RESULT_MONTHS if submitted else KEPT_MONTHS
