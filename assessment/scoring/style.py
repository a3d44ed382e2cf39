"""From the pairs to three axes, six strengths and switching."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.instruments.model import Stijl, StyleItem
from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.linear_map import match_ids
from assessment.scoring.points import answer_table, pair_points
from assessment.scoring.scale_means import Prior, pool_answers, score_scales
from assessment.scoring.uncertainty import Scores, as_estimates
from values import Estimate, StyleProfile, ValueMap

BOTH = 2  # switching between the poles of an axis needs the answers about both of them


def score_style(stijl: Stijl, value_map: ValueMap, answers: Mapping[str, int]) -> StyleProfile:
    """Return axes, strengths and switching of one person.

    The axes are those of `score_axes`, switching that of `score_switching`. A style's strength is
    50 ± axis/2. Scenarios are not scored. Unanswered items are missing.

    References
    ----------
    design.md section 5.3.
    """
    choices = answer_table([answers], [pair.id for pair in stijl.pairs])
    said = answer_table([answers], [item.id for item in stijl.switching])
    axes = _estimates(value_map, score_axes(stijl, value_map, choices), stijl.pairs, choices)
    strengths: dict[str, float | None] = {}
    for axis in value_map.axes:
        estimate = axes[axis.id]
        strengths[axis.pole1] = None if estimate is None else 50.0 - estimate.score / 2
        strengths[axis.pole2] = None if estimate is None else 50.0 + estimate.score / 2
    return StyleProfile(
        axes=axes,
        strengths={style.id: strengths[style.id] for style in value_map.styles},
        switching=_estimates(
            value_map, score_switching(stijl, value_map, said), stijl.switching, said
        ),
    )


def score_axes(stijl: Stijl, value_map: ValueMap, choices: Floats) -> Scores:
    """Return the axes of many people, −100..100 towards pole 2.

    An axis is the mean of its answered pairs and needs ``minimum_answered`` of them. Its standard
    error comes from the variance of one pair, pooled over the axes with the declared prior.

    Parameters
    ----------
    choices : array of float, shape (people, pairs)
        1..6 in the order of ``stijl.pairs``; NaN where not chosen.

    References
    ----------
    design.md section 5.3.
    """
    rule = stijl.scoring
    prior = Prior(rule.prior_sd, rule.prior_df)
    pooled = pool_answers(pair_points(stijl, choices), _of_axes(value_map, stijl.pairs), prior)
    scale = stijl.pair_scale
    return score_scales(pooled, minimum=rule.minimum_answered, limits=(scale.bottom, scale.top))


def score_switching(stijl: Stijl, value_map: ValueMap, answers: Floats) -> Scores:
    """Return switching of many people per axis, 0..100: the mean of its two answers.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        1..6 in the order of ``stijl.switching``; NaN where not answered.

    References
    ----------
    design.md section 5.3.
    """
    scale, rule = stijl.switching_scale, stijl.scoring
    prior = Prior(rule.switching_prior_sd, rule.switching_prior_df)
    member = _of_axes(value_map, stijl.switching)
    pooled = pool_answers(scale.points(answers), member, prior)
    return score_scales(pooled, minimum=BOTH, limits=(scale.bottom, scale.top))


def _of_axes(value_map: ValueMap, items: Sequence[StyleItem]) -> Bools:
    """Return which items belong to an axis; shape (axes, items)."""
    return match_ids([axis.id for axis in value_map.axes], [item.axis for item in items])


def _estimates(
    value_map: ValueMap, scores: Scores, items: Sequence[StyleItem], answers: Floats
) -> dict[str, Estimate | None]:
    member = _of_axes(value_map, items)
    return as_estimates(
        [axis.id for axis in value_map.axes],
        scores,
        answered=(member & ~np.isnan(answers[0])).sum(axis=1),
        asked=member.sum(axis=1),
    )
