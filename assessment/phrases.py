"""Numbers, dates and lists as a reader meets them: whole scores, intervals, Dutch months."""

import math
from collections.abc import Sequence
from datetime import date

from assessment.texts import SHARED, Texts
from values import Estimate

_PHRASES = Texts(SHARED)
say, listed = _PHRASES.say, _PHRASES.listed


def whole(number: float) -> int:
    """Return ``number`` rounded to a whole number, halves away from zero."""
    return int(math.copysign(math.floor(abs(number) + 0.5), number))


def tenths(number: float) -> float:
    """Return ``number`` rounded to one decimal, halves away from zero; never minus zero."""
    return math.copysign(math.floor(abs(number) * 10 + 0.5) / 10, number) + 0.0


def decimal(number: float, places: int = 2) -> str:
    """Return ``number`` with a decimal comma, as in "−0,26"; ValueError for NaN or infinity."""
    if not math.isfinite(number):
        raise ValueError(f"{number} may not be shown")
    digits = f"{abs(number):.{places}f}"
    sign = say("numbers.minus") if number < 0 and float(digits) else ""
    return sign + digits.replace(".", say("numbers.decimal"))


def one_decimal(number: float) -> str:
    """Return ``number`` with one decimal and a decimal comma, as in "−0,3"."""
    return decimal(tenths(number), 1)


def interval(estimate: Estimate) -> str:
    """Return the ends of the interval, as in "49 tot 73"."""
    return say("numbers.interval", low=whole(estimate.low), high=whole(estimate.high))


def score(estimate: Estimate) -> str:
    """Return the score with its interval, as in "61 (49 tot 73)"."""
    return say("numbers.score", score=whole(estimate.score), interval=interval(estimate))


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
    return _dated(day, "dates.months")


def short_date(day: date) -> str:
    """Return the date with a short month, as in "23 nov 2026"."""
    return _dated(day, "dates.short_months")


def month(year_and_month: str) -> str:
    """Return "2026-11", which may have a day behind it, as "november 2026"."""
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


def _dated(day: date, months: str) -> str:
    return say("dates.day", day=day.day, month=listed(months)[day.month - 1], year=day.year)
