"""From the statements to competencies, values and clusters, and back to the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from assessment.instruments.model import NOT_EXPERIENCED, Gedrag
from assessment.psychometrics.arrays import Floats
from assessment.scoring.linear_map import (
    cluster_membership,
    competency_membership,
    own_statements,
    renormalised,
    value_weights,
)
from assessment.scoring.uncertainty import estimate, pooled_variance
from values import Contribution, Estimate, ValueMap

RULE = 1  # version of the sum rule of competencies; a norm made under another one is not used
VISIBLE_AT_MOST = 5
NAMED_FROM = 1.645  # standard errors


@dataclass(frozen=True)
class Behaviour:
    """What the statements come to.

    ``value_weights`` and ``cluster_weights`` are the renormalised linear maps (rows, statements);
    ``points`` holds 0..100 or NaN; ``variance`` is that of one statement.
    """

    competencies: Mapping[str, Estimate | None]
    values: Mapping[str, Estimate | None]
    clusters: Mapping[str, Estimate | None]
    points: Floats
    value_weights: Floats
    cluster_weights: Floats
    variance: float
    df: int


def score_behaviour(
    gedrag: Gedrag, value_map: ValueMap, answers: Mapping[str, int | str]
) -> Behaviour:
    """Return competencies, values and clusters of one person.

    An answer x in 1..5 counts 25·(x − 1) points; "nog niet meegemaakt" and unanswered are
    missing. A competency is the mean of its answered statements and needs ``minimum_answered``.
    Values are y = W·p with W renormalised over the answered statements; a value needs
    ``minimum_own`` own statements and ``minimum_value`` answers in all. A cluster is the mean of
    its values that have a score, with the joint covariance s²·W·Wᵀ.

    Parameters
    ----------
    answers : mapping of item id to 1..5 or "nvt"
        Ids of other instruments are ignored.

    References
    ----------
    design.md sections 5.1 and 5.2.
    """
    rule = gedrag.scoring
    points = _points(gedrag, answers)
    answered = ~np.isnan(points)
    member = competency_membership(gedrag, value_map)
    variance, df = pooled_variance(points, member, prior_sd=rule.prior_sd, prior_df=rule.prior_df)
    full = value_weights(gedrag, value_map)
    weights = _scored_rows(gedrag, value_map, renormalised(full, answered), points)
    clusters = _cluster_rows(value_map, weights)
    filled = np.where(answered, points, 0.0)

    def linear(row: Floats, used: int, asked: int) -> Estimate | None:
        if np.isnan(row).any():
            return None
        se = float(np.sqrt(variance * (row @ row)))
        return estimate(float(row @ filled), se, df=df, answered=used, asked=asked)

    support = full > 0
    in_cluster = (cluster_membership(value_map) > 0) @ support
    return Behaviour(
        competencies={
            c.id: linear(_competency_row(row & answered, rule.minimum_answered),
                         int((row & answered).sum()), int(row.sum()))
            for c, row in zip(value_map.competencies, member, strict=True)
        },
        values={
            v: linear(row, int((used & answered).sum()), int(used.sum()))
            for v, row, used in zip(value_map.values, weights, support, strict=True)
        },
        clusters={
            c.id: linear(row, int((used & answered).sum()), int(used.sum()))
            for c, row, used in zip(value_map.clusters, clusters, in_cluster > 0, strict=True)
        },
        points=points,
        value_weights=weights,
        cluster_weights=clusters,
        variance=variance,
        df=df,
    )  # fmt: skip


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
    found = score_behaviour(gedrag, value_map, answers)
    return {one: _contributions(gedrag, value_map, answers, found, one) for one in constructs}


def _contributions(
    gedrag: Gedrag,
    value_map: ValueMap,
    answers: Mapping[str, int | str],
    found: Behaviour,
    construct: str,
) -> tuple[Contribution, ...]:
    row, own = _row_of(gedrag, value_map, found, construct)
    if np.isnan(row).any():
        return ()
    parts = [
        Contribution(
            item=item.id,
            answer=int(answers[item.id]),
            weight=float(weight),
            points=float(weight * found.points[index]),
            direct=bool(own[index]),
        )
        for index, (item, weight) in enumerate(zip(gedrag.items, row, strict=True))
        if weight > 0
    ]
    return tuple(sorted(parts, key=lambda part: (-part.weight, part.item)))


def visible_values(
    value_map: ValueMap, behaviour: Behaviour
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values that are surely most and least visible, at most five each.

    A value is named when its distance from the person's own mean value exceeds 1.645 times the
    standard error of that difference, with the joint covariance of the values. Often fewer than
    five are named, or none. Order is that of the waardenkaart, because values are not ranked.

    References
    ----------
    design.md section 5.2.
    """
    ids = [v for v in value_map.values if behaviour.values[v] is not None]
    if len(ids) < 2:
        return (), ()
    rows = behaviour.value_weights[~np.isnan(behaviour.value_weights).any(1)]
    contrast = rows - rows.mean(0)
    filled = np.nan_to_num(behaviour.points)
    distance = contrast @ filled
    se = np.sqrt(behaviour.variance * (contrast**2).sum(1))
    z = distance / se
    order = np.argsort(-z, kind="stable")
    most = [ids[i] for i in order[:VISIBLE_AT_MOST] if z[i] > NAMED_FROM]
    least = [ids[i] for i in order[::-1][:VISIBLE_AT_MOST] if z[i] < -NAMED_FROM]
    return tuple(v for v in ids if v in most), tuple(v for v in ids if v in least)


def _points(gedrag: Gedrag, answers: Mapping[str, int | str]) -> Floats:
    raw = [answers.get(item.id, NOT_EXPERIENCED) for item in gedrag.items]
    return np.array([np.nan if x == NOT_EXPERIENCED else 25.0 * (int(x) - 1) for x in raw])


def _competency_row(used: Floats, minimum: int) -> Floats:
    count = int(used.sum())
    return used / count if count >= minimum else np.full(used.shape, np.nan)


def _scored_rows(gedrag: Gedrag, value_map: ValueMap, weights: Floats, points: Floats) -> Floats:
    """Return ``weights`` with NaN rows for values that have too few answers."""
    answered = ~np.isnan(points)
    own = (own_statements(gedrag, value_map) & answered).sum(1)
    used = (np.nan_to_num(weights) > 0).sum(1)
    enough = (own >= gedrag.scoring.minimum_own) & (used >= gedrag.scoring.minimum_value)
    return np.asarray(np.where(enough[:, None], weights, np.nan))


def _cluster_rows(value_map: ValueMap, weights: Floats) -> Floats:
    """Return the mean of the scored value rows of each cluster; NaN where none is scored."""
    scored = np.asarray(~np.isnan(weights).any(1))
    member = renormalised(cluster_membership(value_map), scored)
    rows = member @ np.where(scored[:, None], weights, 0.0)
    return np.asarray(rows)


def _row_of(
    gedrag: Gedrag, value_map: ValueMap, found: Behaviour, construct: str
) -> tuple[Floats, Floats]:
    """Return the weights of one construct and which statements are its own."""
    ones = np.ones(len(gedrag.items), dtype=bool)
    if construct in value_map.values:
        index = list(value_map.values).index(construct)
        return found.value_weights[index], own_statements(gedrag, value_map)[index]
    clusters = [cluster.id for cluster in value_map.clusters]
    if construct in clusters:
        index = clusters.index(construct)
        values = {v.id for v in value_map.clusters[index].values}
        return found.cluster_weights[index], np.array([i.value in values for i in gedrag.items])
    index = [c.id for c in value_map.competencies].index(value_map.competency[construct].id)
    used = competency_membership(gedrag, value_map)[index] & ~np.isnan(found.points)
    return _competency_row(used, gedrag.scoring.minimum_answered), ones
