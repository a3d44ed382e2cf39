"""What a participant sees."""

from flask import current_app, g

from assessment.services import taking
from assessment.services.content import Content
from assessment.services.moments import now as now
from assessment.services.taking import Attempt, AttemptFacts


def content() -> Content:
    """Return the content that this application serves."""
    served: Content = current_app.extensions["content"]
    return served


def current_attempt() -> Attempt:
    """Return the attempt that ``own_attempt`` let the visitor into, with its answers."""
    return taking.open_attempt(g.db, g.attempt_id)


def current_facts() -> AttemptFacts:
    """Return the same attempt without its answers, which saves reading them."""
    return taking.open_facts(g.db, g.attempt_id)
