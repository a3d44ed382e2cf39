"""Mokken's scalability: how well items order people alike, with no model but order."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError
from assessment.psychometrics.inputs import (
    complete_rows,
    is_constant,
    require_within,
    response_matrix,
)
from assessment.psychometrics.special import ndtri


@dataclass(frozen=True)
class Scalability:
    """H of a scale, of each item and of each pair (NaN on the diagonal), with standard errors."""

    people: int
    scale: float
    scale_se: float
    items: Floats
    items_se: Floats
    pairs: Floats

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Return an interval of the H of the scale: H ± z·se, at most 1."""
        z = float(ndtri(0.5 + require_within(confidence, 0.01, 0.9999, "the confidence") / 2))
        return self.scale - z * self.scale_se, min(self.scale + z * self.scale_se, 1.0)


def measure_scalability(responses: npt.ArrayLike) -> Scalability:
    """Return Mokken's H: the covariances as a share of the highest that these answers allow.

    H_ij = c_ij / m_ij, H_i = Σ_j c_ij / Σ_j m_ij and H = Σ c_ij / Σ m_ij, with m_ij the covariance
    when both items are sorted. Standard errors by the delta method over people; where two steps
    are exactly as popular they lean on the one of the first item.

    Parameters
    ----------
    responses : array_like, shape (people, items)
        Answers as equally spaced numbers, reversed items recoded; rows with NaN are left out.

    Returns
    -------
    Scalability
        H below .30 is no scale, .30 to .40 weak, .40 to .50 medium, from .50 strong.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError
        With fewer than two items or people.
    NoVarianceError
        If everybody gave an item the same answer.

    References
    ----------
    Mokken (1971), A theory and procedure of scale analysis; Kuijpers, Van der Ark and Croon (2013),
    Sociological Methodology 43. R: mokken::coefH.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> hidden = random.normal(size=(2000, 1)) + random.normal(size=(2000, 4))
    >>> round(measure_scalability(np.digitize(hidden, [-1, 0, 1])).scale, 2)
    0.44
    """
    table = complete_rows(response_matrix(responses, items=2), people=2)
    for number, column in enumerate(table.T, start=1):
        if is_constant(column):
            raise NoVarianceError(f"everybody gave item {number} the same answer", "leave it out")
    n, k = table.shape
    deviations = table - table.mean(axis=0)
    found = np.stack([_products(deviations, i) for i in range(k)])  # item, person, item
    most = np.stack([_highest(table, i) for i in range(k)])
    for i in range(k):
        found[i, :, i] = most[i, :, i] = 0.0
    covariances, limits = found.mean(axis=1), most.mean(axis=1)
    items, items_se = _ratio(found.sum(axis=2), most.sum(axis=2))
    whole, whole_se = _ratio(found.sum(axis=(0, 2))[None], most.sum(axis=(0, 2))[None])
    pairs = np.divide(covariances, limits, out=np.full((k, k), np.nan), where=limits > 0)
    return Scalability(n, float(whole[0]), float(whole_se[0]), items, items_se, pairs)


def _products(deviations: Floats, item: int) -> Floats:
    """Return each person's part in the covariances of an item; shape (people, items)."""
    return np.asarray(deviations[:, item, None] * deviations)


def _highest(table: Floats, item: int) -> Floats:
    """Return each person's part in the highest covariances of an item; shape (people, items).

    The highest covariance is Σ_st min(P(X ≥ s), P(Y ≥ t)) − E[X]E[Y] over the steps above the
    lowest answer. Somebody's part is whether they took the step that is the least taken, and what
    they do to the means.
    """
    steps, shares = _steps(table[:, item])
    mean = steps.mean(axis=0) @ _sizes(table[:, item])
    parts = np.empty(table.shape)
    for other in range(table.shape[1]):
        theirs, their_shares = _steps(table[:, other])
        own_is_least = shares[:, None] <= their_shares[None, :]
        size = np.outer(_sizes(table[:, item]), _sizes(table[:, other]))
        taken = steps @ (own_is_least * size).sum(axis=1) + theirs @ (~own_is_least * size).sum(
            axis=0
        )
        their_mean = theirs.mean(axis=0) @ _sizes(table[:, other])
        x, y = steps @ _sizes(table[:, item]), theirs @ _sizes(table[:, other])
        parts[:, other] = taken - x * their_mean - y * mean + mean * their_mean
    return parts


def _steps(column: Floats) -> tuple[Floats, Floats]:
    """Return which steps above the lowest answer each person took, and the share who took each."""
    taken = (column[:, None] >= np.unique(column)[None, 1:]).astype(np.float64)
    return taken, np.asarray(taken.mean(axis=0))


def _sizes(column: Floats) -> Floats:
    return np.asarray(np.diff(np.unique(column)))


def _ratio(above: Floats, below: Floats) -> tuple[Floats, Floats]:
    """Return mean(above)/mean(below) along the people, with its standard error."""
    ratio = above.mean(axis=1) / below.mean(axis=1)
    spread = (above - ratio[:, None] * below) / below.mean(axis=1)[:, None]
    spread = spread - spread.mean(axis=1, keepdims=True)
    return ratio, np.asarray(np.sqrt((spread**2).mean(axis=1) / above.shape[1]))
