"""Intraclass correlations against psych, irr and multilevel, and what they refuse."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.agreement.intraclass import one_way, raters_needed, shrout_fleiss
from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
    TooFewPeopleError,
)
from tests.psychometrics.reference import column, expected, matrix, rows

TABLE = matrix("icc_shrout_fleiss.csv")
R = expected("icc_shrout_fleiss.json")
NAMES = ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")


@pytest.mark.parametrize("name", NAMES)
def test_the_six_coefficients_with_intervals_and_tests_equal_psych(name):
    found, told = getattr(shrout_fleiss(TABLE), name.lower()), R["psych"][name]

    assert found.icc == pytest.approx(told["icc"], abs=1e-8)
    assert (found.low, found.high) == pytest.approx((told["lower95"], told["upper95"]), abs=1e-8)
    assert (found.f, found.p) == pytest.approx((told["F"], told["p"]), abs=1e-8)
    assert (found.df1, found.df2) == (told["df1"], told["df2"])
    assert round(found.icc, 2) == pytest.approx(R["printed"][name], abs=0.011)


def test_all_but_one_interval_also_equal_irr():
    """Only of ICC(2, k) does irr have another approximation than psych."""
    found = shrout_fleiss(TABLE)
    same = {
        "oneway_single": found.icc1,
        "oneway_average": found.icc1k,
        "twoway_agreement_single": found.icc2,
        "twoway_consistency_single": found.icc3,
        "twoway_consistency_average": found.icc3k,
    }
    for name, mine in same.items():
        told = R["irr"][name]
        theirs = (told["icc"], told["lower95"], told["upper95"])
        assert (mine.icc, mine.low, mine.high) == pytest.approx(theirs, abs=1e-8), name
    assert found.icc2k.icc == pytest.approx(R["irr"]["twoway_agreement_average"]["icc"], abs=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_the_retest_coefficients_equal_psych(name):
    told = expected("retest_sai.json")["ICC"][name]

    table = shrout_fleiss(matrix("retest_sai.csv", columns=["score_t1", "score_t2"]))
    found = getattr(table, name.lower())

    theirs = (told["icc"], told["lower95"], told["upper95"])
    assert (found.icc, found.low, found.high) == pytest.approx(theirs, abs=1e-8)


def test_raters_nested_in_targets_equal_multilevel():
    told, table = expected("groups_bhr2000.json"), rows("groups_bhr2000.csv")
    group = column(table, "group")
    items = np.stack([column(table, item) for item in told["items"]], axis=1)

    found = one_way(items.mean(axis=1), group)

    anova = told["anova"]
    assert found.ms_between == pytest.approx(anova["MSB"], abs=1e-8)
    assert found.ms_within == pytest.approx(anova["MSW"], abs=1e-8)
    assert found.f == pytest.approx(anova["F"], abs=1e-6)
    assert (found.ratings, found.groups) == (told["n"], told["n_groups"])
    assert found.icc1_mean_size == pytest.approx(told["ICC1_score"], abs=1e-8)
    assert found.icck == pytest.approx(told["ICC2_score"], abs=1e-8)
    for place, item in enumerate(told["items"]):
        mine = one_way(items[:, place], group)
        theirs = told["per_item"][item]
        assert mine.icc1_mean_size == pytest.approx(theirs["ICC1"], abs=1e-8)
        assert mine.icck == pytest.approx(theirs["ICC2"], abs=1e-8)


def test_unequal_groups_use_k0():
    told = expected("self_other.json")
    others = [row for row in rows("self_other.csv") if row["source"] != "self"]

    found = one_way(column(others, "score"), [row["target"] for row in others])

    assert found.k0 == pytest.approx(told["k0"], abs=1e-8)
    assert found.icc1 == pytest.approx(told["ICC1_anova_k0"], abs=1e-8)
    assert found.icc1 == pytest.approx(told["ICC1_reml"], abs=0.01)
    for person in told["per_target"]:
        mine = found.reliability_of_mean(person["n_others"])
        assert mine == pytest.approx(person["reliability_of_mean_of_n_raters_k0"], abs=1e-8)


def test_with_equal_groups_one_way_is_case_1():
    found, case1 = one_way(TABLE.ravel(), np.repeat(np.arange(6), 4)), shrout_fleiss(TABLE)

    assert found.icc1 == pytest.approx(case1.icc1.icc)
    assert (found.icc1_low, found.icc1_high) == pytest.approx((case1.icc1.low, case1.icc1.high))
    assert found.icck == pytest.approx(case1.icc1k.icc)
    assert found.k0 == found.mean_size == 4


@pytest.mark.parametrize(("icc", "raters"), [(0.20, 10), (0.25, 7), (0.30, 6), (0.15, 14)])
def test_raters_needed_for_seventy_percent(icc, raters):
    assert raters_needed(icc, 0.70) == raters


RATINGS = hnp.arrays(np.float64, st.tuples(st.integers(3, 8), st.integers(2, 5)),
                     elements=st.integers(1, 9).map(float))  # fmt: skip


def coefficients(table):
    try:
        found = shrout_fleiss(table)
    except NoVarianceError:
        return None
    return [getattr(found, name.lower()).icc for name in NAMES]


@given(table=RATINGS, constant=st.integers(-5, 5), random=st.randoms(use_true_random=False))
def test_neither_order_nor_a_constant_nor_the_unit_matters(table, constant, random):
    found = coefficients(table)
    assume(found is not None)
    targets = random.sample(range(table.shape[0]), table.shape[0])
    judges = random.sample(range(table.shape[1]), table.shape[1])

    mixed = coefficients(2 * table[targets][:, judges] + constant)

    assert mixed == pytest.approx(found, abs=1e-8)


@given(table=RATINGS)
def test_intervals_hold_the_coefficient_and_none_is_above_1(table):
    assume(coefficients(table) is not None)
    found = shrout_fleiss(table)

    for name in ("ICC1", "ICC3", "ICC1k", "ICC3k"):
        one = getattr(found, name.lower())
        assert one.low <= one.icc <= one.high <= 1 + 1e-12


@given(table=RATINGS, judge=st.integers(1, 9))
def test_a_judge_who_is_always_milder_costs_agreement_but_not_consistency(table, judge):
    before = coefficients(table)
    assume(before is not None)
    milder = table.copy()
    milder[:, 0] += judge

    after = coefficients(milder)

    assert after[2] == pytest.approx(before[2], abs=1e-8)


def test_judges_who_agree_exactly_get_an_error_and_no_infinite_f():
    with pytest.raises(NoVarianceError, match="agree exactly"):
        shrout_fleiss([[1.0, 1], [2, 2], [3, 3]])
    with pytest.raises(NoVarianceError, match="agree exactly"):
        one_way([1.0, 1, 2, 2], [1, 1, 2, 2])


def test_targets_that_do_not_differ_are_refused():
    with pytest.raises(NoVarianceError, match="same mean"):
        shrout_fleiss([[1.0, 3], [3, 1], [2, 2]])
    with pytest.raises(NoVarianceError, match="same mean"):
        one_way([1.0, 3, 3, 1], [1, 1, 2, 2])


def test_a_mean_without_a_lower_end_is_refused():
    with pytest.raises(NoVarianceError, match="no lower end"):
        shrout_fleiss([[1.0, 3], [3, 1], [2, 2.1]])


def test_missing_and_infinite_ratings_are_refused():
    with pytest.raises(NotFiniteError, match="miss 1 of 6"):
        shrout_fleiss([[1.0, np.nan], [2, 3], [3, 3]])
    with pytest.raises(NotFiniteError):
        one_way([1.0, np.inf], [1, 2])


def test_a_rating_without_a_target_is_refused():
    for groups in ([1.0, 1.0, np.nan], [1, 1, None]):
        with pytest.raises(NotFiniteError, match="groups miss 1"):
            one_way([1.0, 2, 3], groups)
    with pytest.raises(ShapeError):
        one_way([1.0, 2, 3], [["a"], ["a"], ["b"]])


def test_too_few_judges_targets_or_raters_are_refused():
    with pytest.raises(TooFewItemsError):
        shrout_fleiss([[1.0], [2]])
    with pytest.raises(TooFewPeopleError):
        shrout_fleiss([[1.0, 2]])
    with pytest.raises(TooFewPeopleError, match="1 groups"):
        one_way([1.0, 2], ["a", "a"])
    with pytest.raises(TooFewPeopleError, match="beyond one per group"):
        one_way([1.0, 2], ["a", "b"])


def test_scores_and_groups_of_different_length_are_refused():
    with pytest.raises(ShapeError, match="scores 3, groups 2"):
        one_way([1.0, 2, 3], ["a", "b"])


@pytest.mark.parametrize(("icc", "wanted"), [(0, 0.7), (1, 0.7), (0.2, 1), (-0.1, 0.7)])
def test_impossible_reliabilities_are_refused(icc, wanted):
    with pytest.raises(OutOfRangeError):
        raters_needed(icc, wanted)
