"""Whether items mean the same in different phases, for people who score alike (DIF)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.psychometrics.change.reliable_change import benjamini_hochberg
from assessment.psychometrics.dif.item_dif import ItemDif, scale_dif
from assessment.psychometrics.errors import MeasurementError, TooFewPeopleError
from assessment.quality.measures.scale import Scale, Table, read_scale
from assessment.quality.results import ItemDifference

LEAST = 100  # complete people per group
LEVEL, EFFECT = 0.05, 0.035  # Jodoin and Gierl (2001): from .035 moderate


@dataclass(frozen=True, slots=True)
class _Compared:
    scale: str
    item: str
    group: str
    people: int
    found: ItemDif


def measure_differences(
    table: Table, scales: Sequence[Scale], groups: Sequence[str]
) -> tuple[ItemDifference, ...]:
    """Return the DIF of every item between the largest group and each other group of a hundred.

    ``p`` is that of both kinds of DIF together (df 2), adjusted by Benjamini-Hochberg over all
    comparisons. An item is noticed when p < .05 and R² rises by .035 or more. A scale on which
    fewer than a hundred people of a group answered everything, or whose model has no maximum, is
    left out of that comparison.

    Parameters
    ----------
    table : mapping of item id to one answer per person
    scales : sequence of Scale
    groups : sequence of str, one per person

    Raises
    ------
    TooFewPeopleError
        If there are no two groups of a hundred people, or no scale could be compared.

    References
    ----------
    Zumbo (1999); Jodoin and Gierl (2001), Applied Measurement in Education 14; `dif`.
    """
    large = [(group, n) for group, n in Counter(groups).most_common() if n >= LEAST]
    if len(large) < 2:
        raise TooFewPeopleError(f"{len(large)} groups of {LEAST}", "two such groups are needed")
    reference = large[0][0]
    found = [
        one
        for group, _ in large[1:]
        for scale in scales
        for one in _compare(table, scale, np.asarray(groups), (reference, group))
    ]
    if not found:
        raise TooFewPeopleError("no scale with two groups", f"{LEAST} complete people are needed")
    adjusted = benjamini_hochberg([one.found.p_total for one in found])
    return tuple(
        ItemDifference(
            one.scale, one.item, reference, one.group, one.people, float(p),
            one.found.nagelkerke_total,
            bool(p < LEVEL and one.found.nagelkerke_total >= EFFECT),
        )
        for one, p in zip(found, adjusted, strict=True)
    )  # fmt: skip


def _compare(
    table: Table, scale: Scale, groups: np.ndarray[tuple[int, ...], np.dtype[np.str_]],
    pair: tuple[str, str],
) -> list[_Compared]:  # fmt: skip
    answers = read_scale(table, scale)
    kept = np.isin(groups, pair) & ~np.isnan(answers).any(axis=1)
    member = (groups[kept] == pair[1]).astype(float)
    if min(member.sum(), member.size - member.sum()) < LEAST:
        return []
    try:
        found = scale_dif(answers[kept], member, low=scale.low, high=scale.high)
    except MeasurementError:  # such as an answer that nobody gave: said in the docstring
        return []
    return [
        _Compared(scale.id, item, pair[1], member.size, one)
        for item, one in zip(scale.items, found, strict=True)
    ]
