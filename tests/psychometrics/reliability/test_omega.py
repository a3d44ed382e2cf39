"""One common factor and omega against lavaan; the interval against simulation."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.psychometrics.errors import (
    ImproperSolutionError,
    NoVarianceError,
    OutOfRangeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from assessment.psychometrics.reliability.classical import alpha
from assessment.psychometrics.reliability.omega import one_factor
from tests.psychometrics.reference import expected, matrix

R = expected("ctt_bfi_ACE.json")["scales"]
LOADINGS = np.array([0.5, 0.6, 0.7, 0.8, 0.6])


@pytest.fixture(scope="module", params=R)
def scale(request):
    told = R[request.param]
    answers = matrix("ctt_bfi_ACE.csv", columns=told["items"])
    reverse = [item in told["reversed"] for item in told["items"]]
    recoded = np.where(reverse, sum(told["response_range"]) - answers, answers)
    return recoded, one_factor(recoded), told["omega_1factor_ML_listwise"]


def test_omega_and_loadings_equal_lavaan(scale):
    _, found, told = scale

    assert found.omega == pytest.approx(told["omega_total_unstandardised"], abs=1e-5)
    assert found.omega_standardised == pytest.approx(told["omega_total_standardised"], abs=1e-5)
    assert found.loadings == pytest.approx(list(told["loadings"].values()), abs=1e-5)
    std = list(told["loadings_std"].values())
    assert found.standardised_loadings == pytest.approx(std, abs=1e-5)
    assert found.residuals == pytest.approx(list(told["residual_var"].values()), abs=1e-5)


def test_fit_equals_lavaan(scale):
    _, found, told = scale
    fit = told["fit"]

    assert (found.chi_squared, found.df) == (pytest.approx(fit["chisq"], abs=1e-6), fit["df"])
    assert found.p == pytest.approx(fit["pvalue"], abs=1e-8)
    assert (found.cfi, found.rmsea) == pytest.approx((fit["cfi"], fit["rmsea"]), abs=1e-8)
    assert found.srmr == pytest.approx(fit["srmr"], abs=1e-6)


def test_stretching_the_scale_stretches_loadings_and_leaves_omega(scale):
    answers, found, _ = scale

    other = one_factor(25 * (answers - 1))

    assert other.omega == pytest.approx(found.omega, abs=1e-6)
    assert other.loadings == pytest.approx(25 * found.loadings, abs=1e-3)


def test_the_order_of_people_and_items_does_not_matter(scale):
    answers, found, _ = scale

    other = one_factor(answers[::-1, ::-1])

    assert other.omega == pytest.approx(found.omega, abs=1e-6)
    assert other.loadings[::-1] == pytest.approx(found.loadings, abs=1e-5)


def draw(rng, people, loadings=LOADINGS):
    trait, noise = rng.normal(size=(people, 1)), rng.normal(size=(people, loadings.size))
    return trait * loadings + noise * np.sqrt(1 - loadings**2)


def test_equal_loadings_make_omega_equal_alpha():
    answers = draw(np.random.default_rng(4), 20000, np.full(5, 0.7))

    assert one_factor(answers).omega == pytest.approx(alpha(answers), abs=0.001)


def test_the_interval_holds_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(5)
    truth = LOADINGS.sum() ** 2 / (LOADINGS.sum() ** 2 + (1 - LOADINGS**2).sum())
    fits = [one_factor(draw(rng, 250)) for _ in range(80)]

    held = np.mean([low < truth < high for low, high in (fit.interval() for fit in fits)])
    spread = np.std([fit.omega for fit in fits])

    assert 0.87 <= held <= 1
    assert np.mean([fit.omega_se for fit in fits]) == pytest.approx(spread, rel=0.25)


def test_loadings_that_cancel_have_no_interval():
    found = one_factor(draw(np.random.default_rng(10), 300))

    for omega in (0.0, 1.0):
        with pytest.raises(OutOfRangeError, match="recode"):
            replace(found, omega=omega).interval()


def test_three_items_have_no_degrees_of_freedom_and_no_test():
    found = one_factor(draw(np.random.default_rng(6), 300)[:, 1:4])

    assert (found.df, found.p, found.rmsea) == (0, None, None)
    assert found.chi_squared == pytest.approx(0, abs=1e-6)


def test_two_items_do_not_identify_a_factor():
    with pytest.raises(TooFewItemsError, match="at least 3"):
        one_factor([[1.0, 2], [2, 3], [3, 3]])


def test_fewer_people_than_needed_is_told():
    with pytest.raises(TooFewPeopleError, match="at least 6"):
        one_factor(draw(np.random.default_rng(7), 5))


def test_an_item_that_repeats_another_is_refused():
    answers = draw(np.random.default_rng(8), 200)
    answers[:, 4] = answers[:, 3]

    with pytest.raises(NoVarianceError, match="exact sum"):
        one_factor(answers)


def test_a_heywood_case_is_named_and_not_reported_as_a_number():
    rng = np.random.default_rng(9)
    first = rng.normal(size=(200, 1))
    loose = rng.normal(size=(200, 3)) + np.array([0.3, 0.3, 0.3]) * first
    answers = np.hstack([first, loose])
    answers[:, 1] -= 0.25 * (loose[:, 1] + loose[:, 2])  # the others disagree among themselves

    with pytest.raises(ImproperSolutionError, match="item 1 .*Heywood"):
        one_factor(answers)
