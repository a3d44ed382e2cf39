"""The linear map from statements to values and clusters: arrays only."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assessment.instruments.model import Gedrag
from values import ValueMap

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]


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
    own = own_statements(gedrag, value_map).astype(float)
    linked = np.array(
        [
            [0.0 if item.value == v.id else v.competencies.get(item.competency, 0) for item in
             gedrag.items]
            for v in value_map.values.values()
        ]
    )  # fmt: skip
    direct = share * own / own.sum(1, keepdims=True)
    indirect = (1 - share) * linked / linked.sum(1, keepdims=True)
    return np.asarray(direct + indirect)


def own_statements(gedrag: Gedrag, value_map: ValueMap) -> Bools:
    """Return which statements are a value's own; shape (values, statements)."""
    return np.array([[i.value == v for i in gedrag.items] for v in value_map.values])


def competency_membership(gedrag: Gedrag, value_map: ValueMap) -> Bools:
    """Return which statements belong to a competency; shape (competencies, statements)."""
    return np.array([[i.competency == c.id for i in gedrag.items] for c in value_map.competencies])


def cluster_membership(value_map: ValueMap) -> Floats:
    """Return the unweighted mean over the values of a cluster; shape (clusters, values)."""
    rows = [[value.id in {v.id for v in c.values} for value in value_map.values.values()]
            for c in value_map.clusters]  # fmt: skip
    member = np.array(rows, dtype=float)
    return np.asarray(member / member.sum(1, keepdims=True))


def renormalised(weights: Floats, answered: Bools) -> Floats:
    """Return ``weights`` over the answered columns, each row made to sum to 1 again.

    Parameters
    ----------
    weights : array of float, shape (rows, statements)
    answered : array of bool, shape (statements,)

    Returns
    -------
    array of float, shape (rows, statements)
        A row whose statements were all left open is NaN: it has no score, not a score of 0.
    """
    kept = weights * answered
    total = kept.sum(1, keepdims=True)
    return np.asarray(np.divide(kept, total, out=np.full_like(kept, np.nan), where=total > 0))
