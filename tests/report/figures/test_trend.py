"""Scores at several moments: each at its day, with its interval, and no line that says change."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.report.figures import draw, draw_narrow
from assessment.report.figures.data import Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, words

READINGS = (Reading(20, 5, 35), Reading(50, 40, 60), Reading(90, 80, 100))
DAYS = (date(2025, 1, 1), date(2026, 1, 1), date(2028, 1, 1))
NAME = f"{pictured.TREND_NAMES[0]} 1"


def make(*readings):
    return replace(pictured.trend(*readings, count=1), days=DAYS[: len(readings)])


def boxes(figure, kind):
    found = {name: patch_box(shape) for name, shape in artists(figure, kind).items()}
    return [found.get(f"{NAME} {place}") for place in range(len(READINGS))]


@pytest.mark.parametrize("form", [draw, draw_narrow])
def test_points_stand_in_time_and_in_height_as_they_were_measured(form):
    first, second, third = boxes(form(make(*READINGS)), "point")

    assert (second.x - first.x) / (third.x - first.x) == pytest.approx(1 / 3, abs=0.01)
    assert (first.y - second.y) / (first.y - third.y) == pytest.approx(3 / 7, abs=0.01)


@pytest.mark.parametrize("form", [draw, draw_narrow])
def test_intervals_are_as_long_as_they_are_wide(form):
    heights = [box.bottom - box.top for box in boxes(form(make(*READINGS)), "interval")]

    assert heights[0] / heights[1] == pytest.approx(30 / 20, rel=0.15)
    assert heights[1] == pytest.approx(heights[2], rel=0.01)


def test_a_moment_with_too_few_answers_has_no_point_and_all_of_them_a_word():
    figure = draw(make(READINGS[0], None, READINGS[2]))
    assert [box is None for box in boxes(figure, "point")] == [False, True, False]
    assert pictured.TREND_WORDS.missing not in words(figure)

    assert pictured.TREND_WORDS.missing in words(draw(make(None, None)))


def test_no_line_joins_two_moments():
    shown = draw(make(*READINGS))
    across = [box.x for box in boxes(shown, "point")]

    for name, shape in artists(shown, "interval").items():
        box = patch_box(shape)
        assert sum(box.left - 1 <= x <= box.right + 1 for x in across) == 1, name
