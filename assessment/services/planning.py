"""The owner's plan: what matters, what was followed, and at most four goals."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.plan import (
    MAX_GOALS,
    Catalogue,
    Goal,
    Plan,
    Situation,
    Suggestions,
    read_plan,
    suggest,
    write_plan,
)
from assessment.plan.model import NORMAL
from assessment.plan.practice import list_competency_actions, list_value_actions
from assessment.services.catalogue.serving import content_of
from assessment.services.content import Content
from assessment.store import attempts, results
from values import Profile

REMOVED = "removed"  # in the kept plan: the goal that was taken out last, and its number


class TooManyGoals(Exception):
    """A plan has at most four goals."""


def open_plan(db: Session, content: Content, attempt_id: UUID) -> tuple[Plan, int]:
    """Return the plan and its revision; an empty plan before the first save."""
    table, revision = results.find_plan(db, attempt_id)
    if table is None:
        return Plan(), revision
    content = content_of(db, content, attempt_id)
    known = _without_what_is_gone(table, content.catalogue)
    return read_plan(known, content.catalogue, content.value_map), revision


def save_plan(
    db: Session, content: Content, attempt_id: UUID, plan: Plan, *, seen: int, now: datetime
) -> int:
    """Check and keep the plan; InputError or PlanChanged when nothing has been written."""
    table: dict[str, Any] = write_plan(plan)
    content = content_of(db, content, attempt_id)
    read_plan(table, content.catalogue, content.value_map)
    revision = results.keep_plan(db, attempt_id, table, seen=seen, now=now)
    attempts.mark_used(db, attempt_id, now)
    return revision


def remove_goal(
    db: Session, content: Content, attempt_id: UUID, plan: Plan, number: int, *, seen: int,
    now: datetime,
) -> None:  # fmt: skip
    """Take goal ``number``, counted from 1, out and keep it aside until the plan is saved again."""
    left = without_goal(plan, number)
    aside = {"number": number, "goal": write_plan(plan)["goals"][number - 1]}
    table: dict[str, Any] = write_plan(left)
    content = content_of(db, content, attempt_id)
    read_plan(table, content.catalogue, content.value_map)
    results.keep_plan(db, attempt_id, {**table, REMOVED: aside}, seen=seen, now=now)
    attempts.mark_used(db, attempt_id, now)


def find_removed(db: Session, content: Content, attempt_id: UUID) -> tuple[int, Goal] | None:
    """Return the goal that was taken out last and the number it had; None when none can be back."""
    table, _ = results.find_plan(db, attempt_id)
    aside = (table or {}).get(REMOVED)
    if table is None or aside is None:
        return None
    content = content_of(db, content, attempt_id)
    alone = _without_what_is_gone({**table, "goals": [aside["goal"]]}, content.catalogue)
    return aside["number"], read_plan(alone, content.catalogue, content.value_map).goals[0]


def with_goal_back(plan: Plan, number: int, goal: Goal) -> Plan:
    """Return ``plan`` with a goal that was taken out at the number it had."""
    if len(plan.goals) >= MAX_GOALS:
        raise TooManyGoals
    return replace(plan, goals=(*plan.goals[: number - 1], goal, *plan.goals[number - 1 :]))


def _without_what_is_gone(table: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Return a kept plan without programmes that left the catalogue since it was saved."""
    ids = {programme.id for programme in catalogue.programmes}
    goals = [
        {**goal, "programmes": [p for p in goal["programmes"] if p in ids]}
        for goal in table["goals"]
    ]
    kept = {key: value for key, value in table.items() if key != REMOVED}
    return {**kept, "followed": [p for p in table["followed"] if p in ids], "goals": goals}


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


def make_suggestions(
    content: Content,
    profile: Profile,
    plan: Plan,
    answers: Answers,
    learned: tuple[str, ...] = (),
) -> Suggestions:
    """Return what the rule proposes, given the answers and the choices in the plan.

    ``learned`` are programmes in the owner's logbook: they count as followed.
    """
    situation = Situation(
        phase=answers.phase,
        told=answers.verdieping,
        goals=tuple(dict.fromkeys(goal.about for goal in plan.goals)),
        importance=plan.importance,
        followed=tuple(dict.fromkeys((*plan.followed, *learned))),
    )
    return suggest(profile, content.catalogue, content.value_map, situation)


def list_actions(content: Content, about: str, phase: str) -> tuple[str, ...]:
    """Return the practice actions about a competency or value that fit the phase, or none."""
    value_map = content.value_map
    if about in value_map.competency:
        return list_competency_actions(value_map.competency[about], phase)
    if about in value_map.values:
        return list_value_actions(value_map.values[about], content.catalogue, phase)
    return ()
