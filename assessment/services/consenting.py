"""Whether the answers may count, without name, in norms and in checking the questions."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment.store import attempts
from assessment.store.attempts import AttemptFacts


def allow_research(db: Session, attempt: AttemptFacts, *, allowed: bool, now: datetime) -> None:
    """Note whether the answers may count; a second yes keeps the day of the first.

    No result depends on it.
    """
    if allowed != (attempt.research_at is not None):
        attempts.set_research(db, attempt.id, now if allowed else None)
