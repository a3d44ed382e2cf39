"""Answering on paper: questions to print, and pages to copy the answers to."""

from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import printing, taking
from assessment.services.refusals import AnswersChanged
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, current_facts, now
from assessment.web.participant.answering import show_page
from assessment.web.participant.posted import (
    Posted,
    read_posted,
    with_newest_seen,
    without_cleared,
)
from assessment.wording import say

bp = Blueprint("paper", __name__, url_prefix="/afname/<uuid:attempt_id>/op-papier")
PART = "<any(gedrag, stijl, waardenkeuze, verdieping):part>"


@bp.get("")
@allows(own_attempt)
def show_form(attempt_id: UUID) -> ResponseReturnValue:
    """Show every question of this attempt, in its own order, with room to answer."""
    attempt = current_attempt()
    taking.require_open(attempt)
    return render_template(
        "participant/paper.html",
        attempt=attempt,
        attempt_id=attempt_id,
        parts=taking.list_parts(content(), attempt),
        library=content().library,
        value_map=content().value_map,
    )


@bp.get(f"/{PART}.pdf")
@allows(own_attempt)
def print_part(attempt_id: UUID, part: str) -> ResponseReturnValue:
    """Give the questions of a part of this attempt as a form, with the numbers of this page."""
    attempt = current_attempt()
    taking.require_open(attempt)
    return send_form(printing.print_part(content(), attempt, part, created_at=now()), part)


@bp.get(f"/{PART}")
@allows(own_attempt)
def show_part(attempt_id: UUID, part: str) -> ResponseReturnValue:
    """Show all questions of a part on one page, with the answers that are kept."""
    attempt = current_attempt()
    taking.require_open(attempt)
    opened = taking.open_part(content(), attempt, part)
    return show_page(opened, Posted({}, opened.answers, {}, opened.seen), whole=True)


@bp.post(f"/{PART}")
@allows(own_attempt)
def save_part(attempt_id: UUID, part: str) -> ResponseReturnValue:
    """Save a whole part and go back to the form; what does not fit stays with its reason."""
    facts = current_facts()
    taking.require_open(facts)
    attempt = taking.load_answers(g.db, facts)
    opened = taking.open_part(content(), attempt, part)
    posted = read_posted(opened.items, without_cleared(request.form))
    if posted.problems:
        return show_page(opened, posted, whole=True), 422
    try:
        taking.save_page(g.db, attempt_id, part, posted.answers, seen=posted.seen, now=now())
    except AnswersChanged as changed:
        newest = with_newest_seen(posted, changed)
        return show_page(opened, newest, changed.stored, whole=True), 409
    if "clear" in request.form:
        here = url_for(".show_part", attempt_id=attempt_id, part=part)
        return redirect(f"{here}#{request.form['clear']}-0", code=303)
    return redirect(url_for(".show_form", attempt_id=attempt_id), code=303)


def send_form(pdf: bytes, part: str) -> Response:
    """Return a form as a file that a browser shows."""
    name = say("form.file", part=part)
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
