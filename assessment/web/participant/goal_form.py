"""Fill the form of one goal, and read the goal back from it."""

from typing import Any

from flask import request
from wtforms import SelectChoice

from assessment.plan.goal_dates import possible_days
from assessment.plan.model import Goal
from assessment.services import planning
from assessment.services.moments import day_of
from assessment.services.reporting import Result
from assessment.web.participant import content, now
from assessment.web.participant.forms import GoalForm, offer_programmes
from assessment.wording import say

TEXTS = ("aim", "doing", "noticing", "helper")


def make_goal_form(result: Result, stored: Goal | None, about: str) -> GoalForm:
    """Return the form: as posted, else the stored goal, else an empty one for subject ``about``."""
    known = stored or Goal(about if about in names() else "")  # nothing is ticked beforehand
    # WTForms keeps ``data`` for a field that a POST lacks, so stored values are given on GET only.
    phase = result.answers.phase
    form = GoalForm(data=_data(known, phase) if request.method == "GET" else None)
    form.about.choices = _subjects()
    form.days, form.kept = possible_days(day_of(now())), known.by
    offer_programmes(form, result.catalogue, phase, known.programmes)
    offered = _actions(form.about.data or "", phase)
    form.actions.choices = [
        SelectChoice(text, text) for text in (*offered, *_kept_from_before(form, offered, phase))
    ]
    return form


def read_goal(form: GoalForm) -> Goal:
    """Return the goal in the form; each line of the field for own actions is an action."""
    own = (line.strip() for line in (form.own_actions.data or "").split("\n"))
    return Goal(
        about=form.about.data,
        **{name: form[name].data or "" for name in TEXTS},
        by=form.by.data,
        programmes=tuple(form.programmes.data or ()),
        actions=(*(form.actions.data or ()), *(line for line in own if line)),
    )


def names() -> dict[str, str]:
    """Return the name of everything a goal can be about, by id."""
    value_map = content().value_map
    competencies = {competency.id: competency.name for competency in value_map.competencies}
    return competencies | {value.id: value.name for value in value_map.values.values()}


def _data(known: Goal, phase: str) -> dict[str, Any]:
    """Return a goal as the form's fields; an action that is not offered is one's own."""
    offered = _actions(known.about, phase)
    return {
        **{name: getattr(known, name) for name in (*TEXTS, "about", "by")},
        "programmes": list(known.programmes),
        "actions": [text for text in known.actions if text in offered],
        "own_actions": "\n".join(text for text in known.actions if text not in offered),
    }


def _kept_from_before(form: GoalForm, offered: tuple[str, ...], phase: str) -> list[str]:
    """Return what was ticked under another subject: who changes the subject loses no action."""
    chosen = [text for text in form.actions.data or [] if text not in offered]
    if not chosen:
        return []
    anywhere = {text for about in names() for text in _actions(about, phase)}
    return [text for text in chosen if text in anywhere]


def _subjects() -> list[SelectChoice]:
    """Return what a goal can be about, in two groups, after an empty first choice."""
    value_map = content().value_map
    groups = (("competencies", value_map.competencies), ("values", value_map.values.values()))
    return [
        SelectChoice("", say("forms.no_subject")),
        *(SelectChoice(subject.id, subject.name, optgroup=say(f"forms.{group}"))
          for group, subjects in groups for subject in subjects),
    ]  # fmt: skip


def _actions(about: str, phase: str) -> tuple[str, ...]:
    """Return the practice actions that belong to a competency or value and fit the phase."""
    return planning.list_actions(content(), about, phase)
