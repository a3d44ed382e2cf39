"""Scores made of scores: the reliability of a weighted sum and of a difference."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError, ShapeError
from assessment.psychometrics.inputs import (
    read_numbers,
    require_positive,
    require_within,
    same_length,
)


def _covariance(matrix: npt.ArrayLike, size: int, what: str) -> Floats:
    found = read_numbers(matrix, what, dimensions=2, missing=False)
    if found.shape != (size, size):
        raise ShapeError(f"{what} has shape {found.shape}", f"it must be {size} by {size}")
    largest = max(float(np.abs(found).max()), 1e-300)
    if float(np.abs(found - found.T).max()) > 1e-9 * largest:
        raise OutOfRangeError(f"{what} is not symmetric", "give a covariance matrix")
    if float(np.linalg.eigvalsh(found)[0]) < -1e-9 * largest:
        raise OutOfRangeError(f"{what} is not positive", "no scores can have these covariances")
    return found


@dataclass(frozen=True)
class CompositeReliability:
    """The reliability of a composite or difference, and its standard error of measurement.

    ``reliability`` falls below 0 when the parts correlate more than their reliabilities allow:
    then one of these estimates is wrong, and nothing may be said about the difference.
    """

    reliability: float
    sem: float


def mosier(
    weights: npt.ArrayLike,
    sds: npt.ArrayLike,
    reliabilities: npt.ArrayLike,
    correlations: npt.ArrayLike,
) -> CompositeReliability:
    """Return the reliability of a weighted sum, 1 − Σw²s²(1 − r)/(w'Sw), and its SEM.

    Parameters
    ----------
    weights, sds, reliabilities : array_like, shape (parts,)
        Weights may be negative (a difference is a composite); sds above 0; reliabilities 0..1.
    correlations : array_like, shape (parts, parts)
        Between the observed parts, 1 on the diagonal.

    Returns
    -------
    CompositeReliability
        SEM is sqrt(Σw²s²(1 − r)), in the points of the weighted sum.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError
    NoVarianceError
        If the weighted sum does not vary.

    References
    ----------
    Mosier (1943), Psychometrika 8.

    Examples
    --------
    >>> found = mosier([1, 1], [1, 1], [0.8, 0.8], [[1, 0.5], [0.5, 1]])
    >>> round(found.reliability, 4), round(found.sem, 4)
    (0.8667, 0.6325)
    """
    w = read_numbers(weights, "weights", dimensions=1, missing=False)
    sd = read_numbers(sds, "standard deviations", dimensions=1, missing=False)
    r = read_numbers(reliabilities, "reliabilities", dimensions=1, missing=False)
    same_length(weights=w, sds=sd, reliabilities=r)
    table = _covariance(correlations, w.size, "the correlation matrix")
    if float(np.abs(np.diag(table) - 1).max()) > 1e-9:
        raise OutOfRangeError("the correlations have no diagonal of 1", "give correlations")
    for spread, part in zip(sd, r, strict=True):
        require_positive(float(spread), "a standard deviation")
        require_within(float(part), 0, 1, "a reliability")
    error = float((w**2 * sd**2 * (1 - r)).sum())
    total = float((w * sd) @ table @ (w * sd))
    if total <= 1e-12 * float(((w * sd) ** 2).sum()):
        raise NoVarianceError("the weighted sum does not vary", "choose other weights")
    return CompositeReliability(1 - error / total, float(np.sqrt(error)))


def difference_reliability(
    sds: tuple[float, float], reliabilities: tuple[float, float], correlation: float
) -> CompositeReliability:
    """Return the reliability and standard error of a difference between two scores.

    (s₁²r₁ + s₂²r₂ − 2r₁₂s₁s₂)/(s₁² + s₂² − 2r₁₂s₁s₂): `mosier` with weights 1 and −1.

    Parameters
    ----------
    sds, reliabilities : pair of float
        sds above 0, in the same points; reliabilities 0..1.
    correlation : float
        Between the two observed scores, −1..1.

    Raises
    ------
    OutOfRangeError, NoVarianceError

    References
    ----------
    AERA, APA and NCME (2014), standard 2.4; psychometrics.md section 2a.

    Examples
    --------
    >>> found = difference_reliability((1.0, 1.0), (0.8, 0.8), 0.5)
    >>> round(found.reliability, 4), round(found.sem, 4)
    (0.6, 0.6325)
    """
    r = require_within(correlation, -1, 1, "the correlation")
    return mosier([1.0, -1.0], sds, reliabilities, [[1.0, r], [r, 1.0]])
