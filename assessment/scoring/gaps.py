"""Where importance and behaviour of a cluster surely lie on two sides of the person's own mean."""

from collections.abc import Mapping

import numpy as np

from assessment.instruments.scoring_rules import ChoiceScoring
from assessment.psychometrics.arrays import Bools, Floats
from assessment.psychometrics.special import ndtr
from assessment.scoring.uncertainty import Scores
from values import Gap, Likely, ValueMap


def find_gaps(
    rule: ChoiceScoring, value_map: ValueMap, wanted: Scores, likely: Mapping[str, Likely]
) -> dict[str, Gap]:
    """Return the two sides of every cluster of one person, and whether they are a gap.

    A cluster without a behaviour score has none, and a virtue never has one; nor has a cluster
    that is alone, for it is the mean.

    Parameters
    ----------
    wanted : Scores
        Importance of every cluster, one row.
    likely : mapping of id to Likely
        What is likely of the behaviour, of clusters among others.
    """
    compared = [
        (place, cluster.id)
        for place, cluster in enumerate(value_map.clusters)
        if cluster.id in likely and cluster.id not in value_map.virtues
    ]
    if len(compared) < 2:
        return {}
    places = [place for place, _ in compared]
    important = ndtr(wanted.score / wanted.se)[0, places]
    shown = np.array([likely[cluster].above for _, cluster in compared])
    named = is_gap(rule, important, shown)
    rows = zip(compared, important.tolist(), shown.tolist(), named.tolist(), strict=True)
    return {cluster: Gap(matters, shows, surely) for (_, cluster), matters, shows, surely in rows}


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
