"""Agreement: within one group of raters, and between judges who rank."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError, OutOfRangeError
from assessment.psychometrics.inputs import (
    enough_people,
    is_constant,
    read_numbers,
    require_within,
    response_matrix,
)
from assessment.psychometrics.special import chdtrc

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]


def _uniform_variance(categories: int) -> float:
    return (require_within(categories, 2, np.inf, "the number of categories") ** 2 - 1) / 12


def _check_spread(ratings: Floats, categories: int) -> None:
    spread = float(ratings.max() - ratings.min())
    if spread > categories - 1:
        wrong = f"ratings {spread:g} points apart on {categories} categories"
        raise OutOfRangeError(wrong, "give ratings and categories of the same scale")


def rwg(ratings: npt.ArrayLike, *, categories: int) -> float:
    """Return the agreement of one group of raters on one item, 1 − s²/σ²_E.

    σ²_E = (A² − 1)/12 is the variance of answering at random over A categories. Below 0, more
    spread than chance, is reported as 0, as multilevel::rwg does.

    Parameters
    ----------
    ratings : array_like, shape (raters,)
        In scale points; no missing values.
    categories : int
        A.

    Returns
    -------
    float
        0 (no agreement) to 1 (all the same). Unstable with fewer than six raters.

    Raises
    ------
    TooFewPeopleError
        If there are fewer than two raters.
    OutOfRangeError, NotFiniteError

    References
    ----------
    James, Demaree and Wolf (1984), Journal of Applied Psychology 69. R: multilevel::rwg.

    Examples
    --------
    >>> rwg([3, 4, 4, 5], categories=5)
    0.66...
    """
    values = read_numbers(ratings, "ratings", dimensions=1, missing=False)
    enough_people(values.size, 2, "raters")
    _check_spread(values, categories)
    return max(0.0, 1 - float(values.var(ddof=1)) / _uniform_variance(categories))


def rwg_j(ratings: npt.ArrayLike, *, categories: int) -> float:
    """Return the agreement of one group of raters on a scale, J(1 − q)/(J(1 − q) + q).

    q is the mean variance of the J items over σ²_E (see `rwg`); at q ≥ 1 the result is 0.

    Parameters
    ----------
    ratings : array_like, shape (raters, items)
        In scale points; no missing values.
    categories : int
        A.

    Returns
    -------
    float
        0..1.

    Raises
    ------
    TooFewPeopleError, OutOfRangeError, NotFiniteError

    References
    ----------
    James, Demaree and Wolf (1984). R: multilevel::rwg.j.

    Examples
    --------
    >>> rwg_j([[3, 4], [4, 4], [4, 5], [5, 5]], categories=5)
    0.85...
    """
    table = response_matrix(ratings, people=2, missing=False)
    _check_spread(table, categories)
    items = table.shape[1]
    q = float(table.var(axis=0, ddof=1).mean()) / _uniform_variance(categories)
    return items * (1 - q) / (items * (1 - q) + q) if q < 1 else 0.0


@dataclass(frozen=True)
class Concordance:
    """Kendall's W (0..1) with the chi-square test that judges rank at random."""

    w: float
    chi_squared: float
    df: int
    p: float


def kendall_w(ratings: npt.ArrayLike) -> Concordance:
    """Return how far judges put the targets in the same order.

    W = 12·S/(m²(n³ − n) − m·ΣT), with S the squared deviations of the n rank sums of m judges and
    T = Σ(t³ − t) over the ties of a judge. χ² = m(n − 1)W.

    Parameters
    ----------
    ratings : array_like, shape (targets, judges)
        Any numbers that rank; no missing values. Ties share their mean rank.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError
        If there are fewer than two judges or two targets.
    NoVarianceError
        If a judge ranks nothing, because all his ratings are the same.

    References
    ----------
    Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10. R: irr::kendall.

    Examples
    --------
    >>> kendall_w([[1, 2], [2, 1], [3, 3]]).w
    0.75
    """
    table = response_matrix(ratings, items=2, people=2, missing=False)
    n, m = table.shape
    for number, judge in enumerate(table.T, start=1):
        if is_constant(judge):
            wrong = f"judge {number} gave everybody the same rating"
            raise NoVarianceError(wrong, "leave this judge out: no order can be read from it")
    ranked = [_ranked(judge) for judge in table.T]
    sums = np.sum([ranks for ranks, _ in ranked], axis=0)
    ties = sum(tied for _, tied in ranked)
    w = 12 * float(((sums - sums.mean()) ** 2).sum()) / (m**2 * (n**3 - n) - m * ties)
    chi_squared = m * (n - 1) * w
    return Concordance(w, chi_squared, n - 1, float(chdtrc(n - 1, chi_squared)))


def _ranked(judge: Floats) -> tuple[Floats, float]:
    """Return the ranks, ties sharing their mean, and Σ(t³ − t) over the ties."""
    _, place, counts = np.unique(judge, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return ranks[place], float((counts.astype(float) ** 3 - counts).sum())


def krippendorff(ratings: npt.ArrayLike, *, level: Level = "interval") -> float:
    """Return Krippendorff's alpha, 1 − D_o/D_e, for any number of raters and missing ratings.

    Both disagreements are means of squared distances over pairs: of ratings of one unit (each
    unit with m ratings weighing m), and of all ratings. Distance: interval (c − k)²; ordinal
    (Σ_{g=c..k} n_g − (n_c + n_k)/2)²; nominal 1.

    Parameters
    ----------
    ratings : array_like, shape (units, raters)
        NaN where not rated; units with one rating count for nothing.
    level : {"nominal", "ordinal", "interval"}

    Returns
    -------
    float
        At most 1; 0 is chance; below 0 is systematic disagreement.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError
        If there are fewer than two raters, or no unit has two ratings.
    NoVarianceError
        If every rating is the same: agreement cannot be told from a habit.

    References
    ----------
    Krippendorff (2004), Content analysis, chapter 11. R: irr::kripp.alpha 0.84.1 agrees when a
    rating is missing; without missing ratings and with more than two raters it divides by 1
    instead of m − 1 and comes out too low.

    Examples
    --------
    >>> round(krippendorff([[1, 1, None], [2, 3, 3], [5, 4, 5]]), 4)
    0.9028
    """
    table = response_matrix(ratings, items=2)
    if level not in ("nominal", "ordinal", "interval"):
        raise OutOfRangeError(f"level is {level!r}", "choose nominal, ordinal or interval")
    table = table[(~np.isnan(table)).sum(axis=1) >= 2]
    enough_people(table.shape[0], 1, "units with two ratings")
    values = np.unique(table[~np.isnan(table)])
    if values.size == 1:
        raise NoVarianceError(f"every rating is {values[0]:g}", "rate units that differ")
    counts = np.stack([(table == value).sum(axis=1) for value in values], axis=1).astype(float)
    pairs = counts[:, :, np.newaxis] * (counts[:, np.newaxis, :] - np.eye(values.size))
    observed = (pairs / (counts.sum(axis=1) - 1)[:, np.newaxis, np.newaxis]).sum(axis=0)
    total = observed.sum(axis=1)
    expected = np.outer(total, total) / (total.sum() - 1)  # the diagonal has distance 0
    distance = _distances(values, total, level)
    return 1 - float((observed * distance).sum()) / float((expected * distance).sum())


def _distances(values: Floats, total: Floats, level: Level) -> Floats:
    if level == "interval":
        return np.asarray((values[:, np.newaxis] - values) ** 2)
    if level == "nominal":
        return 1 - np.eye(values.size)
    middle = np.cumsum(total) - total / 2
    return np.asarray((middle[:, np.newaxis] - middle) ** 2)
