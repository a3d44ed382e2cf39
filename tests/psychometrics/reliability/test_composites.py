"""Sources combined, against metafor and msm; reliability of composites and differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewPeopleError,
)
from assessment.psychometrics.reliability.composites import (
    combine,
    contrast,
    difference_reliability,
    linear_map,
    mosier,
    weighted_mean,
)
from tests.psychometrics.reference import column, expected, rows

R = expected("composite.json")


def sources(person):
    mine = [row for row in rows("composite_sources.csv") if row["person"] == person]
    return column(mine, "score"), column(mine, "se"), column(mine, "w")


def test_combinations_equal_metafor_for_every_person():
    for told in rows("composite_sources_persons.csv"):
        score, se, weight = sources(told["person"])
        r = {key: float(value) for key, value in told.items()}

        found, (mean, error) = combine(score, se), weighted_mean(score, se, weight)

        assert found.sources == r["k"]
        assert (found.mean, found.se) == pytest.approx((r["iv_mean"], r["iv_se"]), abs=1e-8)
        assert (found.q, found.q_p) == pytest.approx((r["Q"], r["Q_p"]), abs=1e-8)
        assert (found.i2, found.tau2) == pytest.approx((r["I2_DL"], r["tau2_DL"]), abs=1e-8)
        random = (found.random_mean, found.random_se)
        assert random == pytest.approx((r["re_mean"], r["re_se"]), abs=1e-8)
        assert (mean, error) == pytest.approx((r["userw_mean"], r["userw_se"]), abs=1e-8)


def test_the_linear_map_and_its_covariance_equal_r():
    told = R["linear_map"]

    y, covariance = linear_map(told["x"], told["Sigma"], told["W"])

    assert y == pytest.approx(told["y"], abs=1e-8)
    assert covariance == pytest.approx(np.array(told["cov_y"]), abs=1e-8)
    assert np.sqrt(np.diag(covariance)) == pytest.approx(told["se_y"], abs=1e-8)


def test_mosiers_reliability_equals_r():
    told = R["mosier"]

    found = mosier(told["w"], told["sd"], told["reliability"], told["R"])

    assert found.reliability == pytest.approx(told["reliability_composite"], abs=1e-8)
    assert found.sem == pytest.approx(told["SEM_composite"], abs=1e-8)


def test_the_reliability_of_a_difference_equals_r():
    told = R["difference"]

    found = difference_reliability(tuple(told["sd"]), tuple(told["rel"]), told["r"])

    assert found.reliability == pytest.approx(told["reliability_difference"], abs=1e-8)
    assert found.sem == pytest.approx(told["SE_difference"], abs=1e-8)


SOURCES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.1, 2)), min_size=2, max_size=6)


@given(pairs=SOURCES, constant=st.integers(-5, 5), random=st.randoms(use_true_random=False))
def test_neither_order_nor_a_constant_changes_more_than_the_mean(pairs, constant, random):
    score, se = np.array(pairs).T
    mixed = np.array(random.sample(pairs, len(pairs))).T

    one, other = combine(score, se), combine(mixed[0] + constant, mixed[1])

    assert other.mean == pytest.approx(one.mean + constant, abs=1e-9)
    assert other.random_mean == pytest.approx(one.random_mean + constant, abs=1e-9)
    same = ("se", "q", "i2", "tau2", "random_se")
    for name in same:
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-7), name


@given(pairs=SOURCES)
def test_a_mean_lies_among_its_sources_and_disagreement_widens_it(pairs):
    score, se = np.array(pairs).T
    found = combine(score, se)

    assert score.min() - 1e-9 <= found.mean <= score.max() + 1e-9
    assert found.se <= se.min() + 1e-12
    assert found.random_se >= found.se - 1e-12
    assert 0 <= found.i2 < 100
    assert (found.tau2 > 0) == (found.i2 > 0)


@given(score=st.floats(-3, 3), errors=st.lists(st.floats(0.1, 2), min_size=2, max_size=6))
def test_sources_that_say_the_same_do_not_disagree(score, errors):
    found = combine([score] * len(errors), errors)

    assert found.q == pytest.approx(0, abs=1e-9)
    assert (found.tau2, found.i2) == (0, 0)
    assert found.random_se == found.se


@given(
    x=hnp.arrays(np.float64, 4, elements=st.floats(-3, 3)),
    half=hnp.arrays(np.float64, (4, 4), elements=st.floats(-1, 1)),
    w=hnp.arrays(np.float64, (3, 4), elements=st.floats(0.1, 3)),
    factor=st.floats(0.5, 4),
)
def test_a_row_of_weights_may_be_stretched_and_variances_stay_positive(x, half, w, factor):
    sigma = half @ half.T

    y, covariance = linear_map(x, sigma, w)
    stretched = linear_map(x, sigma, factor * w)

    assert stretched[0] == pytest.approx(y)
    assert stretched[1] == pytest.approx(covariance)
    assert (np.diag(covariance) >= -1e-12).all()
    difference, se = contrast(y, covariance, 0, 1)
    assert difference == pytest.approx(y[0] - y[1])
    assert contrast(y, covariance, 1, 0) == (
        pytest.approx(-difference),
        pytest.approx(se, abs=1e-6),  # rounding in the covariance stands under a root
    )


def test_a_shared_error_makes_a_contrast_surer_than_separate_errors_would():
    y, covariance = linear_map([1, 3], [[1, 0], [0, 4]], [[1, 1], [1, 0]])

    assert contrast(y, covariance, 0, 1)[1] ** 2 == pytest.approx(1.25)
    assert covariance[0, 0] + covariance[1, 1] == pytest.approx(2.25)


@given(r=st.floats(0, 1), reliability=st.floats(0, 1))
def test_the_more_two_scores_go_together_the_less_reliable_their_difference(r, reliability):
    if r < 0.999:
        weak = difference_reliability((1, 1), (reliability, reliability), r * 0.9)
        strong = difference_reliability((1, 1), (reliability, reliability), r)
        assert strong.reliability <= weak.reliability + 1e-9
        assert strong.sem == pytest.approx(weak.sem)


ONE = [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (TooFewPeopleError, lambda: combine([1.0], [1.0])),
        (ShapeError, lambda: combine([1.0, 2.0], [1.0])),
        (NotFiniteError, lambda: combine([1.0, np.nan], [1.0, 1.0])),
        (NotFiniteError, lambda: combine([1.0, 2.0], [1.0, np.inf])),
        (OutOfRangeError, lambda: combine([1.0, 2.0], [1.0, 0.0])),
        (OutOfRangeError, lambda: weighted_mean([1.0, 2.0], [1.0, 1.0], [0.0, 0.0])),
        (OutOfRangeError, lambda: weighted_mean([1.0, 2.0], [1.0, 1.0], [-1.0, 2.0])),
        (ShapeError, lambda: weighted_mean([1.0, 2.0], [1.0, 1.0], [1.0])),
        (ShapeError, lambda: linear_map([1.0, 2.0], [[1.0]], [[1.0, 1.0]])),
        (ShapeError, lambda: linear_map([1.0, 2.0], ONE, [[1.0, 1.0, 1.0]])),
        (OutOfRangeError, lambda: linear_map([1.0, 2.0], ONE, [[0.0, 0.0]])),
        (OutOfRangeError, lambda: linear_map([1.0, 2.0], [[1, 2], [2, 1]], [[1.0, 1.0]])),
        (OutOfRangeError, lambda: linear_map([1.0, 2.0], [[1, 0.2], [0, 1]], [[1.0, 1.0]])),
        (OutOfRangeError, lambda: contrast([1.0, 2.0], ONE, 0, 2)),
        (OutOfRangeError, lambda: mosier([1, 1], [1, 0], [0.8, 0.8], ONE)),
        (OutOfRangeError, lambda: mosier([1, 1], [1, 1], [0.8, 1.8], ONE)),
        (OutOfRangeError, lambda: mosier([1, 1], [1, 1], [0.8, 0.8], [[2, 0], [0, 2]])),
        (ShapeError, lambda: mosier([1, 1], [1, 1], [0.8], ONE)),
        (NoVarianceError, lambda: difference_reliability((1, 1), (0.8, 0.8), 1.0)),
        (OutOfRangeError, lambda: difference_reliability((1, 1), (0.8, 0.8), 1.1)),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
