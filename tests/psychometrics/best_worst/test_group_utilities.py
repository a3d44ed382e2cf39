"""Counts and the aggregate best-worst logit against R, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.best_worst.group_utilities import count_choices, fit_group
from assessment.psychometrics.best_worst.person_utilities import find_modes
from assessment.psychometrics.errors import (
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from tests.psychometrics.best_worst.laying_out import laid_out
from tests.psychometrics.reference import all_choices, column, expected, rows

R = expected("bws_sim39.json")
ITEMS = R["items"]


@pytest.fixture(scope="module")
def people():
    return all_choices()


@pytest.fixture(scope="module")
def fitted(people):
    return fit_group([choice for choices in people.values() for choice in choices], 39)


def test_the_counts_are_exactly_those_of_r(people):
    told = R["aggregate_counts"]

    found = count_choices([choice for choices in people.values() for choice in choices], 39)

    assert found.best.tolist() == told["B"]
    assert found.worst.tolist() == told["W"]
    assert found.shown.tolist() == told["shown"]
    assert found.difference.tolist() == told["BW"]
    assert found.share == pytest.approx(told["BW_over_shown"], abs=1e-12)


def test_the_counts_per_person_are_exactly_those_of_r(people):
    told = rows("bws_sim39_counts_individual.csv")
    theirs = np.stack([column(told, item) for item in ITEMS], axis=1)

    for row, person in zip(theirs, told, strict=True):
        assert (count_choices(people[person["id"]], 39).share == row).all()


def test_the_sequential_logit_equals_clogit(fitted):
    told = R["clogit_sequential"]

    assert fitted.u[38] == fitted.se[38] == 0
    assert fitted.u[:38] == pytest.approx([told["coef"][item] for item in ITEMS[:38]], abs=1e-6)
    assert fitted.se[:38] == pytest.approx([told["se"][item] for item in ITEMS[:38]], abs=1e-6)
    assert fitted.log_likelihood == pytest.approx(told["logLik"], abs=1e-6)
    assert fitted.log_likelihood_chance == pytest.approx(told["logLik0"], abs=1e-6)
    assert fitted.choices == told["n_strata"]


def test_it_does_not_matter_which_item_is_the_reference(people, fitted):
    choices = [choice for chosen in people.values() for choice in chosen]

    other = fit_group(choices, 39, reference=0)

    assert other.u - other.u[38] == pytest.approx(fitted.u, abs=1e-8)
    assert other.log_likelihood == pytest.approx(fitted.log_likelihood)
    for one, two in zip(other.centred(), fitted.centred(), strict=True):
        assert one == pytest.approx(two, abs=1e-8)


def test_with_a_very_wide_prior_the_mode_of_one_person_is_the_maximum(people, fitted):
    choices = [choice for chosen in people.values() for choice in chosen]

    u, _ = find_modes(laid_out(choices, 39), 1e8 * np.eye(39)[None])

    assert u[0, 0] - u.mean() == pytest.approx(fitted.centred()[0], abs=1e-5)


CHOICES = st.lists(
    st.permutations(range(5)).map(lambda p: (list(p[:3]), p[0], p[2])), min_size=25, max_size=40
)


def fits(choices):
    try:
        return fit_group(choices, 5)
    except (NoVarianceError, NotConvergedError):
        return None


@given(choices=CHOICES, random=st.randoms(use_true_random=False))
def test_neither_the_order_of_sets_nor_of_items_in_a_set_matters(choices, random):
    one = fits(choices)
    if one is None:
        return
    mixed = [(random.sample(shown, 3), best, worst) for shown, best, worst in choices]
    random.shuffle(mixed)

    other = fit_group(mixed, 5)

    assert other.u == pytest.approx(one.u, abs=1e-7)
    assert other.se == pytest.approx(one.se, abs=1e-6)
    assert one.log_likelihood >= one.log_likelihood_chance


@given(choices=CHOICES)
def test_the_same_choices_twice_give_the_same_utilities_and_less_error(choices):
    one = fits(choices)
    if one is None:
        return

    other = fit_group(choices * 2, 5)

    assert other.u == pytest.approx(one.u, abs=1e-7)
    assert other.se == pytest.approx(one.se / np.sqrt(2), abs=1e-6)


def test_an_item_that_always_wins_has_no_finite_utility():
    choices = [([0, 1, 2], 0, 2), ([0, 1, 2], 0, 1)] * 10

    with pytest.raises(NotConvergedError, match="always wins or loses"):
        fit_group(choices, 3)


def test_an_item_that_was_never_shown_is_named():
    with pytest.raises(NoVarianceError, match="item 3 was never shown"):
        fit_group([([0, 1, 2], 0, 2)], 4)
    with pytest.raises(NoVarianceError, match="item 3"):
        _ = count_choices([([0, 1, 2], 0, 2)], 4).share


def test_sets_that_fall_apart_cannot_be_compared():
    choices = [([0, 1], 0, 1), ([0, 1], 1, 0), ([2, 3], 2, 3), ([2, 3], 3, 2)]

    with pytest.raises(NoVarianceError, match="do not connect"):
        fit_group(choices, 4)


@pytest.mark.parametrize(
    ("error", "choice"),
    [
        (OutOfRangeError, ([0, 1, 2], 1, 1)),
        (OutOfRangeError, ([0, 1, 2], 3, 1)),
        (OutOfRangeError, ([0, 1, 4], 0, 1)),
        (OutOfRangeError, ([0, 1, -1], 0, 1)),
        (ShapeError, ([0], 0, 0)),
        (ShapeError, ([0, 1, 1], 0, 1)),
    ],
)
def test_impossible_choices_are_refused(error, choice):
    with pytest.raises(error):
        fit_group([choice], 4)


def test_no_choices_and_an_unknown_reference_are_refused():
    with pytest.raises(TooFewPeopleError):
        fit_group([], 4)
    with pytest.raises(OutOfRangeError, match="reference"):
        fit_group([([0, 1], 0, 1)], 2, reference=2)
