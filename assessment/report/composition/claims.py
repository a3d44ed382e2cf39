"""What may be said about an estimate: every word follows the printed numbers and their interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import NormalDist

from assessment.instruments.model import RatingScoring, StyleScoring
from assessment.phrases import tenths, whole
from values import ClusterImportance, Estimate, Likely

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
    """What may be said of the place on an axis of the bestuursstijl, weakest first."""

    OPEN = "open"
    BALANCED = "balanced"
    LEANING = "leaning"
    PREFERRED = "preferred"
    CLEAR = "clear"

    @property
    def is_preference(self) -> bool:
        """Whether a side may be named as preferred."""
        return self in (Leaning.LEANING, Leaning.PREFERRED, Leaning.CLEAR)


class Switching(StrEnum):
    """What may be said about choosing the other side."""

    HARD = "hard"
    EASY = "easy"


class Weight(StrEnum):
    """Where a cluster stands in importance against the person's own mean."""

    LESS = "less"
    MIDDLE = "middle"
    MORE = "more"


def band_span(estimate: Estimate, scoring: RatingScoring) -> Span | None:
    """Return the band that the true score is in, or the two that it may be in, or None.

    A band is said when the probability that the true score lies in it is at least ``sure_word``,
    two neighbours when that of both together is, and none otherwise.
    """
    chances = _band_chances(estimate, scoring)
    names = list(chances)
    spans = {Span(band, band): chance for band, chance in chances.items()}
    pairs = {Span(*both): chances[both[0]] + chances[both[1]] for both in pairwise(names)}
    for candidates in (spans, pairs):
        best = max(candidates, key=lambda span: candidates[span])
        if candidates[best] >= scoring.sure_word:
            return best
    return None


def _band_chances(estimate: Estimate, scoring: RatingScoring) -> dict[str, float]:
    """Return the probability of each band, the lowest first, the true score being normal."""
    bands = sorted(scoring.bands.items(), key=lambda band: band[1])
    truth = NormalDist(estimate.score, estimate.se)
    below = [0.0, *(truth.cdf(limit) for _, limit in bands[1:]), 1.0]
    return {name: below[n + 1] - below[n] for n, (name, _) in enumerate(bands)}


def leaning(estimate: Estimate, scoring: StyleScoring) -> Leaning:
    """Return the strongest word that the whole interval allows.

    Clear or preferred: the interval lies beyond ``clear_above`` or ``balanced_below``, on one side.
    Leaning: it lies on one side of the middle. Balanced: it lies within ``balanced_below`` on
    either side. Otherwise it is open: nothing is to be said.
    """
    low, high = whole(estimate.low), whole(estimate.high)
    nearest, furthest = max(low, -high), max(-low, high)
    if nearest > scoring.clear_above:
        return Leaning.CLEAR
    if nearest > scoring.balanced_below:
        return Leaning.PREFERRED
    if furthest <= scoring.balanced_below:
        return Leaning.BALANCED
    return Leaning.LEANING if nearest > 0 else Leaning.OPEN


def switching(estimate: Estimate) -> Switching | None:
    """Return easy or hard when the whole interval lies on that side of the middle, else None."""
    if whole(estimate.low) > HALFWAY:
        return Switching.EASY
    return Switching.HARD if whole(estimate.high) < HALFWAY else None


def weight(importance: ClusterImportance) -> Weight:
    """Return more or less only when the printed interval lies on that side of the own mean."""
    if tenths(importance.low) > 0:
        return Weight.MORE
    return Weight.LESS if tenths(importance.high) < 0 else Weight.MIDDLE


def standing_out(
    likely: Mapping[str, Likely], sure: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the competencies surely above and surely below the person's own mean.

    One is named when the probability that its true score lies on that side is at least ``sure``:
    so near 1 that of people without any difference few read a name, though all are looked at
    (docs/adr/0014). At most ``AT_MOST`` each, the surest, in the order given.
    """
    above = {name: estimate.above for name, estimate in likely.items()}
    below = {name: 1 - chance for name, chance in above.items()}
    return _surest(above, sure), _surest(below, sure)


def _surest(chances: Mapping[str, float], sure: float) -> tuple[str, ...]:
    kept = sorted(chances, key=lambda name: -chances[name])[:AT_MOST]
    return tuple(name for name in chances if name in kept and chances[name] >= sure)
