"""The quality of the instruments over a group of people, in plain numbers: nobody stands alone.

A number that cannot be given is an `Unavailable`, never a NaN. Intervals are 95 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why a number is not given: ``reason`` is the key of the sentence, ``facts`` fill it in."""

    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimated:
    """A number with its standard error."""

    value: float
    se: float


Number: TypeAlias = float | Unavailable
Range: TypeAlias = Bounded | Unavailable


@dataclass(frozen=True, slots=True)
class Described:
    """A distribution in numbers; ``floor`` and ``ceiling`` count people at either end."""

    people: int
    mean: Bounded
    sd: float
    skew: Number
    kurtosis: Number
    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class FactorFit:
    """How well one factor fits; ``p`` and ``rmsea`` are None without degrees of freedom."""

    chi_squared: float
    df: int
    p: float | None
    cfi: float
    rmsea: float | None
    srmr: float


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Eigenvalues of the correlations, what chance gives (95th percentile), how many exceed it."""

    eigenvalues: tuple[float, ...]
    chance: tuple[float, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """One item in the graded response model, with curves over the points of the trait.

    ``categories`` holds the answers of each category of the model: more than one where answers
    were pooled. ``curves`` is the probability of each category, ``information`` that of the item.
    """

    slope: Estimated
    locations: tuple[Estimated, ...]
    categories: tuple[tuple[int, ...], ...]
    curves: tuple[tuple[float, ...], ...]
    information: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A scale in the graded response model; ``theta`` are the points of every curve.

    ``unlikely`` counts people whose answers fit badly (l_z below −1.645) out of ``people``.
    """

    people: int
    parameters: int
    with_priors: bool
    log_likelihood: float
    aic: float
    bic: float
    marginal: float
    empirical: Number
    unlikely: int
    theta: tuple[float, ...]
    information: tuple[float, ...]
    se: tuple[float, ...]
    items: tuple[ItemParameters, ...]


@dataclass(frozen=True, slots=True)
class ItemQuality:
    """One item: how it was used, how it hangs together with the rest, and its parameters.

    ``not_experienced`` and ``blank`` count people; ``counts`` how often each answer was given, the
    lowest first (after turning a reversed item round).
    """

    id: str
    not_experienced: int
    blank: int
    described: Described | Unavailable
    counts: tuple[int, ...] | Unavailable
    item_rest: Range
    alpha_without: Number
    scalability: Estimated | Unavailable
    parameters: ItemParameters | Unavailable


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The score of a scale in one group of people."""

    group: str
    people: int
    mean: Bounded
    sd: float
    alpha: Range


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """Whether an item means the same in two groups that score alike (DIF).

    ``p`` is adjusted for all items of all scales; ``effect`` is the rise in Nagelkerke's R².
    """

    scale: str
    item: str
    reference: str
    group: str
    people: int
    p: float
    effect: float
    noticed: bool


@dataclass(frozen=True, slots=True)
class Reliability:
    """Classical reliability of a sum of items over the people who answered all of them."""

    people: int
    alpha: Range
    lambda2: Number
    omega: Range
    fit: FactorFit | Unavailable
    sem: Number


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A scale of ordered answers, over the people who answered all of it.

    ``alpha`` and ``omega`` are of the variables behind the answers; ``scalability`` is Mokken's H.
    """

    people: int
    alpha: Number
    omega: Number
    scalability: Range


@dataclass(frozen=True, slots=True)
class FactorCorrelation:
    """How two factors correlate, by the ids of their scales."""

    one: str
    other: str
    correlation: Bounded


@dataclass(frozen=True, slots=True)
class FactorModel:
    """Some scales as correlated factors, beside one factor for all their items.

    ``id`` is that of a group of competencies, ``gedrag`` for all of them, or ``stijl``.
    """

    id: str
    scales: tuple[str, ...]
    items: int
    people: int | Unavailable
    one: FactorFit | Unavailable
    several: FactorFit | Unavailable
    correlations: tuple[FactorCorrelation, ...] | Unavailable


@dataclass(frozen=True, slots=True)
class ScaleQuality:
    """Everything about one scale; ``low`` and ``high`` are the ends of its answers."""

    id: str
    kind: str
    low: int
    high: int
    reversed: tuple[str, ...]
    described: Described | Unavailable
    reliability: Reliability | Unavailable
    dimensions: Dimensions | Unavailable
    calibration: Calibrated | Unavailable
    ordinal: Ordinal | Unavailable
    items: tuple[ItemQuality, ...]
    groups: tuple[GroupScore, ...] = ()


@dataclass(frozen=True, slots=True)
class PairQuality:
    """Two items that measure one thing: their correlation, lengthened with Spearman-Brown."""

    id: str
    items: tuple[str, ...]
    people: int | Unavailable
    correlation: Range
    spearman_brown: Number


@dataclass(frozen=True, slots=True)
class ClusterQuality:
    """The own statements of a cluster taken together."""

    id: str
    items: int
    reliability: Reliability | Unavailable


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles of an index over people."""

    people: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class PatternQuality:
    """How people answered. ``families`` counts what made a pattern unreliable."""

    people: int
    indices: Mapping[str, Spread | Unavailable]
    families: Mapping[str, int]
    unreliable: int


@dataclass(frozen=True, slots=True)
class ChoiceQuality:
    """The waardenkeuze over the group: centred utilities in logits, clusters, and how well it fits.

    ``evidence`` is each person's log Bayes factor of having preferences against choosing at random;
    ``unlikely`` counts those below 0.
    """

    people: int
    choices: int
    explained: float
    values: Mapping[str, Bounded]
    clusters: Mapping[str, Bounded]
    evidence: Spread
    unlikely: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """A number beyond its limit; ``certain`` when its whole interval is, None without interval."""

    kind: str
    scale: str
    item: str
    value: float
    limit: float
    certain: bool | None
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentQuality:
    """All of it. ``people`` is None when they are too few to say anything about.

    ``parts`` counts people per part, ``phases`` per phase that may be shown, ``left_out`` per
    reason; ``months`` is the first and last month of the answers as (year, month). ``simulated``
    when a program made the answers up.
    """

    people: int | None
    simulated: bool = False
    parts: Mapping[str, int | None] = field(default_factory=dict)
    phases: Mapping[str, int] = field(default_factory=dict)
    months: tuple[tuple[int, int], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    pattern: PatternQuality | Unavailable = Unavailable("group")
    scales: tuple[ScaleQuality, ...] = ()
    switching: tuple[PairQuality, ...] = ()
    values: tuple[PairQuality, ...] = ()
    clusters: tuple[ClusterQuality, ...] = ()
    factors: tuple[FactorModel, ...] = ()
    choices: ChoiceQuality | Unavailable = Unavailable("group")
    differences: tuple[ItemDifference, ...] | Unavailable = Unavailable("group")
    alarms: tuple[Alarm, ...] = ()
