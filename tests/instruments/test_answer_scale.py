"""From answers to points and back."""

import doctest

import numpy as np
import pytest

from assessment.instruments import answer_scale
from assessment.instruments.answer_scale import AnswerScale


@pytest.fixture
def scales(library):
    gedrag, stijl = library.gedrag, library.stijl
    return gedrag.answer_scale, stijl.pair_scale, stijl.switching_scale


def test_the_shipped_answers_count_as_the_design_says(scales):
    statements, pairs, switching = scales

    assert [statements.points(x) for x in range(1, 6)] == [0, 25, 50, 75, 100]  # 25·(x − 1)
    assert [pairs.points(x) for x in range(1, 7)] == [-100, -60, -20, 20, 60, 100]  # 40·(x − 3.5)
    assert [switching.points(x) for x in range(1, 7)] == [0, 20, 40, 60, 80, 100]  # 20·(x − 1)


def test_points_lead_back_to_the_answer(scales):
    for scale in scales:
        for answer in range(scale.lowest, scale.highest + 1):
            assert scale.answer(scale.points(answer)) == answer


def test_an_array_counts_as_each_of_its_answers_and_missing_stays_missing(scales):
    found = scales[0].points(np.array([1.0, np.nan, 4.5]))

    assert found.tolist()[::2] == [0.0, 87.5]
    assert np.isnan(found[1])


def test_the_ends_of_another_scale_become_its_ends_in_points():
    scale = AnswerScale(0, 10, 0.0, 50.0)

    assert (scale.points(0), scale.points(10), scale.step, scale.middle) == (0.0, 50.0, 5.0, 5.0)


def test_the_examples_in_the_docstring_are_right():
    assert doctest.testmod(answer_scale).failed == 0
