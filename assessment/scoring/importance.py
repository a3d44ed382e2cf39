"""From the waardenkeuze to importance, and importance beside behaviour."""

from collections.abc import Mapping

import numpy as np
from scipy.special import ndtr

from assessment.instruments.answers import Picked
from assessment.instruments.model import Waardenkeuze
from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.best_worst.person_utilities import Utilities, fit_utilities
from assessment.scoring.behaviour import Behaviour, StatementScores, has_score
from assessment.scoring.linear_map import cluster_membership
from assessment.scoring.uncertainty import INTERVAL_Z
from values import (
    IMPORTANT,
    LEADING,
    LESS,
    ClusterImportance,
    Gap,
    Importance,
    ImportanceGroup,
    ImportanceProfile,
    ValueMap,
)
from values.constants import NAMED_FROM


def choose_utilities(
    part: Waardenkeuze, value_map: ValueMap, design: int, sets: Mapping[str, Picked]
) -> Utilities | None:
    """Return the utilities of the thirty-nine values, or None before ``stop_after`` sets.

    Parameters
    ----------
    design : int
        Version of the design, counted from 1.
    sets : mapping of set id to best and worst value id
        Sets that were not chosen are absent.
    """
    place = {value_id: index for index, value_id in enumerate(value_map.values)}
    choices = [
        (
            [place[v] for v in item.values],
            place[sets[item.id]["best"]],
            place[sets[item.id]["worst"]],
        )
        for item in part.designs[design - 1]
        if item.id in sets
    ]
    if len(choices) < part.scoring.stop_after:
        return None
    return fit_utilities(choices, utility_prior(part, value_map))


def utility_prior(part: Waardenkeuze, value_map: ValueMap) -> Floats:
    """Return the covariance of the utilities beforehand, shape (values, values), squared logits.

    Values of one cluster share ``cluster_variance``; each has ``value_variance`` of its own.

    References
    ----------
    docs/adr/0006: with unrelated values the interval of a cluster held the truth too seldom.
    """
    cluster = [c.id for c in value_map.clusters for _ in c.values]
    shared = np.equal.outer(cluster, cluster)
    rule = part.scoring
    return rule.cluster_variance * shared + rule.value_variance * np.eye(len(cluster))


def score_importance(
    part: Waardenkeuze, value_map: ValueMap, utilities: Utilities | None, behaviour: Behaviour
) -> ImportanceProfile:
    """Return importance of values and clusters, and the gaps with behaviour.

    A value is ``leidend`` when P(u above the person's mean) ≥ ``certain``, ``minder-vooraan`` when
    P(u below it) ≥ ``certain``, and ``belangrijk`` otherwise. A cluster is the mean of its values.
    Never a rank. Without utilities every mapping is empty.

    References
    ----------
    design.md sections 5.4 and 5.5; docs/adr/0006.
    """
    if utilities is None:
        return ImportanceProfile({}, {}, {})
    se = np.sqrt(np.diag(utilities.covariance))
    member = cluster_membership(value_map)
    cluster_u = member @ utilities.u
    cluster_se = np.sqrt(np.diag(member @ utilities.covariance @ member.T))
    values = {
        v: Importance(float(u), float(s), _group(float(u / s), part.scoring.certain))
        for v, u, s in zip(value_map.values, utilities.u, se, strict=True)
    }
    clusters = {
        c.id: ClusterImportance(float(u), float(s), float(u - INTERVAL_Z * s),
                                float(u + INTERVAL_Z * s))
        for c, u, s in zip(value_map.clusters, cluster_u, cluster_se, strict=True)
    }  # fmt: skip
    return ImportanceProfile(values, clusters, _gaps(part, value_map, utilities, behaviour))


def _group(z: float, certain: float) -> ImportanceGroup:
    if ndtr(z) >= certain:
        return LEADING
    return LESS if ndtr(-z) >= certain else IMPORTANT


def _gaps(
    part: Waardenkeuze, value_map: ValueMap, utilities: Utilities, behaviour: Behaviour
) -> dict[str, Gap]:
    """Return the gap of every cluster that has one."""
    gap, se = compare_clusters(
        part, value_map, behaviour.arrays, utilities.u[None], utilities.covariance[None]
    )
    return {
        cluster.id: Gap(float(g), float(s), bool(abs(g) > NAMED_FROM * s))
        for cluster, g, s in zip(value_map.clusters, gap[0], se[0], strict=True)
        if not np.isnan(g)
    }


def compare_clusters(
    part: Waardenkeuze,
    value_map: ValueMap,
    behaviour: StatementScores,
    u: Floats,
    covariance: Floats,
) -> tuple[Floats, Floats]:
    """Return behaviour minus importance of many people per cluster, with its standard error.

    Both are centred on the person's own mean over the clusters with a behaviour score, and divided
    by a declared spread, so that one unit means the same on either side. The standard error uses
    both joint covariances.

    Parameters
    ----------
    u : array of float, shape (people, values)
        Centred utilities, in logits.
    covariance : array of float, shape (people, values, values)

    Returns
    -------
    (gap, se) : two arrays of float, shape (people, clusters)
        NaN for a cluster without a behaviour score, and for who has fewer than two.

    References
    ----------
    design.md section 5.5.
    """
    rows = behaviour.cluster_weights
    scored = has_score(rows)
    centre = _centring(scored)
    shown = centre @ np.where(scored[:, :, None], rows, 0.0) / part.scoring.behaviour_sd
    wanted = centre @ cluster_membership(value_map) / part.scoring.importance_sd
    points = np.nan_to_num(behaviour.points)
    gap = (shown @ points[:, :, None] - wanted @ u[:, :, None])[:, :, 0]
    variance = behaviour.pooled.variance[:, None] * (shown**2).sum(axis=2)
    joint = wanted @ covariance @ np.swapaxes(wanted, 1, 2)
    variance = variance + np.diagonal(joint, axis1=1, axis2=2)
    exists = scored & (scored.sum(axis=1, keepdims=True) > 1)
    return np.where(exists, gap, np.nan), np.where(exists, np.sqrt(variance), np.nan)


def _centring(scored: Bools) -> Floats:
    """Return the matrices that subtract the mean over the scored clusters; 0 for the others."""
    count = np.maximum(scored.sum(axis=1), 1)[:, None, None]
    both = scored[:, :, None] & scored[:, None, :]
    return np.asarray(np.where(both, np.eye(scored.shape[1]) - 1.0 / count, 0.0))
