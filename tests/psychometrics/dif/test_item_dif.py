"""Differential item functioning against MASS::polr, and what it finds and refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.dif.item_dif import item_dif, scale_dif
from assessment.psychometrics.dif.ordinal_logit import fit_ordinal
from assessment.psychometrics.errors import (
    EmptyCategoryError,
    NotConvergedError,
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from tests.psychometrics.reference import expected, matrix

R = expected("dif_bfi_C.json")
ITEMS = list(R["items"])


@pytest.fixture(scope="module")
def found():
    answers = matrix("dif_bfi_C.csv", columns=ITEMS)
    group = matrix("dif_bfi_C.csv", columns=["gender"])[:, 0] - 1
    return dict(zip(ITEMS, scale_dif(answers, group, low=1, high=6), strict=True))


@pytest.mark.parametrize("item", ITEMS)
def test_likelihoods_and_tests_equal_r(item, found):
    mine, told = found[item], R["items"][item]

    assert mine.people == R["n"]
    assert mine.log_likelihoods == pytest.approx(told["logLik"], abs=5e-4)
    tests = (mine.uniform, mine.nonuniform, mine.total)
    theirs = [told[f"chisq_{name}"] for name in ("uniform", "nonuniform", "total")]
    assert tests == pytest.approx(theirs, abs=1e-3)
    p = (mine.p_uniform, mine.p_nonuniform, mine.p_total)
    theirs = [told[f"p_{name}"] for name in ("uniform", "nonuniform", "total")]
    assert p == pytest.approx(theirs, abs=0.005)  # near χ² = 0 a small distance is large in p


@pytest.mark.parametrize("item", ITEMS)
def test_the_size_of_the_effect_equals_r(item, found):
    mine, told = found[item], R["items"][item]

    r2 = (mine.nagelkerke_uniform, mine.nagelkerke_total)
    theirs = (told["nagelkerke_change_12"], told["nagelkerke_change_13"])
    assert r2 == pytest.approx(theirs, abs=1e-6)
    assert mine.group == pytest.approx(told["coef_group"], abs=1e-3)
    assert (mine.group / mine.group_se) ** 2 == pytest.approx(mine.uniform, rel=0.02, abs=0.01)


@pytest.mark.parametrize("item", ITEMS)
def test_our_maximum_is_at_least_as_high_as_that_of_r(item, found):
    """polr stops at a relative tolerance; Newton goes on, which explains the small distances."""
    for mine, theirs in zip(found[item].log_likelihoods, R["items"][item]["logLik"], strict=True):
        assert mine >= theirs - 1e-7


def test_two_categories_are_plain_logistic_regression_by_hand():
    # odds 1/3 without and 4/2 with the predictor: coefficient ln(2/(1/3)) = ln 6,
    # variance 1/1 + 1/3 + 1/4 + 1/2
    answers = [1, 0, 0, 0, 1, 1, 1, 1, 0, 0]
    predictor = [[0.0]] * 4 + [[1.0]] * 6

    fit = fit_ordinal(answers, predictor, categories=2)

    assert fit.coefficients == pytest.approx([np.log(6)], abs=1e-8)
    assert fit.standard_errors == pytest.approx([np.sqrt(25 / 12)], abs=1e-6)
    assert fit.thresholds == pytest.approx([np.log(3)], abs=1e-8)


def test_without_predictors_the_thresholds_are_the_log_odds_of_the_shares():
    fit = fit_ordinal([0, 0, 1, 2, 2, 2], np.empty((6, 0)), categories=3)

    assert fit.thresholds == pytest.approx([np.log(1 / 2), np.log(1)], abs=1e-8)
    assert fit.log_likelihood == pytest.approx(
        2 * np.log(2 / 6) + np.log(1 / 6) + 3 * np.log(3 / 6)
    )


def draw(seed, shift=0.0, people=600):
    rng = np.random.default_rng(seed)
    trait, group = rng.normal(size=(people, 1)), np.arange(people) % 2
    raw = trait + rng.normal(size=(people, 6)) * 0.8
    raw[:, 0] += shift * group
    return np.clip(np.round(3 + raw), 1, 5), group


def test_an_item_made_easier_for_one_group_is_found_and_the_others_hardly():
    answers, group = draw(11, shift=1.0)

    found = scale_dif(answers, group, low=1, high=5)

    assert found[0].p_uniform < 1e-6
    assert found[0].group > 0
    assert max(item.nagelkerke_uniform for item in found) == found[0].nagelkerke_uniform


def test_without_a_difference_few_items_flag():
    p = [item.p_total for seed in range(12) for item in scale_dif(*draw(seed), low=1, high=5)]

    assert np.mean(np.array(p) < 0.05) < 0.15


@given(seed=st.integers(0, 50))
def test_exchanging_the_groups_turns_the_sign_and_leaves_the_tests(seed):
    answers, group = draw(seed, people=200)
    total = answers.sum(axis=1) - answers.sum(axis=1).mean()

    one = item_dif(answers[:, 1], total, group, low=1, high=5)
    other = item_dif(answers[:, 1], total, 1 - group, low=1, high=5)

    assert other.group == pytest.approx(-one.group, abs=1e-5)
    tests = (one.uniform, one.nonuniform, one.total)
    assert (other.uniform, other.nonuniform, other.total) == pytest.approx(tests, abs=1e-5)
    assert one.total == pytest.approx(one.uniform + one.nonuniform)


def test_turning_the_answers_round_turns_the_coefficients_round():
    answers, group = draw(3)
    x = np.stack([answers[:, 1:].sum(axis=1), group], axis=1)

    one = fit_ordinal(answers[:, 0] - 1, x, categories=5)
    other = fit_ordinal(5 - answers[:, 0], x, categories=5)

    assert other.coefficients == pytest.approx(-one.coefficients, abs=1e-6)
    assert other.log_likelihood == pytest.approx(one.log_likelihood)
    assert other.thresholds == pytest.approx(-one.thresholds[::-1], abs=1e-5)


def test_a_category_that_nobody_used_is_named():
    answers, group = draw(1)
    answers[answers == 1] = 2

    with pytest.raises(EmptyCategoryError, match="category 1 of 5; merge"):
        scale_dif(answers, group, low=1, high=5)


def test_small_groups_show_nothing():
    answers, _ = draw(1)
    group = np.zeros(600)
    group[:29] = 1

    with pytest.raises(TooFewPeopleError, match="29 people in group 1; at least 30"):
        scale_dif(answers, group, low=1, high=5)


def test_a_predictor_that_tells_answers_apart_without_error_has_no_maximum():
    with pytest.raises(NotConvergedError, match="no maximum"):
        fit_ordinal([0] * 40 + [1] * 40, np.arange(80.0)[:, np.newaxis], categories=2)


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (TooFewItemsError, lambda a, g: scale_dif(a[:, :1], g, low=1, high=5)),
        (OutOfRangeError, lambda a, g: scale_dif(a, g + 1, low=1, high=5)),
        (OutOfRangeError, lambda a, g: scale_dif(a, g, low=1, high=4)),
        (OutOfRangeError, lambda a, g: scale_dif(a + 0.5, g, low=1, high=6)),
        (ShapeError, lambda a, g: scale_dif(a, g[:-1], low=1, high=5)),
        (NotFiniteError, lambda a, g: scale_dif(np.where(a == 1, np.nan, a), g, low=1, high=5)),
        (NoVarianceError, lambda a, g: scale_dif(np.full_like(a, 3), g, low=1, high=5)),
        (NoVarianceError, lambda a, g: item_dif(a[:, 0], np.ones(600), g, low=1, high=5)),
        (ShapeError, lambda a, g: fit_ordinal(a[:, 0] - 1, a[:9], categories=5)),
        (TooFewPeopleError, lambda a, g: fit_ordinal([0, 1, 2], [[1], [2], [0]], categories=3)),
    ],
)
def test_impossible_input_is_refused(error, call):
    answers, group = draw(2)

    with pytest.raises(error):
        call(answers, group)
