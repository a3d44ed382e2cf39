"""The sequential best-worst logit for many people at once: the product's posterior mode."""

from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.arrays import Bools, Floats, Ints
from assessment.psychometrics.best_worst.person_utilities import MAX_STEPS, TOLERANCE
from assessment.scoring.uncertainty import INTERVAL_Z, Scores
from study.responding import Answered
from study.world import World

CHUNK = 500  # people at once: bounds the memory


@dataclass(frozen=True)
class Utilities:
    """Centred utilities (people, values) and their covariance (people, values, values)."""

    u: Floats
    covariance: Floats


@dataclass(frozen=True)
class _Rows:
    """Every choice of every person: values shown, whether they count, the sign, the chosen place.

    Best has sign +1, worst −1; worst is chosen among the set without the best.
    """

    shown: Ints
    offered: Bools
    sign: Floats
    chosen: Ints


def fit_choices(world: World, answered: Answered, prior: Floats) -> Utilities:
    """Return everyone's posterior mode and centred Laplace covariance (design.md section 5.4).

    ``prior`` is the covariance (values, values) of the utilities beforehand.
    """
    people = len(answered.design)
    parts = [
        _fit_part(world, answered, slice(at, at + CHUNK), np.asarray(np.linalg.inv(prior)))
        for at in range(0, people, CHUNK)
    ]
    return Utilities(np.concatenate([u for u, _ in parts]), np.concatenate([c for _, c in parts]))


def fit_formerly(world: World, answered: Answered, variance: float) -> Utilities:
    """Return the utilities as before scoring version 2: a prior without cohesion."""
    return fit_choices(world, answered, variance * np.eye(len(world.cluster_of)))


def value_scores(utilities: Utilities) -> Scores:
    """Return the values' u with 90 % intervals."""
    return _scores(utilities.u, np.sqrt(np.einsum("pvv->pv", utilities.covariance)))


def cluster_scores(world: World, utilities: Utilities) -> Scores:
    """Return the clusters' mean u with 90 % intervals."""
    member = world.linear_map.clusters
    se = np.sqrt(np.einsum("cv,pvw,cw->pc", member, utilities.covariance, member, optimize=True))
    return _scores(utilities.u @ member.T, se)


def _scores(u: Floats, se: Floats) -> Scores:
    return Scores(u, se, u - INTERVAL_Z * se, u + INTERVAL_Z * se)


def _fit_part(
    world: World, answered: Answered, part: slice, precision: Floats
) -> tuple[Floats, Floats]:
    rows = _rows(world, answered, part)
    count = len(world.cluster_of)
    u = np.zeros((len(rows.shown), count))
    for _ in range(MAX_STEPS):
        gradient, hessian = _derivatives(u, rows)
        step = np.linalg.solve(hessian + precision, (gradient - u @ precision)[:, :, None])[:, :, 0]
        u = u + step
        if float(np.abs(step).max()) < TOLERANCE:
            break
    covariance = np.linalg.inv(_derivatives(u, rows)[1] + precision)
    centre = np.eye(count) - 1.0 / count
    return u @ centre, centre @ covariance @ centre


def _rows(world: World, answered: Answered, part: slice) -> _Rows:
    shown = world.sets[answered.design[part]]
    best, worst = answered.best[part], answered.worst[part]
    offered = (shown >= 0) & (best >= 0)[:, :, None]
    rest = offered.copy()
    np.put_along_axis(rest, np.maximum(best, 0)[:, :, None], False, axis=2)
    sign = np.concatenate([np.ones(best.shape), -np.ones(worst.shape)], axis=1)
    return _Rows(
        shown=np.concatenate([shown, shown], axis=1),
        offered=np.concatenate([offered, rest], axis=1),
        sign=sign,
        chosen=np.concatenate([best, worst], axis=1),
    )


def _derivatives(u: Floats, rows: _Rows) -> tuple[Floats, Floats]:
    """Return gradient and information of the log likelihood, one row a person.

    Empty places of smaller sets fall in a column of their own, which is dropped.
    """
    people, count = u.shape
    at = np.where(rows.shown < 0, count, rows.shown)
    worth = np.append(u, np.zeros((people, 1)), axis=1)[np.arange(people)[:, None, None], at]
    weights = np.where(rows.offered, np.exp(rows.sign[:, :, None] * worth), 0.0)
    total = weights.sum(2, keepdims=True)
    p = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    picked = np.zeros_like(p)
    np.put_along_axis(picked, np.maximum(rows.chosen, 0)[:, :, None], 1.0, axis=2)
    picked *= (rows.chosen >= 0)[:, :, None]
    spread = _over_values(at, p, count)
    gradient = _over_values(at, rows.sign[:, :, None] * (picked - p), count).sum(1)
    hessian = -np.swapaxes(spread, 1, 2) @ spread
    hessian[:, np.arange(count), np.arange(count)] += spread.sum(1)
    return gradient, hessian


def _over_values(at: Ints, amounts: Floats, count: int) -> Floats:
    """Return ``amounts`` by value instead of by place; shape (people, choices, values)."""
    found = np.zeros((*at.shape[:2], count + 1))
    np.put_along_axis(found, at, amounts, axis=2)
    return found[:, :, :count]
