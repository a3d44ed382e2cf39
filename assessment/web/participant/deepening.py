"""A closer look at what may become a goal: the pages with extra statements, after the result."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import deepening, reporting, taking
from assessment.services.deepening import ExtraPage
from assessment.services.refusals import AnswersChanged
from assessment.services.taking import SavedAnswer
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now
from assessment.web.participant.posted import (
    Posted,
    list_ratings,
    read_posted,
    with_newest_seen,
    without_cleared,
)
from values import DEEPENING

bp = Blueprint("deepening", __name__, url_prefix="/afname/<uuid:attempt_id>/scherper")


@bp.get("")
@allows(own_attempt)
def deepen(attempt_id: UUID) -> ResponseReturnValue:
    """Show what may be looked at more closely, and what that has told so far."""
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    return render_template(
        "participant/deepen.html",
        attempt_id=attempt_id,
        candidates=deepening.list_candidates(content(), result),
        may_deepen=deepening.may_deepen(g.db, attempt),
        has_goals=bool(result.plan.goals),
    )


@bp.get("/<int:number>")
@allows(own_attempt)
def extra(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Show the extra statements of one competency; once the plan is made, the overview of these."""
    opened = _open(number)
    if not deepening.may_deepen(g.db, current_attempt()):
        return redirect(url_for(".deepen", attempt_id=attempt_id), code=302)
    return _render(attempt_id, opened, Posted({}, opened.answers, {}, opened.seen))


@bp.post("/<int:number>")
@allows(own_attempt)
def save_extra(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Save the answers and move on; what does not fit stays on the page with its reason."""
    opened = _open(number)
    deepening.require_deepening(g.db, current_attempt())
    posted = read_posted(opened.candidate.items, without_cleared(request.form))
    if posted.problems:
        return _render(attempt_id, opened, posted), 422
    try:
        taking.save_page(g.db, attempt_id, DEEPENING, posted.answers, seen=posted.seen, now=now())
    except AnswersChanged as changed:
        posted = with_newest_seen(posted, changed)
        return _render(attempt_id, opened, posted, changed.stored), 409
    if "clear" in request.form:
        here = url_for(".extra", attempt_id=attempt_id, number=number)
        return redirect(f"{here}#{request.form['clear']}-0", code=303)
    return redirect(url_for(".deepen", attempt_id=attempt_id), code=303)


def _open(number: int) -> ExtraPage:
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    return deepening.open_extra(content(), attempt, result, number)


def _render(
    attempt_id: UUID,
    opened: ExtraPage,
    posted: Posted,
    stored: Mapping[str, SavedAnswer] | None = None,
) -> str:
    return render_template(
        "participant/extra.html",
        attempt_id=attempt_id,
        candidate=opened.candidate,
        header=content().library.gedrag.header,
        phase=current_attempt().phase,
        part=DEEPENING,
        ratings=list_ratings(content().library.gedrag),
        posted=posted,
        stored=stored or {},
    )
