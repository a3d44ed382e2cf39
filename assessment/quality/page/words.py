"""Numbers as a reader meets them. What is not a finite number never becomes text."""

from collections.abc import Sequence

from assessment.phrases import decimal, joined
from assessment.quality.page.texts import listed, say
from assessment.quality.results import Bounded, Estimated, Unavailable

SMALL_COUNT = 5  # a smaller number of people is not told
SMALLEST_P = 0.001


class MissingReason(str):
    """A sentence that says why there is no number."""


def number_or_reason(number: float | Unavailable, places: int = 2) -> str:
    """Return the number, or why there is none."""
    return why(number) if isinstance(number, Unavailable) else decimal(number, places)


def write_interval(bounds: Bounded, places: int = 2) -> str:
    """Return the ends of the interval."""
    return say(
        "numbers.interval", low=decimal(bounds.low, places), high=decimal(bounds.high, places)
    )


def write_bounded(number: Bounded | Unavailable, places: int = 2) -> str:
    """Return the number with its interval in brackets, or why there is none."""
    if isinstance(number, Unavailable):
        return why(number)
    return say(
        "numbers.with_se", value=decimal(number.value, places), se=write_interval(number, places)
    )


def with_error(estimated: Estimated) -> str:
    """Return the number with its standard error in brackets."""
    return say("numbers.with_se", value=decimal(estimated.value), se=decimal(estimated.se))


def write_small_count(people: int) -> str:
    """Return a number of people; one to four are not told apart."""
    return say("numbers.small") if 0 < people < SMALL_COUNT else str(people)


def write_small_share(people: int, of: int) -> str:
    """Return a share of people in per cents; one to four are not told apart."""
    if 0 < people < SMALL_COUNT:
        return say("numbers.small_share")
    return say("numbers.percent", value=decimal(100 * people / of, 0))


def write_probability(p: float) -> str:
    """Return a p value, never as 0."""
    if p < SMALLEST_P:
        return say("numbers.small_p", value=decimal(SMALLEST_P, 3))
    return decimal(p, 3)


def why(missing: Unavailable) -> MissingReason:
    """Return what is wrong and what is needed instead, as one sentence."""
    reason = missing.reason
    if reason == "NoVarianceError" and missing.facts.get("constant"):
        reason = "constant"
    if reason == "TooFewItemsError" and missing.facts.get("items") == "1":
        reason = "one_item"
    wrong, needed = (part.format(**missing.facts) for part in listed(f"unavailable.{reason}"))
    return MissingReason(say("unavailable.sentence", wrong=wrong, needed=needed))


def write_answers(numbers: Sequence[int]) -> str:
    """Return answers as one phrase, as in "1, 2 en 5"."""
    return joined([str(number) for number in numbers])


def write_pooled(categories: Sequence[Sequence[int]]) -> str:
    """Return which answers were pooled, as in "1–2"; empty when none were."""
    groups = (
        say("numbers.range", low=group[0], high=group[-1]) for group in categories if len(group) > 1
    )
    return say("numbers.comma").join(groups)


def yes_or_no(true: bool) -> str:
    """Return yes or no."""
    return say("numbers.yes") if true else say("numbers.no")
