"""Domain error to page: no stack trace ever reaches a person."""

import logging
from uuid import UUID

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from assessment.services.coaching.conversing import ConversationClosed, ConversationNotFound
from assessment.services.colleges.joining import CollegeNotFound
from assessment.services.intervision import rounds as intervision_rounds
from assessment.services.intervision.meeting import GroupNotFound
from assessment.services.others.answering import InvitationNotFound, OwnInvitation
from assessment.services.others.rounds import RoundClosed, RoundNotFound
from assessment.services.refusals import (
    AttemptClosed,
    AttemptNotFound,
    DataKeyMissing,
    DocumentNotFound,
    EntryNotFound,
    PageNotFound,
    PlanChanged,
)
from assessment.services.releasing import ReleaseNotFound
from assessment.services.reporting import NotSubmitted
from assessment.services.rounds import keeping as desk_rounds
from assessment.services.submitting import PlanMade
from assessment.web.origin import Elsewhere

log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Answer every error with a page that says what to do next."""
    for missing in (AttemptNotFound, DocumentNotFound, EntryNotFound, PageNotFound,
                    desk_rounds.RoundNotFound, intervision_rounds.RoundNotFound, GroupNotFound,
                    CollegeNotFound, 404):  # fmt: skip
        app.register_error_handler(missing, _not_found)
    for unreleased in (ReleaseNotFound, ConversationNotFound):
        app.register_error_handler(unreleased, _not_released)
    for unasked in (InvitationNotFound, RoundNotFound):
        app.register_error_handler(unasked, _not_found)
    app.register_error_handler(OwnInvitation, _own_invitation)
    app.register_error_handler(RoundClosed, _round_closed)
    app.register_error_handler(ConversationClosed, _conversation_closed)
    app.register_error_handler(AttemptClosed, _closed)
    app.register_error_handler(NotSubmitted, _not_submitted)
    app.register_error_handler(PlanMade, _plan_made)
    app.register_error_handler(PlanChanged, _plan_changed)
    app.register_error_handler(DataKeyMissing, _unreadable)
    app.register_error_handler(CSRFError, _token_missing)
    app.register_error_handler(Elsewhere, _from_elsewhere)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(InternalServerError, _fault)  # a commit that fails
    app.register_error_handler(Exception, _fault)


def _not_found(_: Exception) -> ResponseReturnValue:
    return render_template("errors/not_found.html"), 404


def _not_released(_: Exception) -> ResponseReturnValue:
    """Say the same whatever the reason is: blocked, withdrawn, over, or never there."""
    return render_template("errors/not_released.html"), 404


def _own_invitation(_: Exception) -> ResponseReturnValue:
    return render_template("errors/own_invitation.html"), 404


def _round_closed(_: Exception) -> ResponseReturnValue:
    return render_template("errors/round_closed.html"), 409


def _conversation_closed(_: Exception) -> ResponseReturnValue:
    return render_template("conversation/closed.html", talk=g.talk), 409


def _closed(_: Exception) -> ResponseReturnValue:
    return render_template("errors/closed.html", attempt_id=_attempt_id()), 409


def _not_submitted(_: Exception) -> ResponseReturnValue:
    return render_template("errors/not_submitted.html", attempt_id=_attempt_id()), 409


def _plan_made(_: Exception) -> ResponseReturnValue:
    return render_template("errors/plan_made.html", attempt_id=_attempt_id()), 409


def _plan_changed(_: Exception) -> ResponseReturnValue:
    return render_template("errors/plan_changed.html", attempt_id=_attempt_id()), 409


def _unreadable(error: Exception) -> ResponseReturnValue:
    log.error("%s %s cannot read what is locked", request.method, request.endpoint, exc_info=error)
    return render_template("errors/unreadable.html"), 503


def _token_missing(error: CSRFError) -> ResponseReturnValue:
    with_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    log.warning("refused a POST to %s: %s Cookie sent: %s.",
                request.endpoint, error.description, "yes" if with_cookie else "no")  # fmt: skip
    return render_template("errors/token.html", with_cookie=with_cookie), 400


def _from_elsewhere(_: Elsewhere) -> ResponseReturnValue:
    return render_template("errors/elsewhere.html", public_url=request.url_root.rstrip("/")), 403


def _too_large(_: Exception) -> ResponseReturnValue:
    return render_template("errors/too_large.html"), 413


def _other(error: HTTPException) -> ResponseReturnValue:
    return render_template("errors/other.html", code=error.code), error.code or 500


def _fault(error: Exception) -> ResponseReturnValue:
    error = getattr(error, "original_exception", None) or error
    log.error("%s %s failed", request.method, request.endpoint, exc_info=error)
    return render_template("errors/fault.html"), 500


def _attempt_id() -> UUID | None:
    """Return the attempt in the address, if there is one in it."""
    return (request.view_args or {}).get("attempt_id")
