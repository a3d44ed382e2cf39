"""The highest point of a curve per person, by Newton steps that cannot leave a bracket."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NotConvergedError

Derivatives: TypeAlias = Callable[[Floats], tuple[Floats, Floats]]

DOUBLINGS, STEPS = 14, 100
TOLERANCE = 1e-11


def find_peak(derivatives: Derivatives, start: Floats, width: float) -> tuple[Floats, Floats]:
    """Return where each curve is highest near ``start``, and how strongly it bends there.

    Parameters
    ----------
    derivatives : callable
        From points, shape (people,), to the slope there and the bend (minus the second
        derivative) there, each of that shape.
    start : array of float, shape (people,)
        A point near each peak.
    width : float
        First half-width of the bracket; doubled until the curve rises at one end and falls at
        the other.

    Raises
    ------
    NotConvergedError
        If a curve rises or falls for ever, or bends upwards at its peak.
    """
    low = _spread(lambda at: derivatives(at)[0] <= 0, start, -width)
    high = _spread(lambda at: derivatives(at)[0] >= 0, start, width)
    at = np.clip(start, low, high)
    for _ in range(STEPS):
        slope, bend = derivatives(at)
        low, high = np.where(slope > 0, at, low), np.where(slope < 0, at, high)
        newton = at + np.divide(slope, bend, out=np.full_like(at, np.inf), where=bend > 0)
        inside = (newton >= low) & (newton <= high)
        before, at = at, np.where(inside, newton, (low + high) / 2)
        if not len(at) or np.abs(at - before).max() < TOLERANCE:
            return at, _bend(derivatives, at)
    raise NotConvergedError(f"no highest point within {STEPS} steps", "check the item parameters")


def _spread(wrong_side: Callable[[Floats], np.ndarray], start: Floats, width: float) -> Floats:
    """Return an end of the bracket for each person, moving out while it is on the wrong side."""
    at = start + width
    for doubling in range(DOUBLINGS):
        outside = wrong_side(at)
        if not outside.any():
            return at
        at = np.where(outside, at + width * 2.0**doubling, at)
    raise NotConvergedError("a likelihood without a highest point", "check the item parameters")


def _bend(derivatives: Derivatives, at: Floats) -> Floats:
    bend = derivatives(at)[1]
    if (bend <= 0).any():
        raise NotConvergedError("a likelihood that is flat at its highest point",
                                "more answers are needed")  # fmt: skip
    return bend
