"""Which families of indices flag the answering pattern of one person."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.errors import OutOfRangeError
from assessment.psychometrics.inputs import (
    read_numbers,
    require_positive,
    require_within,
    response_matrix,
)
from assessment.psychometrics.patterns.pattern_indices import (
    Scales,
    average_string,
    even_odd,
    longest_string,
    response_variability,
)
from assessment.psychometrics.special import chdtr

FAMILIES_NEEDED = 2  # to call a pattern unreliable; Meade and Craig (2012): no index alone

LONGEST_SHARE = 0.5  # of the block: Curran (2016), as a start
LONGEST_AT_LEAST = 6  # psychometrics.md section 2a: max(6, 99th percentile)
EVEN_ODD = 0.30  # Jackson (1976), quoted by Johnson (2005) and Curran (2016)
SECONDS = 2.0  # per statement: Huang et al. (2012)
VARIABILITY_LOW = 0.35  # of the SD of answering at random; declared, about 85 % the same answer
VARIABILITY_HIGH = (
    0.90  # of the same; declared, 97 in 100 who choose at random over 78 items exceed it
)
TAIL = 0.01  # both tails of a sample: Dunn et al. (2018) look at both
DISTANCE_TAIL = 0.001  # of chi-square, both tails: psychometrics.md section 2a
SAMPLE_NEEDED = 100  # below this a first percentile is one person


@dataclass(frozen=True)
class Indices:
    """One person's indices; None where it cannot be told. ``distance`` is D² over ``answered``."""

    answered: int
    longest_string: int | None
    average_string: float | None
    variability: float | None
    even_odd: float | None
    seconds: float | None = None
    distance: float | None = None


@dataclass(frozen=True)
class Limits:
    """Where an index flags: longer, lower, higher, less consistent or faster than this."""

    longest_string: float
    variability_low: float
    variability_high: float
    even_odd: float = EVEN_ODD
    seconds: float = SECONDS


def read_indices(
    answers: npt.ArrayLike,
    scales: Scales,
    *,
    seconds: float | None = None,
    distance: float | None = None,
) -> Indices:
    """Return one person's indices.

    Parameters
    ----------
    answers : array_like, shape (items,)
        As administered, in the order shown; NaN where not answered.
    scales : sequence of sequences of int
        The places of each scale's items, for `even_odd`.
    seconds : float, optional
        Spent on all these items together, above 0; divided by the number of answers.
    distance : float, optional
        D² from `mahalanobis_squared`, where there is a sample to compare with.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    design.md section 5.7.

    Examples
    --------
    >>> read_indices([3, 3, 4, 4, 5, 5], [[0, 1], [2, 3], [4, 5]], seconds=30)
    Indices(answered=6, longest_string=2, average_string=2.0, variability=0.89..., even_odd=1.0, ...
    """
    row = read_numbers(answers, "answers", dimensions=1, missing=True)[np.newaxis]
    answered = int((~np.isnan(row)).sum())
    longest = _none_for_nan(longest_string(row)[0])
    return Indices(
        answered=answered,
        longest_string=None if longest is None else int(longest),
        average_string=_none_for_nan(average_string(row)[0]),
        variability=_none_for_nan(response_variability(row)[0]),
        even_odd=_none_for_nan(even_odd(row, scales)[0]),
        seconds=None
        if seconds is None or not answered
        else require_positive(seconds, "the time spent") / answered,
        distance=None if distance is None else require_within(distance, 0, np.inf, "D²"),
    )


def _none_for_nan(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def declared_limits(*, items: int, categories: int) -> Limits:
    """Return the limits that need no sample.

    The longest string is over half the block, and over six. Variability is held against the
    standard deviation of answering at random, sqrt((A² − 1)/12).

    Parameters
    ----------
    items : int
        Shown in the block.
    categories : int
        A.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    Curran (2016), Journal of Experimental Social Psychology 66; James et al. (1984) for the
    variance of random answers; the shares of it are declared here.

    Examples
    --------
    >>> declared_limits(items=78, categories=5)
    Limits(longest_string=39.0, variability_low=0.49..., variability_high=1.27..., even_odd=0.3, ...
    """
    require_within(items, 1, np.inf, "the number of items")
    spread = float(
        np.sqrt((require_within(categories, 2, np.inf, "the number of categories") ** 2 - 1) / 12)
    )
    return Limits(
        longest_string=max(LONGEST_SHARE * items, float(LONGEST_AT_LEAST)),
        variability_low=VARIABILITY_LOW * spread,
        variability_high=VARIABILITY_HIGH * spread,
    )


def sample_limits(responses: npt.ArrayLike) -> Limits:
    """Return the limits as the first and last percentile of a sample of real attempts.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        As administered, in the order shown; NaN where not answered. At least 100 people.

    Raises
    ------
    TooFewPeopleError
    OutOfRangeError
        If somebody answered fewer than two items.

    References
    ----------
    Curran (2016); Dunn et al. (2018), Journal of Business and Psychology 33; psychometrics.md
    section 2a.

    Examples
    --------
    >>> answers = np.random.default_rng(1).integers(1, 6, size=(200, 30))
    >>> sample_limits(answers).longest_string
    6.0
    """
    table = response_matrix(responses, items=2, people=SAMPLE_NEEDED)
    if ((~np.isnan(table)).sum(axis=1) < 2).any():
        raise OutOfRangeError("somebody answered fewer than two items", "leave that person out")
    longest = float(np.quantile(longest_string(table), 1 - TAIL))
    low, high = np.quantile(response_variability(table), [TAIL, 1 - TAIL])
    half = LONGEST_SHARE * table.shape[1]
    return Limits(
        longest_string=max(min(longest, half), float(LONGEST_AT_LEAST)),
        variability_low=float(low),
        variability_high=float(high),
    )


def flag_families(indices: Indices, limits: Limits) -> tuple[str, ...]:
    """Return the families that flag, in a fixed order.

    ``longstring``: a run longer than the limit. ``variability``: answers that vary less or more
    than the limits. ``consistency``: even-odd below the limit. ``speed``: fewer seconds per
    statement than the limit. ``distance``: D² in either tail of χ². What cannot be told (None)
    does not flag.

    Parameters
    ----------
    indices : Indices
    limits : Limits

    Returns
    -------
    tuple of str

    References
    ----------
    Meade and Craig (2012), Psychological Methods 17; design.md section 5.7.

    Examples
    --------
    >>> same = read_indices([4] * 78, [range(0, 26), range(26, 52), range(52, 78)])
    >>> flag_families(same, declared_limits(items=78, categories=5))
    ('longstring', 'variability')
    """
    low, high = limits.variability_low, limits.variability_high
    spread, distance = indices.variability, indices.distance
    flagging = {
        "longstring": (indices.longest_string or 0) > limits.longest_string,
        "variability": spread is not None and not low <= spread <= high,
        "consistency": indices.even_odd is not None and indices.even_odd < limits.even_odd,
        "speed": indices.seconds is not None and indices.seconds < limits.seconds,
        "distance": distance is not None and _is_extreme(distance, indices.answered),
    }
    return tuple(family for family, flagged in flagging.items() if flagged)


def _is_extreme(distance: float, items: int) -> bool:
    below = float(chdtr(items, distance))
    return not DISTANCE_TAIL <= below <= 1 - DISTANCE_TAIL
