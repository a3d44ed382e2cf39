"""Browsers in which attempts are open."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import sessions
from tests.people import taken


def open_new(db: Session, *attempt_ids: UUID, now: datetime = taken.NOW) -> str:
    """Open attempts in a new browser, the first as the newest; return the token in its cookie."""
    token = sessions.begin(db, device="Firefox, Linux", now=now)
    opened = sessions.find_current(db, token, now=now)
    assert opened is not None
    for attempt_id in reversed(attempt_ids):
        sessions.open_attempt(db, opened.id, attempt_id, now=now)
    return token
