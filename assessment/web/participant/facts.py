"""Correctie: the owner puts the own name and phase right, and reads what that changes."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.services import correcting
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.participant import current_facts, now
from assessment.web.participant.forms import make_facts_form
from assessment.wording import say

bp = Blueprint("facts", __name__, url_prefix="/afname/<uuid:attempt_id>/verbeteren")


@bp.route("", methods=["GET", "POST"])
@allows(own_attempt)
def correct_facts(attempt_id: UUID) -> ResponseReturnValue:
    """Show name and phase; on POST keep what is right."""
    attempt = current_facts()
    phases = correcting.possible_phases(attempt)
    form = make_facts_form(attempt.name, attempt.phase, phases)
    if form.validate_on_submit():
        correcting.correct_facts(
            g.db,
            attempt,
            name=form.name.data or "",
            phase=form.phase.data,
            actor=current_actor().account,
            now=now(),
        )
        flash(say("sharing.corrected"))
        return redirect(url_for("answering.overview", attempt_id=attempt_id), code=303)
    page = render_template(
        "participant/facts.html", attempt_id=attempt_id, attempt=attempt, form=form
    )
    return page, 422 if request.method == "POST" else 200
