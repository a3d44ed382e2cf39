"""The same day in another year."""

import doctest
from datetime import UTC, date, datetime

from values import calendar
from values.calendar import months_later, years_later


def test_a_year_after_a_leap_day_is_the_last_of_february():
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2026, 11, 24), 1) == date(2027, 11, 24)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_a_month_without_such_a_day_gives_its_last_day():
    assert months_later(date(2026, 11, 30), 18) == date(2028, 5, 30)
    assert months_later(date(2026, 8, 31), 18) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 31), -1) == date(2026, 11, 30)
    assert months_later(date(2026, 1, 15), -18) == date(2024, 7, 15)


def test_it_goes_back_too_and_keeps_the_time():
    moment = datetime(2028, 2, 29, 12, tzinfo=UTC)

    assert years_later(moment, -1) == datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(calendar).failed == 0
