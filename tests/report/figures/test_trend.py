"""Scores at several moments: each at its day, with its interval, and no line that says change."""

from datetime import date

import pytest

from assessment.report.figures import draw, draw_narrow
from assessment.report.figures.data import Reading, Trend, TrendPanel, TrendWords
from tests.report.figures.reading import sheet

WORDS = TrendWords("een eerdere keer", "de laatste keer", "onzekerheid", "te weinig antwoorden")
DAYS = (date(2025, 1, 1), date(2026, 1, 1), date(2028, 1, 1))
READINGS = (Reading(20, 5, 35), Reading(50, 40, 60), Reading(90, 80, 100))


def make(*panels, days=DAYS):
    return Trend(panels or (TrendPanel("Luisteren", READINGS),), days, 0.0, 100.0, "jan 2025",
                 "jan 2028", WORDS)  # fmt: skip


def places(figure, name):
    return [shape for shape in sheet(figure).shapes if shape.name == name]


@pytest.mark.parametrize("drawn", [draw, draw_narrow])
def test_points_stand_in_time_and_in_height_as_they_were_measured(drawn):
    points = places(drawn(make()), "point:Luisteren")

    across = [(p.left + p.right) / 2 for p in points]
    height = [(p.top + p.bottom) / 2 for p in points]
    assert across == sorted(across)
    assert (across[1] - across[0]) / (across[2] - across[0]) == pytest.approx(1 / 3, abs=0.01)
    assert (height[0] - height[1]) / (height[0] - height[2]) == pytest.approx(3 / 7, abs=0.01)
