"""From the waardenkeuze to importance: utilities, what may be named, and whether chance chose."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.instruments.answers import Picked
from assessment.instruments.model import Waardenkeuze
from assessment.instruments.scoring_rules import ChoiceScoring
from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.best_worst.person_utilities import (
    ScaledPriors,
    Utilities,
    fit_utilities,
    lay_out,
)
from assessment.psychometrics.best_worst.top_items import top_probabilities
from assessment.psychometrics.special import ndtr
from assessment.scoring.gaps import find_gaps
from assessment.scoring.linear_map import cluster_membership
from assessment.scoring.uncertainty import INTERVAL_Z, Scores
from values import (
    ABOVE,
    LEADING,
    UNNAMED,
    ClusterImportance,
    Importance,
    ImportanceProfile,
    Likely,
    ValueMap,
)
from values.constants import CHANCE_BELOW


def choose_utilities(
    part: Waardenkeuze, value_map: ValueMap, design: int, sets: Mapping[str, Picked]
) -> Utilities | None:
    """Return the utilities of one person, or None before ``stop_after`` sets.

    Parameters
    ----------
    design : int
        Version of the design, counted from 1.
    sets : mapping of set id to best and worst value id
        Sets that were not chosen are absent.
    """
    place = {value_id: index for index, value_id in enumerate(value_map.values)}
    chosen = [item for item in part.designs[design - 1] if item.id in sets]
    if len(chosen) < part.scoring.stop_after:
        return None
    longest = max(len(item.values) for item in chosen)
    shown = np.full((1, len(chosen), longest), -1, dtype=np.intp)
    for row, item in enumerate(chosen):
        shown[0, row, : len(item.values)] = [place[value] for value in item.values]
    best, worst = (
        np.array([[place[sets[item.id][side]] for item in chosen]]) for side in ("best", "worst")
    )
    return fit_utilities(lay_out(shown, best, worst, len(place)), scaled_priors(part, value_map))


def scaled_priors(part: Waardenkeuze, value_map: ValueMap) -> ScaledPriors:
    """Return what the utilities may be beforehand, at every scale, in squared logits.

    Values of one cluster share ``cluster_variance``; each has ``value_variance`` of its own; a
    scale multiplies both. The scales weigh as a lognormal density round 1.

    References
    ----------
    docs/adr/0006: with unrelated values the interval of a cluster held the truth too seldom.
    docs/adr/0015: with one scale that of sharp choosers did.
    """
    cluster = [c.id for c in value_map.clusters for _ in c.values]
    shared = np.equal.outer(cluster, cluster)
    rule, scales = part.scoring, np.array(part.scoring.scales)
    middle = rule.cluster_variance * shared + rule.value_variance * np.eye(len(cluster))
    weights = np.exp(-((np.log(scales) / rule.scale_spread) ** 2) / 2)
    return ScaledPriors(scales[:, None, None] * middle, weights / weights.sum())


@dataclass(frozen=True)
class NamedValues:
    """What may be said of the values of many people; each array has shape (people, values).

    Attributes
    ----------
    top, above : array of float
        P(among the person's own highest) and P(above the person's mean).
    leading, second : array of bool
        What leads, and what is besides said to lie above the person's mean. Nothing is, for who
        chose by chance.
    """

    top: Floats
    above: Floats
    leading: Bools
    second: Bools


def name_values(rule: ChoiceScoring, utilities: Utilities) -> NamedValues:
    """Return which values lead and which lie above the mean.

    A value leads when P(among the own ``own_top``) ≥ ``leading_from``, at most the ``leading_most``
    surest. Of the rest it lies above the mean when P(u above the person's mean) ≥ ``above_from``.
    With evidence below 0 nothing is named.

    References
    ----------
    design.md section 5.4; docs/adr/0015.
    """
    top = top_probabilities(utilities.u, utilities.covariance, rule.own_top)
    se = np.sqrt(np.diagonal(utilities.covariance, axis1=1, axis2=2))
    above = ndtr(utilities.u / se)
    has_preferences = (utilities.evidence >= CHANCE_BELOW)[:, None]
    rank = (-top).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    leading = has_preferences & (top >= rule.leading_from) & (rank < rule.leading_most)
    second = has_preferences & (above >= rule.above_from) & ~leading
    return NamedValues(top, above, leading, second)


def score_clusters(value_map: ValueMap, utilities: Utilities) -> Scores:
    """Return the clusters' mean utility of many people with 90 % intervals, in logits."""
    member = cluster_membership(value_map)
    u = utilities.u @ member.T
    variance = np.diagonal(member @ utilities.covariance @ member.T, axis1=1, axis2=2)
    margin = INTERVAL_Z * np.sqrt(variance)
    return Scores(u, np.sqrt(variance), u - margin, u + margin)


def score_importance(
    part: Waardenkeuze,
    value_map: ValueMap,
    utilities: Utilities | None,
    likely: Mapping[str, Likely],
) -> ImportanceProfile:
    """Return importance of one person's values and clusters, and the gaps with behaviour.

    Never a rank. Without utilities every mapping is empty; without evidence for preferences no
    value is named and there are no gaps.

    References
    ----------
    design.md sections 5.4 and 5.5; docs/adr/0015.
    """
    if utilities is None:
        return ImportanceProfile({}, {}, {})
    named, clusters = name_values(part.scoring, utilities), score_clusters(value_map, utilities)
    se = np.sqrt(np.diag(utilities.covariance[0]))
    groups = np.where(named.leading[0], LEADING, np.where(named.second[0], ABOVE, UNNAMED))
    numbers = (utilities.u[0], se, named.top[0], named.above[0], groups)
    values = {
        value: Importance(*rest)
        for value, *rest in zip(value_map.values, *(n.tolist() for n in numbers), strict=True)
    }
    ends = (clusters.score[0], clusters.se[0], clusters.low[0], clusters.high[0])
    of_clusters = {
        cluster.id: ClusterImportance(*rest)
        for cluster, *rest in zip(value_map.clusters, *(n.tolist() for n in ends), strict=True)
    }
    evidence = float(utilities.evidence[0])
    gaps = {} if evidence < CHANCE_BELOW else find_gaps(part.scoring, value_map, clusters, likely)
    return ImportanceProfile(values, of_clusters, gaps, evidence)
