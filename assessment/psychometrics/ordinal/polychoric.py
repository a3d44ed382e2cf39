"""Polychoric correlations: of the normal variables that may lie behind ordered answers."""

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NotConvergedError, NoVarianceError, OutOfRangeError
from assessment.psychometrics.inputs import complete_rows, response_matrix
from assessment.psychometrics.special import ndtr, ndtri

HIGHEST = 0.999  # beyond it two items say the same, and no maximum lies within reach
NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)
FAR = 8.0  # standard deviations: nobody lies further, so that an endless border has a number


def bivariate_normal(h: npt.ArrayLike, k: npt.ArrayLike, r: float) -> Floats:
    """Return P(X < h and Y < k) of two standard normal variables with correlation ``r``.

    Φ(h)Φ(k) + 1/(2π)·∫₀^{asin r} exp(−(h² + k² − 2hk·sin t)/(2cos²t)) dt, over 48 Gauss-Legendre
    nodes; right to 1e-9 for |r| up to .95, and to 1e-6 up to .999.

    Parameters
    ----------
    h, k : array_like
        Of shapes that broadcast together; infinity may be given.
    r : float
        Strictly between −1 and 1.

    Raises
    ------
    OutOfRangeError

    References
    ----------
    Drezner and Wesolowsky (1990), Journal of Statistical Computation and Simulation 35. R:
    mvtnorm::pmvnorm.

    Examples
    --------
    >>> float(bivariate_normal(0.0, 0.0, 0.5).round(6))
    0.333333
    """
    if not -1 < r < 1:
        raise OutOfRangeError(f"the correlation is {r}", "it lies between -1 and 1")
    x, y = np.broadcast_arrays(_near(h), _near(k))
    angle = float(np.arcsin(r)) * (NODES + 1) / 2
    sine = np.sin(angle)
    x1, y1 = x[..., np.newaxis], y[..., np.newaxis]
    inner = np.exp((x1 * y1 * sine - (x1**2 + y1**2) / 2) / np.cos(angle) ** 2)
    integral = (inner * WEIGHTS).sum(axis=-1) * float(np.arcsin(r)) / 2
    return np.asarray(ndtr(x) * ndtr(y) + integral / (2 * np.pi))


def _near(border: npt.ArrayLike) -> Floats:
    return np.asarray(np.clip(np.asarray(border, dtype=np.float64), -FAR, FAR))


def estimate_polychoric(responses: npt.ArrayLike) -> Floats:
    """Return the polychoric correlations of the items, over people who answered everything.

    In two steps: the borders between the answers of an item from its own distribution, then for
    each pair of items the correlation that makes their table most likely. Empty cells stay empty:
    nothing is added.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers as ordered numbers, reversed items recoded; rows with NaN are left out (listwise).

    Returns
    -------
    array of float, shape (items, items)
        With ones on the diagonal; each pair for itself, so that with few people the matrix need
        not be positive semidefinite (`inputs.require_possible` looks).

    Raises
    ------
    TooFewItemsError, TooFewPeopleError
        With fewer than two items or people.
    NoVarianceError
        If everybody gave an item the same answer.
    NotConvergedError
        If a pair has no maximum within ±.999, such as two items that order everybody alike.

    References
    ----------
    Olsson (1979), Psychometrika 44. R: lavaan::lavCor(ordered), psych::polychoric(correct = 0).

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> hidden = random.normal(size=(2000, 1)) + random.normal(size=(2000, 2))
    >>> float(estimate_polychoric(np.digitize(hidden, [-1, 0, 1]))[0, 1].round(2))
    0.5
    """
    table = complete_rows(response_matrix(responses, items=2), people=2)
    codes, borders = zip(*(_cut(column, number) for number, column in enumerate(table.T, start=1)),
                         strict=True)  # fmt: skip
    found = np.eye(table.shape[1])
    for i in range(table.shape[1]):
        for j in range(i):
            counts = np.zeros((borders[i].size - 1, borders[j].size - 1))
            np.add.at(counts, (codes[i], codes[j]), 1)
            found[i, j] = found[j, i] = _most_likely(counts, borders[i], borders[j], (j + 1, i + 1))
    return found


def _cut(column: Floats, number: int) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the category of each answer, and the borders, from −∞ to ∞."""
    used, codes = np.unique(column, return_inverse=True)
    if used.size < 2:
        wrong = f"everybody gave item {number} the answer {used[0]:g}"
        raise NoVarianceError(wrong, "leave the item out, or ask more people")
    shares = np.cumsum(np.bincount(codes)) / codes.size
    return codes, np.concatenate([[-np.inf], ndtri(shares[:-1]), [np.inf]])


def _most_likely(counts: Floats, rows: Floats, columns: Floats, items: tuple[int, int]) -> float:
    """Return where the likelihood of a table no longer rises."""
    used = counts > 0

    def slope(r: float) -> float:
        chance = _cells(bivariate_normal(rows[:, None], columns[None, :], r))
        rise = _cells(_density(rows[:, None], columns[None, :], r))
        return float((counts[used] * rise[used] / np.maximum(chance[used], 1e-300)).sum())

    if slope(-HIGHEST) <= 0 or slope(HIGHEST) >= 0:
        wrong = f"items {items[0]} and {items[1]} order everybody alike"
        raise NotConvergedError(wrong, "use more people, or leave one of them out")
    from scipy.optimize import brentq  # slow to read: nobody who answers waits for it

    return float(brentq(slope, -HIGHEST, HIGHEST, xtol=1e-12))


def _cells(corners: Floats) -> Floats:
    return np.asarray(np.diff(np.diff(corners, axis=0), axis=1))


def _density(h: Floats, k: Floats, r: float) -> Floats:
    """Return the bivariate normal density: the rise of the distribution with ``r``."""
    rest = 1 - r**2
    x, y = _near(h), _near(k)
    inner = np.exp(-(x**2 - 2 * r * x * y + y**2) / (2 * rest)) / (2 * np.pi * np.sqrt(rest))
    return np.asarray(np.where(np.isinf(h) | np.isinf(k), 0.0, inner))
