"""Gradients and information against differences; modes against a plain optimiser."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from assessment.psychometrics.irt import Priors, calibrate, graded_model, normal_grid
from assessment.psychometrics.irt.answers import read_patterns
from assessment.psychometrics.irt.curves import draw_model, information
from assessment.psychometrics.irt.expectation import (
    Sample,
    compute_gradient,
    evaluate_expectation,
    expected_counts,
    fisher_information,
    observed_information,
)
from assessment.psychometrics.irt.layout import Layout
from assessment.psychometrics.irt.likelihood import likelihood_bends
from tests.psychometrics.irt.reference import read_table, simulate

MIXED = graded_model([1.3, 0.8, -1.6, 2.0], [[-0.5, 1.0], [0.2], [1.0, 0.0, -1.5], [-0.3, 0.4]])
RISING = graded_model([1.3, 0.8, 1.6, 2.0], [[-0.5, 1.0], [0.2], [-1.5, 0.0, 1.0], [-0.3, 0.4]])
STEP = 1e-5


def sample_of(model, priors):
    answers = simulate(model, 150, seed=4)
    answers[::7, 1] = np.nan
    categories = model.layout.categories
    patterns = read_patterns(answers, categories, 0)
    return Sample(Layout(categories), patterns, normal_grid(), priors, ("a", "b", "c", "d"))


def differences(function, at):
    sides = [(function(at + STEP * e), function(at - STEP * e)) for e in np.eye(len(at))]
    return np.array([(up - down) / (2 * STEP) for up, down in sides])


@pytest.mark.parametrize(("model", "priors"), [(MIXED, None), (RISING, Priors(0.2, 0.7, 1.5))])
def test_gradient_and_observed_information_are_those_of_the_marginal_likelihood(model, priors):
    sample, items = sample_of(model, priors), model.layout.items

    def fit(at):
        return evaluate_expectation(sample, at[:items], at[items:])

    def uphill(at):
        return compute_gradient(sample, fit(at), expected_counts(sample, fit(at)))

    at = np.concatenate([model.slopes, model.intercepts]) * 1.1
    observed = observed_information(sample, fit(at), expected_counts(sample, fit(at)))

    assert uphill(at) == pytest.approx(differences(lambda p: fit(p).height, at), abs=1e-5)
    assert observed == pytest.approx(-differences(uphill, at), abs=1e-5)
    assert observed == pytest.approx(observed.T, abs=1e-9)


@pytest.mark.parametrize(("model", "priors"), [(MIXED, None), (RISING, Priors())])
def test_complete_data_information_is_positive_definite(model, priors):
    sample = sample_of(model, priors)
    fit = evaluate_expectation(sample, model.slopes, model.intercepts)

    assert np.linalg.eigvalsh(fisher_information(sample, fit))[0] > 0


def test_people_who_skipped_an_item_bring_no_information_about_it():
    """Fisher information of a slope is Σ t²·I_i(t)/a² over those who answered the item."""
    sample = sample_of(MIXED, None)
    fit = evaluate_expectation(sample, MIXED.slopes, MIXED.intercepts)
    nodes, answered = sample.grid.nodes, sample.patterns.codes >= 0
    people = (answered * sample.patterns.counts[:, None]).T @ fit.posterior
    measured = information(MIXED, draw_model(MIXED, nodes)) / MIXED.slopes[:, None] ** 2

    found = np.diag(fisher_information(sample, fit))[:4]

    assert not answered.all()
    assert found == pytest.approx((people * nodes**2 * measured).sum(1), abs=1e-9)


def test_bends_of_a_persons_likelihood_are_its_derivatives():
    theta = np.array([-2.0, -0.3, 0.4, 1.7])
    codes = np.array([[0, 1, 2, -1], [2, 0, 3, 2], [1, -1, 0, 1], [-1, 1, 1, 0]])

    def measured(at):
        return information(MIXED, draw_model(MIXED, at))

    def slope(at, which):
        up, down = (likelihood_bends(MIXED, codes, at + s) for s in (STEP, -STEP))
        return (getattr(up, which) - getattr(down, which)) / (2 * STEP)

    found = likelihood_bends(MIXED, codes, theta)

    assert found.information == pytest.approx(((codes >= 0).T * measured(theta)).sum(0))
    assert found.bend == pytest.approx(-slope(theta, "slope"), abs=1e-8)
    assert found.information_slope == pytest.approx(slope(theta, "information"), abs=1e-8)
    assert found.information_bend == pytest.approx(slope(theta, "information_slope"), abs=1e-8)


def plain_log_posterior(parameters, answers, priors):
    """Slopes and locations of binary items, in the words of the formula."""
    slopes, locations = np.split(parameters, 2)
    nodes = np.linspace(-6, 6, 61)
    weights = norm.pdf(nodes) / norm.pdf(nodes).sum()
    p = 1 / (1 + np.exp(-slopes * (nodes[:, None] - locations)))
    total = np.log(np.where(answers[:, None] == 1, p, 1 - p).prod(2) @ weights).sum()
    z = (np.log(slopes) - priors.slope_mean) / priors.slope_sd
    return total - (z**2).sum() / 2 - np.log(slopes).sum() + norm.logpdf(
        locations, scale=priors.location_sd
    ).sum()  # fmt: skip


def test_with_priors_the_result_is_the_mode_that_a_plain_optimiser_finds():
    answers, priors = read_table("irt_lsat6")[::20], Priors()
    start = np.concatenate([np.ones(5), np.full(5, -1.0)])

    plain = minimize(lambda p: -plain_log_posterior(p, answers, priors), start, method="BFGS",
                     options={"gtol": 1e-4})  # fmt: skip
    found = calibrate(answers, 2, priors=priors)

    assert found.model.slopes == pytest.approx(plain.x[:5], abs=2e-4)
    assert np.concatenate(found.model.locations) == pytest.approx(plain.x[5:], abs=5e-4)


def test_priors_hold_what_fifty_people_cannot():
    answers = read_table("irt_lsat6")[::20]
    loose = calibrate(answers, 2, priors=Priors(0.4, 1.0, 20.0))
    tight = calibrate(answers, 2, priors=Priors(0.4, 0.05, 2.0))

    assert tight.model.slopes == pytest.approx(np.full(5, np.exp(0.4)), rel=0.03)
    assert (tight.slope_se < loose.slope_se).all()
    assert tight.log_likelihood < loose.log_likelihood


def test_with_many_people_priors_hardly_matter():
    plain = calibrate(read_table("irt_sim2000x6x5"), 5)
    held = calibrate(read_table("irt_sim2000x6x5"), 5, priors=Priors())

    assert (np.abs(held.model.slopes - plain.model.slopes) < 0.3 * plain.slope_se).all()
    assert held.log_likelihood <= plain.log_likelihood


def test_two_items_can_be_calibrated_with_priors():
    found = calibrate(read_table("irt_sim2000x6x5")[:, :2], 5, priors=Priors())

    assert (found.model.slopes > 0.5).all()
    assert np.isfinite(found.slope_se).all()
