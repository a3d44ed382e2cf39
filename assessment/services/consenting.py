"""Whether the answers may count, without name, in norms and in checking the questions."""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment.store import attempts
from assessment.store.attempts import Attempt


def allow_research(db: Session, attempt: Attempt, *, allowed: bool, now: datetime) -> None:
    """Note what the owner wants; who said yes before keeps that day. No result depends on it."""
    if allowed != (attempt.research_at is not None):
        attempts.set_research(db, attempt.id, now if allowed else None)
