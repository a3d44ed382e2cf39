"""The best-worst logit against R (survival::coxph with a ridge), and what it refuses.

tests/reference/README.md tells where the numbers come from.
"""

import csv
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.best_worst.person_utilities import fit_utilities

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


@pytest.fixture(scope="module")
def fitted():
    return {
        person: fit_utilities(choices_of(person), PRIOR_VARIANCE * np.eye(39)) for person in PERSONS
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


def test_people_with_a_pattern_fit_better_than_chance(fitted):
    for found in fitted.values():
        assert found.chance < found.root_likelihood < 1


def test_values_that_share_a_prior_learn_from_each_others_choices():
    shared = np.eye(4) + np.kron(np.eye(2), np.ones((2, 2)))

    alone = fit_utilities([([0, 2], 0, 2)], 2.0 * np.eye(4))
    together = fit_utilities([([0, 2], 0, 2)], shared)

    assert alone.u[1] == pytest.approx(0)
    assert together.u[1] > 0 > together.u[3]


CHOICES = st.lists(st.permutations(range(8)).map(lambda p: (list(p[:5]), p[0], p[3])), max_size=30)


@given(choices=CHOICES)
def test_the_mode_is_where_the_posterior_is_flat(choices):
    """The gradient written out anew, item by item, is zero at the mode."""
    u = fit_utilities(choices, 2.0 * np.eye(8)).u

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

    one = fit_utilities(choices, 2.0 * np.eye(8))
    other = fit_utilities(mixed, 2.0 * np.eye(8))

    assert other.u == pytest.approx(one.u, abs=1e-9)
    assert other.covariance == pytest.approx(one.covariance, abs=1e-9)


def test_best_and_worst_swapped_turn_every_utility_round_when_only_two_are_shown():
    """With two values the sequential choice is a plain logit, so the sign simply flips."""
    choices = [([0, 1], 0, 1), ([1, 2], 1, 2), ([0, 2], 2, 0), ([0, 1], 0, 1)]
    swapped = [(shown, worst, best) for shown, best, worst in choices]

    one = fit_utilities(choices, 2.0 * np.eye(3))
    other = fit_utilities(swapped, 2.0 * np.eye(3))

    assert other.u == pytest.approx(-one.u, abs=1e-9)


def test_choosing_the_same_value_as_best_more_often_raises_it():
    once = fit_utilities([([0, 1, 2, 3], 0, 3)], 2.0 * np.eye(4))
    twice = fit_utilities([([0, 1, 2, 3], 0, 3)] * 2, 2.0 * np.eye(4))

    assert twice.u[0] > once.u[0] > 0 > once.u[3] > twice.u[3]
    assert once.u[1] == pytest.approx(once.u[2])


def test_without_choices_there_is_only_the_prior():
    found = fit_utilities([], 2.0 * np.eye(4))

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
        fit_utilities([choice], 2.0 * np.eye(4))
