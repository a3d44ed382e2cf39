"""What other raters might have said: an interval for alpha, and how far items really differ."""

from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.psychometrics.agreement.rater_agreement import krippendorff
from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.errors import NoVarianceError
from assessment.psychometrics.inputs import (
    complete_rows,
    enough_people,
    require_within,
    response_matrix,
)
from assessment.psychometrics.special import fdtri, stdtrit

Draws: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AlphaInterval:
    """Krippendorff's alpha for names, with the interval over other draws of raters."""

    alpha: float
    low: float
    high: float
    raters: int


def bootstrap_alpha(
    ratings: npt.ArrayLike, *, seed: int, draws: int = 2000, confidence: float = 0.95
) -> AlphaInterval:
    """Return nominal alpha with an interval over raters drawn with replacement.

    The interval is alpha ± t(raters − 1)·se, with se the standard deviation over the draws, times
    sqrt(n/(n − 1)) because a draw of few raters varies too little. A rater who is drawn twice
    would agree fully with himself and lift alpha, so such a pair is left out: agreement is that of
    different raters only, weighted by how often each was drawn.

    Parameters
    ----------
    ratings : array_like, shape (units, raters)
        Numbers that stand for categories; NaN where not rated.
    seed : int
        The same seed gives the same interval.
    draws : int
        How often a set of raters is drawn.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError, NoVarianceError
        As `krippendorff`.

    Notes
    -----
    With few raters it is still a little narrow: in simulations of 5, 9 and 15 raters of different
    skill who sort 78 units, the interval of 95 % held the alpha of 200 raters in 89 to 93 % of
    cases. The plain percentile interval held it in 79, 82 and 87 %.

    References
    ----------
    Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13; Krippendorff (2004).

    Examples
    --------
    >>> table = [[1, 1, 1], [2, 2, 3], [3, 3, 3], [1, 2, 1]]
    >>> interval = bootstrap_alpha(table, seed=1)
    >>> round(interval.alpha, 3), interval.low <= interval.alpha <= interval.high
    (0.532, True)
    """
    table = response_matrix(ratings, items=2)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    alpha = krippendorff(table, level="nominal")
    raters = table.shape[1]
    drawn = np.random.default_rng(seed).integers(0, raters, size=(draws, raters))
    times = np.stack([(drawn == rater).sum(axis=1) for rater in range(raters)], axis=1)
    alphas = _weighted_alphas(table, times.astype(np.float64))
    se = float(alphas[np.isfinite(alphas)].std()) * sqrt(raters / (raters - 1))
    reach = float(stdtrit(raters - 1, 1 - tail)) * se
    return AlphaInterval(alpha, alpha - reach, min(1.0, alpha + reach), raters)


def _weighted_alphas(table: Floats, times: Draws) -> Floats:
    """Return alpha for each draw; NaN where one rater, or one category, is all that is left.

    ``times``, shape (draws, raters), says how often each rater counts; all ones gives the alpha of
    `krippendorff`.
    """
    rated = ~np.isnan(table)
    observed, total = np.zeros(len(times)), np.zeros(len(times))
    for values, there in zip(table, rated, strict=True):
        weight = times[:, there]
        apart = (values[there][:, np.newaxis] != values[there]).astype(float)
        pairs = weight.sum(axis=1) ** 2 - (weight**2).sum(axis=1)
        differing = ((weight @ apart) * weight).sum(axis=1)
        size = np.where(pairs > 0, weight.sum(axis=1), 0.0)
        observed += size * np.divide(differing, pairs, out=np.zeros_like(pairs), where=pairs > 0)
        total += size
    expected = _expected_disagreement(table, rated, times)
    wrong = (total == 0) | ~(expected > 0)
    ratio = observed / np.where(wrong, 1.0, total) / np.where(wrong, 1.0, expected)
    return np.where(wrong, np.nan, 1 - ratio)


def _expected_disagreement(table: Floats, rated: npt.NDArray[np.bool_], times: Draws) -> Floats:
    """Return the share of all pairs of ratings that differ; none is paired with itself."""
    units = table[rated.sum(axis=1) >= 2]
    values = np.unique(units[~np.isnan(units)])
    counts = np.stack([(units == value).sum(axis=0) for value in values], axis=1)
    sums = times @ counts
    every = sums.sum(axis=1) ** 2
    itself = times**2 @ counts.sum(axis=1)
    pairs = every - itself
    differing = every - (sums**2).sum(axis=1)
    return np.asarray(np.divide(differing, pairs, out=np.zeros_like(pairs), where=pairs > 0))


@dataclass(frozen=True, slots=True)
class ItemSpread:
    """How far the items themselves differ, in standard deviations of the ratings of one item.

    ``unit`` is that standard deviation in scale points; ``raters`` are those who rated all items.
    """

    spread: float
    low: float
    high: float
    unit: float
    raters: int
    items: int


def spread_of_items(ratings: npt.ArrayLike, *, confidence: float = 0.95) -> ItemSpread:
    """Return the standard deviation of the true means of items, free of the raters' noise.

    The means of n raters differ by chance alone; with MS the mean squares of the table raters by
    items, σ²_items = (MS_items − MS_rest)/n, at least 0; its interval is that of F, the ratio of
    the two. The spread is σ_items over the pooled standard deviation of the ratings of an item.

    Parameters
    ----------
    ratings : array_like, shape (raters, items)
        In scale points; a rater who missed an item is left out.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    TooFewItemsError, TooFewPeopleError
        If there are fewer than two items, or two raters who rated all of them.
    NoVarianceError
        If the raters agree exactly, apart from a constant.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86, case 3: the same mean squares and F.

    Examples
    --------
    >>> spread = spread_of_items([[4, 5, 6], [3, 5, 5], [5, 5, 6]])
    >>> round(spread.spread, 2), round(spread.unit, 2)
    (1.17, 0.67)
    """
    table = complete_rows(response_matrix(ratings, items=2, people=2), people=2)
    tail = (1 - require_within(confidence, 0.01, 0.9999, "the confidence")) / 2
    raters, items = table.shape
    enough_people(raters, 2, "raters")
    centred = table - table.mean(axis=1, keepdims=True)
    means = centred.mean(axis=0)
    df1, df2 = items - 1, (items - 1) * (raters - 1)
    between = raters * float((means**2).sum()) / df1
    rest = float(((centred - means) ** 2).sum()) / df2
    if rest <= 1e-12 * float((table**2).mean()):
        wrong = "the raters agree exactly, apart from a constant"
        raise NoVarianceError(wrong, "no noise can be told from differences between items")
    unit = float(np.sqrt(table.var(axis=0, ddof=1).mean()))
    ratio = between / rest
    ends = (ratio, ratio / float(fdtri(df1, df2, 1 - tail)), ratio / float(fdtri(df1, df2, tail)))
    spread, low, high = (float(np.sqrt(max(0.0, (f - 1) / raters) * rest)) / unit for f in ends)
    return ItemSpread(spread, low, high, unit, raters, items)
