"""Change between two moments: retest, reliable change, and many tests at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NotFiniteError, NoVarianceError
from assessment.psychometrics.inputs import (
    enough_people,
    is_constant,
    read_numbers,
    require_positive,
    require_within,
    same_length,
)
from assessment.psychometrics.reliability.classical import correlation_interval

FALSE_DISCOVERY = 0.05  # of what is called certain; Jacobson and Truax (1991): 95 %, two-sided
FALSE_POSSIBLE = 0.10  # of what is called possible
CERTAIN = 1.959963984540054  # standard errors: ndtri(1 - FALSE_DISCOVERY / 2)


@dataclass(frozen=True)
class Retest:
    """Two measurements of the same people with nothing done in between.

    ``sem`` is s_d/√2, the retest error of measurement, in the points of the scores; ``mean_change``
    the effect of merely measuring again.
    """

    people: int
    r: float
    low: float
    high: float
    mean_change: float
    sd_change: float
    sem: float
    d_z: float


def retest(first: npt.ArrayLike, second: npt.ArrayLike, *, confidence: float = 0.95) -> Retest:
    """Return retest correlation with Fisher interval, mean change, and SEM = s_d/√2.

    Parameters
    ----------
    first, second : array_like, shape (people,)
        In scale points; no missing values: give people measured twice.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    ShapeError, NotFiniteError
    TooFewPeopleError
        If there are fewer than four people.
    NoVarianceError
        If scores do not vary at either moment, or everybody changed by the same amount.

    References
    ----------
    psychometrics.md section 2e. R: psych::testRetest.

    Examples
    --------
    >>> found = retest([1, 2, 3, 4, 5], [2, 2, 3, 5, 5])
    >>> round(found.r, 3), round(found.sem, 3)
    (0.938, 0.387)
    """
    x = read_numbers(first, "first scores", dimensions=1, missing=False)
    y = read_numbers(second, "second scores", dimensions=1, missing=False)
    same_length(first=x, second=y)
    enough_people(x.size, 4)
    d = y - x
    for values, what in ((x, "first scores"), (y, "second scores"), (d, "changes")):
        if is_constant(values):
            raise NoVarianceError(f"the {what} do not vary", "measure people who differ")
    r, sd = float(np.corrcoef(x, y)[0, 1]), float(d.std(ddof=1))
    low, high = correlation_interval(r, x.size, confidence=confidence)
    mean = float(d.mean())
    return Retest(x.size, r, low, high, mean, sd, sd / float(np.sqrt(2)), mean / sd)


def reliable_change(
    before: npt.ArrayLike, after: npt.ArrayLike, *, sem: float, practice: float = 0.0
) -> Floats:
    """Return Jacobson and Truax's index per person, (after − before − practice)/(√2·SEM).

    Parameters
    ----------
    before, after : array_like, shape (people,)
        In scale points. NaN in either gives NaN: there is no change to judge.
    sem : float
        Above 0, in the same points: from `measurement_error` (is it more than measurement error?)
        or `Retest.sem` (is it more than the passing of time?). Say which.
    practice : float
        Mean retest change to correct for, with the retest SEM; otherwise 0.

    Returns
    -------
    array of float, shape (people,)
        Beyond ±1.96 is reliable change at 95 %.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    Jacobson and Truax (1991), Journal of Consulting and Clinical Psychology 59.

    Examples
    --------
    >>> reliable_change([32.5], [47.5], sem=7.5 * 0.2**0.5).round(2)
    array([3.16])
    """
    x = read_numbers(before, "scores before", dimensions=1, missing=True)
    y = read_numbers(after, "scores after", dimensions=1, missing=True)
    same_length(before=x, after=y)
    error = float(np.sqrt(2)) * require_positive(sem, "the standard error of measurement")
    if not np.isfinite(practice):
        raise NotFiniteError(f"the practice effect is {practice}", "give a finite number, or 0")
    return np.asarray((y - x - practice) / error)


def benjamini_hochberg(p: npt.ArrayLike) -> Floats:
    """Return p values adjusted for the false discovery rate: min over j ≥ i of m·p_(j)/j.

    Parameters
    ----------
    p : array_like, shape (tests,)
        From 0 to 1; no missing values. Leave out what was not tested: it does not count in m.

    Returns
    -------
    array of float, shape (tests,)
        In the order given; reject where it is at most the wanted rate.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57. R: p.adjust.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.20]).round(4)
    array([0.04  , 0.0533, 0.0533, 0.2   ])
    """
    values = read_numbers(p, "p values", dimensions=1, missing=False)
    for value in values:
        require_within(float(value), 0, 1, "a p value")
    order = np.argsort(values)[::-1]
    adjusted = np.empty_like(values)
    ranks = np.arange(values.size, 0, -1)
    adjusted[order] = np.minimum.accumulate(values[order] * values.size / ranks)
    return np.minimum(adjusted, 1.0)
