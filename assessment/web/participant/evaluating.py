"""How it went with the goals of a plan: asked when measuring again, or whenever its owner wants."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.plan.model import MAX_TEXT
from assessment.services import evaluating, logbook
from assessment.services.evaluating import Outcome
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_facts, now
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import clean_text, say

bp = Blueprint("evaluating", __name__, url_prefix="/afname/<uuid:attempt_id>/terugblik")


@bp.route("", methods=["GET", "POST"])
@allows(own_attempt)
def look_back(attempt_id: UUID) -> ResponseReturnValue:
    """Ask of each goal how it went and why; on POST keep it beside the plan."""
    attempt = current_facts()
    goals = evaluating.look_back(g.db, content(), attempt.id)
    told = {goal.about: Outcome(goal.about, goal.outcome, goal.why) for goal in goals}
    problems: dict[str, str] = {}
    if ConfirmForm().validate_on_submit():
        told = {about: _read_outcome(about) for about in told}
        problems = {
            about: say("forms.too_long", limit=MAX_TEXT)
            for about, outcome in told.items()
            if len(outcome.why) > MAX_TEXT
        }
        if not problems:
            evaluating.note_outcomes(g.db, attempt.id, told.values(), now=now())
            flash(say("evaluating.kept"))
            return redirect(url_for(".look_back", attempt_id=attempt_id), code=303)
    return render_template(
        "participant/looking_back.html",
        attempt_id=attempt_id,
        attempt=attempt,
        goals=goals,
        told=told,
        problems=problems,
        subjects=logbook.list_goal_subjects(content()),
        outcomes={outcome: say(f"evaluating.{outcome}") for outcome in evaluating.OUTCOMES},
        limit=MAX_TEXT,
    ), 422 if request.method == "POST" else 200


def _read_outcome(about: str) -> Outcome:
    chosen = request.form.get(f"hoe-{about}", "")
    why = clean_text(request.form.get(f"waarom-{about}", ""))
    return Outcome(about, chosen if chosen in evaluating.OUTCOMES else "", why)
