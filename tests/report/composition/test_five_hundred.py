"""Five hundred different people: the rules hold for each, and every text is for somebody."""

from __future__ import annotations

import pytest

from tests.people import crowd, simulated
from tests.report.composition.rules import RULES

PARTS = 10  # so that the workers of pytest can share them


@pytest.mark.parametrize("part", range(PARTS))
def test_the_rules_hold_for_everybody(part: int) -> None:
    broken = []
    for number in range(part, crowd.SIZE, PARTS):
        answers, plan = crowd.somebody(number)
        content = simulated.report(answers, plan)
        for rule in RULES:
            broken += [f"{number} {rule.__name__}: {what}" for what in rule(content, plan)]

    assert broken == []
