"""Mokken's H against the R package mokken, and the properties of its definition."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.errors import NoVarianceError, TooFewItemsError
from assessment.psychometrics.ordinal.scalability import measure_scalability
from tests.psychometrics.bfi import TOLD, answers_of

ANSWERS = hnp.arrays(np.float64, (12, 3), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]))


@pytest.mark.parametrize("scale", TOLD["scales"])
def test_h_and_its_errors_equal_mokken(scale):
    told = TOLD["scales"][scale]

    found = measure_scalability(answers_of(scale))

    assert found.scale == pytest.approx(told["H"], abs=1e-10)
    assert found.scale_se == pytest.approx(told["H_se"], abs=1e-10)
    assert found.items == pytest.approx(told["H_items"], abs=1e-10)
    assert found.items_se == pytest.approx(told["H_items_se"], abs=1e-10)
    off = ~np.eye(5, dtype=bool)
    assert found.pairs[off] == pytest.approx(np.array(told["H_pairs"])[off], abs=1e-10)


@given(ANSWERS)
def test_the_highest_covariance_is_that_of_sorted_answers(answers):
    assume((answers.std(axis=0) > 0).all())

    found = measure_scalability(answers)

    covariance, most = np.cov(answers, rowvar=False), np.cov(np.sort(answers, axis=0), rowvar=False)
    off = ~np.eye(3, dtype=bool)
    assert found.scale == pytest.approx(covariance[off].sum() / most[off].sum(), abs=1e-9)
    assert found.scale <= 1 + 1e-9


def test_items_that_order_everybody_alike_scale_perfectly():
    answers = [[1, 1, 1], [1, 1, 2], [1, 2, 3], [2, 4, 4], [5, 5, 5]]

    found = measure_scalability(answers)

    assert found.scale == pytest.approx(1)
    assert found.interval()[1] == 1


def test_the_error_is_that_of_drawing_people_again():
    random = np.random.default_rng(7)

    def draw():
        hidden = random.normal(size=(300, 1)) + random.normal(size=(300, 4))
        return measure_scalability(np.digitize(hidden, [-1.5, -0.2, 0.9]))

    found = [draw() for _ in range(200)]

    told = np.mean([one.scale_se for one in found])
    assert np.std([one.scale for one in found]) == pytest.approx(told, rel=0.2)


def test_an_item_without_differences_or_alone_is_refused():
    with pytest.raises(NoVarianceError, match="item 2"):
        measure_scalability([[1, 3], [2, 3]])
    with pytest.raises(TooFewItemsError):
        measure_scalability([[1], [2]])
