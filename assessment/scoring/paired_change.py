"""How sure a change is, for many people at once, from statements that were answered both times.

What a statement means to a person is the same both times, so it falls out of the difference. What
is left is the moment: of one answer, of one competency on a day, and of the person as a whole.
"""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats, Ints
from assessment.psychometrics.change.reliable_change import FALSE_DISCOVERY, FALSE_POSSIBLE
from assessment.psychometrics.special import stdtr, stdtrit
from assessment.scoring.scale_means import PooledAnswers, Prior, pool_answers

OCCASION_SD = 3.0
"""How far a competency moves with the day alone, in points; agreed, until a retest measures it."""

FEWEST_FOR_GENERAL = 8
"""Fewer compared competencies than this cannot tell a general shift from a change of their own."""

BETWEEN = Prior(sd=10.0, df=8)
"""What is supposed beforehand of how far a person's competencies lie apart, in points."""


@dataclass(frozen=True)
class Shifts:
    """What moved between two occasions; NaN where a scale cannot be compared.

    Attributes
    ----------
    before, after : array of float, shape (people, scales)
        Means over the statements that were answered both times, in points.
    general : array of float, shape (people,)
        The person's own median difference; 0 when too few scales are compared.
    expected : array of float, shape (people, scales)
        How far a chosen scale comes nearer to the own mean without any change; 0 elsewhere, and
        when too few scales are compared.
    own : array of float, shape (people, scales)
        The difference without ``general`` and ``expected``: what is tested.
    se : array of float, shape (people, scales)
    df : array of int, shape (people,)
    separable : array of bool, shape (people,)
        Whether enough scales are compared to tell ``general`` apart.
    """

    before: Floats
    after: Floats
    general: Floats
    expected: Floats
    own: Floats
    se: Floats
    df: Ints
    separable: Bools


def measure_shifts(
    before: Floats,
    after: Floats,
    membership: Bools,
    chosen: Bools,
    *,
    minimum: int,
    prior: Prior,
) -> Shifts:
    """Return what moved, with the error of the difference over the same statements.

    With d the difference of one statement answered both times, s_d² pools the squared deviations
    of d from the mean difference of its scale, as `pool_answers` pools points; its prior is that of
    one statement, because half of what an answer brings returns the next time. Then
    se² = s_d²/n + 2·3²: the second term is what a day does to a competency, both times.

    A scale in ``chosen`` was picked after it was seen, mostly because it was low. Without any
    change it comes nearer to the person's own mean m, by (m − x₁)·v/V on average, with
    v = s_d²/(2n) + 3² the variance that the moment gives x₁ and V the variance of the person's
    scale means (pooled with a prior, as few means tell it).

    Parameters
    ----------
    before, after : array of float, shape (people, statements)
        Points; NaN where not answered, or where the statement was not the same.
    membership : array of bool, shape (scales, statements)
    chosen : array of bool, shape (people, scales)
        The scales that became goals after the first time.
    minimum : int
        How many statements answered both times a scale needs.
    prior : Prior
        Of the error of one statement.

    References
    ----------
    docs/adr/0017; design.md section 5.6.
    """
    same = ~np.isnan(before) & ~np.isnan(after)
    moved = pool_answers(np.where(same, after - before, np.nan), membership, prior)
    was = pool_answers(np.where(same, before, np.nan), membership, prior)
    enough = moved.answered >= minimum
    difference = np.where(enough, moved.mean, np.nan)
    n = np.where(enough, moved.answered, np.nan)
    separable = enough.sum(axis=1) >= FEWEST_FOR_GENERAL
    general = np.where(separable, _median(difference), 0.0)
    first = np.where(enough, was.mean, np.nan)
    expected = np.where(chosen & separable[:, None], _regression(first, was, moved, n), 0.0)
    return Shifts(
        before=first,
        after=first + difference,
        general=general,
        expected=expected,
        own=difference - general[:, None] - expected,
        se=np.sqrt(moved.variance[:, None] / n + 2 * OCCASION_SD**2),
        df=moved.df,
        separable=separable,
    )


def two_sided(own: Floats, se: Floats, df: Ints) -> Floats:
    """Return the two-sided p value of ``own`` with a standard error; shape (people, scales)."""
    return np.asarray(2 * stdtr(df[:, None], -np.abs(own) / se))


def half_interval(se: Floats, df: Ints) -> Floats:
    """Return half the 95 % interval: what is certain of one scale that was chosen beforehand."""
    return np.asarray(stdtrit(df, 1 - FALSE_DISCOVERY / 2)[:, None] * se)


@dataclass(frozen=True)
class Judged:
    """What may be said of each scale; arrays of shape (people, scales).

    ``p`` is adjusted within its family: the goals together, and the others together. NaN where
    nothing is compared. ``certain`` is said of goals alone.
    """

    p: Floats
    certain: Bools
    possible: Bools


def judge_shifts(p: Floats, goals: Bools) -> Judged:
    """Return what may be said: of goals that a change is certain, of the others only possible.

    Two families after Benjamini-Hochberg: the goals, which were named before the second time, at
    5 %, and all others, which are looked at because they are there. Possible is 20 % in either.

    Parameters
    ----------
    p : array of float, shape (people, scales)
        Of each scale alone; NaN is not tested.
    goals : array of bool, shape (people, scales)

    References
    ----------
    docs/adr/0017.
    """
    own, other = (adjust_rows(np.where(family, p, np.nan)) for family in (goals, ~goals))
    adjusted = np.where(goals, own, other)
    certain = goals & (adjusted < FALSE_DISCOVERY)
    return Judged(adjusted, certain, ~certain & (adjusted < FALSE_POSSIBLE))


def adjust_rows(p: Floats) -> Floats:
    """Return p after Benjamini-Hochberg within each row; NaN is not tested and does not count.

    For one row the same as `benjamini_hochberg`; shape (people, tests).
    """
    order = np.argsort(p, axis=1)  # NaN last
    ordered = np.take_along_axis(p, order, axis=1)
    tests = (~np.isnan(p)).sum(axis=1, keepdims=True)
    scaled = ordered * tests / np.arange(1, p.shape[1] + 1)
    filled = np.where(np.isnan(scaled), np.inf, scaled)
    least = np.minimum.accumulate(filled[:, ::-1], axis=1)[:, ::-1]
    found = np.empty_like(p)
    np.put_along_axis(found, order, np.minimum(least, 1.0), axis=1)
    return np.where(np.isnan(p), np.nan, found)


def join_scales(own: Floats, se: Floats, joined: Bools) -> tuple[Floats, Floats]:
    """Return the mean change of groups of scales with its standard error.

    Parameters
    ----------
    own, se : array of float, shape (people, scales)
    joined : array of bool, shape (groups, scales)

    Returns
    -------
    pair of array of float, shape (people, groups)
        NaN for a group of which not every scale is compared.
    """
    share = joined / joined.sum(axis=1, keepdims=True)
    known = ~np.isnan(own)
    whole = (~joined | known[:, None, :]).all(axis=2)
    mean = np.where(known, own, 0.0) @ share.T
    variance = np.where(known, se, 0.0) ** 2 @ (share**2).T
    return np.where(whole, mean, np.nan), np.where(whole, np.sqrt(variance), np.nan)


def _regression(first: Floats, was: PooledAnswers, moved: PooledAnswers, n: Floats) -> Floats:
    """Return (m − x₁)·v/V, what chance alone brings x₁ nearer to m; shape (people, scales)."""
    scored = ~np.isnan(first)
    many = scored.sum(axis=1)
    filled = np.where(scored, first, 0.0)
    mean = filled.sum(axis=1) / np.maximum(many, 1)
    squares = np.where(scored, (first - mean[:, None]) ** 2, 0.0).sum(axis=1)
    sampling = np.where(scored, was.variance[:, None] / n, 0.0).sum(axis=1) / np.maximum(many, 1)
    spread = (BETWEEN.df * (BETWEEN.sd**2 + sampling) + squares) / (
        BETWEEN.df + np.maximum(many - 1, 0)
    )
    moment = moved.variance[:, None] / (2 * n) + OCCASION_SD**2
    share = np.minimum(moment / spread[:, None], 1.0)
    return np.asarray((mean[:, None] - first) * share)


def _median(difference: Floats) -> Floats:
    """Return the median of each row without NaN; 0 for a row without numbers."""
    known = ~np.isnan(difference)
    ordered = np.sort(difference, axis=1)  # NaN last
    many = known.sum(axis=1)
    rows = np.arange(len(difference))
    low = ordered[rows, np.maximum((many - 1) // 2, 0)]
    high = ordered[rows, np.minimum(many // 2, difference.shape[1] - 1)]
    return np.where(many > 0, (low + high) / 2, 0.0)
