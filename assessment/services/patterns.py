"""What stands out in how the questions were answered, in words for the owner alone."""

from math import ceil

from assessment.instruments import Library
from assessment.scoring import notice_signals
from assessment.scoring.answering_pattern import STRETCH, Patterns
from assessment.wording import say
from values import GEDRAG

# Of the standard deviation of the answers, in steps between answers. It stands out when it is very
# small or very large, and these two lie far below and far above one step.
_ALIKE_BELOW = 1.0


def describe_pattern(library: Library, quality: Patterns) -> list[str]:
    """Return a sentence on each thing that stands out; none when fewer than two do.

    ``quality`` holds the indices of the answering pattern by part, as the profile keeps them.
    Whose answers are much alike is not told as well that they differ: hardly anything varies, so
    halves of a subject cannot hang together.
    """
    signals = notice_signals(library, quality)
    alike = "variability" in signals and _is_alike(quality)
    return [_describe(one, quality) for one in signals if not (alike and one == "consistency")]


def _is_alike(quality: Patterns) -> bool:
    return (quality.get(GEDRAG, {}).get("variability") or 0.0) < _ALIKE_BELOW


def _describe(signal: str, quality: Patterns) -> str:
    statements = quality.get(GEDRAG, {})
    if signal == "variability":
        return say("pattern.alike" if _is_alike(quality) else "pattern.extremes")
    times = [statements.get("seconds"), statements.get("quickest")]
    seconds = ceil(min((time for time in times if time is not None), default=0.0))
    key = "speed_one" if signal == "speed" and seconds <= 1 else signal
    longest = statements.get("longest_string")
    return say(f"pattern.{key}", longest=longest, seconds=seconds, count=STRETCH)
