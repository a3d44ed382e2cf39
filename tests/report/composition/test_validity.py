"""How long a report may be used."""

from __future__ import annotations

from datetime import date

from assessment.report.composition.validity import year_after


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_after(date(2026, 11, 24)) == date(2027, 11, 24)
