"""The fictional person whose answers are scored and printed: seed 7, the one of the README."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from assessment.instruments import Answers
from assessment.plan import Goal, Plan
from assessment.report.model import ReportContent
from assessment.scoring import score
from assessment.services import reporting
from assessment.services.content import load_content
from assessment.services.simulating import simulate
from values import DEFAULT_OFFICE, SITTING, Profile

GOALS = ("PUB3", "lef", "PER4", "BES1")
BETWEEN_GOALS = timedelta(days=60)
SINCE_LAST_TIME = timedelta(days=365)


@cache
def answers(seed: int = 7) -> Answers:
    """Return a complete set of answers of a wethouder in office."""
    content = load_content()
    return simulate(seed, content.library, content.value_map, phase=SITTING, office=DEFAULT_OFFICE)


@cache
def profile() -> Profile:
    """Return what the answers come to."""
    content = load_content()
    return score(answers(), content.library, content.value_map)


def report() -> ReportContent:
    """Return the plan with everything in it: four dated goals, and an earlier time to compare."""
    now = datetime.fromisoformat(answers().taken_at)
    before = replace(answers(8), taken_at=(now - SINCE_LAST_TIME).isoformat())
    goals = tuple(_goal(about, now + BETWEEN_GOALS * n) for n, about in enumerate(GOALS, start=1))
    content = load_content()
    result = reporting.make_result(content, answers(), profile(), Plan(goals=goals), before)
    return reporting.write_report(content, result, created_at=now)


def _goal(about: str, by: datetime) -> Goal:
    """Return a goal in words of the content."""
    value_map = load_content().value_map
    words = value_map.competency["PUB3"]
    return Goal(
        about=about,
        aim=words.definition,
        doing=words.indicators[0],
        noticing=words.indicators[1],
        by=by.date(),
        helper=words.name,
        actions=words.actions[:2],
    )
