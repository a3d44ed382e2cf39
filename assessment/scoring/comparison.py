"""What changed between two attempts of one person, and how sure that is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.instruments.answers import answer_row
from assessment.instruments.library import Asked, list_statements
from assessment.instruments.model import Gedrag
from assessment.psychometrics.arrays import Bools, Floats
from assessment.scoring.linear_map import match_ids
from assessment.scoring.paired_change import (
    OCCASION_SD,
    Judged,
    Shifts,
    half_interval,
    join_scales,
    judge_shifts,
    measure_shifts,
    two_sided,
)
from assessment.scoring.scale_means import Prior, pool_answers
from values import BY_CHANCE, MAYBE, SURE, Change, GroupChange, Verdict


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: per competency, per speelveld, and over the whole.

    ``general`` is the person's median difference, or None when too few competencies are compared
    to tell it apart. None for a competency or speelveld that cannot be compared.
    """

    competencies: Mapping[str, Change | None]
    groups: Mapping[str, GroupChange | None]
    general: float | None


def compare(
    gedrag: Gedrag,
    before: Mapping[str, int | str],
    after: Mapping[str, int | str],
    names: Sequence[str],
    *,
    groups: Mapping[str, Sequence[str]],
    shared: Collection[str],
    goals: Collection[str] = (),
) -> Changes:
    """Return what changed per competency and how sure that is, from the same statements.

    A competency is told as the plain means of the statements that were answered both times. What
    is tested is its difference without the person's median difference, and for a goal that was
    low without what rises by chance (`measure_shifts`). Only goals can be ``zeker``
    (`judge_shifts`); with too few competencies to tell the general shift apart, none can.

    Parameters
    ----------
    gedrag : Gedrag
        The version of now.
    before, after : mapping of statement id to 1..5 or "nvt"
        Answers, the extra statements among them.
    names : sequence of competency ids
        All competencies, in the order of the result.
    groups : mapping of speelveld id to the ids of the competencies that count in it
        A virtue counts in none: it has no number, and a group of few would tell how it moved.
    shared : collection of statement ids
        The statements that are the same in both attempts; others do not count.
    goals : collection of competency ids
        Chosen before the second attempt; what is no competency is passed over.

    References
    ----------
    docs/adr/0017; design.md section 5.6.
    """
    items = [item for item in list_statements(gedrag) if item.id in shared]
    chosen = np.array([[name in goals for name in names]])
    rule = gedrag.scoring
    shifts = measure_shifts(
        _points(gedrag, items, before),
        _points(gedrag, items, after),
        match_ids(list(names), [item.competency for item in items]),
        chosen,
        minimum=rule.minimum_answered,
        prior=Prior(rule.prior_sd, rule.prior_df),
    )
    testable = chosen & shifts.separable[:, None]
    judged = judge_shifts(two_sided(shifts.own, shifts.se, shifts.df), testable)
    return Changes(
        competencies=_changes(names, shifts, judged, testable),
        groups=_group_changes(groups, names, shifts),
        general=float(shifts.general[0]) if shifts.separable[0] else None,
    )


def _points(gedrag: Gedrag, items: Sequence[Asked], answers: Mapping[str, int | str]) -> Floats:
    row = np.array([answer_row(answers, [item.id for item in items])]).reshape(1, len(items))
    return gedrag.answer_scale.points(row)


def _changes(
    names: Sequence[str], shifts: Shifts, judged: Judged, goals: Bools
) -> dict[str, Change | None]:
    smallest = half_interval(shifts.se, shifts.df)
    arrays = (shifts.before, shifts.after, shifts.own, shifts.se, smallest, judged.p)
    rows = zip(*(array[0].tolist() for array in arrays), strict=True)
    return {
        name: None
        if np.isnan(own)
        else Change(
            before=was, after=now, difference=now - was, own=own, se=se, smallest=least, p=p,
            verdict=_verdict(judged, place), expected=float(shifts.expected[0, place]),
            is_goal=bool(goals[0, place]),
        )
        for place, (name, (was, now, own, se, least, p)) in enumerate(
            zip(names, rows, strict=True)
        )
    }  # fmt: skip


def _group_changes(
    groups: Mapping[str, Sequence[str]], names: Sequence[str], shifts: Shifts
) -> dict[str, GroupChange | None]:
    """Return the mean change of each speelveld; looked at because it is there, so never certain."""
    joined = np.array([[name in members for name in names] for members in groups.values()])
    own, se = join_scales(shifts.own, shifts.se, joined)
    judged = judge_shifts(two_sided(own, se, shifts.df), np.zeros(own.shape, dtype=bool))
    smallest = half_interval(se, shifts.df)
    return {
        group: None
        if np.isnan(own[0, place])
        else GroupChange(
            own=float(own[0, place]), se=float(se[0, place]), smallest=float(smallest[0, place]),
            verdict=_verdict(judged, place),
        )
        for place, group in enumerate(groups)
    }  # fmt: skip


def _verdict(judged: Judged, place: int) -> Verdict:
    if judged.certain[0, place]:
        return SURE
    return MAYBE if judged.possible[0, place] else BY_CHANCE


def smallest_certain_changes(
    gedrag: Gedrag, answers: Mapping[str, int | str], competencies: Sequence[str]
) -> dict[str, float | None]:
    """Return beforehand how far each competency must move next time to be certainly changed.

    t(df; .975)·√(s²/n + 2·3²), with s² the pooled variance of one statement: half of what an
    answer brings returns, so the difference of two answers has the variance of one. It supposes
    the same statements next time and one competency that was chosen beforehand.

    Parameters
    ----------
    answers : mapping of statement id to 1..5 or "nvt"
        The extra statements among them: with those it is smaller.

    Returns
    -------
    dict of competency id to float or None
        In points; None with too few answers.

    References
    ----------
    docs/adr/0017; design.md section 5.6.
    """
    items, rule = list_statements(gedrag), gedrag.scoring
    member = match_ids(list(competencies), [item.competency for item in items])
    pooled = pool_answers(
        _points(gedrag, items, answers), member, Prior(rule.prior_sd, rule.prior_df)
    )
    enough = pooled.answered >= rule.minimum_answered
    n = np.where(enough, pooled.answered, np.nan)
    se = np.sqrt(pooled.variance[:, None] / n + 2 * OCCASION_SD**2)
    found = half_interval(se, pooled.df)[0].tolist()
    return {
        name: None if np.isnan(least) else least
        for name, least in zip(competencies, found, strict=True)
    }
