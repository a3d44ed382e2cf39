"""The day by which a goal should be reached: how it is typed, and between which days it may lie."""

from dataclasses import dataclass
from datetime import date, datetime

YEARS_AHEAD = 10
FORMS = ("%Y-%m-%d", "%d-%m-%Y")  # jjjj-mm-dd and dd-mm-jjjj


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to and including ``last``."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def possible_days(today: date) -> Days:
    """Return on which days a goal that is set ``today`` may be due: today to ten years ahead.

    A goal that was set before keeps its day, even when that has passed.
    """
    year = today.year + YEARS_AHEAD
    leap_day = (today.month, today.day) == (2, 29)
    return Days(today, today.replace(year=year, day=28) if leap_day else today.replace(year=year))


def read_day(text: str) -> date:
    """Return the day that ``text`` writes as jjjj-mm-dd or dd-mm-jjjj; ValueError otherwise."""
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    raise ValueError(text)
