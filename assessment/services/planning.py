"""The owner's plan: what matters, what was followed, and at most four goals."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan import (
    MAX_GOALS,
    Catalogue,
    Goal,
    Plan,
    Suggestions,
    read_plan,
    suggest,
    write_plan,
)
from assessment.plan.model import NORMAL
from assessment.services.content import Content
from assessment.store import attempts, results
from values import IN_OFFICE, LOOKING_AHEAD, Profile


class TooManyGoals(Exception):
    """A plan has at most four goals."""


def open_plan(db: Session, content: Content, attempt_id: UUID) -> tuple[Plan, int]:
    """Return the plan and its revision; an empty plan before the first save."""
    table, revision = results.find_plan(db, attempt_id)
    if table is None:
        return Plan(), revision
    known = _without_what_is_gone(table, content.catalogue)
    return read_plan(known, content.catalogue, content.value_map), revision


def save_plan(
    db: Session, content: Content, attempt_id: UUID, plan: Plan, *, seen: int, now: datetime
) -> int:
    """Check and keep the plan; InputError or PlanChanged when nothing has been written."""
    table: dict[str, Any] = write_plan(plan)
    read_plan(table, content.catalogue, content.value_map)
    revision = results.keep_plan(db, attempt_id, table, seen=seen, now=now)
    attempts.mark_used(db, attempt_id, now)
    return revision


def _without_what_is_gone(table: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a kept plan without programmes that left the catalogue since it was saved."""
    ids = {programme.id for programme in catalogue.programmes}
    goals = [
        {**goal, "programmes": [p for p in goal["programmes"] if p in ids]}
        for goal in table["goals"]
    ]
    return {**table, "followed": [p for p in table["followed"] if p in ids], "goals": goals}


def with_choices(plan: Plan, importance: dict[str, float], followed: tuple[str, ...]) -> Plan:
    """Return ``plan`` with what matters and what was followed; normal importance is left out."""
    kept = {key: value for key, value in importance.items() if value != NORMAL}
    return replace(plan, importance=kept, followed=followed)


def with_goal(plan: Plan, number: int, goal: Goal) -> Plan:
    """Return ``plan`` with ``goal`` at ``number``, counted from 1; one past the end adds it."""
    goals = list(plan.goals)
    if number == len(goals) + 1:
        if len(goals) >= MAX_GOALS:
            raise TooManyGoals
        goals.append(goal)
    else:
        goals[number - 1] = goal
    return replace(plan, goals=tuple(goals))


def without_goal(plan: Plan, number: int) -> Plan:
    """Return ``plan`` without goal ``number``, counted from 1."""
    return replace(plan, goals=plan.goals[: number - 1] + plan.goals[number:])


def make_suggestions(content: Content, profile: Profile, plan: Plan, *, phase: str) -> Suggestions:
    """Return what the rule proposes to somebody in this phase, given the choices in the plan.

    Who leaves or left is proposed nothing because a score is low, so ``needs`` is empty; who left
    gets no actions either, because those are for somebody in office.
    """
    suggestions = suggest(
        profile,
        content.catalogue,
        content.value_map,
        phase=phase,
        importance=plan.importance,
        followed=plan.followed,
    )
    if phase not in LOOKING_AHEAD:
        return suggestions
    actions = suggestions.actions if phase in IN_OFFICE else ()
    kept = tuple(action for action in actions if action.because != "need")
    return replace(suggestions, needs=(), actions=kept)
