"""A norm set: the norms of all competencies together, with their reliability; one version of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assessment.norms.norm_table import SMALLEST, STANINES_FROM, Level, Norm, level_for, publish
from assessment.psychometrics.errors import NormUnavailableError
from assessment.psychometrics.inputs import enough_people

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
    """The norm of one competency; ``problem`` says why it has no reliability."""

    norm: Norm
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
        return self.people < STANINES_FROM

    @property
    def fewest(self) -> int:
        """Return the smallest number of people behind a scale."""
        return min((scale.norm.people for scale in self.scales.values()), default=0)

    @property
    def response_rate(self) -> float:
        """Return the share of the invited that is in the norm."""
        return self.people / self.population.invited

    @property
    def expires_on(self) -> date:
        """Return the first day on which a scale is too old."""
        return min(scale.norm.expires_on for scale in self.scales.values())

    def holds_on(self, day: date) -> bool:
        """Return whether it is published and not too old on a day."""
        return self.published_on is not None and self.published_on <= day < self.expires_on

    def covers(self, office: str, phase: str) -> bool:
        """Return whether it is about people in this office and phase."""
        return office in self.population.offices and phase in self.population.phases


def publish_set(norm_set: NormSet, *, on: date) -> NormSet:
    """Return the norm set as published on a day: the act without which none is used.

    Raises
    ------
    TooFewPeopleError
        With fewer than 100 people.
    NormUnavailableError
        If it is published already, holds no scale, or is then too old.
    OutOfRangeError
        If the day is before the last answer.
    """
    enough_people(norm_set.people, SMALLEST, "people in the norm")
    if norm_set.published_on is not None:
        raise NormUnavailableError(f"published on {norm_set.published_on}", "publish a norm once")
    if not norm_set.scales:
        raise NormUnavailableError("the norm has no scales", "build a new one")
    scales = {
        name: replace(scale, norm=publish(scale.norm, on=on))
        for name, scale in norm_set.scales.items()
    }
    return replace(norm_set, scales=scales, published_on=on)


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
