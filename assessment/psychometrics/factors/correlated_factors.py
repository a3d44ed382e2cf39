"""Several correlated factors by maximum likelihood, each item on the one factor it was made for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.errors import (
    ImproperSolutionError,
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
    ShapeError,
    TooFewItemsError,
)
from assessment.psychometrics.inputs import complete_rows, response_matrix
from assessment.psychometrics.reliability.classical import covariance
from assessment.psychometrics.special import chdtrc

SMALLEST_RESIDUAL = 1e-4  # share of an item's variance; at this bound the solution is improper
GRADIENT = 1e-5
ONE_FACTOR = 0.999  # factors that correlate more than this are one factor


@dataclass(frozen=True)
class CorrelatedFactors:
    """A solution in standard deviations of items and factors, and how well it fits.

    ``loadings`` and ``residuals`` have shape (items,), ``correlations`` and their standard errors
    (factors, factors). ``p`` and ``rmsea`` are None without degrees of freedom.
    """

    people: int
    loadings: Floats
    residuals: Floats
    correlations: Floats
    correlations_se: Floats
    chi_squared: float
    df: int
    p: float | None
    cfi: float
    rmsea: float | None
    srmr: float


def fit_factors(responses: npt.ArrayLike, factors: Sequence[int]) -> CorrelatedFactors:
    """Fit Σ = ΛΦΛ' + Θ with one loading per item, on the people with every item answered.

    Minimises F = ln|Σ| + tr(SΣ⁻¹) − ln|S| − k, S over n; factors have variance 1 and correlate
    freely. χ² = n·F on k(k + 1)/2 − 2k − q(q − 1)/2 degrees of freedom. With one factor this is
    `omega.one_factor`. Nested models are compared by the difference of their χ².

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers in scale points, reversed items recoded; rows with NaN are left out (listwise).
    factors : sequence of int, one per item
        0..q − 1: the factor of each item; two items at least on each, three when there is one.

    Raises
    ------
    ShapeError
        If there is not one factor per item.
    OutOfRangeError
        If the factors are not numbered 0..q − 1.
    TooFewItemsError
        If a factor has too few items.
    TooFewPeopleError
        If no more people than items answered everything.
    NoVarianceError
        If an item does not vary, or is an exact sum of others.
    ImproperSolutionError
        If an item has no residual variance, or two factors coincide, at the maximum.
    NotConvergedError

    References
    ----------
    Jöreskog (1969), Psychometrika 34. R: lavaan::cfa(std.lv = TRUE).

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> hidden = random.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=2000)
    >>> answers = hidden[:, [0, 0, 0, 1, 1, 1]] + random.normal(size=(2000, 6))
    >>> float(fit_factors(answers, [0, 0, 0, 1, 1, 1]).correlations[0, 1].round(1))
    0.6
    """
    table = response_matrix(responses, items=3)
    member = _membership(factors, table.shape[1])
    table = complete_rows(table, people=table.shape[1] + 1)
    n = table.shape[0]
    spread = covariance(table)
    sd = np.sqrt(np.diag(spread))
    correlation = np.asarray(spread / np.outer(sd, sd))
    if float(np.linalg.eigvalsh(correlation)[0]) < 1e-8:
        raise NoVarianceError("an item is an exact sum of others", "leave one of them out")
    return _solution(n, correlation, member, *_maximum(correlation, member))


def _membership(factors: Sequence[int], items: int) -> Bools:
    """Return which item is on which factor, shape (items, factors)."""
    if len(factors) != items:
        raise ShapeError(f"{len(factors)} factors for {items} items", "give one factor per item")
    count = max(factors) + 1
    if set(factors) != set(range(count)):
        raise OutOfRangeError(f"factors {sorted(set(factors))}", f"number them 0 to {count - 1}")
    member: Bools = np.asarray(factors)[:, None] == np.arange(count)
    fewest, needed = int(member.sum(axis=0).min()), 3 if count == 1 else 2
    if fewest < needed:
        raise TooFewItemsError(f"a factor of {fewest} item(s)", f"at least {needed} are needed")
    return member


@dataclass(frozen=True)
class _Point:
    """Parameters on the way to the maximum: Φ = LL', with the rows of L brought to length 1.

    So Φ stays a correlation matrix whatever the numbers below the diagonal of ``rows``.
    """

    loading: Floats
    residual: Floats
    rows: Floats

    @property
    def length(self) -> Floats:
        return np.asarray(np.linalg.norm(self.rows, axis=1, keepdims=True))

    @property
    def root(self) -> Floats:
        return self.rows / self.length

    @property
    def phi(self) -> Floats:
        return np.asarray(self.root @ self.root.T)


def _read_point(x: Floats, member: Bools) -> _Point:
    k, q = member.shape
    rows = np.eye(q)
    rows[np.tril_indices(q, -1)] = x[2 * k :]
    return _Point(x[:k], np.asarray(np.exp(x[k : 2 * k])), rows)


def _discrepancy(x: Floats, correlation: Floats, member: Bools) -> tuple[float, Floats]:
    """Return ln|Σ| + tr(SΣ⁻¹) and its gradient over λ, ln θ and the rows of L."""
    at = _read_point(x, member)
    spread = member * at.loading[:, None]
    implied = spread @ at.phi @ spread.T + np.diag(at.residual)
    inverse = np.linalg.inv(implied)
    value = float(np.linalg.slogdet(implied)[1]) + float((correlation * inverse).sum())
    slope = inverse - inverse @ correlation @ inverse
    by_root = 2 * spread.T @ slope @ spread @ at.root
    by_rows = (by_root - at.root * (by_root * at.root).sum(axis=1, keepdims=True)) / at.length
    by_loading = 2 * (member * (slope @ spread @ at.phi)).sum(axis=1)
    below = np.tril_indices(member.shape[1], -1)
    return value, np.concatenate([by_loading, np.diag(slope) * at.residual, by_rows[below]])


def _maximum(correlation: Floats, member: Bools) -> tuple[Floats, Floats, Floats]:
    """Return loadings, residuals and factor correlations at the maximum."""
    from scipy.optimize import Bounds, minimize  # slow to read: nobody who answers waits for it

    k, q = member.shape
    crossed = q * (q - 1) // 2
    lowest = np.full(2 * k + crossed, -np.inf)
    lowest[k : 2 * k] = np.log(SMALLEST_RESIDUAL)
    highest = np.where(np.isfinite(lowest), 0.0, np.inf)
    found = minimize(
        partial(_discrepancy, correlation=correlation, member=member),
        np.repeat([0.6, np.log(0.6), 0.3], [k, k, crossed]),
        jac=True,
        method="L-BFGS-B",
        bounds=Bounds(lowest, highest),
        options={"maxiter": 2000, "maxfun": 4000, "ftol": 1e-15, "gtol": GRADIENT / 10},
    )
    at = _read_point(found.x, member)
    _require_proper(at.residual, at.phi)
    inside = found.x < highest - 1e-9
    steepest = np.abs(_discrepancy(found.x, correlation, member)[1][inside]).max()
    if not steepest <= GRADIENT:
        raise NotConvergedError("the factor model found no maximum", "look at the correlations")
    sign = np.where(at.loading @ member < 0, -1.0, 1.0)
    return at.loading * (member @ sign), at.residual, at.phi * np.outer(sign, sign)


def _require_proper(residual: Floats, phi: Floats) -> None:
    if (residual <= SMALLEST_RESIDUAL * (1 + 1e-6)).any():
        number = int(np.argmin(residual)) + 1
        wrong = f"item {number} has no residual variance at the maximum (a Heywood case)"
        raise ImproperSolutionError(wrong, "use more people, or leave the item out")
    alike = np.argwhere(np.tril(np.abs(phi), -1) > ONE_FACTOR)
    if len(alike):
        one, other = sorted(int(place) + 1 for place in alike[0])
        raise ImproperSolutionError(f"factors {one} and {other} coincide", "take them as one")


def _solution(
    n: int, correlation: Floats, member: Bools, loading: Floats, residual: Floats, phi: Floats
) -> CorrelatedFactors:
    k, q = member.shape
    spread = member * loading[:, None]
    implied = spread @ phi @ spread.T + np.diag(residual)
    determinants = [float(np.linalg.slogdet(matrix)[1]) for matrix in (implied, correlation)]
    apart = float((correlation * np.linalg.inv(implied)).sum())
    chi_squared = n * max(determinants[0] + apart - determinants[1] - k, 0.0)
    df = k * (k + 1) // 2 - 2 * k - q * (q - 1) // 2
    excess, base = max(chi_squared - df, 0.0), -n * determinants[1] - k * (k - 1) / 2
    lower = (correlation - implied)[np.tril_indices(k)]
    return CorrelatedFactors(
        people=n,
        loadings=loading,
        residuals=residual,
        correlations=phi,
        correlations_se=_errors(n, spread, implied, phi, member),
        chi_squared=chi_squared,
        df=df,
        p=float(chdtrc(df, chi_squared)) if df else None,
        cfi=1.0 - excess / max(base, excess, 1e-12),
        rmsea=float(np.sqrt(excess / (n * df))) if df else None,
        srmr=float(np.sqrt((lower**2).mean())),
    )


def _errors(n: int, spread: Floats, implied: Floats, phi: Floats, member: Bools) -> Floats:
    """Return the standard errors of Φ from the expected information n/2·tr(Σ⁻¹dΣ·Σ⁻¹dΣ)."""
    k, q = member.shape
    ones, towards = np.eye(k), spread @ phi
    steps = [np.outer(ones[i], towards[:, int(member[i].argmax())]) for i in range(k)]
    by_loading = [step + step.T for step in steps]
    by_residual = [np.outer(one, one) for one in ones]
    pairs = list(zip(*np.tril_indices(q, -1), strict=True))
    crossed = [np.outer(spread[:, a], spread[:, b]) for a, b in pairs]
    by_phi = [step + step.T for step in crossed]
    slopes = np.linalg.inv(implied) @ np.stack([*by_loading, *by_residual, *by_phi])
    flat = slopes.reshape(len(slopes), -1)
    information = n / 2 * flat @ np.swapaxes(slopes, 1, 2).reshape(len(slopes), -1).T
    variances = np.diag(np.linalg.inv(information))[2 * k :]
    found = np.zeros((q, q))
    for (a, b), variance in zip(pairs, variances, strict=True):
        found[a, b] = found[b, a] = np.sqrt(variance)
    return found
