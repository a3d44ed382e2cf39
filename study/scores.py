"""The product's formulas for many people at once; ``agreement`` holds them against the product."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from assessment.psychometrics.arrays import Bools, Floats
from study.responding import Answered
from study.world import World
from values.constants import CONFIDENCE


@dataclass(frozen=True)
class Scores:
    """Scores with standard error and 90 % interval; NaN where there is no score.

    Each array has shape (people, constructs).
    """

    score: Floats
    se: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Behaviour:
    """Competencies, values and clusters, with what their covariance needs.

    ``points`` (people, statements) is NaN where unanswered; ``value_rows`` and ``cluster_rows``
    (people or 1, rows, statements) are the renormalised weights.
    """

    competencies: Scores
    values: Scores
    clusters: Scores
    points: Floats
    variance: Floats
    df: Floats
    value_rows: Floats
    cluster_rows: Floats


def points_of(answered: Answered) -> Floats:
    """Return 0..100 points of the statements."""
    return np.asarray(25.0 * (answered.statements - 1.0))


def pooled(
    points: Floats, member: Bools, *, prior_sd: float, prior_df: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the mean and number of answers of each scale, and each person's variance and df.

    The formula of ``assessment.scoring.uncertainty.pooled_variance``, one row a person.
    """
    answered = ~np.isnan(points)
    filled = np.where(answered, points, 0.0)
    scales = member.T.astype(float)
    count = answered @ scales
    mean = np.divide(filled @ scales, count, out=np.full(count.shape, np.nan), where=count > 0)
    own = np.nan_to_num(mean) @ member
    squares = (np.where(answered, filled - own, 0.0) ** 2).sum(1)
    df = prior_df + np.maximum(count - 1.0, 0.0).sum(1)
    return mean, count, (prior_df * prior_sd**2 + squares) / df, df


def intervals(score: Floats, se: Floats, df: Floats, limits: tuple[float, float]) -> Scores:
    """Return scores with their t interval, clipped to the scale."""
    margin = stdtrit(df, 0.5 + CONFIDENCE / 2)[:, None] * se
    low, high = np.maximum(limits[0], score - margin), np.minimum(limits[1], score + margin)
    return Scores(np.clip(score, *limits), se, low, high)


def score_behaviour(world: World, points: Floats) -> Behaviour:
    """Return competencies, values and clusters of everyone (design.md sections 5.1 and 5.2)."""
    rule = world.library.gedrag.scoring
    mean, count, variance, df = pooled(
        points, world.member, prior_sd=rule.prior_sd, prior_df=rule.prior_df
    )
    enough = count >= rule.minimum_answered
    se = np.sqrt(variance[:, None] / np.where(enough, count, np.nan))
    values = _value_rows(world, points)
    clusters = _mean_rows(world.cluster_mean, values)
    return Behaviour(
        competencies=intervals(np.where(enough, mean, np.nan), se, df, (0.0, 100.0)),
        values=linear(values, points, variance, df),
        clusters=linear(clusters, points, variance, df),
        points=points,
        variance=variance,
        df=df,
        value_rows=values,
        cluster_rows=clusters,
    )


def linear(rows: Floats, points: Floats, variance: Floats, df: Floats) -> Scores:
    """Return rows·points of each person with their interval."""
    score = np.einsum("prs,ps->pr", _each(rows, len(points)), np.nan_to_num(points), optimize=True)
    se = np.sqrt(variance[:, None] * (rows**2).sum(2))
    return intervals(score, se, df, (0.0, 100.0))


def _each(rows: Floats, people: int) -> Floats:
    return np.asarray(np.broadcast_to(rows, (people, *rows.shape[1:])))


def _value_rows(world: World, points: Floats) -> Floats:
    """Return W over the answered statements; NaN for a value with too few answers."""
    rule = world.library.gedrag.scoring
    answered = ~np.isnan(points)
    if answered.all():
        return world.weights[None]
    kept = world.weights[None] * answered[:, None, :]
    rows = kept / kept.sum(2, keepdims=True)
    own = answered @ world.own.T.astype(float)
    used = (kept > 0).sum(2)
    enough = (own >= rule.minimum_own) & (used >= rule.minimum_value)
    return np.asarray(np.where(enough[:, :, None], rows, np.nan))


def _mean_rows(member: Floats, rows: Floats) -> Floats:
    """Return the mean of the scored rows of each cluster; NaN where none is scored."""
    scored = ~np.isnan(rows[:, :, 0])
    kept = member[None] * scored[:, None, :]
    total = kept.sum(2, keepdims=True)
    kept = np.divide(kept, total, out=np.full(kept.shape, np.nan), where=total > 0)
    return np.asarray(kept @ np.nan_to_num(rows))


def score_axes(world: World, answered: Answered) -> Scores:
    """Return the three axes, −100..100 (design.md section 5.3)."""
    rule = world.library.stijl.scoring
    points = 40.0 * (answered.pairs - 3.5) * world.pair_sign
    prior = (rule.prior_sd, rule.prior_df)
    return _means(points, _member(world.pair_axis), rule.minimum_answered, prior, (-100.0, 100.0))


def score_switching(world: World, answered: Answered, prior_sd: float | None = None) -> Scores:
    """Return switching per axis, 0..100; both items are needed.

    ``prior_sd`` in points takes the place of the instrument's.
    """
    rule = world.library.stijl.scoring
    points = 20.0 * (answered.switching - 1.0)
    prior = (prior_sd or rule.switching_prior_sd, rule.switching_prior_df)
    return _means(points, _member(world.switching_axis), 2, prior, (0.0, 100.0))


def _member(axis_of: np.ndarray) -> Bools:
    return np.asarray(axis_of[None, :] == np.arange(axis_of.max() + 1)[:, None])


def _means(
    points: Floats,
    member: Bools,
    minimum: int,
    prior: tuple[float, int],
    limits: tuple[float, float],
) -> Scores:
    mean, count, variance, df = pooled(points, member, prior_sd=prior[0], prior_df=prior[1])
    enough = count >= minimum
    se = np.sqrt(variance[:, None] / np.where(enough, count, np.nan))
    return intervals(np.where(enough, mean, np.nan), se, df, limits)
