"""Shares, content validity and substantive validity, against scipy and published tables."""

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from assessment.psychometrics.agreement import content_validity
from assessment.psychometrics.agreement.content_validity import (
    estimate_share,
    rate_content,
    substantive_validity,
)
from assessment.psychometrics.errors import NotFiniteError, OutOfRangeError, TooFewPeopleError


@given(total=st.integers(1, 60), part=st.floats(0, 1))
def test_the_interval_of_a_share_equals_that_of_scipy(total, part):
    count = round(part * total)

    share = estimate_share(count, total)

    theirs = binomtest(count, total).proportion_ci(0.95, method="wilson")
    assert (share.low, share.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert share.low <= share.share <= share.high + 1e-12


# Published with 9 and 10 experts: https://doi.org/10.1186/s12913-017-2469-8, table 10;
# the formulas are those of Polit, Beck and Owen (2007).
@pytest.mark.parametrize(
    ("relevant", "experts", "index", "chance", "kappa"),
    [
        (10, 10, 1.00, 0.001, 1.00),
        (9, 10, 0.90, 0.010, 0.90),
        (8, 10, 0.80, 0.044, 0.79),
        (7, 10, 0.70, 0.117, 0.66),
        (8, 9, 0.89, 0.018, 0.89),
        (7, 9, 0.78, 0.070, 0.76),
        (6, 9, 0.67, 0.164, 0.60),
    ],
)
def test_content_validity_is_that_of_a_published_table(relevant, experts, index, chance, kappa):
    content = rate_content([4] * relevant + [3] * (experts - relevant), relevant_from=4)

    assert (content.index, content.chance) == pytest.approx((index, chance), abs=0.005)
    assert content.kappa == pytest.approx(kappa, abs=0.005)
    assert (content.experts, content.relevant) == (experts, relevant)


def test_substantive_validity_runs_from_all_elsewhere_to_all_at_home():
    # 7 of 10 at home and 2 at the next: (7 - 2) / 10
    assert substantive_validity(7, 2, 10) == 0.5
    assert substantive_validity(10, 0, 10) == 1
    assert substantive_validity(0, 10, 10) == -1


@pytest.mark.parametrize(
    "call",
    [
        lambda: estimate_share(0, 0),
        lambda: rate_content([4], relevant_from=4),
        lambda: substantive_validity(0, 0, 0),
    ],
)
def test_too_few_people_are_refused(call):
    with pytest.raises(TooFewPeopleError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: estimate_share(4, 3),
        lambda: estimate_share(-1, 3),
        lambda: estimate_share(1, 3, confidence=1),
        lambda: substantive_validity(3, 3, 5),
        lambda: substantive_validity(-1, 3, 5),
    ],
)
def test_impossible_counts_are_refused(call):
    with pytest.raises(OutOfRangeError):
        call()


def test_a_missing_rating_is_refused():
    with pytest.raises(NotFiniteError):
        rate_content([4, np.nan], relevant_from=4)


def test_the_examples_of_the_docstrings_hold():
    assert doctest.testmod(content_validity).failed == 0
