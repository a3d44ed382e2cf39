"""From raw scores to percentiles and stanines, with their uncertainty."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.inputs import enough_people, read_numbers, require_within
from assessment.psychometrics.special import betaincinv

Z95 = 1.959963984540054
STANINE_CUTS = (4.0, 11.0, 23.0, 40.0, 60.0, 77.0, 89.0, 96.0)


@dataclass(frozen=True)
class ScoreTable:
    """The distinct scores of a sample, ascending, how many have each and how many less."""

    scores: Floats
    at: Floats
    below: Floats
    people: int

    @property
    def percentile(self) -> Floats:
        """Return the mid-percentile of each score, 100·(below + at/2)/N; shape (scores,)."""
        return np.asarray(100 * (self.below + self.at / 2) / self.people)


def tabulate_scores(sample: npt.ArrayLike) -> ScoreTable:
    """Return the distinct scores of a sample with their counts and mid-percentiles.

    Parameters
    ----------
    sample : array_like, shape (people,)
        In scale points; no missing values.

    Raises
    ------
    TooFewPeopleError
        If there is nobody.
    ShapeError, NotFiniteError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> tabulate_scores([3, 5, 5, 7]).percentile
    array([12.5, 50. , 87.5])
    """
    values = read_numbers(sample, "scores", dimensions=1, missing=False)
    enough_people(values.size, 1)
    scores, at = np.unique(values, return_counts=True)
    return ScoreTable(scores, at.astype(float), (np.cumsum(at) - at).astype(float), values.size)


def mid_percentile(sample: npt.ArrayLike, scores: npt.ArrayLike) -> Floats:
    """Return the mid-percentile of ``scores`` in ``sample``, 100·(n_below + n_at/2)/N.

    Parameters
    ----------
    sample : array_like, shape (people,)
    scores : array_like, shape (scores,)
        In the same points; they need not occur in the sample. No missing values in either.

    Returns
    -------
    array of float, shape (scores,)
        0..100, never falling as the score rises.

    Raises
    ------
    ShapeError, NotFiniteError, TooFewPeopleError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> mid_percentile([3, 5, 5, 7], [5, 6, 9])
    array([ 50.,  75., 100.])
    """
    ordered = np.sort(read_numbers(sample, "the sample", dimensions=1, missing=False))
    enough_people(ordered.size, 1)
    at = read_numbers(scores, "scores", dimensions=1, missing=False)
    below, through = (np.searchsorted(ordered, at, side=side) for side in ("left", "right"))
    return np.asarray(100 * (below + through) / 2 / ordered.size)


def stanine(percentile: npt.ArrayLike) -> Floats:
    """Return stanines 1..9 with cuts at percentile 4, 11, 23, 40, 60, 77, 89 and 96.

    Parameters
    ----------
    percentile : array_like, shape (scores,)
        0..100; exactly on a cut counts as the higher stanine.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    psychometrics.md section 2g.

    Examples
    --------
    >>> stanine([3.9, 4, 50, 96])
    array([1., 2., 5., 9.])
    """
    values = read_numbers(percentile, "percentiles", dimensions=1, missing=False)
    for value in values:
        require_within(float(value), 0, 100, "a percentile")
    return np.searchsorted(STANINE_CUTS, values, side="right").astype(np.float64) + 1


def clopper_pearson(count: float, people: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact binomial interval of a proportion, in percent.

    With ``count`` = n_below + n_at/2 it is the interval of a mid-percentile. The people count as a
    sample from an endless population: in a small one the interval is wider than need be.

    Parameters
    ----------
    count : float
        From 0 to ``people``; halves are allowed.
    people : int
        At least 1.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    OutOfRangeError, TooFewPeopleError

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26. R: binom.test.

    Examples
    --------
    >>> low, high = clopper_pearson(50, 100)
    >>> round(low, 2), round(high, 2)
    (39.83, 60.17)
    """
    enough_people(people, 1)
    require_within(count, 0, people, "the count")
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    low = float(betaincinv(count, people - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, people - count, 1 - tail)) if count < people else 1.0
    return 100 * low, 100 * high


def percentile_error(percentile: float, people: int, *, population: int | None = None) -> float:
    """Return the standard error of a percentile, 100·sqrt(p(1 − p)/N)·sqrt(1 − N/population).

    Parameters
    ----------
    percentile : float
        0..100. At 0 and 100 the formula gives 0, which is too good: use `clopper_pearson` there.
    people : int
        N, at least 1.
    population : int, optional
        How many people there are in all, at least N. None: no end to them, no correction.

    Returns
    -------
    float
        In percentile points; 0 when everybody was asked.

    Raises
    ------
    OutOfRangeError, TooFewPeopleError

    References
    ----------
    psychometrics.md section 2g; Cochran (1977), Sampling techniques, chapter 2.

    Examples
    --------
    >>> round(1.96 * percentile_error(50, 100), 1)
    9.8
    """
    enough_people(people, 1)
    p = require_within(percentile, 0, 100, "the percentile") / 100
    if population is not None:
        require_within(population, people, np.inf, "the population")
    finite = 1.0 if population is None else 1 - people / population
    return 100 * float(np.sqrt(p * (1 - p) / people * finite))


def percentile_band(
    sample: npt.ArrayLike, score: float, *, error: float, population: int | None = None
) -> tuple[float, float]:
    """Return the 95 % band of a person's percentile: measurement and sampling error together.

    The percentiles of score ± 1.96·error, each moved outwards by 1.96 of its own standard error.

    Parameters
    ----------
    sample : array_like, shape (people,)
    score, error : float
        In the points of the sample; error is the standard error of measurement, at least 0.
    population : int, optional
        As `percentile_error`.

    Returns
    -------
    (low, high)
        Percentiles, 0..100.

    Raises
    ------
    OutOfRangeError, TooFewPeopleError, ShapeError, NotFiniteError

    References
    ----------
    psychometrics.md section 2g; Voncken, Albers and Timmerman (2019), Behavior Research Methods 51.

    Examples
    --------
    >>> low, high = percentile_band(np.arange(300), 150, error=15)
    >>> round(low), round(high)
    (35, 66)
    """
    require_within(error, 0, np.inf, "the error of measurement")
    low, high = mid_percentile(sample, [score - Z95 * error, score + Z95 * error])
    n = int(np.size(sample))
    return (
        sampling_band(float(low), n, population=population)[0],
        sampling_band(float(high), n, population=population)[1],
    )


def sampling_band(
    percentile: float, people: int, *, population: int | None = None
) -> tuple[float, float]:
    """Return the 95 % band of a percentile for sampling: ± 1.96 of its standard error, in 0..100.

    At 0 and 100, where that error vanishes, the exact binomial interval stands in for it.

    Parameters, errors and source are those of `percentile_error`.

    Examples
    --------
    >>> low, high = sampling_band(100, 100)
    >>> round(low, 1), high
    (96.4, 100.0)
    """
    if percentile in (0, 100):
        return clopper_pearson(percentile * people / 100, people)
    margin = Z95 * percentile_error(percentile, people, population=population)
    return max(0.0, percentile - margin), min(100.0, percentile + margin)
