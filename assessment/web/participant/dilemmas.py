"""Dilemmas after the result: what was chosen on one page, and a few at a time to choose."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import deepening, dilemmas, taking
from assessment.services.dilemmas import DilemmaPage
from assessment.services.offering import find_offered
from assessment.services.refusals import AnswersChanged
from assessment.services.taking import SavedAnswer
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now
from assessment.web.participant.posted import (
    Posted,
    read_posted,
    with_newest_seen,
    without_cleared,
)
from values import DILEMMAS

bp = Blueprint("weighing", __name__, url_prefix="/afname/<uuid:attempt_id>/dilemmas")


@bp.get("")
@allows(own_attempt)
def show(attempt_id: UUID) -> ResponseReturnValue:
    """Show what was chosen, and lead to the dilemmas."""
    attempt = current_attempt()
    return render_template(
        "participant/dilemmas.html",
        attempt_id=attempt_id,
        header=content().library.dilemmas.header,
        chosen=dilemmas.tell_chosen(content(), attempt),
        total=dilemmas.count_dilemmas(content()),
        may_answer=deepening.may_deepen(g.db, attempt),
        in_bijlage=find_offered(attempt.phase, "bijlage") is not None,
    )


@bp.get("/<int:number>")
@allows(own_attempt)
def choose(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Show a few dilemmas; once the plan is made, what was chosen."""
    opened = dilemmas.open_dilemmas(content(), current_attempt(), number)
    if not deepening.may_deepen(g.db, current_attempt()):
        return redirect(url_for(".show", attempt_id=attempt_id), code=302)
    return _render(attempt_id, opened, Posted({}, opened.answers, {}, opened.seen))


@bp.post("/<int:number>")
@allows(own_attempt)
def save(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Save the choices and move on; what does not fit stays on the page with its reason."""
    opened = dilemmas.open_dilemmas(content(), current_attempt(), number)
    deepening.require_deepening(g.db, current_attempt())
    posted = read_posted(opened.items, without_cleared(request.form))
    if posted.problems:
        return _render(attempt_id, opened, posted), 422
    try:
        taking.save_page(g.db, attempt_id, DILEMMAS, posted.answers, seen=posted.seen, now=now())
    except AnswersChanged as changed:
        posted = with_newest_seen(posted, changed)
        return _render(attempt_id, opened, posted, changed.stored), 409
    if "clear" in request.form:
        here = url_for(".choose", attempt_id=attempt_id, number=number)
        return redirect(f"{here}#{request.form['clear']}-0", code=303)
    if number < opened.pages:
        return redirect(url_for(".choose", attempt_id=attempt_id, number=number + 1), code=303)
    return redirect(url_for(".show", attempt_id=attempt_id), code=303)


def _render(
    attempt_id: UUID,
    opened: DilemmaPage,
    posted: Posted,
    stored: Mapping[str, SavedAnswer] | None = None,
) -> str:
    return render_template(
        "participant/dilemma_page.html",
        attempt_id=attempt_id,
        page=opened,
        header=content().library.dilemmas.header,
        part=DILEMMAS,
        posted=posted,
        stored=stored or {},
    )
