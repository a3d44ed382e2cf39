"""Read and write the owner's plan as JSON (``bop-goals/1``): every problem at once."""

from collections.abc import Iterable, Iterator
from typing import Any

from assessment.json_reading import InputError
from assessment.plan.goal_dates import Days, read_day
from assessment.plan.model import MAX_GOALS, MAX_LINE, MAX_TEXT, Catalogue, Goal, Plan
from assessment.wording import clean_text, say, short, type_message
from values import ValueMap

FORMAT = "bop-goals/1"
TEXTS = {"aim": MAX_TEXT, "doing": MAX_TEXT, "noticing": MAX_TEXT, "helper": MAX_LINE}
GOAL_KEYS = {*TEXTS, "about", "by", "programmes", "actions"}
PLAN_KEYS = {"format", "importance", "followed", "goals"}


def read_plan(
    table: dict[str, Any], catalogue: Catalogue, value_map: ValueMap, days: Days | None = None
) -> Plan:
    """Return the plan in ``table``, or raise InputError with one line per problem.

    ``days`` are those on which its goals may be due; None for a plan that was kept before, of
    which the days may have passed.
    """
    problems = list(_problems(table, catalogue, value_map, days))
    if problems:
        raise InputError(problems)
    return Plan(
        importance={k: float(v) for k, v in table.get("importance", {}).items()},
        followed=_once(table.get("followed", [])),
        goals=tuple(_goal(goal) for goal in table["goals"]),
    )


def write_plan(plan: Plan) -> dict[str, Any]:
    """Return ``plan`` as the JSON object that ``read_plan`` reads."""
    return {
        "format": FORMAT,
        "importance": dict(plan.importance),
        "followed": list(plan.followed),
        "goals": [
            {
                "about": goal.about,
                **{name: getattr(goal, name) for name in TEXTS},
                "by": goal.by.isoformat() if goal.by else None,
                "programmes": list(goal.programmes),
                "actions": list(goal.actions),
            }
            for goal in plan.goals
        ],
    }


def _goal(table: dict[str, Any]) -> Goal:
    by = table.get("by")
    return Goal(
        about=table["about"],
        **{name: clean_text(table.get(name, "")) for name in TEXTS},
        by=read_day(by) if by else None,
        programmes=_once(table.get("programmes", [])),
        actions=_once(clean_text(text) for text in table.get("actions", [])),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in their order, each once."""
    return tuple(dict.fromkeys(texts))


def _problems(
    table: dict[str, Any], catalogue: Catalogue, value_map: ValueMap, days: Days | None
) -> Iterator[str]:
    if table.get("format") != FORMAT:
        yield say("answers.wrong_format", value=short(table.get("format")), expected=FORMAT)
        return
    yield from (say("answers.unknown", place=short(k)) for k in table if k not in PLAN_KEYS)
    yield from _importance_problems(table.get("importance", {}), catalogue, value_map)
    ids = {programme.id for programme in catalogue.programmes}
    yield from _ids_problems(table.get("followed", []), ids, "followed")
    goals = table.get("goals")
    if "goals" not in table:
        yield say("answers.missing", place="goals")
    elif not isinstance(goals, list):
        yield type_message("goals", goals, "list")
    elif len(goals) > MAX_GOALS:
        yield say("plan.too_many", count=len(goals), limit=MAX_GOALS)
    else:
        for number, goal in enumerate(goals, start=1):
            yield from _goal_problems(goal, f"goals[{number}]", ids, value_map, days)


def _importance_problems(
    importance: Any, catalogue: Catalogue, value_map: ValueMap
) -> Iterator[str]:
    if not isinstance(importance, dict):
        yield type_message("importance", importance, "object")
        return
    levels = list(catalogue.rules.importance.values())
    for key, value in importance.items():
        place = f"importance.{short(key)}"
        if key not in value_map.competency:
            yield say("answers.unknown", place=place)
        elif isinstance(value, bool) or value not in levels:
            expected = ", ".join(str(level) for level in levels)
            yield say("answers.wrong_choice", place=place, value=short(value), expected=expected)


def _ids_problems(ids: Any, known: set[str], place: str) -> Iterator[str]:
    if not isinstance(ids, list):
        yield type_message(place, ids, "list")
        return
    for value in ids:
        if not isinstance(value, str) or value not in known:
            expected = ", ".join(sorted(known))
            yield say("answers.wrong_choice", place=place, value=short(value), expected=expected)


def _goal_problems(
    goal: Any, place: str, programmes: set[str], value_map: ValueMap, days: Days | None
) -> Iterator[str]:
    if not isinstance(goal, dict):
        yield type_message(place, goal, "object")
        return
    yield from (say("answers.unknown", place=f"{place}.{short(k)}")
                for k in goal if k not in GOAL_KEYS)  # fmt: skip
    about = goal.get("about")
    if not isinstance(about, str) or (
        about not in value_map.competency and about not in value_map.values
    ):
        yield say("plan.about", place=f"{place}.about", value=short(about))
    for name, limit in TEXTS.items():
        yield from _text_problems(goal.get(name, ""), limit, f"{place}.{name}")
    yield from _date_problems(goal.get("by"), f"{place}.by", days)
    yield from _ids_problems(goal.get("programmes", []), programmes, f"{place}.programmes")
    actions = goal.get("actions", [])
    if not isinstance(actions, list):
        yield type_message(f"{place}.actions", actions, "list")
    else:
        for number, text in enumerate(actions, start=1):
            yield from _text_problems(text, MAX_TEXT, f"{place}.actions[{number}]")


def _text_problems(text: Any, limit: int, place: str) -> Iterator[str]:
    if not isinstance(text, str):
        yield say("answers.open_text", place=place)
    elif len(clean_text(text)) > limit:
        yield say("answers.too_long", place=place, size=len(clean_text(text)), limit=limit)


def _date_problems(by: Any, place: str, days: Days | None) -> Iterator[str]:
    if by is None or by == "":
        return
    try:
        day = read_day(by)
    except (TypeError, ValueError):
        yield say("plan.wrong_date", place=place, value=short(by))
        return
    if days is not None and day not in days:
        yield say("plan.far_date", place=place, value=short(by), first=days.first, last=days.last)
