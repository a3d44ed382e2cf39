"""What is likely of one person, and which values may be named for it."""

from collections.abc import Mapping
from math import isnan

import numpy as np

from assessment.instruments.model import RatingScoring
from assessment.scoring.behaviour import Behaviour, StatementScores
from assessment.scoring.shrinking import (
    LikelyScores,
    list_counting,
    shrink_competencies,
    shrink_rows,
)
from values import Estimate, Likely, ValueMap

VISIBLE_AT_MOST = 5


def find_likely(
    value_map: ValueMap,
    rule: RatingScoring,
    competencies: Mapping[str, Estimate | None],
    behaviour: Behaviour,
) -> dict[str, Likely]:
    """Return what is likely of the competencies, values and clusters that have a score.

    Parameters
    ----------
    competencies : mapping of id to Estimate or None
        With the standard errors of the norm or calibration in use, if any.

    References
    ----------
    design.md sections 5.1 and 5.2.
    """
    score, se = (
        np.array([[np.nan if e is None else getattr(e, number) for e in competencies.values()]])
        for number in ("score", "se")
    )
    counts = list_counting(competencies, value_map)
    arrays = behaviour.arrays
    return {
        **as_likely(competencies, shrink_competencies(score, se, counts, rule)),
        **as_likely(behaviour.values, likely_values(value_map, rule, arrays)),
        **as_likely(behaviour.clusters, likely_clusters(value_map, rule, arrays)),
    }


def likely_values(
    value_map: ValueMap, rule: RatingScoring, arrays: StatementScores
) -> LikelyScores:
    """Return the likely values of many people, as `shrink_rows`."""
    return shrink_rows(
        arrays.values.score,
        arrays.value_weights,
        arrays.pooled.variance,
        list_counting(value_map.values, value_map),
        rule.spread_values,
    )


def likely_clusters(
    value_map: ValueMap, rule: RatingScoring, arrays: StatementScores
) -> LikelyScores:
    """Return the likely clusters of many people, as `shrink_rows`."""
    return shrink_rows(
        arrays.clusters.score,
        arrays.cluster_weights,
        arrays.pooled.variance,
        list_counting((cluster.id for cluster in value_map.clusters), value_map),
        rule.spread_clusters,
    )


def visible_values(
    value_map: ValueMap, rule: RatingScoring, likely: Mapping[str, Likely]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values that are surely most and least visible, at most five each.

    A value is named when the probability that it lies on that side of the person's own mean is at
    least ``sure_value``. Often fewer than five are named, or none; a virtue never is. Order is that
    of the waardenkaart, because values are not ranked.

    References
    ----------
    design.md section 5.2.
    """
    above = {
        value.id: likely[value.id].above
        for value in value_map.values.values()
        if value.id in likely and not value.virtue
    }
    below = {value: 1 - chance for value, chance in above.items()}
    return _surest(above, rule.sure_value), _surest(below, rule.sure_value)


def _surest(chances: Mapping[str, float], sure: float) -> tuple[str, ...]:
    surest = sorted(chances, key=lambda value: -chances[value])[:VISIBLE_AT_MOST]
    return tuple(v for v, chance in chances.items() if v in surest and chance >= sure)


def as_likely(
    plain: Mapping[str, Estimate | None], likely: LikelyScores, person: int = 0
) -> dict[str, Likely]:
    """Return one person of ``likely`` as plain numbers; what has no likely score is absent."""
    scores = likely.scores
    arrays = (scores.score, scores.se, scores.low, scores.high, likely.share, likely.above)
    numbers = zip(*(array[person].tolist() for array in arrays), strict=True)
    return {
        name: Likely(
            score, se, low, high, estimate.answered, estimate.asked, share=share, above=above
        )
        for (name, estimate), (score, se, low, high, share, above) in zip(
            plain.items(), numbers, strict=True
        )
        if estimate is not None and not isnan(score)
    }
