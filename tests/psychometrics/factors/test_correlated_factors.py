"""Correlated factors against lavaan, and what the model promises and refuses."""

import numpy as np
import pytest

from assessment.psychometrics.errors import (
    ImproperSolutionError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from assessment.psychometrics.factors.correlated_factors import fit_factors
from assessment.psychometrics.reliability.omega import one_factor
from tests.psychometrics.bfi import TOLD, answers_of

HALVES = [0, 0, 0, 1, 1, 1]


def simulated(people=400, between=0.5, seed=1):
    random = np.random.default_rng(seed)
    hidden = random.multivariate_normal([0, 0], [[1, between], [between, 1]], size=people)
    return hidden[:, HALVES] + random.normal(size=(people, 6))


@pytest.fixture(scope="module", params=TOLD["models"])
def model(request):
    told = TOLD["models"][request.param]
    factors = [number for number, _ in enumerate(told["factors"]) for _ in range(5)]
    return fit_factors(answers_of(*told["factors"]), factors), told


def test_fit_equals_lavaan(model):
    found, told = model

    assert found.people == TOLD["people"]
    assert found.df == told["df"]
    assert found.chi_squared == pytest.approx(told["chisq"], rel=1e-8)
    assert found.cfi == pytest.approx(told["cfi"], abs=1e-8)
    assert found.rmsea == pytest.approx(told["rmsea"], abs=1e-8)
    assert found.srmr == pytest.approx(told["srmr"], abs=1e-6)


def test_loadings_and_factor_correlations_equal_lavaan(model):
    found, told = model
    place = told["factors"].index

    assert found.loadings == pytest.approx(list(told["loadings"].values()), abs=1e-5)
    for one, other, r, error in told["correlations"]:
        assert found.correlations[place(one), place(other)] == pytest.approx(r, abs=1e-5)
        assert found.correlations_se[place(one), place(other)] == pytest.approx(error, abs=1e-5)


def test_one_factor_is_the_one_factor_model():
    answers = answers_of("A")

    several, one = fit_factors(answers, [0] * 5), one_factor(answers)

    assert several.chi_squared == pytest.approx(one.chi_squared, abs=1e-6)
    assert several.loadings == pytest.approx(one.standardised_loadings, abs=1e-5)
    assert (several.df, several.correlations.tolist()) == (one.df, [[1.0]])


def test_a_scale_in_other_units_and_items_in_another_order_change_nothing():
    answers, order = simulated(), [5, 0, 3, 1, 4, 2]
    plain = fit_factors(answers, HALVES)

    turned = fit_factors(7 * answers[:, order] - 3, [HALVES[place] for place in order])

    assert turned.chi_squared == pytest.approx(plain.chi_squared, abs=1e-6)
    assert turned.loadings == pytest.approx(plain.loadings[order], abs=1e-5)


def test_a_factor_correlation_lies_near_the_one_that_made_the_answers():
    found = [fit_factors(simulated(seed=seed), HALVES) for seed in range(60)]
    estimates = np.array([one.correlations[0, 1] for one in found])

    assert estimates.mean() == pytest.approx(0.5, abs=0.03)
    assert estimates.std() == pytest.approx(found[0].correlations_se[0, 1], rel=0.35)


def test_a_right_model_fits_and_a_wrong_one_does_not():
    answers = simulated(people=1000, between=0.2)

    right, wrong = fit_factors(answers, HALVES), fit_factors(answers, [0] * 6)

    assert right.p > 0.001
    assert wrong.p < 1e-6
    assert wrong.df - right.df == 1


@pytest.mark.parametrize(
    ("factors", "error"),
    [([0, 0, 0], ShapeError), ([0, 0, 0, 2, 2, 2], OutOfRangeError),
     ([0, 0, 0, 0, 0, 1], TooFewItemsError)],
)  # fmt: skip
def test_a_model_that_says_nothing_is_refused(factors, error):
    with pytest.raises(error):
        fit_factors(simulated(), factors)


def test_answers_that_no_model_can_be_fitted_to_are_refused():
    answers = simulated()
    with pytest.raises(TooFewPeopleError):
        fit_factors(answers[:6], HALVES)
    answers[:, 5] = answers[:, 4] + answers[:, 3]
    with pytest.raises(NoVarianceError):
        fit_factors(answers, HALVES)


def test_factors_that_are_one_factor_are_told():
    with pytest.raises(ImproperSolutionError, match="coincide|residual"):
        fit_factors(simulated(between=0.999999, people=100), HALVES)
