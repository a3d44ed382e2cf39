"""The result of a fixed fictional person, for who wants to see one before starting."""

from dataclasses import replace
from datetime import datetime

from assessment.plan import Plan
from assessment.scoring import score
from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.services.reporting import Result, ResultPages
from assessment.services.simulating import simulate
from values import DEFAULT_OFFICE, SITTING

SEED = 7


def make_example(content: Content) -> tuple[Result, datetime]:
    """Return the result of the fictional person and when it was made; always the same."""
    drawn = simulate(SEED, content.library, content.value_map, phase=SITTING, office=DEFAULT_OFFICE)
    answers = replace(drawn, name="")
    taken_at = datetime.fromisoformat(answers.taken_at).astimezone(AMSTERDAM)
    profile = score(answers, content.library, content.value_map)
    return reporting.make_result(content, answers, profile, Plan()), taken_at


def write_example(content: Content) -> ResultPages:
    """Return what the pages of that result show, made as everybody's are."""
    result, taken_at = make_example(content)
    return reporting.write_result(content, result, created_at=taken_at)
