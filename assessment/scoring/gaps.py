"""Where importance and behaviour of a cluster surely lie on two sides of the person's own mean."""

import numpy as np
from scipy.special import ndtr

from assessment.instruments.model import ChoiceScoring
from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.behaviour import StatementScores, has_score
from assessment.scoring.uncertainty import Scores
from values import Gap, ValueMap


def find_gaps(
    rule: ChoiceScoring, value_map: ValueMap, wanted: Scores, shown: StatementScores
) -> dict[str, Gap]:
    """Return the two sides of every cluster of one person, and whether they are a gap.

    A cluster without a behaviour score has none, and a virtue never has one.
    """
    important, seen = ndtr(wanted.score / wanted.se)[0], shown_above(rule, shown)[0]
    named = is_gap(rule, important, seen)
    rows = zip(value_map.clusters, important.tolist(), seen.tolist(), named.tolist(), strict=True)
    return {
        cluster.id: Gap(matters, shows, surely)
        for cluster, matters, shows, surely in rows
        if not np.isnan(shows) and cluster.id not in value_map.virtues
    }


def is_gap(rule: ChoiceScoring, important: Floats, shown: Floats) -> Bools:
    """Return where one side surely lies above the person's own mean and the other below it.

    Both probabilities must be at least ``gap_from``: P(importance above) and P(behaviour below),
    or the other way round. An unknown side (NaN) makes no gap.

    Parameters
    ----------
    important, shown : array of float, any shape
        P(importance above the own mean) and P(behaviour above the own mean).

    References
    ----------
    design.md section 5.5; docs/adr/0015.
    """
    sure, rare = rule.gap_from, 1 - rule.gap_from
    return np.asarray(
        ((important >= sure) & (shown <= rare)) | ((important <= rare) & (shown >= sure))
    )


def shown_above(rule: ChoiceScoring, shown: StatementScores) -> Floats:
    """Return P(the behaviour of a cluster lies above the person's mean over clusters).

    The distance d from that mean, with standard error s, is drawn towards it in proportion to what
    is known of it: P = Φ(√r·d/s) with r = t²/(t² + s²) and t = ``behaviour_sd``, because of the
    distances that a report picks out error made a part.

    Returns
    -------
    array of float, shape (people, clusters)
        NaN for a cluster without a score, and for who has fewer than two.
    """
    rows = shown.cluster_weights
    scored = has_score(rows)
    count = scored.sum(axis=1)[:, None]
    total = np.where(scored[:, :, None], rows, 0.0).sum(axis=1)
    contrast = rows - (total / np.maximum(count, 1))[:, None, :]
    distance = (contrast @ np.nan_to_num(shown.points)[:, :, None])[:, :, 0]
    comparable = scored & (count > 1)
    spread = np.where(comparable, (contrast**2).sum(axis=2), 1.0)
    variance = shown.pooled.variance[:, None] * spread
    share = rule.behaviour_sd**2 / (rule.behaviour_sd**2 + variance)
    return np.where(comparable, ndtr(np.sqrt(share / variance) * distance), np.nan)
