"""Polychoric correlations and what is made of them, against lavaan and psych."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from assessment.psychometrics.errors import (
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
    TooFewItemsError,
)
from assessment.psychometrics.ordinal.ordinal_reliability import ordinal_reliability
from assessment.psychometrics.ordinal.polychoric import bivariate_normal, estimate_polychoric
from tests.psychometrics.bfi import TOLD, answers_of


@pytest.fixture(scope="module", params=TOLD["scales"])
def scale(request):
    return answers_of(request.param), TOLD["scales"][request.param]


def test_correlations_equal_lavaan_and_nearly_psych(scale):
    answers, told = scale

    found = estimate_polychoric(answers)

    assert found == pytest.approx(np.array(told["lavaan_rho"]), abs=1e-7)
    assert found == pytest.approx(np.array(told["psych_rho"]), abs=5e-5)  # psych stops sooner


def test_ordinal_alpha_and_omega_equal_psych_and_lavaan(scale):
    answers, told = scale

    found = ordinal_reliability(answers)

    assert found.alpha == pytest.approx(told["ordinal_alpha"], abs=1e-7)
    assert found.omega == pytest.approx(told["ordinal_omega"], abs=1e-5)


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-0.99, 0.99))
def test_the_bivariate_distribution_is_that_of_scipy(h, k, r):
    other = multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf([h, k])

    assert bivariate_normal(h, k, r) == pytest.approx(other, abs=2e-8)


def test_the_bivariate_distribution_ends_at_the_whole_and_at_nothing():
    assert bivariate_normal(np.inf, 0.3, 0.5) == pytest.approx(0.6179114, abs=1e-7)
    assert bivariate_normal(-np.inf, 0.3, 0.5) == pytest.approx(0, abs=1e-12)
    with pytest.raises(OutOfRangeError):
        bivariate_normal(0, 0, 1.0)


def test_only_the_order_of_the_answers_counts():
    answers = answers_of("C")[:400]

    found = estimate_polychoric(answers)

    assert estimate_polychoric(np.exp(answers)) == pytest.approx(found, abs=1e-9)
    assert estimate_polychoric(answers[:, ::-1]) == pytest.approx(found[::-1, ::-1], abs=1e-9)


def test_the_correlation_behind_coarse_answers_is_found_again():
    random = np.random.default_rng(3)
    hidden = random.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=5000)
    coarse = (hidden > [1.0, -0.5]).astype(float)

    assert estimate_polychoric(coarse)[0, 1] == pytest.approx(0.6, abs=0.05)
    assert np.corrcoef(coarse, rowvar=False)[0, 1] < 0.35


def test_what_cannot_be_told_is_refused():
    with pytest.raises(NoVarianceError, match="item 2"):
        estimate_polychoric([[1, 3], [2, 3], [3, 3]])
    with pytest.raises(NotConvergedError, match="items 1 and 2"):
        estimate_polychoric([[1, 1], [2, 2], [3, 3]] * 20)
    with pytest.raises(TooFewItemsError):
        ordinal_reliability([[1, 2], [2, 1], [3, 3]])
