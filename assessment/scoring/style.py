"""From the pairs to three axes, six strengths and switching."""

from collections.abc import Mapping

import numpy as np

from assessment.instruments.model import Stijl
from assessment.psychometrics.arrays import Floats
from assessment.scoring.uncertainty import estimate, pooled_variance
from values import Estimate, StyleProfile, ValueMap

MIDDLE = 3.5


def score_style(stijl: Stijl, value_map: ValueMap, answers: Mapping[str, int]) -> StyleProfile:
    """Return axes, strengths and switching of one person.

    A pair answered x in 1..6 counts 40·(x − 3.5) points, turned so that pole 2 is positive; an
    axis is the mean of its answered pairs (−100..100) and needs ``minimum_answered``. Its
    standard error comes from the pair variance pooled over the axes, with the declared prior. A
    style's strength is 50 ± axis/2. Switching is the mean of its answered items (0..100) and needs
    both. Scenarios are not scored. Unanswered items are missing.

    References
    ----------
    design.md section 5.3.
    """
    axes = _axes(stijl, value_map, answers)
    strengths: dict[str, float | None] = {}
    for axis in value_map.axes:
        found = axes[axis.id]
        strengths[axis.pole1] = None if found is None else 50.0 - found.score / 2
        strengths[axis.pole2] = None if found is None else 50.0 + found.score / 2
    ordered = {style.id: strengths[style.id] for style in value_map.styles}
    return StyleProfile(axes, ordered, _switching(stijl, value_map, answers))


def _axes(
    stijl: Stijl, value_map: ValueMap, answers: Mapping[str, int]
) -> dict[str, Estimate | None]:
    rule = stijl.scoring
    points = np.array(
        [
            40.0 * (answers[pair.id] - MIDDLE) * (1 if pair.first_pole == 1 else -1)
            if pair.id in answers
            else np.nan
            for pair in stijl.pairs
        ]
    )
    member = np.array([[p.axis == axis.id for p in stijl.pairs] for axis in value_map.axes])
    return _means(
        points,
        member,
        [axis.id for axis in value_map.axes],
        minimum=rule.minimum_answered,
        prior=(rule.prior_sd, rule.prior_df),
        limits=(-100.0, 100.0),
    )


def _switching(
    stijl: Stijl, value_map: ValueMap, answers: Mapping[str, int]
) -> dict[str, Estimate | None]:
    rule = stijl.scoring
    items = stijl.switching
    points = np.array([20.0 * (answers[i.id] - 1) if i.id in answers else np.nan for i in items])
    member = np.array([[i.axis == axis.id for i in items] for axis in value_map.axes])
    return _means(
        points,
        member,
        [axis.id for axis in value_map.axes],
        minimum=2,
        prior=(rule.switching_prior_sd, rule.switching_prior_df),
        limits=(0.0, 100.0),
    )


def _means(
    points: Floats,
    member: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    ids: list[str],
    *,
    minimum: int,
    prior: tuple[float, int],
    limits: tuple[float, float],
) -> dict[str, Estimate | None]:
    variance, df = pooled_variance(points, member, prior_sd=prior[0], prior_df=prior[1])
    found: dict[str, Estimate | None] = {}
    for axis, row in zip(ids, member, strict=True):
        given = points[row & ~np.isnan(points)]
        if given.size < minimum:
            found[axis] = None
            continue
        se = float(np.sqrt(variance / given.size))
        found[axis] = estimate(
            float(given.mean()), se, df=df, answered=given.size, asked=int(row.sum()), limits=limits
        )
    return found
