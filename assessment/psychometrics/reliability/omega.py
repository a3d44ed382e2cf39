"""One common factor by maximum likelihood, and omega, the reliability that follows from it."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import (
    ImproperSolutionError,
    NotConvergedError,
    NoVarianceError,
    OutOfRangeError,
)
from assessment.psychometrics.inputs import complete_rows, require_within, response_matrix
from assessment.psychometrics.reliability.classical import covariance
from assessment.psychometrics.special import chdtrc, expit, logit, ndtri

SMALLEST_RESIDUAL = 1e-4  # share of an item's variance; at this bound the solution is improper
GRADIENT = 1e-6


@dataclass(frozen=True)
class OneFactor:
    """A one-factor solution: loadings and residual variances in (squared) scale points.

    ``omega_se`` is the standard error of omega under normality. ``p`` is None when the model has
    no degrees of freedom (three items), where fit cannot be tested.
    """

    people: int
    loadings: Floats
    residuals: Floats
    standardised_loadings: Floats
    omega: float
    omega_standardised: float
    omega_se: float
    chi_squared: float
    df: int
    p: float | None
    cfi: float
    rmsea: float | None
    srmr: float

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Return an interval of omega, symmetric on the logit scale so that it stays in 0..1.

        Delta method: logit(ω) ± z·se/(ω(1 − ω)). Assumes normal answers; with coarse or skewed
        answers a bootstrap over people is wider and better.
        """
        if not 0 < self.omega < 1:
            wrong = f"omega is {self.omega:g}"
            raise OutOfRangeError(wrong, "recode reversed items: their loadings cancel")
        z = float(ndtri(0.5 + require_within(confidence, 0.01, 0.9999, "the confidence") / 2))
        margin = z * self.omega_se / (self.omega * (1 - self.omega))
        centre = float(logit(self.omega))
        return float(expit(centre - margin)), float(expit(centre + margin))


def one_factor(responses: npt.ArrayLike) -> OneFactor:
    """Fit Σ = λλ' + diag(θ) by maximum likelihood on the people with every item answered.

    Minimises F = ln|Σ| + tr(SΣ⁻¹) − ln|S| − k over θ, with λ at its optimum for each θ (Jöreskog
    1967), S over n. ω = (Σλ)²/((Σλ)² + Σθ); χ² = n·F on k(k − 3)/2 degrees of freedom. The
    standard error of ω follows from the expected information by the delta method.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers in scale points, reversed items recoded; rows with NaN are left out (listwise).

    Returns
    -------
    OneFactor
        Loadings have the sign that makes their sum positive.

    Raises
    ------
    TooFewItemsError
        If there are fewer than three items: two items do not identify one factor.
    TooFewPeopleError
        If no more people than items answered everything.
    NoVarianceError
        If an item does not vary, or is an exact sum of others.
    ImproperSolutionError
        If an item has (almost) no residual variance at the maximum: a Heywood case.
    NotConvergedError

    References
    ----------
    McDonald (1999), Test theory; Flora (2020), Advances in Methods and Practices in Psychological
    Science 3; Jöreskog (1967), Psychometrika 32. R: lavaan::cfa.

    Examples
    --------
    >>> factor = np.random.default_rng(1).normal(size=(500, 1))
    >>> answers = factor + np.random.default_rng(2).normal(size=(500, 4))
    >>> round(one_factor(answers).omega, 2)
    0.74
    """
    table = response_matrix(responses, items=3)
    table = complete_rows(table, people=table.shape[1] + 1)
    n = table.shape[0]
    s = covariance(table) * (n - 1) / n
    sd = np.sqrt(np.diag(s))
    correlation = s / np.outer(sd, sd)
    if float(np.linalg.eigvalsh(correlation)[0]) < 1e-8:
        raise NoVarianceError("an item is an exact sum of others", "leave one of them out")
    return _solution(n, sd, correlation, _fit(correlation))


def factor_correlations(correlation: Floats) -> tuple[Floats, Floats]:
    """Return loadings and residual variances of one factor behind a correlation matrix.

    The maximum of `one_factor`, for correlations that were estimated in another way.

    Parameters
    ----------
    correlation : array of float, shape (items, items)
        Positive definite, at least three items.

    Returns
    -------
    (loadings, residuals) : two arrays of float, shape (items,)

    Raises
    ------
    NoVarianceError
        If the matrix is not positive definite.
    ImproperSolutionError, NotConvergedError
        As `one_factor`.

    Examples
    --------
    >>> loadings, _ = factor_correlations(np.array([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]]))
    >>> loadings.round(4)
    array([0.7071, 0.7071, 0.7071])
    """
    if float(np.linalg.eigvalsh(correlation)[0]) < 1e-8:
        raise NoVarianceError("an item is an exact sum of others", "leave one of them out")
    residual = _fit(correlation)
    return _concentrated(np.log(residual), correlation)[1], residual


def _concentrated(log_residual: Floats, correlation: Floats) -> tuple[float, Floats]:
    """Return F for these residual variances, and the loadings that are best with them."""
    root = np.exp(log_residual / 2)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    loading = root * np.sqrt(max(values[-1] - 1, 0.0)) * vectors[:, -1]
    rest = values if values[-1] < 1 else values[:-1]
    value = float((rest - np.log(rest) - 1).sum())
    return value, np.asarray(loading * (-1.0 if loading.sum() < 0 else 1.0))


def _discrepancy(log_residual: Floats, correlation: Floats) -> tuple[float, Floats]:
    """Return F and its gradient over ln θ."""
    value, loading = _concentrated(log_residual, correlation)
    return value, (loading**2 - np.diag(correlation)) / np.exp(log_residual) + 1


def _fit(correlation: Floats) -> Floats:
    """Return the residual variances of the standardised items at the maximum."""
    from scipy.optimize import Bounds, minimize  # slow to read: nobody who answers waits for it

    start = np.log(np.clip(0.5 / np.diag(np.linalg.inv(correlation)), 0.05, 0.95))
    lowest = float(np.log(SMALLEST_RESIDUAL))
    found = minimize(
        partial(_discrepancy, correlation=correlation),
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=Bounds(lowest, 0.0),
        options={"maxiter": 1000, "ftol": 1e-15, "gtol": GRADIENT / 10},
    )
    at_bound = np.isclose(found.x, lowest)
    if at_bound.any():
        number = int(np.argmax(at_bound)) + 1
        wrong = f"item {number} has no residual variance at the maximum (a Heywood case)"
        raise ImproperSolutionError(wrong, "use more people, or leave the item out")
    free = found.x < -1e-9
    if float(np.abs(_discrepancy(found.x, correlation)[1][free]).max(initial=0.0)) > GRADIENT:
        raise NotConvergedError("the one-factor model found no maximum", "look at the correlations")
    return np.asarray(np.exp(found.x))


def _solution(n: int, sd: Floats, correlation: Floats, residual: Floats) -> OneFactor:
    k = sd.size
    discrepancy, loading = _concentrated(np.log(residual), correlation)
    implied = np.outer(loading, loading) + np.diag(residual)
    chi_squared = n * max(discrepancy, 0.0)
    base = -n * float(np.linalg.slogdet(correlation)[1])
    df, excess = k * (k - 3) // 2, max(chi_squared - k * (k - 3) // 2, 0.0)
    lower = (correlation - implied)[np.tril_indices(k)]
    scaled, spread = loading * sd, residual * sd**2
    return OneFactor(
        people=n,
        loadings=scaled,
        residuals=spread,
        standardised_loadings=loading,
        omega=omega_of(scaled, spread),
        omega_standardised=omega_of(loading, residual),
        omega_se=_omega_error(n, scaled, spread),
        chi_squared=chi_squared,
        df=df,
        p=float(chdtrc(df, chi_squared)) if df else None,
        cfi=1.0 - excess / max(base - k * (k - 1) / 2, excess, 1e-12),
        rmsea=float(np.sqrt(excess / (n * df))) if df else None,
        srmr=float(np.sqrt((lower**2).mean())),
    )


def omega_of(loading: Floats, residual: Floats) -> float:
    """Return (Σλ)² / ((Σλ)² + Σθ), as `one_factor`.

    Examples
    --------
    >>> round(omega_of(np.array([1.0, 1.0]), np.array([1.0, 1.0])), 4)
    0.6667
    """
    common = float(loading.sum()) ** 2
    return common / (common + float(residual.sum()))


def _omega_error(n: int, loading: Floats, residual: Floats) -> float:
    """Return the standard error of omega from the expected information n/2·tr(Σ⁻¹dΣ·Σ⁻¹dΣ)."""
    k = loading.size
    inverse = np.linalg.inv(np.outer(loading, loading) + np.diag(residual))
    by_loading = np.zeros((k, k, k))
    for i in range(k):
        by_loading[i, i, :] += loading
        by_loading[i, :, i] += loading
    by_residual = np.zeros((k, k, k))
    by_residual[np.arange(k), np.arange(k), np.arange(k)] = 1.0
    steps = inverse @ np.concatenate([by_loading, by_residual])
    information = n / 2 * np.einsum("aij,bji->ab", steps, steps)
    total, error = float(loading.sum()), float(residual.sum())
    whole = (total**2 + error) ** 2
    slope = np.concatenate([np.full(k, 2 * total * error / whole), np.full(k, -(total**2) / whole)])
    return float(np.sqrt(slope @ np.linalg.solve(information, slope)))
