"""One scale from answers to numbers: everything that can be said about it and its items."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from assessment.psychometrics.arrays import Floats
from assessment.psychometrics.items.item_statistics import category_use
from assessment.quality.measures.classical_part import (
    alphas_without,
    bounded_alpha,
    count_dimensions,
    describe_scores,
    keep_complete,
    reliability,
    rest_correlations,
)
from assessment.quality.measures.disclosure import list_showable, require_group
from assessment.quality.measures.irt_part import measure_calibration
from assessment.quality.measures.ordinal_part import measure_ordinal, scalability_of_items
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import Scale, Table, constant_items, read_scale, score_people
from assessment.quality.results import (
    Bounded,
    Calibrated,
    GroupScore,
    ItemQuality,
    ScaleQuality,
    Unavailable,
)


def measure_scale(
    table: Table,
    scale: Scale,
    *,
    not_experienced: Mapping[str, int] | None = None,
    groups: Sequence[str] = (),
) -> ScaleQuality:
    """Return the quality of a scale and of its items.

    Whatever cannot be computed carries its own named reason; the rest is still given. Nothing is
    given about fewer than thirty people.

    Parameters
    ----------
    table : mapping of item id to one answer per person
        None where not answered. Never NaN or infinity.
    scale : Scale
    not_experienced : mapping of item id to how many people answered "nvt", optional
        Every other missing answer counts as blank.
    groups : sequence of str, one per person, optional
        For the scores by group.

    Returns
    -------
    ScaleQuality

    Examples
    --------
    >>> from assessment.instruments.answer_scale import AnswerScale
    >>> five_steps = AnswerScale(1, 5, 0.0, 100.0)
    >>> scale = Scale("C", "competency", ("a",), five_steps, frozenset(), 1)
    >>> measure_scale({"b": [1, 2]}, scale).calibration
    Unavailable(reason='MissingColumnError', facts={'missing': 'a'})
    """
    absent = ", ".join(item for item in scale.items if item not in table)
    answers = compute_or_explain(partial(read_scale, table, scale), missing=absent)
    if isinstance(answers, Unavailable):
        return _nothing(scale, answers)
    facts = {"items": len(scale.items), "constant": constant_items(answers, scale.items)}
    model = compute_or_explain(lambda: measure_calibration(answers, scale), **facts)
    return ScaleQuality(
        id=scale.id,
        kind=scale.kind,
        low=scale.low,
        high=scale.high,
        reversed=tuple(item for item in scale.items if item in scale.reversed),
        described=compute_or_explain(
            lambda: describe_scores(score_people(answers, scale), scale.ends)
        ),
        reliability=compute_or_explain(
            lambda: reliability(answers, scale.items, scale.answers.step), **facts
        ),
        dimensions=compute_or_explain(lambda: count_dimensions(answers), **facts),
        calibration=model,
        ordinal=compute_or_explain(lambda: measure_ordinal(answers, scale.items), **facts),
        items=_items(answers, scale, model, not_experienced or {}),
        groups=by_group(answers, scale, groups) if len(groups) else (),
    )


def _nothing(scale: Scale, why: Unavailable) -> ScaleQuality:
    items = tuple(ItemQuality(i, 0, 0, *(why,) * 6) for i in scale.items)
    turned = tuple(item for item in scale.items if item in scale.reversed)
    ends = (scale.low, scale.high)
    return ScaleQuality(scale.id, scale.kind, *ends, turned, *(why,) * 5, items)


def _items(
    answers: Floats,
    scale: Scale,
    model: Calibrated | Unavailable,
    not_experienced: Mapping[str, int],
) -> tuple[ItemQuality, ...]:
    rest = rest_correlations(answers, scale.items)
    without = alphas_without(answers, scale.items)
    scalable = scalability_of_items(answers, scale.items)
    found = []
    for place, item in enumerate(scale.items):
        column = answers[:, place]
        absent = not_experienced.get(item, 0)
        found.append(
            ItemQuality(
                id=item,
                not_experienced=absent,
                blank=int(np.isnan(column).sum()) - absent,
                described=compute_or_explain(
                    partial(describe_scores, column, (scale.low, scale.high))
                ),
                counts=compute_or_explain(partial(_counts, column, scale)),
                item_rest=rest[place],
                alpha_without=without[place],
                scalability=scalable[place],
                parameters=model if isinstance(model, Unavailable) else model.items[place],
            )
        )
    return tuple(found)


def _counts(column: Floats, scale: Scale) -> tuple[int, ...]:
    given = column[~np.isnan(column)]
    require_group(given.size)
    shares = category_use(given[:, np.newaxis], low=scale.low, high=scale.high)[0]
    return tuple(int(round(share * given.size)) for share in shares)


def by_group(answers: Floats, scale: Scale, groups: Sequence[str]) -> tuple[GroupScore, ...]:
    """Return the scores of each group that may be shown, judged by who has a score here.

    Parameters
    ----------
    answers : array of float, shape (people, items)
    groups : sequence of str, one per person

    References
    ----------
    `disclosure.showable`.
    """
    member, points = np.asarray(groups), score_people(answers, scale)
    scored = ~np.isnan(points)
    counts = {group: int((scored & (member == group)).sum()) for group in sorted(set(groups))}
    found = []
    for group in list_showable(counts):
        own = describe_scores(points[member == group], scale.ends)
        rows = answers[member == group]
        alpha = compute_or_explain(partial(_complete_alpha, rows), items=len(scale.items))
        found.append(GroupScore(group, own.people, own.mean, own.sd, alpha))
    return tuple(found)


def _complete_alpha(answers: Floats) -> Bounded:
    return bounded_alpha(keep_complete(answers))
