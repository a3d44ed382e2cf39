"""Arithmetic with days that the standard library leaves to us."""

from datetime import date
from typing import TypeVar

Day = TypeVar("Day", bound=date)


def years_later(day: Day, years: int) -> Day:
    """Return the same day, or moment, in another year; 28 February for the 29th.

    >>> years_later(date(2028, 2, 29), 1)
    datetime.date(2029, 2, 28)
    """
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
