"""How it went with the goals of a plan: asked when measuring again, or whenever its owner wants."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.plan.model import MAX_TEXT
from assessment.services import evaluating, logbook
from assessment.services.evaluating import LookedBack, Outcome, OutcomesChanged
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_facts, now
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import clean_text, say

bp = Blueprint("evaluating", __name__, url_prefix="/afname/<uuid:attempt_id>/terugblik")


@bp.route("", methods=["GET", "POST"])
@allows(own_attempt)
def look_back(attempt_id: UUID) -> ResponseReturnValue:
    """Ask of each goal how it went and why; on POST keep it beside the plan."""
    attempt_id = current_facts().id
    goals = evaluating.look_back(g.db, content(), attempt_id)
    if not ConfirmForm().validate_on_submit():
        told = {goal.about: Outcome(goal.about, goal.outcome, goal.why) for goal in goals}
        return _page(goals, told), 422 if request.method == "POST" else 200
    told = {goal.about: _read_outcome(goal.about) for goal in goals}
    too_long = say("forms.too_long", limit=MAX_TEXT)
    problems = {about: too_long for about, one in told.items() if len(one.why) > MAX_TEXT}
    if problems:
        return _page(goals, told, problems=problems, seen=_seen()), 422
    try:
        evaluating.note_outcomes(g.db, attempt_id, told.values(), seen=_seen(), now=now())
    except OutcomesChanged as changed:  # who was shown what another tab saved may replace it
        return _page(goals, told, elsewhere=changed.stored), 409
    flash(say("evaluating.kept"))
    return redirect(url_for(".look_back", attempt_id=attempt_id), code=303)


def _page(
    goals: Sequence[LookedBack],
    outcomes: Mapping[str, Outcome],
    *,
    problems: Mapping[str, str] | None = None,
    elsewhere: Sequence[Outcome] = (),
    seen: str | None = None,
) -> str:
    attempt = current_facts()
    return render_template(
        "participant/looking_back.html",
        attempt_id=attempt.id,
        attempt=attempt,
        goals=goals,
        told=outcomes,
        problems=problems or {},
        elsewhere=elsewhere,
        seen=evaluating.find_seen(g.db, attempt.id) if seen is None else seen,
        subjects=logbook.list_goal_subjects(content()),
        outcomes={outcome: say(f"evaluating.{outcome}") for outcome in evaluating.OUTCOMES},
        limit=MAX_TEXT,
    )


def _seen() -> str:
    return request.form.get("seen", "")


def _read_outcome(about: str) -> Outcome:
    chosen = request.form.get(f"hoe-{about}", "")
    why = clean_text(request.form.get(f"waarom-{about}", ""))
    return Outcome(about, chosen if chosen in evaluating.OUTCOMES else "", why)
