"""Pooled variance and intervals against numbers from outside."""

import doctest
import math

import numpy as np
import pytest

from assessment.scoring import uncertainty
from assessment.scoring.uncertainty import estimate, pooled_variance

ONE_SCALE = np.array([[True, True, True]])


@pytest.mark.parametrize(
    ("df", "quantile"),  # printed tables of Student's t; in R qt(.95, df)
    [(1, 6.313752), (9, 1.833113), (22, 1.717144), (30, 1.697261), (82, 1.663649)],
)
def test_half_the_interval_is_the_t_quantile_of_r_times_the_standard_error(df, quantile):
    found = estimate(50, 2, df=df, answered=4, asked=4)

    assert found.high - 50 == pytest.approx(2 * quantile, abs=2e-6)
    assert 50 - found.low == pytest.approx(2 * quantile, abs=2e-6)


@pytest.mark.parametrize("df", [21, 22, 45, 82])
def test_students_density_holds_90_percent_of_its_area_in_the_interval(df):
    margin = estimate(50, 1, df=df, answered=4, asked=4).high - 50

    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    at = np.linspace(-margin, margin, 20001)
    density = scale * (1 + at**2 / df) ** (-(df + 1) / 2)

    assert np.trapezoid(density, at) == pytest.approx(0.90, abs=1e-7)


def test_the_variance_of_one_scale_by_hand():
    # points 25, 50, 75: SS = 625 + 0 + 625, df 2; (20 * 400 + 1250) / 22 = 420.4545
    points = np.array([25.0, 50.0, 75.0])

    found = pooled_variance(points, ONE_SCALE, prior_sd=20, prior_df=20)

    assert found == (pytest.approx(420.454545, abs=1e-6), 22)


def test_missing_answers_do_not_count_in_the_variance():
    points = np.array([25.0, np.nan, 75.0])

    found = pooled_variance(points, ONE_SCALE, prior_sd=20, prior_df=20)

    assert found == (pytest.approx((8000 + 1250) / 21), 21)


def test_without_answers_only_the_prior_is_left():
    nothing = np.full(3, np.nan)

    assert pooled_variance(nothing, ONE_SCALE, prior_sd=20, prior_df=20) == (400.0, 20)


def test_one_answer_says_nothing_about_variance():
    points = np.array([100.0, np.nan, np.nan])

    assert pooled_variance(points, ONE_SCALE, prior_sd=20, prior_df=20) == (400.0, 20)


def test_the_interval_stops_at_the_ends_of_the_scale():
    found = estimate(98, 10, df=20, answered=4, asked=4)
    axis = estimate(-98, 10, df=20, answered=8, asked=8, limits=(-100, 100))

    assert (found.high, axis.low) == (100, -100)
    assert found.low == pytest.approx(98 - 17.24718, abs=1e-4)  # R: qt(.95, 20) = 1.724718


def test_the_last_bits_of_a_sum_are_not_a_score():
    assert estimate(99.99999999999997, 1, df=20, answered=4, asked=4).score == 100.0
    assert estimate(100.00000000000003, 1, df=20, answered=4, asked=4).score == 100.0
    assert estimate(-1e-14, 1, df=20, answered=4, asked=4).score == 0.0


def test_the_examples_in_the_docstrings_are_right():
    assert doctest.testmod(uncertainty, optionflags=doctest.ELLIPSIS).failed == 0
