"""Norms: who may enter one, when one may be published, how long it lasts, what it may say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from assessment.norms.candidates import barred
from assessment.psychometrics.errors import (
    IneligibleError,
    NormUnavailableError,
    NotFiniteError,
    OutOfRangeError,
)
from assessment.psychometrics.inputs import enough_people, within
from assessment.psychometrics.norms.percentiles import (
    Z95,
    mid_percentile,
    percentile_error,
    sampling_band,
    stanine,
    tabulate,
)
from values import Placement

Level: TypeAlias = Literal["quartiles", "stanines", "percentiles"]

YEARS = 8  # psychometrics.md section 2g; COTAN warns at 15
SMALLEST, STANINES_FROM, PERCENTILES_FROM = 100, 200, 300  # psychometrics.md section 2g
QUARTILE_CUTS = (25.0, 50.0, 75.0)


@dataclass(frozen=True, slots=True)
class NormRecord:
    """One person's score as a candidate for a norm. Nothing has a default: each must be known.

    ``background`` holds what the composition of the norm is told in, such as office and phase.
    """

    person: str
    score: float | None
    taken_on: date
    simulated: bool
    consent: bool
    complete: bool
    clean: bool
    background: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NormRow:
    """A score, how many have it and less, its mid-percentile and the standard error of that."""

    score: float
    at: int
    below: int
    percentile: float
    se: float


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm for one scale of one instrument version: what it rests on, and the table."""

    scale: str
    instrument: str
    population: str
    population_size: int
    invited: int
    people: int
    first_day: date
    last_day: date
    composition: Mapping[str, Mapping[str, int]]
    table: tuple[NormRow, ...]
    published_on: date | None = None

    @property
    def response_rate(self) -> float:
        """Return the share of the invited that is in the norm."""
        return self.people / self.invited

    @property
    def level(self) -> Level:
        """Return the finest statement that the number of people allows."""
        return level_for(self.people)

    @property
    def provisional(self) -> bool:
        """Return whether the norm must be called provisional ("voorlopig")."""
        return self.people < STANINES_FROM

    @property
    def expires_on(self) -> date:
        """Return the first day on which the norm is too old: eight years after the last answer."""
        year = self.last_day.year + YEARS
        if (self.last_day.month, self.last_day.day) == (2, 29):
            return date(year, 3, 1)
        return self.last_day.replace(year=year)


def level_for(people: int) -> Level:
    """Return the finest statement that a norm of so many people allows.

    Examples
    --------
    >>> level_for(199), level_for(299), level_for(300)
    ('quartiles', 'stanines', 'percentiles')
    """
    if people >= PERCENTILES_FROM:
        return "percentiles"
    return "stanines" if people >= STANINES_FROM else "quartiles"


def ineligible(record: NormRecord) -> tuple[str, ...]:
    """Return why a record may not enter a norm or calibration; empty when it may.

    Each statement must be exactly True or False: what is unknown keeps a record out.

    References
    ----------
    design.md section 5.7; psychometrics.md section 2g.

    Examples
    --------
    >>> day = date(2026, 11, 23)
    >>> ineligible(NormRecord("p1", 50.0, day, True, True, True, True, {}))
    ('simulated',)
    """
    return (*barred(record), *(("without a score",) if record.score is None else ()))


def admitted(records: Iterable[NormRecord]) -> tuple[NormRecord, ...]:
    """Return the records that may enter a norm, in their order; see `ineligible`.

    Examples
    --------
    >>> day = date(2026, 11, 23)
    >>> len(admitted([NormRecord("p1", 50.0, day, False, True, True, True, {})]))
    1
    """
    return tuple(record for record in records if not ineligible(record))


def build_norm(
    records: Sequence[NormRecord],
    *,
    scale: str,
    instrument: str,
    population: str,
    population_size: int,
    invited: int,
) -> Norm:
    """Return an unpublished norm from records that may all enter one.

    Parameters
    ----------
    records : sequence of NormRecord
        One per person, as `admitted` gives them. Nothing is left out here: one that may not enter
        is an error, so that a simulated person cannot slip in by any road.
    scale, instrument : str
        Which scale, of which instrument version.
    population : str
        Who the norm is about, in words.
    population_size, invited : int
        How many there are of those, and how many were asked.

    Returns
    -------
    Norm
        Percentiles are mid-percentiles; their standard errors have the finite-population factor
        sqrt(1 − N/population).

    Raises
    ------
    IneligibleError
        If a record may not enter, or a person occurs twice.
    TooFewPeopleError
        If there are fewer than 100.
    OutOfRangeError
        If not N ≤ invited ≤ population.
    NotFiniteError
        If a score is not a finite number.

    References
    ----------
    psychometrics.md section 2g; AERA, APA and NCME (2014), standards 5.8 and 5.9.

    Examples
    --------
    >>> day, yes = date(2026, 11, 23), True
    >>> people = [NormRecord(f"p{n}", n, day, False, yes, yes, yes, {}) for n in range(300)]
    >>> about = {"scale": "POL1", "instrument": "gedrag-1", "population": "wethouders"}
    >>> norm = build_norm(people, **about, population_size=1450, invited=600)
    >>> norm.level, norm.response_rate, norm.expires_on.isoformat()
    ('percentiles', 0.5, '2034-11-23')
    """
    _check_records(records)
    enough_people(len(records), SMALLEST, "people for a norm")
    within(invited, len(records), population_size, "the number invited")
    days = [record.taken_on for record in records]
    return Norm(
        scale=scale,
        instrument=instrument,
        population=population,
        population_size=population_size,
        invited=invited,
        people=len(records),
        first_day=min(days),
        last_day=max(days),
        composition=_composition(records),
        table=_table([float(r.score) for r in records if r.score is not None], population_size),
    )


def _check_records(records: Sequence[NormRecord]) -> None:
    for record in records:
        reasons = ineligible(record)
        if reasons:
            wrong = f"the record of {record.person} is {', '.join(reasons)}"
            raise IneligibleError(wrong, "give only the records that `admitted` returns")
        if record.score is not None and not np.isfinite(record.score):
            raise NotFiniteError(f"the score of {record.person} is no number", "give a number")
    twice = [person for person, n in Counter(r.person for r in records).items() if n > 1]
    if twice:
        raise IneligibleError(f"{twice[0]} occurs twice", "give one record per person")


def _composition(records: Sequence[NormRecord]) -> dict[str, dict[str, int]]:
    names = sorted({name for record in records for name in record.background})
    return {
        name: dict(sorted(Counter(r.background.get(name, "unknown") for r in records).items()))
        for name in names
    }


def _table(scores: list[float], population: int) -> tuple[NormRow, ...]:
    found = tabulate(scores)
    rows = zip(found.scores, found.at, found.below, found.percentile, strict=True)
    return tuple(
        NormRow(
            score=float(score),
            at=int(at),
            below=int(below),
            percentile=float(percentile),
            se=percentile_error(float(percentile), found.people, population=population),
        )
        for score, at, below, percentile in rows
    )


def publish(norm: Norm, *, on: date) -> Norm:
    """Return the norm as published on a day: the deliberate act without which none is used.

    Raises
    ------
    OutOfRangeError
        If the day is before the last answer.
    NormUnavailableError
        If the norm is then already too old, or already published.

    Examples
    --------
    >>> day, about = date(2026, 11, 23), ("POL1", "gedrag-1", "wethouders", 1450, 600, 300)
    >>> publish(Norm(*about, day, day, {}, ()), on=date(2026, 12, 1)).published_on.isoformat()
    '2026-12-01'
    """
    if norm.published_on is not None:
        raise NormUnavailableError(f"published on {norm.published_on}", "publish a norm once")
    if on < norm.last_day:
        wrong = f"{on} is before the last answer, {norm.last_day}"
        raise OutOfRangeError(wrong, "choose a later day")
    _check_age(norm, on)
    return replace(norm, published_on=on)


def _check_age(norm: Norm, on: date) -> None:
    if on >= norm.expires_on:
        raise NormUnavailableError(f"the norm expired on {norm.expires_on}", "build a new one")


def place(norm: Norm, score: float, *, error: float, on: date) -> Placement:
    """Return where a score stands in a norm, as finely as the norm allows.

    The band holds error of measurement and of sampling: the percentiles of score ± 1.96·error,
    each moved outwards by 1.96 of its own standard error.

    Parameters
    ----------
    norm : Norm
        Published, and not expired on the day.
    score, error : float
        In the points of the norm; error is the standard error of measurement, at least 0.
    on : date
        The day of the report.

    Returns
    -------
    Placement
        Quartiles 1..4 (provisional) from 100 people, stanines 1..9 from 200, percentiles from 300.

    Raises
    ------
    NormUnavailableError
        If the norm is not published yet, or too old.
    NotFiniteError, OutOfRangeError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> day, about = date(2026, 11, 23), ("POL1", "gedrag-1", "wethouders", 1450, 600, 200)
    >>> table = tuple(NormRow(float(n), 1, n, (n + 0.5) / 2, 0.0) for n in range(200))
    >>> found = place(Norm(*about, day, day, {}, table, day), 100, error=10, on=day)
    >>> found.level, found.value, found.low, found.high
    ('stanines', 5.0, 4.0, 6.0)
    """
    if norm.published_on is None or on < norm.published_on:
        raise NormUnavailableError(f"the norm is not published on {on}", "publish it first")
    _check_age(norm, on)
    margin = Z95 * within(error, 0, np.inf, "the error of measurement")
    sample = np.repeat([row.score for row in norm.table], [row.at for row in norm.table])
    low, middle, high = mid_percentile(sample, [score - margin, score, score + margin])
    band = (
        sampling_band(float(low), norm.people, population=norm.population_size)[0],
        sampling_band(float(high), norm.people, population=norm.population_size)[1],
    )
    low, middle, high = (_graded(norm.level, value) for value in (band[0], float(middle), band[1]))
    return Placement(norm.level, middle, low, high, norm.provisional)


def _graded(level: Level, percentile: float) -> float:
    if level == "percentiles":
        return percentile
    if level == "stanines":
        return float(stanine([percentile])[0])
    return float(np.searchsorted(QUARTILE_CUTS, percentile, side="right") + 1)
