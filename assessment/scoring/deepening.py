"""A closer look: what extra answers on a competency make of its score and its precision."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.instruments.answers import answer_row
from assessment.instruments.library import Asked, list_statements
from assessment.instruments.model import NOT_EXPERIENCED, Gedrag
from assessment.scoring.linear_map import match_ids
from assessment.scoring.scale_means import Prior, pool_answers, score_scales
from assessment.scoring.uncertainty import as_estimates
from values import CloserLook, Estimate


def look_closer(
    gedrag: Gedrag,
    answers: Mapping[str, int | str],
    extra: Mapping[str, int | str],
    competencies: Sequence[str],
) -> dict[str, CloserLook]:
    """Return the plain mean of a competency before and after its extra answers.

    Both are the mean of the answers with √(s²/n), s² pooled as everywhere; so with more answers
    the interval is narrower. The scores of the profile stay as they are: the extra answers were
    given after those were seen, and only to what may become a goal.

    Parameters
    ----------
    answers, extra : mapping of statement id to 1..5 or "nvt"
        To the statements that everybody gets, and to those of the bank.
    competencies : sequence of competency ids
        Which to look at, in the order of the result.

    Returns
    -------
    dict of competency id to CloserLook
        Only competencies with a score and at least one extra answer that counts.

    References
    ----------
    docs/adr/0017; design.md section 5.1.
    """
    counted = {
        item.competency
        for item in gedrag.extra
        if extra.get(item.id, NOT_EXPERIENCED) != NOT_EXPERIENCED
    }
    if not counted:
        return {}
    before = _plain_means(gedrag, gedrag.items, answers, competencies)
    after = _plain_means(gedrag, list_statements(gedrag), {**answers, **extra}, competencies)
    return {
        name: CloserLook(was, now)
        for name in competencies
        if name in counted
        and (was := before[name]) is not None
        and (now := after[name]) is not None
    }


def _plain_means(
    gedrag: Gedrag,
    items: Sequence[Asked],
    answers: Mapping[str, int | str],
    competencies: Sequence[str],
) -> dict[str, Estimate | None]:
    rule = gedrag.scoring
    points = gedrag.answer_scale.points(
        np.array([answer_row(answers, [item.id for item in items])]).reshape(1, len(items))
    )
    member = match_ids(list(competencies), [item.competency for item in items])
    pooled = pool_answers(points, member, Prior(rule.prior_sd, rule.prior_df))
    scores = score_scales(pooled, minimum=rule.minimum_answered)
    return as_estimates(competencies, scores, answered=pooled.answered[0], asked=member.sum(axis=1))
