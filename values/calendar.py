"""Arithmetic with days that the standard library leaves to us."""

from calendar import monthrange
from datetime import date
from typing import TypeVar

Day = TypeVar("Day", bound=date)


def months_later(day: Day, months: int) -> Day:
    """Return the same day, or moment, of another month; its last day where it has no such day.

    >>> months_later(date(2026, 8, 31), 18)
    datetime.date(2028, 2, 29)
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(years, month + 1)[1]
    return day.replace(year=years, month=month + 1, day=min(day.day, last))


def years_later(day: Day, years: int) -> Day:
    """Return the same day, or moment, in another year; 28 February for the 29th.

    >>> years_later(date(2028, 2, 29), 1)
    datetime.date(2029, 2, 28)
    """
    return months_later(day, 12 * years)
