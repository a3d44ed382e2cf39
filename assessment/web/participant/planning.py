"""The plan builder: what matters, suggestions with reasons, and up to four goals."""

from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assessment.plan.model import MAX_GOALS, Goal, Plan, Programme
from assessment.services import evaluating, planning, reporting, submitting
from assessment.services.catalogue import serving
from assessment.services.intervision import rounds
from assessment.services.moments import AMSTERDAM
from assessment.services.offering import find_main_kind
from assessment.services.refusals import PlanChanged
from assessment.services.reporting import Result
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.participant import content, current_attempt, current_facts, now
from assessment.web.participant.forms import ConfirmForm
from assessment.web.participant.goal_form import make_goal_form, names, read_goal
from assessment.web.participant.offer import find_round
from assessment.web.participant.typed import list_typed
from assessment.wording import say

bp = Blueprint("planning", __name__, url_prefix="/afname/<uuid:attempt_id>/plan")
bp.add_app_template_global(list_typed)


@bp.get("")
@allows(own_attempt)
def plan(attempt_id: UUID) -> ResponseReturnValue:
    """Show suggestions with their reasons, and the goals so far."""
    result = _result()
    created_at = now().astimezone(AMSTERDAM)
    return render_template(
        "participant/plan.html",
        attempt_id=attempt_id,
        result=result,
        advice_title=reporting.write_advice(content(), result, created_at=created_at).title,
        value_map=content().value_map,
        names={p.id: p.name for p in result.catalogue.programmes},
        has_newer=serving.has_newer(g.db, attempt_id),
        subject=names().__getitem__,
        removed=planning.find_removed(g.db, content(), attempt_id),
        free=MAX_GOALS - len(result.plan.goals),
        earlier=evaluating.find_earlier_goals(g.db, current_actor().account, attempt_id),
        may_reopen=submitting.may_reopen(g.db, current_attempt()),
        document=find_main_kind(current_facts().phase).called,
    )


@bp.post("/aanbod")
@allows(own_attempt)
def take_newest_offer(attempt_id: UUID) -> ResponseReturnValue:
    """Make the plan with the newest catalogue from now on; goals and choices stay."""
    if not ConfirmForm().validate_on_submit():
        abort(404)
    _result()
    serving.keep_number(g.db, attempt_id, now=now())
    flash(say("web.newest_offer"))
    return redirect(url_for(".plan", attempt_id=attempt_id) + "#advies", code=303)


@bp.get("/waarom")
@allows(own_attempt)
def why(attempt_id: UUID) -> ResponseReturnValue:
    """Open the advice: the numbers behind each suggestion, and why others are not suggested."""
    result = _result()
    created_at = now().astimezone(AMSTERDAM)
    return render_template(
        "participant/advice.html",
        attempt_id=attempt_id,
        advice=reporting.write_advice(content(), result, created_at=created_at),
        sections=reporting.explain_advice(content(), result, created_at=created_at),
        suggested={
            suggestion.programme: suggestion for suggestion in result.suggestions.programmes
        },
        competencies=content().value_map.competency,
        round=find_round(),
        by_round={p.id for p in result.catalogue.programmes if p.kind == rounds.OFFERED_AS},
    )


@bp.route("/keuzes", methods=["GET", "POST"])
@allows(own_attempt)
def choices(attempt_id: UUID) -> ResponseReturnValue:
    """Ask how much each competency matters and which programmes were followed."""
    result = _result()
    chosen, form = result.plan, ConfirmForm()
    if form.validate_on_submit():
        chosen = _with_choices(result)
        if _save(result, chosen):
            return redirect(url_for(".plan", attempt_id=attempt_id), code=303)
    return render_template(
        "participant/choices.html",
        attempt_id=attempt_id,
        form=form,
        plan=chosen,
        revision=result.plan_revision,
        changed=form.is_submitted(),
        levels=result.catalogue.rules.importance,
        programmes=[p for p in result.catalogue.programmes if _can_be_followed(p)],
        learned=[p.name for p in result.catalogue.programmes if p.id in result.learned],
        value_map=content().value_map,
    ), 409 if form.is_submitted() else 200


@bp.route("/doel/<int:number>", methods=["GET", "POST"])
@allows(own_attempt)
def goal(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Write or change one goal; one past the last adds it."""
    result = _result()
    goals = result.plan.goals
    if not _is_newest(result):  # another tab may have taken goals out
        number = min(number, len(goals) + 1, MAX_GOALS)
    if not 1 <= number <= min(len(goals) + 1, MAX_GOALS):
        abort(404)
    stored = goals[number - 1] if number <= len(goals) else None
    form = make_goal_form(result, stored, request.args.get("over", ""))
    changed = False
    if form.validate_on_submit():
        if _save(result, planning.with_goal(result.plan, number, read_goal(form))):
            place = f"#doel-{number}"
            return redirect(url_for(".plan", attempt_id=attempt_id) + place, code=303)
        changed = True
    return render_template(
        "participant/goal.html",
        attempt_id=attempt_id,
        form=form,
        number=number,
        result=result,
        stored=stored,
        changed=changed,
        # Only who was shown what another tab saved may replace it.
        revision=_seen() if form.errors else result.plan_revision,
        subject=names().__getitem__,
        virtues=content().value_map.virtues,
    ), 409 if changed else 422 if form.errors else 200


@bp.post("/doel/<int:number>/verwijderen")
@allows(own_attempt)
def drop_goal(attempt_id: UUID, number: int) -> ResponseReturnValue:
    """Take a goal out of the plan; until the plan is saved again it can be put back.

    Pressed twice it goes once.
    """
    result = _result()
    if not _is_taken_out(result, number):
        if not _is_newest(result):
            raise PlanChanged
        if not 1 <= number <= len(result.plan.goals):
            abort(404)
        planning.remove_goal(
            g.db, content(), attempt_id, result.plan, number, seen=result.plan_revision, now=now()
        )
    if "from_result" in request.form:
        return redirect(_back_to_result(attempt_id), code=303)
    return redirect(url_for(".plan", attempt_id=attempt_id), code=303)


@bp.post("/doel/overnemen")
@allows(own_attempt)
def adopt_goal(attempt_id: UUID) -> ResponseReturnValue:
    """Take a goal that the result offers over into the plan; pressed twice it comes once."""
    result = _result()
    offered = reporting.write_result(
        content(), result, created_at=now().astimezone(AMSTERDAM)
    ).proposals
    proposal = next((p for p in offered if p.about == request.form.get("about")), None)
    if proposal is None:
        abort(404)
    if all(goal.about != proposal.about for goal in result.plan.goals):
        goal = Goal(about=proposal.about, aim=proposal.aim)
        number = len(result.plan.goals) + 1
        if number > MAX_GOALS or not _save(result, planning.with_goal(result.plan, number, goal)):
            raise PlanChanged
    return redirect(_back_to_result(attempt_id), code=303)


def _back_to_result(attempt_id: UUID) -> str:
    return url_for("result.section", attempt_id=attempt_id) + "#wat-nu"


@bp.post("/doel/terug")
@allows(own_attempt)
def put_back(attempt_id: UUID) -> ResponseReturnValue:
    """Put the goal back that was taken out last; pressed twice it comes back once."""
    result = _result()
    removed = planning.find_removed(g.db, content(), attempt_id)
    if removed is not None:
        if not _is_newest(result):
            raise PlanChanged
        _save(result, planning.with_goal_back(result.plan, *removed))
        flash(say("web.goal_back"))
    return redirect(url_for(".plan", attempt_id=attempt_id), code=303)


def _result() -> Result:
    return reporting.open_result(g.db, content(), current_attempt())


def _seen() -> int:
    """Return which revision of the plan the person looked at; -1 when that was lost."""
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _is_newest(result: Result) -> bool:
    """Return whether nothing was saved since the person looked."""
    return request.method != "POST" or _seen() == result.plan_revision


def _is_taken_out(result: Result, number: int) -> bool:
    """Return whether all that was saved since the person looked is that this goal went."""
    removed = planning.find_removed(g.db, content(), g.attempt_id)
    return removed is not None and (number, _seen() + 1) == (removed[0], result.plan_revision)


def _save(result: Result, plan: Plan) -> bool:
    """Save the plan; False, and nothing written, when another tab saved something else first.

    What the plan says already is saved already, so a button that is pressed twice is no conflict.
    """
    if plan == result.plan:
        return True
    if not _is_newest(result):
        return False
    seen = result.plan_revision
    planning.save_plan(g.db, content(), g.attempt_id, plan, seen=seen, now=now())
    return True


def _with_choices(result: Result) -> Plan:
    """Return the plan with the posted choices; an importance that did not come stays."""
    plan, levels = result.plan, result.catalogue.rules.importance
    posted = {
        competency: levels[request.form[competency]]
        for competency in content().value_map.competency
        if request.form.get(competency) in levels
    }
    chosen = request.form.getlist("followed")
    offered = (p.id for p in result.catalogue.programmes if _can_be_followed(p))
    followed = tuple(programme for programme in offered if programme in chosen)
    return planning.with_choices(plan, {**plan.importance, **posted}, followed)


def _can_be_followed(programme: Programme) -> bool:
    return not programme.support and programme.kind != "naslagwerk"
