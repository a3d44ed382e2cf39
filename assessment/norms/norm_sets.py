"""A norm set: the norms of all competencies together, made at once, and when it may be used."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.norms.errors import NormUnavailableError, Unavailable
from assessment.norms.norm_table import (
    SMALLEST,
    Level,
    NormRow,
    find_expiry,
    is_provisional,
    level_for,
    place_in_table,
)
from values import Placement

POOLED_BELOW = 10  # a smaller cell of the composition could point at somebody
POOLED = "fewer-than-10"


@dataclass(frozen=True, slots=True)
class Population:
    """Who a norm is about: in words, how many there are, how many were asked, and which of them.

    ``offices`` and ``phases`` bound both who enters the norm and whose report uses it.
    """

    description: str
    size: int
    invited: int
    offices: tuple[str, ...]
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """Omega of a scale with its 95 % interval, on those who answered all of its statements.

    ``sd`` is that of the scores in the norm; ``sem`` = sd·sqrt(1 − ω), both in points 0..100. It is
    None for a scale that is scored by a calibration, which has a standard error of its own.
    """

    omega: float
    low: float
    high: float
    people: int
    sd: float
    sem: float | None


@dataclass(frozen=True, slots=True)
class ScaleNorm:
    """The norm of one competency: its table, and the people and days behind it.

    These people may be fewer than those of the whole norm: not everybody has a score.
    ``problem`` says why there is no reliability.
    """

    people: int
    first_day: date
    last_day: date
    table: tuple[NormRow, ...]
    reliability: Reliability | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NormSet:
    """The norms of one instrument version, built at once on one way of scoring.

    Attributes
    ----------
    instrument : str
        Such as "gedrag-1".
    people : int
        Everybody who was admitted; a scale may rest on fewer, who have a score on it.
    composition : mapping of fact to mapping of value to count
        Values with fewer than ten people are taken together under ``POOLED``.
    left_out : mapping of reason to count
    rule, calibration : int, int or None
        The way of scoring that it holds for: the version of the sum rule, and the calibration
        that stands before it, if any.
    scales : mapping of competency to ScaleNorm
        A competency on which fewer than 100 people have a score is absent.
    number : int or None
        Under which it is kept.
    published_on : date or None
        None until it is published, which is a deliberate act.
    """

    instrument: str
    population: Population
    people: int
    first_day: date
    last_day: date
    composition: Mapping[str, Mapping[str, int]]
    left_out: Mapping[str, int]
    rule: int
    calibration: int | None
    scales: Mapping[str, ScaleNorm] = field(default_factory=dict)
    number: int | None = None
    published_on: date | None = None

    @property
    def level(self) -> Level:
        """Return the finest statement that the number of people allows."""
        return level_for(self.people)

    @property
    def provisional(self) -> bool:
        """Return whether the norm must be called provisional ("voorlopig")."""
        return is_provisional(self.people)

    @property
    def fewest(self) -> int:
        """Return the smallest number of people behind a scale."""
        return min((scale.people for scale in self.scales.values()), default=0)

    @property
    def response_rate(self) -> float:
        """Return the share of the invited that is in the norm."""
        return self.people / self.population.invited

    @property
    def expires_on(self) -> date:
        """Return the first day on which a scale is too old; ValueError without scales."""
        return min(find_expiry(scale.last_day) for scale in self.scales.values())

    def holds_on(self, day: date) -> bool:
        """Return whether it is published and not too old on a day."""
        return self.published_on is not None and self.published_on <= day < self.expires_on

    def covers(self, office: str, phase: str) -> bool:
        """Return whether it is about people in this office and phase."""
        return office in self.population.offices and phase in self.population.phases


def publish_norm_set(norm: NormSet, *, on: date) -> NormSet:
    """Return the norm set as published on a day: the act without which none is used.

    Raises
    ------
    NormUnavailableError
        If it is published already, rests on fewer than 100 people, holds no scale, is then too
        old, or the day is before its last answer.
    """
    if norm.published_on is not None:
        raise NormUnavailableError(Unavailable.PUBLISHED, day=norm.published_on)
    if norm.people < SMALLEST:
        raise NormUnavailableError(Unavailable.SMALL, people=norm.people, least=SMALLEST)
    if not norm.scales:
        raise NormUnavailableError(Unavailable.EMPTY)
    if on >= norm.expires_on:
        raise NormUnavailableError(Unavailable.EXPIRED, day=norm.expires_on)
    last_day = max(scale.last_day for scale in norm.scales.values())
    if on < last_day:
        raise NormUnavailableError(Unavailable.EARLY, day=on, last=last_day)
    return replace(norm, published_on=on)


def place_score(
    norm: NormSet, competency: str, score: float, *, error: float, on: date
) -> Placement:
    """Return where a score stands in the norm of a competency; see `place_in_table`.

    Parameters
    ----------
    norm : NormSet
        Published, and not too old on the day.
    competency : str
        One that the norm has a scale of.
    score, error : float
        In points 0..100; error is the standard error of measurement, at least 0.
    on : date
        The day of the report.

    Raises
    ------
    NormUnavailableError
        If the norm is not published yet, or too old.
    NotFiniteError, OutOfRangeError
    """
    if norm.published_on is None or on < norm.published_on:
        raise NormUnavailableError(Unavailable.UNPUBLISHED, day=on)
    if not norm.holds_on(on):
        raise NormUnavailableError(Unavailable.EXPIRED, day=norm.expires_on)
    table = norm.scales[competency].table
    return place_in_table(table, score, error=error, population=norm.population.size)


def pooled_composition(backgrounds: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """Return how often each value of each fact occurs; values below ten are taken together.

    Examples
    --------
    >>> people = [{"office": "wethouder"}] * 12 + [{"office": "griffier"}] * 3
    >>> pooled_composition(people)
    {'office': {'wethouder': 12, 'fewer-than-10': 3}}
    """
    counted: dict[str, Counter[str]] = {}
    for background in backgrounds:
        for name, value in background.items():
            counted.setdefault(name, Counter())[value] += 1
    return {name: _pooled(values) for name, values in sorted(counted.items())}


def _pooled(counted: Counter[str]) -> dict[str, int]:
    kept = {value: n for value, n in sorted(counted.items()) if n >= POOLED_BELOW}
    rest = counted.total() - sum(kept.values())
    return {**kept, POOLED: rest} if rest else kept
