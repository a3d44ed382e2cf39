"""Which competencies others surely see more, or less, than in an earlier round.

It knows what two results hold and no more: rounded means and the intervals around them. A true
change is supposed to be small beforehand, so that a difference is drawn towards none as far as it
may be chance: design.md section 5.9.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.instruments.others import OthersScoring
from assessment.psychometrics.special import ndtr
from values.constants import NAMED_FROM
from values.others import Outcome, View

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Changed:
    """The competencies that others surely see more often now, and those less often."""

    more: tuple[str, ...]
    less: tuple[str, ...]


def name_changes(before: Outcome, after: Outcome, rule: OthersScoring) -> Changed:
    """Return which competencies surely changed, of those that both results tell of all together."""
    earlier = {told.about: told.together for told in before.competencies}
    pairs = {
        told.about: (then, told.together)
        for told in after.competencies
        if (then := earlier.get(told.about)) is not None and told.together is not None
    }
    if len(pairs) < 2:
        return Changed((), ())
    distance = np.array([now.score - then.score for then, now in pairs.values()], dtype=float)
    error = np.array([_variance(then) + _variance(now) for then, now in pairs.values()])
    chances = _chance_of_more(distance, error, rule)
    return Changed(
        more=tuple(name for name, one in zip(pairs, chances, strict=True) if one >= rule.sure),
        less=tuple(name for name, one in zip(pairs, chances, strict=True) if one <= 1 - rule.sure),
    )


def _chance_of_more(distance: Floats, error: Floats, rule: OthersScoring) -> Floats:
    """Return the probability that each true change is above 0; ``error`` holds variances."""
    squares = float(((distance - distance.mean()) ** 2).sum())
    spread = (rule.spread_df * rule.spread**2 + max(0.0, squares - float(error.sum()))) / (
        rule.spread_df + distance.size - 1
    )
    share = spread / (spread + error)
    return np.asarray(ndtr(share * distance / np.sqrt(share * error)))


def _variance(view: View) -> float:
    """Return the variance that the wider side of an interval tells: an end stops at the scale."""
    widest = max(view.high - view.score, view.score - view.low)
    return float(widest / NAMED_FROM) ** 2
