"""The best-worst logit against R (survival::coxph with a ridge), and what it refuses.

tests/reference/README.md tells where the numbers come from.
"""

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.psychometrics.best_worst.person_utilities import (
    ScaledPriors,
    find_modes,
    fit_utilities,
    lay_out,
)
from tests.psychometrics.best_worst.laying_out import laid_out

REFERENCE = Path(__file__).parents[2] / "reference"
PERSONS = [str(number) for number in range(1, 11)]
CLUSTER_SIZES = (5, 5, 5, 4, 4, 4, 4, 4, 4)
PRIOR_VARIANCE = 2.0  # R: ridge(theta = 0.5)


def rows(name):
    with (REFERENCE / name).open(newline="") as file:
        return list(csv.DictReader(file))


def place(item):
    return int(item.removeprefix("v")) - 1


def choices_of(person):
    mine = [row for row in rows("bws_sim39.csv") if row["id"] == person]
    found = []
    for _, group in groupby(mine, key=lambda row: row["set"]):
        shown = list(group)
        best, worst = (
            next(place(row["item"]) for row in shown if row["choice"] == mark)
            for mark in ("1", "-1")
        )
        found.append(([place(row["item"]) for row in shown], best, worst))
    return found


@dataclass
class Mode:
    """The mode of one person under one prior, centred, with its covariance."""

    u: np.ndarray
    covariance: np.ndarray


def find_mode(choices, prior):
    u, covariance = find_modes(laid_out(choices, len(prior)), prior[None])
    centre = np.eye(len(prior)) - 1 / len(prior)
    return Mode(centre @ u[0, 0], centre @ covariance[0, 0] @ centre)


@pytest.fixture(scope="module")
def fitted():
    return {
        person: find_mode(choices_of(person), PRIOR_VARIANCE * np.eye(39)) for person in PERSONS
    }


@pytest.mark.parametrize("person", PERSONS)
def test_mode_and_both_standard_deviations_equal_those_of_r(person, fitted):
    expected = [r for r in rows("bws_sim39_ridge_theta0.5.csv") if r["id"] == person]
    found = fitted[person]
    centred = np.diag(found.covariance)
    # The information matrix sends the vector of ones to 0, so H⁻¹·1 = prior·1 and
    # centring takes prior/39 off every variance; the mode sums to 0 by itself.
    plain = centred + PRIOR_VARIANCE / 39

    assert found.u == pytest.approx([float(r["mode"]) for r in expected], abs=1e-6)
    assert np.sqrt(plain) == pytest.approx([float(r["sd"]) for r in expected], abs=1e-6)
    assert np.sqrt(centred) == pytest.approx([float(r["sd_centred"]) for r in expected], abs=1e-6)


@pytest.mark.parametrize("person", PERSONS)
def test_cluster_means_and_their_standard_errors_equal_those_of_r(person, fitted):
    expected = [r for r in rows("bws_sim39_ridge_theta0.5_clusters.csv") if r["id"] == person]
    edges = np.cumsum((0, *CLUSTER_SIZES))
    member = np.zeros((9, 39))
    for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
        member[number, start:end] = 1 / (end - start)
    found = fitted[person]

    assert [r["cluster"] for r in expected] == [str(n) for n in range(1, 10)]
    assert member @ found.u == pytest.approx([float(r["mean"]) for r in expected], abs=1e-6)
    se = np.sqrt(np.diag(member @ found.covariance @ member.T))
    assert se == pytest.approx([float(r["se_centred"]) for r in expected], abs=1e-6)


def test_values_that_share_a_prior_learn_from_each_others_choices():
    shared = np.eye(4) + np.kron(np.eye(2), np.ones((2, 2)))

    alone = find_mode([([0, 2], 0, 2)], 2.0 * np.eye(4))
    together = find_mode([([0, 2], 0, 2)], shared)

    assert alone.u[1] == pytest.approx(0)
    assert together.u[1] > 0 > together.u[3]


CHOICES = st.lists(st.permutations(range(8)).map(lambda p: (list(p[:5]), p[0], p[3])), max_size=30)


@given(choices=CHOICES)
def test_the_mode_is_where_the_posterior_is_flat(choices):
    """The gradient written out anew, item by item, is zero at the mode."""
    u = find_mode(choices, 2.0 * np.eye(8)).u

    gradient = -u / 2.0
    for shown, best, worst in choices:
        total = sum(np.exp(u[i]) for i in shown)
        rest = [i for i in shown if i != best]
        total_rest = sum(np.exp(-u[i]) for i in rest)
        gradient[best] += 1
        gradient[worst] -= 1
        for i in shown:
            gradient[i] -= np.exp(u[i]) / total
        for i in rest:
            gradient[i] += np.exp(-u[i]) / total_rest

    assert gradient == pytest.approx(np.zeros(8), abs=1e-8)
    assert u.sum() == pytest.approx(0, abs=1e-9)


@given(choices=CHOICES, random=st.randoms(use_true_random=False))
def test_neither_the_order_of_sets_nor_of_values_in_a_set_matters(choices, random):
    mixed = [(random.sample(shown, len(shown)), best, worst) for shown, best, worst in choices]
    random.shuffle(mixed)

    one = find_mode(choices, 2.0 * np.eye(8))
    other = find_mode(mixed, 2.0 * np.eye(8))

    assert other.u == pytest.approx(one.u, abs=1e-9)
    assert other.covariance == pytest.approx(one.covariance, abs=1e-9)


def test_best_and_worst_swapped_turn_every_utility_round_when_only_two_are_shown():
    """With two values the sequential choice is a plain logit, so the sign simply flips."""
    choices = [([0, 1], 0, 1), ([1, 2], 1, 2), ([0, 2], 2, 0), ([0, 1], 0, 1)]
    swapped = [(shown, worst, best) for shown, best, worst in choices]

    one = find_mode(choices, 2.0 * np.eye(3))
    other = find_mode(swapped, 2.0 * np.eye(3))

    assert other.u == pytest.approx(-one.u, abs=1e-9)


def test_choosing_the_same_value_as_best_more_often_raises_it():
    once = find_mode([([0, 1, 2, 3], 0, 3)], 2.0 * np.eye(4))
    twice = find_mode([([0, 1, 2, 3], 0, 3)] * 2, 2.0 * np.eye(4))

    assert twice.u[0] > once.u[0] > 0 > once.u[3] > twice.u[3]
    assert once.u[1] == pytest.approx(once.u[2])


def test_without_choices_there_is_only_the_prior():
    found = find_mode([], 2.0 * np.eye(4))

    assert found.u == pytest.approx(np.zeros(4))
    assert np.diag(found.covariance) == pytest.approx(np.full(4, 2.0 * 3 / 4))


@pytest.mark.parametrize(
    "choice",
    [
        pytest.param(([0, 1, 2], 1, 1), id="best is worst"),
        pytest.param(([0, 1, 2], 3, 1), id="best not shown"),
        pytest.param(([0, 1, 2], 0, 3), id="worst not shown"),
    ],
)
def test_impossible_choices_are_refused(choice):
    with pytest.raises(ValueError, match="must be two of"):
        find_mode([choice], 2.0 * np.eye(4))


# The average over scales


def scaled(*scales, count=8):
    covariances = np.array(scales)[:, None, None] * 2.0 * np.eye(count)
    return ScaledPriors(covariances, np.full(len(scales), 1 / len(scales)))


def fit(choices, *scales, count=8):
    return fit_utilities(laid_out(choices, count), scaled(*scales, count=count))


SORTED = [([*range(start, start + 5)], start, start + 4) for start in range(4)] * 8
"""Thirty-two choices of somebody who always prefers the lower number."""


def exact_mean(choices, prior_sd):
    """Mean and covariance of two items' difference by adding up the posterior on a fine grid."""
    grid = np.linspace(-12 * prior_sd, 12 * prior_sd, 24001)  # u0 - u1
    log = -(grid**2) / (4 * prior_sd**2)
    for _, best, _ in choices:
        log = log - np.log1p(np.exp(-grid if best == 0 else grid))
    weights = np.exp(log - log.max())
    weights = weights / weights.sum()
    mean = weights @ grid
    return mean, np.sqrt(weights @ (grid - mean) ** 2)


@pytest.mark.parametrize(("wins", "losses"), [(3, 0), (6, 1), (9, 9), (12, 0)])
def test_two_items_get_the_mean_that_adding_up_the_posterior_gives(wins, losses):
    choices = [([0, 1], 0, 1)] * wins + [([0, 1], 1, 0)] * losses
    found = fit_utilities(laid_out(choices, 2), ScaledPriors(4.0 * np.eye(2)[None], np.ones(1)))
    mode = find_mode(choices, 4.0 * np.eye(2))
    mean, sd = exact_mean(choices, 2.0)

    difference = found.u[0, 0] - found.u[0, 1]
    contrast = np.array([1.0, -1.0])
    assert difference == pytest.approx(mean, abs=0.15)
    assert abs(difference - mean) <= abs(mode.u[0] - mode.u[1] - mean) + 1e-9
    assert np.sqrt(contrast @ found.covariance[0] @ contrast) == pytest.approx(sd, rel=0.2)


def test_who_chooses_sharply_is_read_with_a_wider_prior_than_who_does_not():
    """The average lies near the narrow prior for a weak chooser and near the wide for a sharp."""
    random = np.random.default_rng(4)
    weak = [(list(shown), int(shown[0]), int(shown[1]))
            for shown in (random.permutation(8)[:5] for _ in range(32))]  # fmt: skip
    for choices, nearer, further in ((SORTED, 8.0, 0.05), (weak, 0.05, 8.0)):
        both, near, far = (fit(choices, *s).u[0] for s in ((0.05, 8.0), (nearer,), (further,)))
        assert np.abs(both - near).max() < 0.1 * np.abs(both - far).max()


def test_preferences_have_evidence_and_lots_have_not():
    random = np.random.default_rng(5)
    lots = [
        [(list(s), int(s[0]), int(s[1])) for s in (random.permutation(8)[:5] for _ in range(32))]
        for _ in range(20)
    ]

    assert fit(SORTED, 0.05, 0.5, 5.0).evidence[0] > 20
    assert sum(fit(one, 0.05, 0.5, 5.0).evidence[0] < 0 for one in lots) >= 18


def test_without_choices_neither_preferences_nor_chance_have_evidence():
    assert fit([], 0.05, 5.0).evidence == pytest.approx([0.0])


def test_evidence_is_what_adding_up_gives_for_two_items():
    choices = [([0, 1], 0, 1)] * 7 + [([0, 1], 1, 0)]
    grid = np.linspace(-40, 40, 80001)
    density = np.exp(-(grid**2) / (4 * 4.0)) / np.sqrt(4 * np.pi * 4.0)
    likelihood = (1 / (1 + np.exp(-grid))) ** 7 * (1 / (1 + np.exp(grid)))
    exact = np.log((density * likelihood).sum() * (grid[1] - grid[0])) - 8 * np.log(0.5)

    found = fit_utilities(
        laid_out(choices, 2), ScaledPriors(4.0 * np.eye(2)[None], np.ones(1))
    ).evidence[0]

    assert found == pytest.approx(exact, abs=0.15)


@settings(max_examples=25)
@given(people=st.lists(CHOICES.filter(lambda c: len(c) > 0), min_size=1, max_size=4))
def test_each_person_is_computed_apart_from_the_others(people):
    most = max(map(len, people))
    shown = np.full((len(people), most, 5), -1)
    best, worst = np.full((2, len(people), most), -1)
    for row, choices in enumerate(people):
        for place, (items, first, last) in enumerate(choices):
            shown[row, place], best[row, place], worst[row, place] = items, first, last

    together = fit_utilities(lay_out(shown, best, worst, 8), scaled(0.05, 1.0))

    for row, choices in enumerate(people):
        alone = fit(choices, 0.05, 1.0)
        assert together.u[row] == pytest.approx(alone.u[0], abs=1e-7)
        assert together.covariance[row] == pytest.approx(alone.covariance[0], abs=1e-7)
        assert together.evidence[row] == pytest.approx(alone.evidence[0], abs=1e-7)
