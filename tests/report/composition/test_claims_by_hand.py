"""Where a word of the report begins and ends: every limit, worked out by hand."""

from __future__ import annotations

import pytest

from assessment.instruments.model import StyleScoring
from assessment.report.composition import claims
from assessment.report.composition.claims import Leaning, Switching
from values import Estimate

STYLE = StyleScoring(6, 50.0, 8, 25.0, 8, 20.0, 50.0)


def estimate(score: float, se: float = 0.0, *, low: float = 0.0, high: float = 100.0) -> Estimate:
    return Estimate(score, se, low, high, 5, 5)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (51, 90, Switching.EASY),
        (50, 90, None),
        (10, 49, Switching.HARD),
        (10, 50, None),
    ],
)
def test_of_the_middle_of_the_scale_nothing_is_said(
    low: int, high: int, word: Switching | None
) -> None:
    assert claims.switching(estimate(50, low=low, high=high)) is word


@pytest.mark.parametrize(("near", "word"), [(1, Leaning.LEANING), (0, Leaning.OPEN)])
def test_one_point_from_the_middle_a_leaning_begins(near: int, word: Leaning) -> None:
    assert claims.leaning(estimate(30, low=near, high=60), STYLE) is word
    assert claims.leaning(estimate(-30, low=-60, high=-near), STYLE) is word
