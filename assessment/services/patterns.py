"""What stands out in how the statements were answered, in words for the owner alone."""

from collections.abc import Mapping
from math import ceil

from assessment.instruments.model import Gedrag
from assessment.scoring import notice_families
from assessment.wording import say

# Of the standard deviation of the answers, in steps between answers. It stands out when it is very
# small or very large, and these two lie far below and far above one step.
_ALIKE_BELOW = 1.0


def describe_pattern(gedrag: Gedrag, quality: Mapping[str, float | int | None]) -> list[str]:
    """Return a sentence on each thing that stands out; none when fewer than two are.

    ``quality`` holds the indices of the answering pattern, as the profile keeps them.
    """
    return [_describe(family, quality) for family in notice_families(gedrag, quality)]


def _describe(family: str, quality: Mapping[str, float | int | None]) -> str:
    if family == "variability":
        alike = (quality["variability"] or 0.0) < _ALIKE_BELOW
        return say("pattern.alike" if alike else "pattern.extremes")
    longest, seconds = quality.get("longest_string"), ceil(quality.get("seconds") or 0.0)
    return say(f"pattern.{family}", longest=longest, seconds=seconds)
