"""What a participant sees."""

from flask import current_app, g, request

from assessment.plan.model import Catalogue
from assessment.services import taking
from assessment.services.catalogue import serving
from assessment.services.content import Content
from assessment.services.moments import now as now
from assessment.services.taking import Attempt, AttemptFacts


def content() -> Content:
    """Return the content that this application serves."""
    served: Content = current_app.extensions["content"]
    return served


def catalogue_in_use() -> Catalogue:
    """Return the catalogue that is in use now, for what belongs to no plan."""
    return serving.content_in_use(g.db, content()).catalogue


def current_attempt() -> Attempt:
    """Return the attempt that ``own_attempt`` let the visitor into, with its answers.

    A POST locks it: every view of one begins with this, or with ``current_facts``.
    """
    return taking.open_attempt(g.db, g.attempt_id, lock=request.method == "POST")


def current_facts() -> AttemptFacts:
    """Return the same attempt without its answers, which saves reading them."""
    return taking.open_facts(g.db, g.attempt_id, lock=request.method == "POST")
