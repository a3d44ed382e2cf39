"""The table of a norm: how many people have each score, and where a score stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from assessment.psychometrics.norms.percentiles import (
    mid_percentile,
    percentile_band,
    percentile_error,
    stanine,
    tabulate_scores,
)
from values import Placement

Level: TypeAlias = Literal["quartiles", "stanines", "percentiles"]

YEARS = 8  # psychometrics.md section 2g; COTAN warns at 15
SMALLEST, STANINES_FROM, PERCENTILES_FROM = 100, 200, 300  # psychometrics.md section 2g
QUARTILE_CUTS = (25.0, 50.0, 75.0)


@dataclass(frozen=True, slots=True)
class NormRow:
    """A score, how many have it and less, its mid-percentile and the standard error of that."""

    score: float
    at: int
    below: int
    percentile: float
    se: float


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


def is_provisional(people: int) -> bool:
    """Return whether a norm of so many people must be called provisional ("voorlopig")."""
    return people < STANINES_FROM


def find_expiry(last_day: date) -> date:
    """Return the first day on which a norm is too old: eight years after its last answer.

    Examples
    --------
    >>> find_expiry(date(2026, 11, 23)).isoformat(), find_expiry(date(2028, 2, 29)).isoformat()
    ('2034-11-23', '2036-03-01')
    """
    year = last_day.year + YEARS
    if (last_day.month, last_day.day) == (2, 29):
        return date(year, 3, 1)
    return last_day.replace(year=year)


def build_table(scores: Sequence[float], *, population: int) -> tuple[NormRow, ...]:
    """Return the table of a scale, from its scores.

    Parameters
    ----------
    scores : sequence of float
        One per person who has one, in points.
    population : int
        How many people the norm is about, at least as many as there are scores.

    Returns
    -------
    tuple of NormRow, by ascending score
        Percentiles are mid-percentiles; their standard errors have the finite-population factor
        sqrt(1 − N/population).

    Raises
    ------
    NotFiniteError
        If a score is no finite number.
    OutOfRangeError, TooFewPeopleError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> [(row.score, row.at, row.percentile) for row in build_table([3, 5, 5, 7], population=9)]
    [(3.0, 1, 12.5), (5.0, 2, 50.0), (7.0, 1, 87.5)]
    """
    counted = tabulate_scores(scores)
    rows = zip(counted.scores, counted.at, counted.below, counted.percentile, strict=True)
    return tuple(
        NormRow(
            score=float(score),
            at=int(at),
            below=int(below),
            percentile=float(percentile),
            se=percentile_error(float(percentile), counted.people, population=population),
        )
        for score, at, below, percentile in rows
    )


def place_in_table(
    table: Sequence[NormRow], score: float, *, error: float, population: int
) -> Placement:
    """Return where a score stands among the people of a table, as finely as they allow.

    The band holds error of measurement and of sampling, as `percentile_band`.

    Parameters
    ----------
    table : sequence of NormRow
        As `build_table` returns it.
    score, error : float
        In the points of the table; error is the standard error of measurement, at least 0.
    population : int
        As `build_table`.

    Returns
    -------
    Placement
        Quartiles 1..4 (provisional) from 100 people, stanines 1..9 from 200, percentiles from 300.

    Raises
    ------
    NotFiniteError, OutOfRangeError, TooFewPeopleError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> table = build_table(range(200), population=1450)
    >>> place_in_table(table, 100, error=10, population=1450)
    Placement(level='stanines', value=5.0, low=4.0, high=6.0, provisional=False)
    """
    sample = np.repeat([row.score for row in table], [row.at for row in table])
    low, high = percentile_band(sample, score, error=error, population=population)
    level = level_for(sample.size)
    return Placement(
        level,
        _grade(level, float(mid_percentile(sample, [score])[0])),
        _grade(level, low),
        _grade(level, high),
        is_provisional(sample.size),
    )


def _grade(level: Level, percentile: float) -> float:
    """Return a percentile as the percentile, stanine or quartile that the level allows."""
    if level == "percentiles":
        return percentile
    if level == "stanines":
        return float(stanine([percentile])[0])
    return float(np.searchsorted(QUARTILE_CUTS, percentile, side="right") + 1)
