"""Whether programmes that each fit in the time that somebody has, fit together."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """Programmes that ask more ``hours`` together in a year than are ``available``."""

    programmes: tuple[str, ...]
    hours: int
    available: int


def compare_time(loads: Mapping[str, int], available: int | None) -> TimeAsked | None:
    """Return what programmes ask together, when that is more than there is; None otherwise.

    ``loads`` are hours by programme; one of which no source tells them has none. ``available`` is
    None for who did not say how much time there is.
    """
    known = {programme: hours for programme, hours in loads.items() if hours}
    together = sum(known.values())
    if available is None or together <= available:
        return None
    return TimeAsked(tuple(known), together, available)
