"""Percentiles and stanines against R, and their uncertainty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.psychometrics.errors import (
    NotFiniteError,
    OutOfRangeError,
    TooFewPeopleError,
)
from assessment.psychometrics.norms.percentiles import (
    clopper_pearson,
    mid_percentile,
    percentile_band,
    percentile_error,
    sampling_band,
    stanine,
    tabulate_scores,
)
from tests.psychometrics.reference import column, expected, matrix, rows

SETS = ("norms_epi_bfi_agree", "norms_sat_act_ACT")


@pytest.fixture(scope="module", params=SETS)
def norm(request):
    told = rows(f"{request.param}_table.csv")
    return matrix(f"{request.param}.csv")[:, 0], told, expected(f"{request.param}.json")


def test_the_norm_table_equals_r(norm):
    sample, told, about = norm

    found = tabulate_scores(sample)

    assert found.people == about["n"]
    assert found.scores == pytest.approx(column(told, "raw"), abs=0)
    assert found.at == pytest.approx(column(told, "n_at"), abs=0)
    assert found.below == pytest.approx(column(told, "n_below"), abs=0)
    assert found.percentile == pytest.approx(column(told, "PR_mid"), abs=1e-8)
    assert mid_percentile(sample, found.scores) == pytest.approx(found.percentile, abs=1e-10)


def test_stanines_equal_r(norm):
    sample, told, _ = norm
    scores = column(told, "raw")
    percentile = mid_percentile(sample, scores)

    assert stanine(percentile) == pytest.approx(column(told, "stanine"), abs=0)


def test_the_exact_interval_equals_r(norm):
    sample, told, _ = norm
    counts = column(told, "n_below") + column(told, "n_at") / 2

    found = np.array([clopper_pearson(count, sample.size) for count in counts])

    assert found[:, 0] == pytest.approx(column(told, "PR_CI95_clopper_lo"), abs=1e-8)
    assert found[:, 1] == pytest.approx(column(told, "PR_CI95_clopper_hi"), abs=1e-8)


def test_between_and_beyond_the_scores_percentiles_equal_equate(norm):
    sample, _, about = norm
    told = about["equate_px"]

    found = mid_percentile(sample, told["x"])

    assert found == pytest.approx(100 * np.array(told["p"]), abs=1e-8)


@pytest.mark.parametrize(("people", "points"), [(100, 9.8), (200, 6.9), (300, 5.7), (400, 4.9)])
def test_the_sampling_error_of_the_middle_is_as_the_manual_says(people, points):
    assert round(1.96 * percentile_error(50, people), 1) == points


def test_a_small_population_narrows_the_error():
    # 400 of 1450: sqrt(1 − 400/1450) = .851
    full, finite = percentile_error(30, 400), percentile_error(30, 400, population=1450)

    assert finite / full == pytest.approx(0.851, abs=5e-4)
    assert percentile_error(30, 400, population=400) == 0


@pytest.mark.parametrize(
    ("percentile", "expected_"),
    [(0, 1), (3.99, 1), (4, 2), (11, 3), (23, 4), (40, 5), (60, 6), (77, 7), (89, 8), (96, 9)],
)
def test_a_percentile_on_a_cut_is_the_higher_stanine(percentile, expected_):
    assert stanine([percentile]) == [expected_]


SAMPLE = st.lists(st.integers(0, 20).map(float), min_size=2, max_size=40)


@given(sample=SAMPLE, scores=st.lists(st.floats(-5, 25), min_size=2, max_size=10))
def test_percentiles_never_fall_as_scores_rise(sample, scores):
    found = mid_percentile(sample, sorted(scores))

    assert (np.diff(found) >= 0).all()
    assert found.min() >= 0
    assert found.max() <= 100


@given(sample=SAMPLE, random=st.randoms(use_true_random=False), constant=st.integers(-9, 9))
def test_neither_order_nor_a_constant_matters(sample, random, constant):
    mixed = np.array(random.sample(sample, len(sample))) + constant
    at = np.arange(0.0, 21)

    assert mid_percentile(mixed, at + constant) == pytest.approx(mid_percentile(sample, at))


@given(sample=SAMPLE)
def test_a_scale_turned_round_turns_the_percentiles_round(sample):
    turned = mid_percentile(-np.array(sample), -np.array(sample))

    assert turned == pytest.approx(100 - mid_percentile(sample, sample))
    assert mid_percentile(sample, sample).mean() == pytest.approx(50)


@given(count=st.integers(0, 60), people=st.just(60))
def test_the_exact_interval_holds_the_percentage_and_stays_in_0_to_100(count, people):
    low, high = clopper_pearson(count, people)

    assert 0 <= low <= 100 * count / people <= high <= 100
    assert high - low > 0


@given(score=st.floats(-10, 110), error=st.floats(0, 20))
def test_more_error_never_narrows_the_band(score, error):
    sample = np.arange(101.0)

    narrow = percentile_band(sample, score, error=error)
    wide = percentile_band(sample, score, error=error + 5)

    middle = float(mid_percentile(sample, [score])[0])
    assert 0 <= narrow[0] <= middle <= narrow[1] <= 100
    assert wide[0] <= narrow[0] + 4  # towards the ends the sampling error itself shrinks
    assert wide[1] >= narrow[1] - 4


def test_at_the_ends_the_band_is_not_without_width():
    assert sampling_band(0, 100) == pytest.approx((0, 3.6217), abs=1e-4)  # 1 − .025^(1/100)
    assert sampling_band(100, 100) == pytest.approx((96.3783, 100), abs=1e-4)


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (TooFewPeopleError, lambda: tabulate_scores([])),
        (TooFewPeopleError, lambda: mid_percentile([], [1.0])),
        (TooFewPeopleError, lambda: clopper_pearson(0, 0)),
        (TooFewPeopleError, lambda: percentile_error(50, 0)),
        (NotFiniteError, lambda: mid_percentile([1.0, np.nan], [1.0])),
        (NotFiniteError, lambda: mid_percentile([1.0, 2.0], [np.nan])),
        (NotFiniteError, lambda: tabulate_scores([np.inf])),
        (OutOfRangeError, lambda: stanine([101.0])),
        (OutOfRangeError, lambda: clopper_pearson(5, 4)),
        (OutOfRangeError, lambda: percentile_error(101, 10)),
        (OutOfRangeError, lambda: percentile_error(50, 100, population=99)),
        (OutOfRangeError, lambda: percentile_band([1.0, 2.0], 1.0, error=-1)),
    ],
)
def test_impossible_input_is_refused(error, call):
    with pytest.raises(error):
        call()
