"""From the statements to competencies, values and clusters, and back to the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.linear_map import (
    LinearMap,
    own_statements,
    read_linear_map,
    renormalise,
)
from assessment.scoring.points import statement_points
from assessment.scoring.scale_means import PooledAnswers, Prior, pool_answers
from assessment.scoring.uncertainty import Scores, add_intervals, as_estimates
from values import Contribution, Estimate, ValueMap

RULE = 1  # version of the sum rule of competencies; a norm made under another one is not used


@dataclass(frozen=True)
class StatementScores:
    """What the statements of many people come to.

    Attributes
    ----------
    competencies, values, clusters : Scores
        0..100, each array of shape (people, constructs).
    points : array of float, shape (people, statements)
        0..100, or NaN where not answered.
    competency_weights, value_weights, cluster_weights : array of float
        Shape (people or 1, constructs, statements). The weight of each answer in each score, NaN
        in a row without a score. One for all people when all answered the same statements.
    pooled : PooledAnswers
        The answers by competency, with each person's variance of one statement.
    """

    competencies: Scores
    values: Scores
    clusters: Scores
    points: Floats
    competency_weights: Floats
    value_weights: Floats
    cluster_weights: Floats
    pooled: PooledAnswers


@dataclass(frozen=True)
class Behaviour:
    """What one person's statements come to; ``arrays`` are the same scores with one row."""

    competencies: Mapping[str, Estimate | None]
    values: Mapping[str, Estimate | None]
    clusters: Mapping[str, Estimate | None]
    arrays: StatementScores


def score_behaviour(
    gedrag: Gedrag, value_map: ValueMap, answers: Mapping[str, int | str]
) -> Behaviour:
    """Return competencies, values and clusters of one person, as `score_statements` scores many.

    Parameters
    ----------
    answers : mapping of item id to 1..5 or "nvt"
        Ids of other instruments are ignored.
    """
    linear_map = read_linear_map(gedrag, value_map)
    arrays = score_statements(linear_map, statement_points(gedrag, [answers]))
    answered = ~np.isnan(arrays.points[0])

    def estimates(ids: Iterable[str], scores: Scores, uses: Bools) -> dict[str, Estimate | None]:
        counts = {"answered": (uses & answered).sum(axis=1), "asked": uses.sum(axis=1)}
        return as_estimates(list(ids), scores, **counts)

    return Behaviour(
        competencies=estimates(
            (c.id for c in value_map.competencies), arrays.competencies, linear_map.competencies
        ),
        values=estimates(value_map.values, arrays.values, linear_map.of_values),
        clusters=estimates(
            (c.id for c in value_map.clusters), arrays.clusters, linear_map.of_clusters
        ),
        arrays=arrays,
    )


def score_statements(linear_map: LinearMap, points: Floats) -> StatementScores:
    """Return competencies, values and clusters of many people.

    Every score is y = w·p, with weights w that sum to 1 over the answered statements, and standard
    error √(s²·Σw²). A competency weighs its answered statements alike and needs
    ``minimum_answered`` of them. A value has a row of W, renormalised; it needs ``minimum_own``
    own statements and ``minimum_value`` answers in all. A cluster is the mean of its values that
    have a score.

    Parameters
    ----------
    points : array of float, shape (people, statements)
        0..100, NaN where not answered. The people are scored apart from each other: one alone
        gets the same bits as in a group.

    References
    ----------
    design.md sections 5.1 and 5.2.
    """
    pooled, answered = pool_statements(linear_map, points), _answered(points)
    competency_weights = _competency_weights(linear_map, answered)
    value_weights = _value_weights(linear_map, answered)
    cluster_weights = _cluster_weights(linear_map, value_weights)
    return StatementScores(
        competencies=_score_rows(competency_weights, points, pooled),
        values=_score_rows(value_weights, points, pooled),
        clusters=_score_rows(cluster_weights, points, pooled),
        points=points,
        competency_weights=competency_weights,
        value_weights=value_weights,
        cluster_weights=cluster_weights,
        pooled=pooled,
    )


def score_competencies(linear_map: LinearMap, points: Floats) -> Scores:
    """Return the competencies alone, as `score_statements` does with values and clusters."""
    weights = _competency_weights(linear_map, _answered(points))
    return _score_rows(weights, points, pool_statements(linear_map, points))


def pool_statements(linear_map: LinearMap, points: Floats) -> PooledAnswers:
    """Return each person's answers pooled by competency; ``points`` as in `score_statements`."""
    prior = Prior(linear_map.rule.prior_sd, linear_map.rule.prior_df)
    return pool_answers(points, linear_map.competencies, prior)


def _answered(points: Floats) -> Bools:
    """Return which statements were answered; one row for all if all answered the same ones.

    One map of weights then serves all, which saves the memory of one for each person.
    """
    answered = np.asarray(~np.isnan(points))
    return answered[:1] if (answered == answered[:1]).all() else answered


def _competency_weights(linear_map: LinearMap, answered: Bools) -> Floats:
    """Return equal weights for the answered statements of each competency; NaN with too few."""
    weights = renormalise(linear_map.competencies.astype(float), answered)
    used = (linear_map.competencies & answered[:, None, :]).sum(axis=2)
    enough = used >= linear_map.rule.minimum_answered
    return np.asarray(np.where(enough[:, :, None], weights, np.nan))


def _value_weights(linear_map: LinearMap, answered: Bools) -> Floats:
    """Return W over the answered statements; NaN rows for values with too few answers."""
    rule = linear_map.rule
    weights = renormalise(linear_map.weights, answered)
    own = (linear_map.own & answered[:, None, :]).sum(axis=2)
    used = (linear_map.of_values & answered[:, None, :]).sum(axis=2)
    enough = (own >= rule.minimum_own) & (used >= rule.minimum_value)
    return np.asarray(np.where(enough[:, :, None], weights, np.nan))


def _cluster_weights(linear_map: LinearMap, value_weights: Floats) -> Floats:
    """Return the mean of the scored value rows of each cluster; NaN where none is scored."""
    scored = has_score(value_weights)
    member = renormalise(linear_map.clusters, scored)
    return np.asarray(member @ np.where(scored[:, :, None], value_weights, 0.0))


def has_score(weights: Floats) -> Bools:
    """Return which rows of a renormalised map have a score; shape (people or 1, rows)."""
    return np.asarray(~np.isnan(weights).any(axis=2))


def _score_rows(weights: Floats, points: Floats, pooled: PooledAnswers) -> Scores:
    """Return weights·points of each person, with standard error √(s²·Σw²)."""
    filled = np.where(np.isnan(points), 0.0, points)
    score = np.vecdot(weights, filled[:, None, :])
    se = np.sqrt(pooled.variance[:, None] * np.vecdot(weights, weights))
    return add_intervals(score, se, df=pooled.df)


def contributions(
    gedrag: Gedrag,
    value_map: ValueMap,
    answers: Mapping[str, int | str],
    constructs: Iterable[str],
) -> dict[str, tuple[Contribution, ...]]:
    """Return the answers behind the scores of competencies, values or clusters.

    Parameters
    ----------
    constructs : ids of competencies, values or clusters

    Returns
    -------
    dict of construct id to contributions, largest weight first
        ``points`` of a construct's contributions sum exactly to its score. Empty without a score.

    Raises
    ------
    KeyError
        If a construct is no competency, value or cluster id.
    """
    arrays = score_behaviour(gedrag, value_map, answers).arrays
    return {
        construct: _contributions(gedrag, value_map, answers, arrays, construct)
        for construct in constructs
    }


def _contributions(
    gedrag: Gedrag,
    value_map: ValueMap,
    answers: Mapping[str, int | str],
    arrays: StatementScores,
    construct: str,
) -> tuple[Contribution, ...]:
    row, own = _row_of(gedrag, value_map, arrays, construct)
    if np.isnan(row).any():
        return ()
    parts = [
        Contribution(
            item=item.id,
            answer=int(answers[item.id]),
            weight=float(weight),
            points=float(weight * arrays.points[0, index]),
            direct=bool(own[index]),
        )
        for index, (item, weight) in enumerate(zip(gedrag.items, row, strict=True))
        if weight > 0
    ]
    return tuple(sorted(parts, key=lambda part: (-part.weight, part.item)))


def _row_of(
    gedrag: Gedrag, value_map: ValueMap, arrays: StatementScores, construct: str
) -> tuple[Floats, Bools]:
    """Return the weights of one construct and which statements are its own."""
    if construct in value_map.values:
        index = list(value_map.values).index(construct)
        return arrays.value_weights[0, index], own_statements(gedrag, value_map)[index]
    clusters = [cluster.id for cluster in value_map.clusters]
    if construct in clusters:
        index = clusters.index(construct)
        values = {v.id for v in value_map.clusters[index].values}
        return arrays.cluster_weights[0, index], np.array([i.value in values for i in gedrag.items])
    index = [c.id for c in value_map.competencies].index(value_map.competency[construct].id)
    return arrays.competency_weights[0, index], np.ones(len(gedrag.items), dtype=bool)
