"""Reliable change and many tests at once, against clinicalsignificance, psych and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.change.reliable_change import (
    benjamini_hochberg,
    reliable_change,
    retest,
)
from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from assessment.psychometrics.reliability.classical import measurement_error
from tests.psychometrics.reference import column, expected, rows


def test_the_index_of_jacobson_and_truax_equals_r_per_person():
    told, table = expected("rci_anorexia.json"), rows("rci_anorexia.csv")
    before, after = column(table, "pre"), column(table, "post")

    found = reliable_change(before, after, sem=measurement_error(before.std(ddof=1), 0.8))

    theirs = column(rows("rci_anorexia_persons.csv"), "rci_JT")
    assert found == pytest.approx(theirs, abs=1e-8)
    counts = told["methods"]["JT"]
    assert (found > 1.96).sum() == counts["n_improved"]
    assert (found < -1.96).sum() == counts["n_deteriorated"]


def test_the_error_and_the_smallest_change_equal_r():
    told = expected("rci_anorexia.json")
    sem = measurement_error(told["sd_pre"], told["reliability"])

    assert sem == pytest.approx(told["JT"]["SEM"], abs=1e-8)
    assert np.sqrt(2) * sem == pytest.approx(told["JT"]["S_diff"], abs=1e-8)


def test_the_printed_example_of_jacobson_and_truax():
    told = expected("rci_jacobson_truax_example.json")
    printed, exact = told["printed"], told["exact"]

    sem = measurement_error(printed["sd"], printed["r"])
    found = reliable_change([printed["x_pre"]], [printed["x_post"]], sem=sem)

    assert sem == pytest.approx(exact["SE"], abs=1e-8)
    assert found == pytest.approx([exact["RC"]], abs=1e-8)
    assert round(float(found[0]), 2) == printed["RC"]


def test_retest_equals_r():
    told, table = expected("retest_sai.json"), rows("retest_sai.csv")
    first, second = column(table, "score_t1"), column(table, "score_t2")

    found = retest(first, second)

    assert found.people == told["n"]
    assert (found.r, found.low, found.high) == pytest.approx((told["r"], *told["r_ci95"]), abs=1e-6)
    assert found.mean_change == pytest.approx(told["mean_t2"] - told["mean_t1"], abs=1e-8)
    mine = (found.sd_change, found.sem, found.d_z)
    assert mine == pytest.approx((told["sd_diff"], told["SEM_retest"], told["d_z"]), abs=1e-8)
    assert found.d_z * np.sqrt(found.people) == pytest.approx(told["paired_t"], abs=1e-6)

    change = reliable_change(first, second, sem=measurement_error(first.std(ddof=1), found.r))
    jt = told["rci_jt_with_r_retest"]
    assert change[:10] == pytest.approx(jt["first10"], abs=1e-6)
    assert ((change > 1.96).sum(), (change < -1.96).sum()) == (jt["n_up"], jt["n_down"])


def test_with_the_retest_term_and_practice_the_index_has_mean_0_and_sd_1():
    table = rows("retest_sai.csv")
    first, second = column(table, "score_t1"), column(table, "score_t2")
    found = retest(first, second)

    change = reliable_change(first, second, sem=found.sem, practice=found.mean_change)

    assert change.mean() == pytest.approx(0, abs=1e-10)
    assert change.std(ddof=1) == pytest.approx(1)


def test_a_missing_score_has_no_change():
    assert np.isnan(reliable_change([1, np.nan], [np.nan, 2], sem=1)).all()


def test_the_adjustment_of_benjamini_and_hochberg_by_hand():
    # m·p/j is .01 .04 .13 .1025 .084 .1 .1057 .25625 .2356 .216; then the minimum from the right
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]

    expected_ = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571429, 0.216, 0.216, 0.216]
    assert benjamini_hochberg(p) == pytest.approx(expected_, abs=1e-8)
    assert benjamini_hochberg([]).size == 0


P = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(p=P, random=st.randoms(use_true_random=False))
def test_adjusted_values_keep_the_order_and_are_never_smaller(p, random):
    adjusted = benjamini_hochberg(p)
    order = np.argsort(p, kind="stable")

    assert (np.diff(adjusted[order]) >= 0).all()
    assert (adjusted >= np.array(p) - 1e-15).all()
    assert adjusted.max() == pytest.approx(max(p))
    mixed = random.sample(range(len(p)), len(p))
    assert benjamini_hochberg(np.array(p)[mixed]) == pytest.approx(adjusted[mixed])


@given(p=P, place=st.integers(0, 19), factor=st.floats(0, 1))
def test_a_smaller_p_value_makes_no_adjusted_value_larger(p, place, factor):
    smaller = np.array(p)
    smaller[place % len(p)] *= factor

    assert (benjamini_hochberg(smaller) <= benjamini_hochberg(p) + 1e-15).all()


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (ShapeError, lambda: reliable_change([1.0], [1.0, 2.0], sem=1)),
        (NotFiniteError, lambda: reliable_change([np.inf], [1.0], sem=1)),
        (NotFiniteError, lambda: reliable_change([1.0], [1.0], sem=1, practice=np.nan)),
        (OutOfRangeError, lambda: reliable_change([1.0], [1.0], sem=0)),
        (OutOfRangeError, lambda: reliable_change([1.0], [1.0], sem=measurement_error(1, 1))),
        (OutOfRangeError, lambda: benjamini_hochberg([0.5, 1.5])),
        (NotFiniteError, lambda: benjamini_hochberg([0.5, np.nan])),
        (TooFewPeopleError, lambda: retest([1.0, 2, 3], [1.0, 2, 4])),
        (NoVarianceError, lambda: retest([1.0, 1, 1, 1], [1.0, 2, 4, 5])),
        (NoVarianceError, lambda: retest([1.0, 2, 3, 4], [2.0, 3, 4, 5])),
        (NotFiniteError, lambda: retest([1.0, 2, 3, np.nan], [2.0, 3, 4, 5])),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
