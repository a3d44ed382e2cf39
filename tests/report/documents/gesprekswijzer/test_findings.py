"""A finding is only made on what is sure, or far enough apart to ask about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.report.documents.gesprekswijzer.findings import mixed
from tests.people import simulated


@pytest.mark.parametrize(
    ("least", "most", "apart"),
    [(3, 3, False), (2, 4, False), (3, 5, False), (2, 5, True), (1, 4, True), (1, 5, True)],
)
def test_answers_lie_wide_apart_from_three_of_the_four_steps_on(
    least: int, most: int, apart: bool
) -> None:
    answers = simulated.flat(3)
    first, second, *_ = [i.id for i in simulated.library().gedrag.items if i.competency == "POL1"]
    answers = replace(answers, gedrag={**answers.gedrag, first: least, second: most})

    subjects = [finding.subject for finding in mixed(simulated.material(answers), {})]

    assert subjects == (["POL1"] if apart else [])
