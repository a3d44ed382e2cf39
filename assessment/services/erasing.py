"""Delete everything of a person at once, when they ask for it; after a long time, see retention."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, mailing, sessions
from assessment.services.auditing import Act
from assessment.store import attempts, deletions, others
from assessment.store.attempts import AttemptFacts
from values.calendar import months_later, years_later
from values.constants import KEPT_DAYS, KEPT_RESULT_MONTHS, TERM_YEARS


def delete_everything(db: Session, attempt_id: UUID) -> None:
    """Delete the attempt and all that is of it, and note it for backups; no browser has it open."""
    attempts.lock_whole(db, attempt_id)
    others.forget_mails(db, attempt_id=attempt_id)
    mailing.forget_about(db, attempt_id)
    attempts.delete_attempt(db, attempt_id)
    deletions.note_after_commit(db, attempt_id)


def delete_own(db: Session, attempt_id: UUID, *, actor: UUID | None, now: datetime) -> None:
    """Delete everything of an attempt because its owner asks for it."""
    sessions.lock_browsers(db, [attempt_id])
    delete_everything(db, attempt_id)
    auditing.note_act(
        db, Act.ATTEMPT_DELETED, actor=actor, subject=actor, about=attempt_id, now=now
    )


def kept_until(attempt: AttemptFacts) -> datetime:
    """Return when an attempt is deleted unless it is used again.

    What was handed in goes after a term at the latest, however much it is used.
    """
    if attempt.submitted_at is None:
        return attempt.used_at + timedelta(days=KEPT_DAYS)
    unused = months_later(attempt.used_at, KEPT_RESULT_MONTHS)
    return min(unused, years_later(attempt.submitted_at, TERM_YEARS))
