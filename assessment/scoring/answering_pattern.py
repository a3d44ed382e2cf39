"""How one person answered the statements: indices of the pattern, and which of them stand out."""

from collections.abc import Mapping, Sequence

import numpy as np

from assessment.instruments.answers import answer_row
from assessment.instruments.model import Gedrag
from assessment.psychometrics.patterns.pattern_flags import (
    FAMILIES_NEEDED,
    Indices,
    declared_limits,
    flag_families,
    read_indices,
)

_NAMES = ("longest_string", "variability", "even_odd", "seconds", "pattern_flags")
FEWEST_ANSWERS = 26  # a third of the statements: below it an index says more about what was skipped


def answering_pattern(
    gedrag: Gedrag,
    answers: Mapping[str, int | str],
    *,
    shown: Sequence[str] | None = None,
    seconds: float | None = None,
) -> dict[str, float | int | None]:
    """Return the indices of one attempt and how many families flag.

    Parameters
    ----------
    gedrag : Gedrag
        The statements, in the order of the file.
    answers : mapping of statement id to 1..5 or "nvt"
        "nvt" and absent are skipped: what comes before and after counts as neighbours.
    shown : sequence of statement ids, optional
        The order in which this person saw them; that of the file unless given.
    seconds : float, optional
        Mean seconds per statement, above 0, where that is known.

    Returns
    -------
    dict
        ``longest_string``, ``variability``, ``even_odd``, ``seconds`` (None where it cannot be
        told) and ``pattern_flags``: how many families flag against the declared limits. All None
        with fewer than 26 answers.

    Raises
    ------
    KeyError
        If ``shown`` does not name every statement.

    References
    ----------
    design.md section 5.7; `pattern_flags`.
    """
    order = [item.id for item in gedrag.items] if shown is None else list(shown)
    row = answer_row(answers, order)
    if np.isfinite(row).sum() < FEWEST_ANSWERS:
        return dict.fromkeys(_NAMES)
    place = {item: index for index, item in enumerate(order)}
    scales: dict[str, list[int]] = {}
    for item in gedrag.items:
        scales.setdefault(item.competency, []).append(place[item.id])
    read = read_indices(row, list(scales.values()))
    indices = {
        "longest_string": read.longest_string,
        "variability": read.variability,
        "even_odd": read.even_odd,
        "seconds": seconds,
    }
    families = _families(read.answered, indices, len(order), len(gedrag.options))
    return {**indices, "pattern_flags": len(families)}


def notice_families(gedrag: Gedrag, quality: Mapping[str, float | int | None]) -> tuple[str, ...]:
    """Return which families flag, or nothing when fewer than two do.

    Parameters
    ----------
    quality : mapping
        What `answering_pattern` returned, with ``answered``; without indices nothing is noticed.

    Returns
    -------
    tuple of str
        Of ``longstring``, ``variability``, ``consistency`` and ``speed``.

    References
    ----------
    design.md section 5.7: at least two families must flag.
    """
    families = _families(
        int(quality.get("answered") or 0), quality, len(gedrag.items), len(gedrag.options)
    )
    return families if len(families) >= FAMILIES_NEEDED else ()


def _families(
    answered: int, indices: Mapping[str, float | int | None], items: int, categories: int
) -> tuple[str, ...]:
    longest = indices.get("longest_string")
    read = Indices(
        answered=answered,
        longest_string=None if longest is None else int(longest),
        average_string=None,
        variability=indices.get("variability"),
        even_odd=indices.get("even_odd"),
        seconds=indices.get("seconds"),
    )
    return flag_families(read, declared_limits(items=items, categories=categories))
