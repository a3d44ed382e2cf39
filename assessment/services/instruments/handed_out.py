"""What an owner reads of it: that the own answers went into a file for researchers, and when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.store import research_taken


def list_of_account(db: Session, account_id: UUID) -> Sequence[datetime]:
    """Return when attempts of an account went into a file, the last first."""
    return [taken_at for _, taken_at in research_taken.list_of_account(db, account_id)]


def find_of_attempt(db: Session, attempt_id: UUID) -> datetime | None:
    """Return when an attempt went into a file, or None."""
    return research_taken.find_taken(db, attempt_id)
