"""The linear map from statements to competencies, values and clusters: arrays only."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.instruments.model import Gedrag
from assessment.instruments.scoring_rules import RatingScoring
from assessment.psychometrics.arrays import Bools, Floats
from values import ValueMap


@dataclass(frozen=True)
class LinearMap:
    """Which statements tell about what, and how much.

    Rows follow the order of the value map, statements that of the instrument.

    Attributes
    ----------
    rule : RatingScoring
        How many answers a score needs, and the prior of the error variance.
    competencies : array of bool, shape (competencies, statements)
    own : array of bool, shape (values, statements)
        Which statements are a value's own.
    weights : array of float, shape (values, statements)
        As `value_weights`.
    clusters : array of float, shape (clusters, values)
        As `cluster_membership`.
    """

    rule: RatingScoring
    competencies: Bools
    own: Bools
    weights: Floats
    clusters: Floats

    @cached_property
    def of_values(self) -> Bools:
        """Return which statements have a part in a value; shape (values, statements)."""
        return np.asarray(self.weights > 0)

    @cached_property
    def of_clusters(self) -> Bools:
        """Return which statements have a part in a cluster; shape (clusters, statements)."""
        return np.asarray((self.clusters > 0) @ self.of_values)


def read_linear_map(gedrag: Gedrag, value_map: ValueMap) -> LinearMap:
    """Return the statements and the value map as arrays."""
    return LinearMap(
        rule=gedrag.scoring,
        competencies=competency_membership(gedrag, value_map),
        own=own_statements(gedrag, value_map),
        weights=value_weights(gedrag, value_map),
        clusters=cluster_membership(value_map),
    )


def value_weights(gedrag: Gedrag, value_map: ValueMap) -> Floats:
    """Return W, the weight of each statement in each value.

    Row v gives ``direct_share`` evenly to the value's own statements (direct evidence) and the
    rest, in proportion to the link weights 3/2/1, to the other statements of the linked
    competencies (indirect evidence).

    Returns
    -------
    array of float, shape (values, statements)
        Non-negative, every row sums to 1. Rows follow ``value_map.values``, columns the items.

    References
    ----------
    design.md section 5.2; the split of .6 and .4 comes from simulation reported there.
    """
    share = gedrag.scoring.direct_share
    own = own_statements(gedrag, value_map)
    direct = share * own / own.sum(1, keepdims=True)
    linked = _links(value_map) @ competency_membership(gedrag, value_map) * ~own
    indirect = (1 - share) * linked / linked.sum(1, keepdims=True)
    return np.asarray(direct + indirect)


def _links(value_map: ValueMap) -> Floats:
    """Return the link weights; shape (values, competencies)."""
    place = {c.id: column for column, c in enumerate(value_map.competencies)}
    weights = np.zeros((len(value_map.values), len(place)))
    for row, value in enumerate(value_map.values.values()):
        for competency, weight in value.competencies.items():
            weights[row, place[competency]] = weight
    return weights


def own_statements(gedrag: Gedrag, value_map: ValueMap) -> Bools:
    """Return which statements are a value's own; shape (values, statements)."""
    return match_ids(list(value_map.values), [item.value for item in gedrag.items])


def competency_membership(gedrag: Gedrag, value_map: ValueMap) -> Bools:
    """Return which statements belong to a competency; shape (competencies, statements)."""
    ids = [competency.id for competency in value_map.competencies]
    return match_ids(ids, [item.competency for item in gedrag.items])


def cluster_membership(value_map: ValueMap) -> Floats:
    """Return the unweighted mean over the values of a cluster; shape (clusters, values)."""
    ids = [cluster.id for cluster in value_map.clusters]
    member = match_ids(ids, [value_map.cluster_of[value_id].id for value_id in value_map.values])
    return np.asarray(member / member.sum(1, keepdims=True))


def match_ids(rows: list[str], columns: list[str]) -> Bools:
    """Return where the id of a row is that of a column; shape (rows, columns)."""
    return np.asarray(np.array(rows, dtype=str)[:, None] == np.array(columns, dtype=str)[None, :])


def renormalise(weights: Floats, answered: Bools) -> Floats:
    """Return ``weights`` over the answered columns, each row made to sum to 1 again.

    Parameters
    ----------
    weights : array of float, shape (rows, statements)
    answered : array of bool, shape (statements,) or (people, statements)

    Returns
    -------
    array of float, shape (rows, statements) or (people, rows, statements)
        A row whose statements were all left open is NaN: it has no score, not a score of 0.
    """
    kept = weights * answered[..., None, :]
    total = kept.sum(-1, keepdims=True)
    return np.asarray(np.divide(kept, total, out=np.full_like(kept, np.nan), where=total > 0))
