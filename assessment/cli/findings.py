"""What ``bop doctor`` found: good, to look at, or wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from assessment.wording import say


class Level(Enum):
    """How bad it is; the value is the key of the word for it."""

    GOOD = "good"
    CARE = "care"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look showed; its sentence says how to mend it."""

    level: Level
    sentence: str


Findings = Iterator[Finding]


def tell_good(key: str, **values: object) -> Finding:
    """Return that something is right."""
    return Finding(Level.GOOD, say(f"doctor.{key}", **values))


def tell_care(key: str, **values: object) -> Finding:
    """Return what somebody should look at."""
    return Finding(Level.CARE, say(f"doctor.{key}", **values))


def tell_wrong(key: str, **values: object) -> Finding:
    """Return what does not work, or is not safe."""
    return Finding(Level.WRONG, say(f"doctor.{key}", **values))
