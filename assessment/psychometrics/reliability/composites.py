"""Several sources brought together: weighted means, linear maps, and the reliability of both."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError, ShapeError
from assessment.psychometrics.inputs import enough_people, numbers, positive, same_length, within


@dataclass(frozen=True)
class Combined:
    """Sources of the same thing combined: with fixed weights 1/se², and with random effects.

    ``q`` tests whether the sources agree (``q_p`` small: report the disagreement, not a mean);
    ``i2`` is the percentage of the variance that is disagreement; ``tau2`` its size.
    """

    sources: int
    mean: float
    se: float
    q: float
    q_p: float
    i2: float
    tau2: float
    random_mean: float
    random_se: float


def combine(scores: npt.ArrayLike, errors: npt.ArrayLike) -> Combined:
    """Return the inverse-variance mean and the random-effects mean of DerSimonian and Laird.

    w = 1/se²; mean = Σwx/Σw, se = 1/sqrt(Σw); Q = Σw(x − mean)²;
    τ² = max(0, (Q − k + 1)/(Σw − Σw²/Σw)); then the same with w* = 1/(se² + τ²).

    Parameters
    ----------
    scores, errors : array_like, shape (sources,)
        Scores on one metric and their standard errors, above 0. A source that is missing is left
        out by the caller, who tells how many there are.

    Raises
    ------
    TooFewPeopleError
        If there are fewer than two sources.
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    DerSimonian and Laird (1986), Controlled Clinical Trials 7. R: metafor::rma.

    Examples
    --------
    >>> found = combine([1.0, 3.0], [1.0, 1.0])
    >>> found.mean, round(found.se, 3), found.q, found.tau2
    (2.0, 0.707, 2.0, 1.0)
    """
    x, se = _scores_and_errors(scores, errors)
    enough_people(x.size, 2, "sources")
    weights, df = 1 / se**2, x.size - 1
    mean, error = _weighted(x, weights)
    q = float((weights * (x - mean) ** 2).sum())
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    tau2 = max(0.0, (q - df) / scale)
    random_mean, random_error = _weighted(x, 1 / (se**2 + tau2))
    return Combined(
        sources=x.size,
        mean=mean,
        se=error,
        q=q,
        q_p=float(chdtrc(df, q)),
        i2=100 * tau2 / (tau2 + df / scale),
        tau2=tau2,
        random_mean=random_mean,
        random_se=random_error,
    )


def _scores_and_errors(scores: npt.ArrayLike, errors: npt.ArrayLike) -> tuple[Floats, Floats]:
    x = numbers(scores, "scores", dimensions=1, missing=False)
    se = numbers(errors, "standard errors", dimensions=1, missing=False)
    same_length(scores=x, errors=se)
    for value in se:
        positive(float(value), "a standard error")
    return x, se


def _weighted(x: Floats, weights: Floats) -> tuple[float, float]:
    total = float(weights.sum())
    return float((weights * x).sum()) / total, float(np.sqrt(1 / total))


def weighted_mean(
    scores: npt.ArrayLike, errors: npt.ArrayLike, weights: npt.ArrayLike
) -> tuple[float, float]:
    """Return Σwx/Σw with documented weights, and its standard error sqrt(Σw²se²)/Σw.

    Parameters
    ----------
    scores, errors, weights : array_like, shape (sources,)
        Weights at least 0 and not all 0; errors are independent between sources.

    Returns
    -------
    (mean, se)
        On the metric of the scores.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    psychometrics.md section 2f.

    Examples
    --------
    >>> weighted_mean([1.0, 3.0], [1.0, 2.0], [3.0, 1.0])
    (1.5, 0.90...)
    """
    x, se = _scores_and_errors(scores, errors)
    w = _row(weights)
    same_length(scores=x, weights=w)
    share = w / w.sum()
    return float(share @ x), float(np.sqrt((share**2) @ (se**2)))


def _row(weights: npt.ArrayLike) -> Floats:
    w = numbers(weights, "weights", dimensions=1, missing=False)
    if not w.size or w.min() < 0 or w.sum() <= 0:
        raise OutOfRangeError("the weights are negative or all 0", "give weights of 0 or more")
    return w


def _covariance(matrix: npt.ArrayLike, size: int, what: str) -> Floats:
    found = numbers(matrix, what, dimensions=2, missing=False)
    if found.shape != (size, size):
        raise ShapeError(f"{what} has shape {found.shape}", f"it must be {size} by {size}")
    largest = max(float(np.abs(found).max()), 1e-300)
    if float(np.abs(found - found.T).max()) > 1e-9 * largest:
        raise OutOfRangeError(f"{what} is not symmetric", "give a covariance matrix")
    if float(np.linalg.eigvalsh(found)[0]) < -1e-9 * largest:
        raise OutOfRangeError(f"{what} is not positive", "no scores can have these covariances")
    return found


def linear_map(
    scores: npt.ArrayLike, covariance: npt.ArrayLike, weights: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Return y = W·x and cov(y) = W·Σ·W', with the rows of W made to sum to 1.

    Parameters
    ----------
    scores : array_like, shape (sources,)
    covariance : array_like, shape (sources, sources)
        Σ, of the errors of the scores.
    weights : array_like, shape (targets, sources)
        At least 0, no row all 0.

    Returns
    -------
    (y, covariance)
        Shapes (targets,) and (targets, targets); the standard errors are the root diagonal.

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    psychometrics.md section 2f.

    Examples
    --------
    >>> y, covariance = linear_map([1, 3], [[1, 0], [0, 4]], [[1, 1], [1, 0]])
    >>> y, covariance
    (array([2., 1.]), array([[1.25, 0.5 ],
           [0.5 , 1.  ]]))
    """
    x = numbers(scores, "scores", dimensions=1, missing=False)
    sigma = _covariance(covariance, x.size, "the error covariance")
    table = numbers(weights, "weights", dimensions=2, missing=False)
    if table.shape[1] != x.size:
        raise ShapeError(f"weights for {table.shape[1]} sources", f"there are {x.size} scores")
    w = np.stack([_row(row) / row.sum() for row in table])
    return w @ x, w @ sigma @ w.T


def contrast(
    scores: npt.ArrayLike, covariance: npt.ArrayLike, one: int, other: int
) -> tuple[float, float]:
    """Return score one minus score other, with the standard error from their joint covariance.

    Parameters
    ----------
    scores : array_like, shape (targets,)
    covariance : array_like, shape (targets, targets)
        As `linear_map` returns them.
    one, other : int
        Places, from 0.

    Returns
    -------
    (difference, se)

    Raises
    ------
    ShapeError, NotFiniteError, OutOfRangeError

    References
    ----------
    psychometrics.md section 2f.

    Examples
    --------
    >>> contrast([2, 1], [[1.25, 0.5], [0.5, 1.0]], 0, 1)
    (1.0, 1.11...)
    """
    y = numbers(scores, "scores", dimensions=1, missing=False)
    sigma = _covariance(covariance, y.size, "the covariance")
    for place in (one, other):
        within(place, 0, y.size - 1, "a place")
    variance = sigma[one, one] + sigma[other, other] - 2 * sigma[one, other]
    return float(y[one] - y[other]), float(np.sqrt(max(variance, 0.0)))


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
    w = numbers(weights, "weights", dimensions=1, missing=False)
    sd = numbers(sds, "standard deviations", dimensions=1, missing=False)
    r = numbers(reliabilities, "reliabilities", dimensions=1, missing=False)
    same_length(weights=w, sds=sd, reliabilities=r)
    table = _covariance(correlations, w.size, "the correlation matrix")
    if float(np.abs(np.diag(table) - 1).max()) > 1e-9:
        raise OutOfRangeError("the correlations have no diagonal of 1", "give correlations")
    for spread, part in zip(sd, r, strict=True):
        positive(float(spread), "a standard deviation")
        within(float(part), 0, 1, "a reliability")
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
    r = within(correlation, -1, 1, "the correlation")
    return mosier([1.0, -1.0], sds, reliabilities, [[1.0, r], [r, 1.0]])
