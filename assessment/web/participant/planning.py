"""The plan builder: what matters, suggestions with reasons, and up to four goals."""

from dataclasses import replace

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from assessment.plan import MAX_GOALS, Goal, Plan
from assessment.services import planning, reporting
from assessment.services.reporting import Result
from assessment.services.submitting import AMSTERDAM
from assessment.web.access import allows, own_attempt
from assessment.web.participant import content, current_attempt, now
from assessment.web.participant.forms import ConfirmForm, GoalForm, offer_programmes
from assessment.wording import clean_text, say

bp = Blueprint("planning", __name__, url_prefix="/afname/<uuid:attempt_id>/plan")
TEXTS = ("aim", "doing", "noticing", "helper")


@bp.get("")
@allows(own_attempt)
def plan(attempt_id: object) -> ResponseReturnValue:
    """Show suggestions with their reasons, and the goals so far."""
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    created_at = now().astimezone(AMSTERDAM)
    report = reporting.write_report(content(), result, created_at=created_at)
    return render_template(
        "participant/plan.html",
        attempt_id=attempt_id,
        result=result,
        advice=report.section("programmas"),
        value_map=content().value_map,
        names={p.id: p.name for p in content().catalogue.programmes},
        subject=lambda about: dict(_names())[about],
        free=MAX_GOALS - len(result.plan.goals),
    )


@bp.route("/keuzes", methods=["GET", "POST"])
@allows(own_attempt)
def choices(attempt_id: object) -> ResponseReturnValue:
    """Ask how much each competency matters and which programmes were followed."""
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    form = ConfirmForm()
    rules, programmes = content().catalogue.rules, content().catalogue.programmes
    offered = [p for p in programmes if not p.support and p.kind != "naslagwerk"]
    if form.validate_on_submit():
        levels = rules.importance
        importance = {
            c: levels[request.form[c]]
            for c in content().value_map.competency
            if request.form.get(c) in levels
        }
        chosen = request.form.getlist("followed")
        followed = tuple(p.id for p in offered if p.id in chosen)
        _save(result, planning.with_choices(result.plan, importance, followed))
        return redirect(url_for(".plan", attempt_id=attempt_id), code=303)
    return render_template(
        "participant/choices.html",
        attempt_id=attempt_id,
        form=form,
        result=result,
        levels=rules.importance,
        programmes=offered,
        value_map=content().value_map,
    )


@bp.route("/doel/<int:number>", methods=["GET", "POST"])
@allows(own_attempt)
def goal(attempt_id: object, number: int) -> ResponseReturnValue:
    """Write or change one goal; one past the last adds it."""
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    goals = result.plan.goals
    if not 1 <= number <= min(len(goals) + 1, MAX_GOALS):
        abort(404)
    stored = goals[number - 1] if number <= len(goals) else None
    form = _goal_form(result, stored)
    if form.validate_on_submit():
        written = planning.with_goal(result.plan, number, _goal(form))
        _save(result, written)
        return redirect(url_for(".plan", attempt_id=attempt_id) + f"#doel-{number}", code=303)
    status = 422 if request.method == "POST" else 200
    return render_template(
        "participant/goal.html",
        attempt_id=attempt_id, form=form, number=number, result=result, exists=stored is not None,
    ), status  # fmt: skip


@bp.post("/doel/<int:number>/verwijderen")
@allows(own_attempt)
def drop_goal(attempt_id: object, number: int) -> ResponseReturnValue:
    """Take a goal out of the plan."""
    result = reporting.open_result(g.db, content(), current_attempt())
    if not 1 <= number <= len(result.plan.goals):
        abort(404)
    _save(result, planning.without_goal(result.plan, number))
    return redirect(url_for(".plan", attempt_id=attempt_id), code=303)


def _save(result: Result, plan: Plan) -> None:
    """Save under the revision that the person looked at, so that an old tab is refused."""
    seen = request.form.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    planning.save_plan(g.db, content(), g.attempt_id, plan, seen=revision, now=now())


def _goal_form(result: Result, stored: Goal | None) -> GoalForm:
    """Return the form: posted, else the stored goal, else a proposal for the asked subject."""
    about = request.args.get("over", "")
    known = stored or Goal(about=about if _is_construct(about) else "")
    suggested = {*(s.programme for s in result.suggestions.programmes)}
    if stored is None and known.about:
        fitting = tuple(
            p.id
            for p in content().catalogue.programmes
            if p.id in suggested and (known.about in p.competencies or known.about in p.values)
        )
        known = replace(known, programmes=fitting)
    offered = _actions(known.about)
    own = "\n".join(text for text in known.actions if text not in offered)
    # WTForms keeps ``data`` for a field that a POST lacks, so stored values are given on GET only.
    data = {name: getattr(known, name) for name in (*TEXTS, "about", "by")}
    data |= {"programmes": list(known.programmes), "own_actions": own,
             "actions": [a for a in known.actions if a in offered]}  # fmt: skip
    form = GoalForm(data=data if request.method == "GET" else None)
    form.about.choices = _subjects()
    offer_programmes(form, content().catalogue, result.answers.phase)
    subject = form.about.data if _is_construct(form.about.data or "") else known.about
    form.actions.choices = [SelectChoice(text, text) for text in _actions(subject)]
    if request.method == "POST":  # another subject offers other actions
        form.actions.data = [a for a in form.actions.data or [] if a in _actions(subject)]
    return form


def _goal(form: GoalForm) -> Goal:
    own = [line for line in clean_text(form.own_actions.data or "").split("\n") if line.strip()]
    return Goal(
        about=form.about.data,
        **{name: clean_text(form[name].data or "") for name in TEXTS},
        by=form.by.data,
        programmes=tuple(form.programmes.data or ()),
        actions=(*(form.actions.data or ()), *own),
    )


def _is_construct(name: str) -> bool:
    value_map = content().value_map
    return name in value_map.competency or name in value_map.values


def _subjects() -> list[SelectChoice]:
    """Return what a goal can be about, in two groups, after an empty first choice."""
    value_map = content().value_map
    groups = (("competencies", value_map.competencies), ("values", value_map.values.values()))
    return [
        SelectChoice("", say("forms.no_subject")),
        *(SelectChoice(one.id, one.name, optgroup=say(f"forms.{group}"))
          for group, found in groups for one in found),
    ]  # fmt: skip


def _names() -> list[tuple[str, str]]:
    """Return id and name of everything a goal can be about."""
    value_map = content().value_map
    competencies = [(one.id, one.name) for one in value_map.competencies]
    return competencies + [(one.id, one.name) for one in value_map.values.values()]


def _actions(about: str) -> tuple[str, ...]:
    """Return the practice actions that belong to a competency or value."""
    value_map, catalogue = content().value_map, content().catalogue
    if about in value_map.competency:
        attempt = current_attempt()
        found = value_map.competency[about]
        return found.actions_aspirant if attempt.phase == "aspirant" else found.actions
    if about in value_map.values:
        own = value_map.values[about].actions
        return (*own, *(action.text for action in catalogue.actions_for(about)))
    return ()
