"""Descriptives and category use."""

import numpy as np
import pytest

from assessment.psychometrics.errors import (
    NotFiniteError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from assessment.psychometrics.items.item_statistics import (
    category_use,
    describe_items,
)
from tests.psychometrics.reference import expected, matrix

R = expected("ctt_bfi_ACE.json")["scales"]
NAN = np.nan


def recoded(told):
    answers = matrix("ctt_bfi_ACE.csv", columns=told["items"])
    reverse = [item in told["reversed"] for item in told["items"]]
    return np.where(reverse, sum(told["response_range"]) - answers, answers)


@pytest.mark.parametrize("name", R)
def test_descriptives_equal_psych(name):
    told = R[name]

    found = describe_items(recoded(told))

    for item, one in zip(told["items"], found, strict=True):
        r = told["describe"][item]
        mine = (one.answered, one.mean, one.sd, one.median, one.skew, one.kurtosis, one.se)
        theirs = [r[key] for key in ("n", "mean", "sd", "median", "skew", "kurtosis", "se")]
        assert mine == pytest.approx(theirs, abs=1e-8)
        assert one.answered + one.missing == told["n_total"]


def test_an_item_that_all_answer_alike_has_no_skew_and_that_is_told_as_none():
    found = describe_items([[4.0], [4.0], [4.0]])[0]

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
        lambda x: describe_items(x),
        lambda x: category_use(x, low=1, high=5),
    ],
)
def test_an_item_that_nobody_answered_is_named(call):
    with pytest.raises(TooFewPeopleError, match="item 2"):
        call([[1.0, NAN], [2.0, NAN]])


def test_infinity_and_other_shapes_are_refused():
    with pytest.raises(NotFiniteError):
        describe_items([[np.inf, 1.0]])
    with pytest.raises(ShapeError):
        describe_items([1.0, 2.0])
