"""Descriptives, category use and scale means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.errors import (
    NotFiniteError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from assessment.psychometrics.items.item_statistics import (
    category_use,
    describe,
    scale_means,
)
from tests.psychometrics.reference import column, expected, matrix, rows

R = expected("ctt_bfi_ACE.json")["scales"]
NAN = np.nan


def recoded(told):
    answers = matrix("ctt_bfi_ACE.csv", columns=told["items"])
    reverse = [item in told["reversed"] for item in told["items"]]
    return np.where(reverse, sum(told["response_range"]) - answers, answers)


@pytest.mark.parametrize("name", R)
def test_descriptives_equal_psych(name):
    told = R[name]

    found = describe(recoded(told))

    for item, one in zip(told["items"], found, strict=True):
        r = told["describe"][item]
        mine = (one.answered, one.mean, one.sd, one.median, one.skew, one.kurtosis, one.se)
        theirs = [r[key] for key in ("n", "mean", "sd", "median", "skew", "kurtosis", "se")]
        assert mine == pytest.approx(theirs, abs=1e-8)
        assert one.answered + one.missing == told["n_total"]


@pytest.mark.parametrize("name", R)
def test_scale_means_equal_r_with_and_without_the_80_percent_rule(name):
    told = rows("ctt_bfi_ACE_person_scores.csv")
    answers = recoded(R[name])[[int(row["row"]) - 1 for row in told]]

    strict, loose = scale_means(answers), scale_means(answers, share=0)

    assert (~np.isnan(answers)).sum(axis=1) == pytest.approx(column(told, f"{name}_n_answered"))
    assert strict == pytest.approx(column(told, f"{name}_mean_rule80"), abs=1e-10, nan_ok=True)
    available = column(told, f"{name}_mean_available")
    assert loose == pytest.approx(available, abs=1e-10, nan_ok=True)
    assert np.isnan(strict).sum() > np.isnan(loose).sum()


@pytest.mark.parametrize(("items", "enough"), [(4, 4), (5, 4), (6, 5), (10, 8), (15, 12), (20, 16)])
def test_eighty_percent_is_rounded_up_to_whole_answers(items, enough):
    answers = np.full((2, items), 3.0)
    answers[0, enough:] = NAN
    answers[1, enough - 1 :] = NAN

    assert scale_means(answers) == pytest.approx([3.0, NAN], nan_ok=True)


def test_a_share_that_floating_point_makes_too_large_asks_no_answer_more():
    answers = [[3.0] * 14 + [NAN] * 11]  # 14 of 25

    assert 0.56 * 25 > 14
    assert scale_means(answers, share=0.56) == pytest.approx([3.0])


@given(
    rows_=st.lists(st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]), min_size=6, max_size=6),
                   min_size=1, max_size=8),
    constant=st.integers(-5, 5),
)  # fmt: skip
def test_a_constant_added_to_every_answer_is_added_to_the_mean(rows_, constant):
    answers = np.array(rows_)

    assert scale_means(answers + constant) == pytest.approx(scale_means(answers) + constant)


def test_an_item_that_all_answer_alike_has_no_skew_and_that_is_told_as_none():
    found = describe([[4.0], [4.0], [4.0]])[0]

    assert (found.sd, found.se, found.skew, found.kurtosis) == (0.0, 0.0, None, None)


def test_category_use_by_hand():
    found = category_use([[1.0, 5], [1, 4], [3, NAN], [NAN, 4]], low=1, high=5)

    assert found == pytest.approx(np.array([[2 / 3, 0, 1 / 3, 0, 0], [0, 0, 0, 2 / 3, 1 / 3]]))


@pytest.mark.parametrize("answer", [0.0, 6.0, 2.5])
def test_an_answer_that_is_no_category_is_refused(answer):
    with pytest.raises(OutOfRangeError, match=r"whole, 1 to 5"):
        category_use([[answer], [3.0]], low=1, high=5)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: describe(x),
        lambda x: category_use(x, low=1, high=5),
    ],
)
def test_an_item_that_nobody_answered_is_named(call):
    with pytest.raises(TooFewPeopleError, match="item 2"):
        call([[1.0, NAN], [2.0, NAN]])


def test_infinity_and_other_shapes_are_refused():
    with pytest.raises(NotFiniteError):
        scale_means([[np.inf, 1.0]])
    with pytest.raises(ShapeError):
        scale_means([1.0, 2.0])
    with pytest.raises(OutOfRangeError, match="share"):
        scale_means([[1.0, 2.0]], share=80)
