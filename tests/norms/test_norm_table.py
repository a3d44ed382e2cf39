"""The table of a norm, and how finely and how surely a score is placed in it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.norms.norm_table import build_table, find_expiry, place_in_table
from assessment.psychometrics.errors import NotFiniteError, OutOfRangeError

POPULATION = 1450


def table(count):
    return build_table([float(number % 101) for number in range(count)], population=POPULATION)


def place(rows, score, error, population=POPULATION):
    return place_in_table(rows, score, error=error, population=population)


def test_the_table_holds_plain_numbers_with_the_finite_population_error():
    rows = table(300)
    row = rows[50]

    assert sum(row.at for row in rows) == 300
    assert (row.score, row.below, row.at) == (50.0, 150, 3)
    assert row.percentile == pytest.approx(100 * 151.5 / 300)
    p = row.percentile / 100
    assert row.se == pytest.approx(100 * np.sqrt(p * (1 - p) / 300 * (1 - 300 / 1450)))
    assert {type(value) for value in (row.score, row.at, row.below, row.percentile, row.se)} == {
        float, int,
    }  # fmt: skip


@pytest.mark.parametrize("score", [np.nan, np.inf])
def test_a_score_that_is_no_number_is_refused(score):
    with pytest.raises(NotFiniteError):
        build_table([*range(300), score], population=POPULATION)
    with pytest.raises(NotFiniteError):
        place(table(300), score, 5)


@pytest.mark.parametrize("error", [-1, np.nan])
def test_an_impossible_error_is_refused(error):
    with pytest.raises(OutOfRangeError):
        place(table(300), 50, error)


@pytest.mark.parametrize(
    ("last_day", "expires_on"),
    [(date(2026, 12, 22), date(2034, 12, 22)), (date(2028, 2, 29), date(2036, 3, 1))],
)
def test_a_norm_expires_eight_years_after_its_last_answer(last_day, expires_on):
    assert find_expiry(last_day) == expires_on


@pytest.mark.parametrize(
    ("count", "level", "provisional", "value"),
    [
        (100, "quartiles", True, 3.0),
        (199, "quartiles", True, 3.0),
        (200, "stanines", False, 6.0),
        (299, "stanines", False, 6.0),
        (300, "percentiles", False, pytest.approx(61.5, abs=1)),
    ],
)
def test_a_score_is_placed_as_finely_as_the_people_allow(count, level, provisional, value):
    rows = build_table([float(number) for number in range(count)], population=POPULATION)

    found = place(rows, 0.615 * count, 0.02 * count)

    assert (found.level, found.provisional, found.value) == (level, provisional, value)
    assert found.low <= found.value <= found.high


@given(score=st.floats(-20, 120), error=st.floats(0, 30))
def test_a_higher_score_is_never_placed_lower(score, error):
    for rows in TABLES:
        one, two = place(rows, score, error), place(rows, score + 5, error)
        assert one.low <= one.value <= one.high
        assert two.value >= one.value


TABLES = [table(count) for count in (120, 250, 400)]


def test_both_ends_of_the_band_hold_the_error_of_measurement_and_that_of_sampling():
    """By hand: scores 0..399, score 200 with error 20, on an endless population."""
    rows = build_table([float(number) for number in range(400)], population=10**12)

    found = place(rows, 200, 20, population=10**12)

    z = 1.959963984540054
    # 200 ± 39.2 lies between two scores: 161 of 400 lie below the one, 240 below the other
    below, above = 161 / 400, 240 / 400
    assert found.value == pytest.approx(100 * 200.5 / 400)
    assert found.low == pytest.approx(100 * (below - z * np.sqrt(below * (1 - below) / 400)))
    assert found.high == pytest.approx(100 * (above + z * np.sqrt(above * (1 - above) / 400)))


def test_without_error_of_measurement_the_band_is_that_of_sampling_alone():
    rows = build_table([float(number) for number in range(400)], population=10**12)

    found = place(rows, 99.5, 0, population=10**12)

    margin = 1.959963984540054 * 100 * np.sqrt(0.25 * 0.75 / 400)
    assert (found.low, found.value, found.high) == pytest.approx((25 - margin, 25, 25 + margin))


def test_a_norm_of_everybody_has_no_error_of_sampling():
    rows = build_table([float(number) for number in range(400)], population=400)

    found = place(rows, 200, 20, population=400)

    assert (found.low, found.high) == pytest.approx((100 * 161 / 400, 100 * 240 / 400))


@pytest.mark.parametrize(
    ("percentile", "quartile"),
    [(24.5, 1), (25.5, 2), (49.5, 2), (50.5, 3), (74.5, 3), (75.5, 4)],
)
def test_a_quartile_begins_at_each_quarter(percentile, quartile):
    """With 100 different scores the one in place n stands at percentile n + ½."""
    rows = build_table(range(100), population=100)

    assert place(rows, int(percentile), 0, population=100).value == quartile
