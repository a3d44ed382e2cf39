"""What may be said about an estimate: every word follows the printed numbers and their interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from assessment.instruments.model import RatingScoring, StyleScoring
from assessment.phrases import tenths, whole
from values import ClusterImportance, Estimate
from values.constants import NAMED_FROM

AT_MOST = 3  # competencies named above or below the person's own mean
HALFWAY = 50  # of 100: below or above it, switching is said to be hard or easy


@dataclass(frozen=True, slots=True)
class Span:
    """The bands that a score may be in, from low to high; one band when it is clear enough."""

    low: str
    high: str

    @property
    def is_single(self) -> bool:
        """Whether one word says it."""
        return self.low == self.high


class Leaning(StrEnum):
    """How far an axis of the bestuursstijl may be said to lean, weakest first."""

    BALANCED = "balanced"
    BETWEEN = "between"
    LIGHT = "light"
    CLEAR = "clear"

    @property
    def is_preference(self) -> bool:
        """Whether a side may be named as preferred."""
        return self in (Leaning.LIGHT, Leaning.CLEAR)


class Switching(StrEnum):
    """What may be said about choosing the other side."""

    HARD = "hard"
    MIXED = "mixed"
    EASY = "easy"


class Weight(StrEnum):
    """Where a cluster stands in importance against the person's own mean."""

    LESS = "less"
    MIDDLE = "middle"
    MORE = "more"


def band_span(estimate: Estimate, scoring: RatingScoring) -> Span:
    """Return the bands in which the middle third of the interval and the score lie.

    So a limit between two bands counts once a third of the interval lies on either side of it.
    """
    low, high = whole(estimate.low), whole(estimate.high)
    score, third = whole(estimate.score), (high - low) / 3
    return Span(scoring.band(min(low + third, score)), scoring.band(max(high - third, score)))


def leaning(estimate: Estimate, scoring: StyleScoring) -> Leaning:
    """Return the strongest word that score and interval allow.

    Clear: the score beyond ``clear_above`` and the whole interval beyond ``balanced_below``.
    Light: the score not in balance and the interval on one side of the middle. When the interval
    crosses the middle the score lies between balance and a light preference.
    """
    score = whole(estimate.score)
    nearest = whole(estimate.low) if score > 0 else -whole(estimate.high)
    if abs(score) < scoring.balanced_below:
        return Leaning.BALANCED
    if nearest <= 0:
        return Leaning.BETWEEN
    if abs(score) > scoring.clear_above and nearest > scoring.balanced_below:
        return Leaning.CLEAR
    return Leaning.LIGHT


def switching(estimate: Estimate) -> Switching:
    """Return easy or hard only when the whole interval lies on that side of the middle."""
    if whole(estimate.low) > HALFWAY:
        return Switching.EASY
    return Switching.HARD if whole(estimate.high) < HALFWAY else Switching.MIXED


def weight(importance: ClusterImportance) -> Weight:
    """Return more or less only when the printed interval lies on that side of the own mean."""
    if tenths(importance.low) > 0:
        return Weight.MORE
    return Weight.LESS if tenths(importance.high) < 0 else Weight.MIDDLE


def mean_score(estimates: Mapping[str, Estimate | None]) -> float | None:
    """Return the person's own mean over the scores there are, or None without any."""
    scores = [estimate.score for estimate in estimates.values() if estimate is not None]
    return sum(scores) / len(scores) if scores else None


def standing_out(
    estimates: Mapping[str, Estimate | None],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the competencies surely above and surely below the person's own mean.

    One is named when its distance from the mean of all exceeds ``NAMED_FROM`` times the standard
    error of that difference: competencies share no statements, so with k of them
    var(x - mean) = se²·(1 - 2/k) + Σse²/k². At most ``AT_MOST`` each, in the order given.
    """
    known = {name: estimate for name, estimate in estimates.items() if estimate is not None}
    mean = mean_score(known)
    if mean is None or len(known) < 2:
        return (), ()
    count = len(known)
    shared = sum(estimate.se**2 for estimate in known.values()) / count**2
    distance = {
        name: (estimate.score - mean) / error
        for name, estimate in known.items()
        if (error := sqrt(estimate.se**2 * (1 - 2 / count) + shared)) > 0
    }
    above = _furthest({name: z for name, z in distance.items() if z > NAMED_FROM})
    below = _furthest({name: -z for name, z in distance.items() if z < -NAMED_FROM})
    return above, below


def _furthest(distance: Mapping[str, float]) -> tuple[str, ...]:
    kept = sorted(distance, key=lambda name: -distance[name])[:AT_MOST]
    return tuple(name for name in distance if name in kept)
