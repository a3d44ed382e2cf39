"""Numbers, dates and lists as a reader meets them: whole scores, intervals, Dutch months."""

import math
from collections.abc import Sequence
from datetime import date

from assessment.report.composition.texts import listed, say
from values import Estimate


def whole(number: float) -> int:
    """Return ``number`` rounded to a whole number, halves away from zero."""
    return int(math.copysign(math.floor(abs(number) + 0.5), number))


def interval(estimate: Estimate) -> str:
    """Return the ends of the interval, as in "49 tot 73"."""
    return say("numbers.interval", low=whole(estimate.low), high=whole(estimate.high))


def score(estimate: Estimate) -> str:
    """Return the score with its interval, as in "61 (49 tot 73)"."""
    return say("numbers.score", score=whole(estimate.score), interval=interval(estimate))


def tenths(number: float) -> float:
    """Return ``number`` rounded to one decimal, halves away from zero; never minus zero."""
    return math.copysign(math.floor(abs(number) * 10 + 0.5) / 10, number) + 0.0


def one_decimal(number: float) -> str:
    """Return ``number`` with one decimal and a decimal comma, as in "−0,3"."""
    rounded = tenths(number)
    digits = f"{abs(rounded):.1f}".replace(".", say("numbers.decimal"))
    return say("numbers.minus") + digits if rounded < 0 else digits


def two_decimals(number: float) -> str:
    """Return a number from 0 with two decimals and a decimal comma, as in "0,84"."""
    return f"{number:.2f}".replace(".", say("numbers.decimal"))


def joined(names: Sequence[str]) -> str:
    """Return the names as one phrase, as in "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return say("numbers.comma").join(names[:-1]) + say("numbers.and") + names[-1]


def quoted(names: Sequence[str]) -> str:
    """Return the names in quotation marks as one phrase: names may hold "en" themselves."""
    return joined([say("numbers.quoted", name=name) for name in names])


def long_date(day: date) -> str:
    """Return the date in words, as in "23 november 2026"."""
    return say("dates.day", day=day.day, month=listed("dates.months")[day.month - 1], year=day.year)


def short_date(day: date) -> str:
    """Return the date with a short month, as in "23 nov 2026"."""
    month = listed("dates.short_months")[day.month - 1]
    return say("dates.short", day=day.day, month=month, year=day.year)


def month(year_and_month: str) -> str:
    """Return "2026-11" as "november 2026"."""
    year, number = year_and_month.split("-")[:2]
    return say("dates.month", month=listed("dates.months")[int(number) - 1], year=year)


def lower_first(text: str) -> str:
    """Return ``text`` to stand inside a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return ``text`` to begin a sentence."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """Return the first line, cut after a whole word when it is longer than ``limit``."""
    line, _, rest = text.partition("\n")
    if len(line) <= limit and not rest:
        return line
    kept = line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0]
    return say("numbers.cut", text=kept.rstrip(" ,;:"))
