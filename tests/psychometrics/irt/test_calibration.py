"""Calibration against R mirt 1.45.1, with ltm as a second opinion, and against the truth."""

import numpy as np
import pytest

from assessment.psychometrics.irt import calibrate, graded_model, marginal_reliability
from tests.psychometrics.irt.reference import (
    LOWEST,
    OFFERED,
    SETS,
    calibrated,
    mirt,
    read_json,
    read_table,
    simulate,
)


def of_items(name, key):
    return [np.atleast_1d(item[key]) for item in mirt(name)["pars"].values()]


@pytest.mark.parametrize("name", SETS)
def test_the_log_likelihood_is_that_of_mirt(name):
    found = calibrated(name)

    assert found.log_likelihood == pytest.approx(mirt(name)["logLik"], abs=1e-6)
    assert found.aic == pytest.approx(mirt(name)["AIC"], abs=1e-5)
    assert found.bic == pytest.approx(mirt(name)["BIC"], abs=1e-5)
    assert found.people == mirt(name)["n_rows"]


@pytest.mark.parametrize("name", SETS)
def test_slopes_and_locations_are_those_of_mirt(name):
    found = calibrated(name)

    assert found.model.slopes == pytest.approx(np.concatenate(of_items(name, "a")), abs=1e-5)
    for locations, expected in zip(found.model.locations, of_items(name, "b"), strict=True):
        assert locations == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_standard_errors_are_those_of_mirt_by_oakes(name):
    found = calibrated(name)

    assert found.slope_se == pytest.approx(np.concatenate(of_items(name, "a_se")), rel=1e-4)
    for se, expected in zip(found.location_se, of_items(name, "b_se"), strict=True):
        assert se == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("name", SETS)
def test_the_marginal_reliability_is_that_of_mirt(name):
    found = marginal_reliability(calibrated(name).model)

    assert found == pytest.approx(mirt(name)["marginal_rxx"], abs=1e-6)


@pytest.mark.parametrize("name", SETS)
def test_ltm_finds_the_same_as_far_as_its_quadrature_goes(name):
    answers = read_table(f"irt_{name}")
    complete = answers[~np.isnan(answers).any(1)]
    ltm = read_json(f"irt_{name}")["ltm"]

    found = calibrate(complete, OFFERED[name], lowest=LOWEST[name])

    assert len(complete) == ltm["n"]
    assert found.log_likelihood == pytest.approx(ltm["mirt_logLik_same_rows"], abs=1e-5)
    assert found.log_likelihood == pytest.approx(ltm["logLik"], abs=0.01)
    for item, slope in zip(ltm["pars"].values(), found.model.slopes, strict=True):
        assert slope == pytest.approx(item["a"], abs=0.005)


def test_true_parameters_lie_within_three_standard_errors():
    truth = read_json("irt_sim2000x6x5_truth")
    found = calibrated("sim2000x6x5")

    assert (np.abs(found.model.slopes - truth["a"]) < 3 * found.slope_se).all()
    for i, locations in enumerate(truth["b"]):
        off = np.abs(found.model.locations[i] - locations)
        assert (off < 3 * found.location_se[i]).all()


@pytest.mark.parametrize("name", SETS)
def test_the_report_says_how_the_maximum_was_reached(name):
    report = calibrated(name).convergence

    assert report.decrement < 1e-8
    assert len(report.log_likelihoods) == 1 + report.em_steps + report.newton_steps
    assert (np.diff(report.log_likelihoods) > -1e-6).all()
    assert report.log_likelihoods[-1] == calibrated(name).log_likelihood


def test_the_order_of_people_does_not_matter():
    answers = read_table("irt_bfi_C")
    turned = calibrate(answers[::-1], 6, lowest=1)

    assert turned.model.slopes.tolist() == calibrated("bfi_C").model.slopes.tolist()
    assert turned.covariance.tolist() == calibrated("bfi_C").covariance.tolist()


def test_people_without_any_answer_count_for_nothing():
    answers = read_table("irt_lsat6")
    more = np.vstack([np.full((50, 5), np.nan), answers])

    found = calibrate(more, 2)

    assert found.people == 1000
    assert found.model.slopes == pytest.approx(calibrated("lsat6").model.slopes, abs=1e-10)


def test_items_may_offer_different_numbers_of_answers():
    truth = graded_model([1.5, 1.0, 2.0, 1.2], [[0.3], [-1.0, 1.0], [-1, 0, 1], [-0.5, 1.2]])
    found = calibrate(simulate(truth, 3000, seed=5), [2, 3, 4, 3])

    assert found.parameters == 12
    assert (np.abs(found.model.slopes - truth.slopes) < 3 * found.slope_se).all()
    for mine, true, se in zip(found.model.locations, truth.locations, found.location_se,
                              strict=True):  # fmt: skip
        assert (np.abs(mine - true) < 3 * se).all()


def test_an_item_that_falls_with_the_trait_is_named():
    answers = read_table("irt_sim2000x6x5").copy()
    answers[:, 2] = 4 - answers[:, 2]
    names = [f"g{number}" for number in range(6)]

    found = calibrate(answers, 5, names=names)
    right = calibrated("sim2000x6x5")

    assert found.falling == ("g2",)
    assert found.log_likelihood == pytest.approx(right.log_likelihood, abs=1e-6)
    assert found.model.slopes[2] == pytest.approx(-right.model.slopes[2], abs=1e-5)
    assert found.model.locations[2] == pytest.approx(right.model.locations[2][::-1], abs=1e-5)
    assert found.slope_se == pytest.approx(right.slope_se, rel=1e-4)


def test_mostly_falling_items_turn_the_trait_round():
    answers = 1 - read_table("irt_lsat6")[:, [0, 1, 2, 3]]
    mirrored = calibrate(np.column_stack([answers, read_table("irt_lsat6")[:, 4]]), 2)
    right = calibrated("lsat6").model

    assert mirrored.falling == ("item 5",)
    assert mirrored.model.slopes[:4] == pytest.approx(right.slopes[:4], abs=1e-5)
    assert mirrored.model.locations[0] == pytest.approx(-right.locations[0], abs=1e-4)
    for se, expected in zip(mirrored.location_se, calibrated("lsat6").location_se, strict=True):
        assert se == pytest.approx(expected, rel=1e-4)
