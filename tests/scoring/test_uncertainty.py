"""Intervals against numbers from outside."""

import doctest
import math

import numpy as np
import pytest

from assessment.scoring import uncertainty
from assessment.scoring.uncertainty import INTERVAL_Z, Scores, add_intervals, as_estimates


def interval(score, se, *, df, limits=(0.0, 100.0)):
    """One score of one person."""
    found = add_intervals(np.array([[float(score)]]), np.array([[float(se)]]), df=df, limits=limits)
    return as_estimates(["C"], found, answered=np.array([4]), asked=np.array([5]))["C"]


@pytest.mark.parametrize(
    ("df", "quantile"),  # printed tables of Student's t; in R qt(.95, df)
    [(1, 6.313752), (9, 1.833113), (22, 1.717144), (30, 1.697261), (82, 1.663649)],
)
def test_half_the_interval_is_the_t_quantile_of_r_times_the_standard_error(df, quantile):
    found = interval(50, 2, df=df)

    assert found.high - 50 == pytest.approx(2 * quantile, abs=2e-6)
    assert 50 - found.low == pytest.approx(2 * quantile, abs=2e-6)


@pytest.mark.parametrize("df", [21, 22, 45, 82])
def test_students_density_holds_90_percent_of_its_area_in_the_interval(df):
    margin = interval(50, 1, df=df).high - 50

    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    at = np.linspace(-margin, margin, 20001)
    density = scale * (1 + at**2 / df) ** (-(df + 1) / 2)

    assert np.trapezoid(density, at) == pytest.approx(0.90, abs=1e-7)


def test_with_infinite_degrees_of_freedom_the_interval_is_normal():
    assert pytest.approx(1.644854, abs=1e-6) == INTERVAL_Z  # R: qnorm(.95)
    assert interval(50, 1, df=np.inf).high - 50 == pytest.approx(INTERVAL_Z, abs=1e-12)


def test_the_interval_stops_at_the_ends_of_the_scale():
    found = interval(98, 10, df=20)
    axis = interval(-98, 10, df=20, limits=(-100, 100))

    assert (found.high, axis.low) == (100, -100)
    assert found.low == pytest.approx(98 - 17.24718, abs=1e-4)  # R: qt(.95, 20) = 1.724718


def test_the_last_bits_of_a_sum_are_not_a_score():
    assert interval(99.99999999999997, 1, df=20).score == 100.0
    assert interval(100.00000000000003, 1, df=20).score == 100.0
    assert interval(-1e-14, 1, df=20).score == 0.0


def test_each_person_has_the_interval_of_their_own_degrees_of_freedom():
    score, se = np.array([[50.0, 60.0], [50.0, 60.0]]), np.full((2, 2), 2.0)

    found = add_intervals(score, se, df=np.array([9, 30]))

    quantiles = np.array([[1.833113], [1.697261]]).repeat(2, axis=1)  # R: qt(.95, c(9, 30))
    assert (found.high - score) == pytest.approx(2 * quantiles, abs=4e-6)


def test_a_person_without_a_score_has_no_estimate():
    nothing = np.array([[np.nan, 40.0], [50.0, np.nan]])
    found = Scores(nothing, nothing, nothing, nothing)
    counts = {"answered": np.array([2, 4]), "asked": np.array([5, 5])}

    first, second = (as_estimates(["A", "B"], found, person=p, **counts) for p in (0, 1))

    assert first["A"] is second["B"] is None
    assert (first["B"].score, first["B"].answered, first["B"].asked) == (40.0, 4, 5)
    assert second["A"].score == 50.0


def test_the_examples_in_the_docstrings_are_right():
    assert doctest.testmod(uncertainty, optionflags=doctest.ELLIPSIS).failed == 0
