"""The result of a fixed fictional person, for who wants to see one before starting."""

from dataclasses import replace
from datetime import datetime

from assessment.plan import Plan
from assessment.report.model import ReportContent
from assessment.scoring import score
from assessment.services import reporting
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.services.simulating import simulate
from values import DEFAULT_OFFICE, SITTING

SEED = 7


def write_example(content: Content) -> ReportContent:
    """Return the report of the fictional person, made as everybody's is; always the same."""
    drawn = simulate(SEED, content.library, content.value_map, phase=SITTING, office=DEFAULT_OFFICE)
    answers = replace(drawn, name="")
    taken_at = datetime.fromisoformat(answers.taken_at).astimezone(AMSTERDAM)
    profile = score(answers, content.library, content.value_map)
    result = reporting.make_result(content, answers, profile, Plan())
    return reporting.write_report(content, result, created_at=taken_at)
