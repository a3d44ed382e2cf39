"""Agreement within groups and between judges, against multilevel and irr."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.agreement.rater_agreement import (
    kendall_w,
    krippendorff,
    rwg,
    rwg_j,
)
from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from tests.psychometrics.reference import column, expected, matrix, rows

LEVELS = ("nominal", "ordinal", "interval")
JUDGES = matrix("icc_shrout_fleiss.csv")


@pytest.fixture(scope="module")
def groups():
    told, table = expected("groups_bhr2000.json"), rows("groups_bhr2000.csv")
    number = column(table, "group")
    items = np.stack([column(table, item) for item in told["items"]], axis=1)
    groups = rows("groups_bhr2000_groups.csv")
    return [(items[number == float(row["group"])], row) for row in groups]


def test_agreement_within_groups_equals_multilevel(groups):
    for ratings, told in groups:
        mine = (
            rwg(ratings[:, 0], categories=5),
            rwg_j(ratings, categories=5),
        )
        theirs = [float(told[key]) for key in ("rwg_item1", "rwgj")]
        assert mine == pytest.approx(theirs, abs=1e-8), told["group"]


def test_the_mean_and_median_rwgj_equal_multilevel(groups):
    told = expected("groups_bhr2000.json")

    found = [rwg_j(ratings, categories=told["A"]) for ratings, _ in groups]

    assert np.mean(found) == pytest.approx(told["mean_rwgj"], abs=1e-8)
    assert np.median(found) == pytest.approx(told["median_rwgj"], abs=1e-8)


def test_more_spread_than_chance_is_no_agreement():
    # variance 16/3 of 1, 1, 5, 5 is above the 2 of answering at random
    assert rwg([1, 1, 5, 5], categories=5) == 0
    assert rwg_j([[1, 5], [1, 5], [5, 1], [5, 1]], categories=5) == 0


def test_kendalls_w_equals_irr():
    told = expected("icc_shrout_fleiss.json")["kendall_W"]

    found = kendall_w(JUDGES)

    mine = (found.w, found.chi_squared, found.p)
    assert mine == pytest.approx((told["W"], told["chisq"], told["p"]), abs=1e-8)


@pytest.mark.parametrize("level", LEVELS)
def test_krippendorff_with_missing_ratings_equals_irr(level):
    found = krippendorff(matrix("kripp_missing.csv"), level=level)

    assert found == pytest.approx(expected("kripp_missing.json")[level], abs=1e-8)


def by_definition(units):
    """Return interval alpha from the definition: mean squared differences over pairs."""
    pairs = [
        ((a - b) ** 2, 1 / (len(unit) - 1))
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    ]
    flat = np.concatenate(units)
    observed = sum(d * w for d, w in pairs) / flat.size
    chance = ((flat[:, np.newaxis] - flat) ** 2).sum() / (flat.size * (flat.size - 1))
    return 1 - observed / chance


def test_without_missing_ratings_krippendorff_follows_the_definition_and_not_irr():
    """irr 0.84.1 weighs a unit's pairs by 1 instead of 1/(m − 1), so that N seems m − 1 times as
    large in the correction for small samples; with that undone it agrees."""
    told = expected("icc_shrout_fleiss.json")
    n, m = JUDGES.size, JUDGES.shape[1]
    excess = ((n * (m - 1) - 1) / (n * (m - 1))) / ((n - 1) / n)

    for level in ("interval", "ordinal"):
        found = krippendorff(JUDGES, level=level)
        assert 1 - excess * (1 - found) == pytest.approx(told[f"kripp_alpha_{level}"], abs=1e-8)
    assert krippendorff(JUDGES) == pytest.approx(by_definition(list(JUDGES)))


RATINGS = hnp.arrays(np.float64, st.tuples(st.integers(2, 8), st.integers(2, 5)),
                     elements=st.integers(1, 5).map(float))  # fmt: skip


@given(column_=st.lists(st.integers(1, 5), min_size=2, max_size=8), raters=st.integers(2, 6))
def test_raters_who_say_the_same_agree_fully(column_, raters):
    alike = np.repeat(np.array(column_, dtype=float)[np.newaxis], raters, axis=0)

    assert rwg_j(alike, categories=5) == 1
    assert rwg(alike[:, 0], categories=5) == 1
    if len(set(column_)) > 1:
        assert kendall_w(alike.T).w == pytest.approx(1)
        for level in LEVELS:
            assert krippendorff(alike.T, level=level) == pytest.approx(1)


@given(ratings=RATINGS, random=st.randoms(use_true_random=False), constant=st.integers(-3, 3))
def test_the_order_of_raters_and_a_constant_do_not_matter(ratings, random, constant):
    mixed = ratings[random.sample(range(len(ratings)), len(ratings))]

    for index in (lambda x: rwg_j(x, categories=5),):
        assert index(mixed + constant) == pytest.approx(index(ratings))
    assert 0 <= rwg_j(ratings, categories=5) <= 1


@given(ratings=RATINGS)
def test_interval_alpha_is_its_definition(ratings):
    if np.ptp(ratings) == 0:
        with pytest.raises(NoVarianceError, match="every rating is"):
            krippendorff(ratings)
    else:
        assert krippendorff(ratings) == pytest.approx(by_definition(list(ratings)))


@given(ratings=RATINGS)
def test_kendalls_w_lies_from_0_to_1(ratings):
    if (np.ptp(ratings, axis=0) == 0).any():
        with pytest.raises(NoVarianceError, match="same rating"):
            kendall_w(ratings)
    else:
        assert -1e-12 <= kendall_w(ratings).w <= 1 + 1e-12


@pytest.mark.parametrize(
    "call",
    [
        lambda: rwg([3.0], categories=5),
        lambda: rwg_j([[3.0, 4]], categories=5),
        lambda: kendall_w([[1.0, 2]]),
        lambda: krippendorff([[1.0, np.nan], [np.nan, 2]]),
    ],
)
def test_too_few_raters_are_refused(call):
    with pytest.raises(TooFewPeopleError):
        call()


@pytest.mark.parametrize("coefficient", [kendall_w, krippendorff])
def test_one_judge_agrees_with_nobody(coefficient):
    with pytest.raises(TooFewItemsError):
        coefficient([[1.0], [2.0]])


@pytest.mark.parametrize(
    "call",
    [
        lambda: rwg([3.0, np.nan], categories=5),
        lambda: rwg_j([[3.0, np.inf], [1, 2]], categories=5),
        lambda: kendall_w([[1.0, np.nan], [2, 2]]),
        lambda: krippendorff([[1.0, np.inf], [2, 2]]),
    ],
)
def test_missing_and_infinite_ratings_are_refused(call):
    with pytest.raises(NotFiniteError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: rwg([3.0, 4], categories=1),
        lambda: rwg([0.0, 75], categories=5),
        lambda: rwg_j([[0.0], [75]], categories=5),
        lambda: krippendorff([[1.0, 2]], level="ratio"),
    ],
)
def test_impossible_settings_are_refused(call):
    with pytest.raises(OutOfRangeError):
        call()
