"""The rules by which answers become scores: numbers that stand in the file of an instrument."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed beforehand of the true differences inside a person (docs/adr/0014).

    ``spread`` is their standard deviation in points, and counts as much as ``df`` scores. ``doubt``
    says how unsure it is which share of a distance is true: the SD of its log odds.
    """

    spread: float
    df: int
    doubt: float


@dataclass(frozen=True, slots=True)
class RatingScoring:
    """Minimum answers, priors, bands and limits of words of the statements (design.md section 5).

    ``spread_*`` and ``doubt_*`` make the `Supposed` of competencies, and of values and clusters,
    whose scores share statements. ``sure_*`` are the probabilities from which a name is said to
    stand out and a word to fit.
    """

    minimum_answered: int
    minimum_own: int
    minimum_value: int
    prior_sd: float
    prior_df: int
    direct_share: float
    spread_competencies: float
    spread_df: int
    doubt_competencies: float
    spread_values: float
    spread_clusters: float
    spread_shared_df: int
    doubt_shared: float
    sure_competency: float
    sure_value: float
    sure_word: float
    bands: Mapping[str, int]

    @property
    def competencies(self) -> Supposed:
        """Return what is supposed of competencies."""
        return Supposed(self.spread_competencies, self.spread_df, self.doubt_competencies)

    @property
    def values(self) -> Supposed:
        """Return what is supposed of values."""
        return Supposed(self.spread_values, self.spread_shared_df, self.doubt_shared)

    @property
    def clusters(self) -> Supposed:
        """Return what is supposed of clusters."""
        return Supposed(self.spread_clusters, self.spread_shared_df, self.doubt_shared)

    def band(self, score: float) -> str:
        """Return the name of the band that ``score`` (0..100) falls in."""
        return max((low, name) for name, low in self.bands.items() if score >= low)[1]


@dataclass(frozen=True, slots=True)
class StyleScoring:
    """Minimum answers, priors and limits of words for the axes (design.md section 5.3)."""

    minimum_answered: int
    prior_sd: float
    prior_df: int
    switching_prior_sd: float
    switching_prior_df: int
    balanced_below: float
    clear_above: float


@dataclass(frozen=True, slots=True)
class ChoiceScoring:
    """Prior and rules for naming of the waardenkeuze (design.md sections 5.4 and 5.5).

    The prior is averaged over ``scales``, which multiply both variances and lie lognormally round
    1 with ``scale_spread``. ``own_top`` is how many values count as somebody's own highest; a
    value leads from ``leading_from`` that it is one of them, at most ``leading_most`` values; from
    ``above_from`` a value is said to lie above the own mean. ``gap_from`` holds for both sides of
    a gap.
    """

    cluster_variance: float
    value_variance: float
    scales: tuple[float, ...]
    scale_spread: float
    own_top: int
    leading_from: float
    leading_most: int
    above_from: float
    gap_from: float
    stop_after: int
