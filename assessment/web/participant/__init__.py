"""What a participant sees."""

from datetime import UTC, datetime

from flask import current_app, g

from assessment.services.content import Content
from assessment.services.taking import Attempt, open_attempt


def now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(UTC)


def content() -> Content:
    """Return the content that this application serves."""
    found: Content = current_app.extensions["content"]
    return found


def current_attempt(*, answers: bool = True) -> Attempt:
    """Return the attempt that ``own_attempt`` let the visitor into."""
    return open_attempt(g.db, g.attempt_id, answers=answers)
