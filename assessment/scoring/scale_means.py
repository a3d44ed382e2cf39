"""Scores that are the mean of a scale's answers, for many people at once.

Axes and switching are such scores, and the error variance of the competencies comes from here. One
person is a table of one row; every sum runs from left to right, so that a person alone and in a
group gets the same bits.
"""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats, Ints
from assessment.scoring.uncertainty import Scores, add_intervals


@dataclass(frozen=True)
class Prior:
    """What is supposed of the error variance beforehand: ``sd`` points, worth ``df`` answers."""

    sd: float
    df: int


@dataclass(frozen=True)
class PooledAnswers:
    """What people's answers come to before it is asked whether there are enough of them.

    Attributes
    ----------
    mean : array of float, shape (people, scales)
        Over the answered statements; NaN where none was.
    answered : array of int, shape (people, scales)
        How many statements of the scale were answered.
    variance : array of float, shape (people,)
        Error variance of one statement, in squared points.
    df : array of int, shape (people,)
        Its degrees of freedom.
    """

    mean: Floats
    answered: Ints
    variance: Floats
    df: Ints


def pool_answers(points: Floats, membership: Bools, prior: Prior) -> PooledAnswers:
    """Return each person's scale means, and the error variance pooled over the scales.

    s² = (ν₀·s₀² + SS) / (ν₀ + df), with SS the squared deviations of the answered points from
    their scale means and df = Σ(n − 1) over the scales. The prior (s₀, ν₀) keeps a person who
    always gives the same answer from getting certainty for free.

    Parameters
    ----------
    points : array of float, shape (people, statements)
        NaN where not answered.
    membership : array of bool, shape (scales, statements)

    References
    ----------
    Brennan (1998), conditional standard errors in generalizability theory, Applied Psychological
    Measurement 22; design.md section 5.1.

    Examples
    --------
    >>> one_scale = np.array([[True, True, True]])
    >>> pooled = pool_answers(np.array([[50.0, 50.0, 50.0]]), one_scale, Prior(sd=20.0, df=20))
    >>> pooled.mean, pooled.variance.round(1), pooled.df
    (array([[50.]]), array([363.6]), array([22]))
    """
    own = _by_scale(points, membership)
    mean, answered = _mean(own)
    squares = _sum(_sum(np.where(np.isnan(own), 0.0, (own - mean[:, :, None]) ** 2)))
    df = prior.df + np.maximum(answered - 1, 0).sum(axis=1)
    return PooledAnswers(mean, answered, (prior.df * prior.sd**2 + squares) / df, df)


def score_scales(
    pooled: PooledAnswers, *, minimum: int, limits: tuple[float, float] = (0.0, 100.0)
) -> Scores:
    """Return the scale means of who answered enough of a scale, with their intervals.

    The standard error of a mean of n answers is √(s²/n).

    Parameters
    ----------
    minimum : int
        How many answers a score needs, at least 1.
    limits : (float, float)
        The lowest and highest possible score.

    Returns
    -------
    Scores
        Each array of shape (people, scales); NaN with fewer answers than ``minimum``.
    """
    enough = pooled.answered >= minimum
    se = np.sqrt(pooled.variance[:, None] / np.where(enough, pooled.answered, np.nan))
    return add_intervals(np.where(enough, pooled.mean, np.nan), se, df=pooled.df, limits=limits)


def mean_scores(points: Floats, membership: Bools, *, minimum: int) -> Floats:
    """Return the scale means of who answered enough of a scale, without an interval.

    Parameters
    ----------
    points, membership, minimum
        As in `pool_answers` and `score_scales`.

    Returns
    -------
    array of float, shape (people, scales)
        NaN with fewer answers than ``minimum``.
    """
    mean, answered = _mean(_by_scale(points, membership))
    return np.where(answered >= minimum, mean, np.nan)


def _mean(own: Floats) -> tuple[Floats, Ints]:
    """Return the mean over the last axis without NaN, NaN where all are, and how many there are."""
    given = ~np.isnan(own)
    count = given.sum(axis=-1)
    total = _sum(np.where(given, own, 0.0))
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0), count


def _by_scale(points: Floats, membership: Bools) -> Floats:
    """Return the points of each scale beside each other, NaN behind the shorter scales.

    Shape (people, scales, statements of the longest scale).
    """
    longest = int(membership.sum(axis=1).max(initial=0))
    first = np.argsort(~membership, axis=1, kind="stable")[:, :longest]
    belongs = np.take_along_axis(membership, first, axis=1)
    return np.where(belongs, points[:, first], np.nan)


def _sum(terms: Floats) -> Floats:
    """Return the sum over the last axis, added from left to right whatever the shape is.

    ``np.sum`` adds in another order when there is one row. Without terms the sum is 0.
    """
    return np.asarray(np.cumsum(terms, axis=-1)[..., -1:].sum(axis=-1))
