"""How one person answered all three parts: indices of the pattern, and what of it stands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from assessment.instruments.answers import Answers, Picked, answer_row
from assessment.instruments.library import Library
from assessment.instruments.model import NOT_EXPERIENCED, Gedrag, Stijl
from assessment.psychometrics.patterns.pattern_flags import (
    Indices,
    declared_limits,
    flag_families,
    read_indices,
)
from assessment.psychometrics.patterns.pattern_indices import largest_share
from assessment.scoring.unread_answers import longest_repeat, scale_scatter
from values import GEDRAG, STIJL, WAARDENKEUZE
from values.constants import CHANCE_BELOW, SIGNALS_NEEDED

Pattern: TypeAlias = Mapping[str, float | int | None]
Patterns: TypeAlias = Mapping[str, Pattern]

FEWEST_ANSWERS = 26  # a third of the statements: below it an index says more about what was skipped
FEWEST_PAIRS = 12  # half of the pairs
STRETCH = 20  # statements in a row whose pace is told
RUSH = 1.0  # seconds a statement: nobody reads twenty of them in twenty seconds
ONE_SIDE = 0.85  # of the pairs; the poles of an axis change sides, so that no style gives it
ONE_PLACE = 0.60  # of the sets; the values change places, so that no preference gives it
SCATTER = 1.2  # steps between answers: SD on one competency; at random it is 1.41
REPEATS = 26  # statements, a third of all: so long does nobody who reads repeat a pattern
# What says the same as one of these does not count beside it.
ECHOES: Mapping[str, tuple[str, ...]] = {
    "consistency": ("chance",),  # somebody sees no differences
    "variability": ("scatter",),  # answers as varied as at random
}
STATEMENT_INDICES = (
    "longest_string", "longest_repeat", "variability", "scatter", "even_odd", "seconds", "quickest",
)  # fmt: skip
SIGNALS: Mapping[str, tuple[str, ...]] = {
    GEDRAG: ("longstring", "repeats", "variability", "scatter", "consistency", "speed", "rush"),
    STIJL: ("one_side",),
    WAARDENKEUZE: ("one_place", "chance"),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds per statement, of all and of the quickest twenty in a row; None where unknown."""

    seconds: float | None = None
    quickest: float | None = None


def read_pattern(
    library: Library,
    answers: Answers,
    *,
    shown: Sequence[str] | None = None,
    pace: Pace | None = None,
    evidence: float | None = None,
) -> dict[str, dict[str, float | int | None]]:
    """Return the indices of one attempt by part, and how many signals each part gives.

    Parameters
    ----------
    library : Library
        The versions that the person answered.
    answers : Answers
        What was not answered ("nvt" too) is skipped: what comes before and after are neighbours.
    shown : sequence of statement ids, optional
        The order in which this person saw them; that of the file unless given.
    pace : Pace, optional
        Where it is known.
    evidence : float, optional
        Log Bayes factor of having preferences against choosing by chance, where it is known.

    Returns
    -------
    dict
        ``gedrag``: ``longest_string``, ``longest_repeat``, ``variability``, ``scatter``,
        ``even_odd``, ``seconds``, ``quickest``.
        ``stijl``: ``one_side``, the share of the pairs answered on the side most chosen.
        ``waardenkeuze``: ``one_place``, the share of the sets in which the best, or the worst,
        stood in the same place (counted from the top or from the bottom), and ``evidence``. Each
        with ``pattern_flags``: how many of `SIGNALS` it adds, without `ECHOES`. None where it
        cannot be told; all None with fewer than 26 statements, 12 pairs, or the sets after
        which one may stop.

    Raises
    ------
    KeyError
        If ``shown`` does not name every statement.

    References
    ----------
    docs/adr/0018, with the rates at which careless and careful people give each signal.
    """
    found: dict[str, dict[str, float | int | None]] = {
        GEDRAG: _statements(library.gedrag, answers, shown, pace or Pace()),
        STIJL: {"one_side": _one_side(library.stijl, answers.stijl)},
        WAARDENKEUZE: _choices(library, answers, evidence),
    }
    counted = _without_echoes(find_signals(library, found))
    for part, indices in found.items():
        told = any(value is not None for value in indices.values())
        own = sum(signal in counted for signal in SIGNALS[part])
        indices["pattern_flags"] = own if told else None
    return found


def readable_statements(answers: Mapping[str, int | str]) -> Mapping[str, int | str]:
    """Return the answers to the statements, or nothing when they are one and the same throughout.

    From 26 equal answers on there is nothing to read: whoever answered without reading cannot be
    told from whoever acts alike in everything, and no claim may rest on it. "nvt" is no answer.

    Examples
    --------
    >>> readable_statements(dict.fromkeys(map(str, range(26)), 4))
    {}
    """
    given = [answer for answer in answers.values() if answer != NOT_EXPERIENCED]
    return {} if len(given) >= FEWEST_ANSWERS and len(set(given)) == 1 else answers


def _without_echoes(signals: Sequence[str]) -> list[str]:
    """Return the signals without those that say the same as another that is there.

    Chance fits the choices of who has no preferences, and statements of who acts alike everywhere
    do not hang together. Such a person may well have read everything, and so gets one signal.
    """
    return [s for s in signals if not set(ECHOES.get(s, ())) & set(signals)]


def _statements(
    gedrag: Gedrag, answers: Answers, shown: Sequence[str] | None, pace: Pace
) -> dict[str, float | int | None]:
    order = [item.id for item in gedrag.items] if shown is None else list(shown)
    row = answer_row(answers.gedrag, order)
    if np.isfinite(row).sum() < FEWEST_ANSWERS:
        return dict.fromkeys(STATEMENT_INDICES)
    place = {item: index for index, item in enumerate(order)}
    scales: dict[str, list[int]] = {}
    for item in gedrag.items:
        scales.setdefault(item.competency, []).append(place[item.id])
    places, given = list(scales.values()), np.array(row)
    read = read_indices(row, places)
    indices = (
        read.longest_string,
        longest_repeat(given),
        read.variability,
        scale_scatter(given, places),
        read.even_odd,
        pace.seconds,
        pace.quickest,
    )
    return dict(zip(STATEMENT_INDICES, indices, strict=True))


def _one_side(stijl: Stijl, answers: Mapping[str, int]) -> float | None:
    """Return the share of the pairs answered on one side; None with fewer than twelve."""
    row = np.array(answer_row(answers, [pair.id for pair in stijl.pairs]))
    if np.isfinite(row).sum() < FEWEST_PAIRS:
        return None
    middle = (stijl.pair_scale.lowest + stijl.pair_scale.highest) / 2
    side = np.where(np.isnan(row), np.nan, (row > middle).astype(np.float64))
    return float(largest_share(side[np.newaxis])[0])


def _choices(
    library: Library, answers: Answers, evidence: float | None
) -> dict[str, float | int | None]:
    part = library.waardenkeuze
    sets = [
        (item.values, answers.sets[item.id])
        for item in part.designs[answers.design - 1]
        if item.id in answers.sets
    ]
    if len(sets) < part.scoring.stop_after:
        return {"one_place": None, "evidence": None}
    return {"one_place": _one_place(sets), "evidence": evidence}


def _one_place(sets: Sequence[tuple[Sequence[str], Picked]]) -> float:
    """Return the largest share of one place among the best, or the worst, of all sets."""
    places = [
        [
            values.index(picked[side]) + 1 if from_top else len(values) - values.index(picked[side])
            for values, picked in sets
        ]
        for side in ("best", "worst")
        for from_top in (True, False)
    ]
    return float(largest_share(places).max())


def find_signals(library: Library, quality: Patterns) -> tuple[str, ...]:
    """Return every signal over all parts, in the order of `SIGNALS`; as `notice_signals`."""
    return tuple(
        signal for part in SIGNALS for signal in _signals(library, part, quality.get(part, {}))
    )


def notice_signals(library: Library, quality: Patterns) -> tuple[str, ...]:
    """Return what stands out over all parts, or nothing when fewer than two signals do.

    Parameters
    ----------
    quality : mapping of part to mapping
        What `read_pattern` returned, as the profile keeps it; without indices nothing is noticed.

    Returns
    -------
    tuple of str
        Of `SIGNALS`, in their order. What `ECHOES` another does not count beside it.

    References
    ----------
    Meade and Craig (2012), Psychological Methods 17: no index alone; docs/adr/0018.
    """
    found = find_signals(library, quality)
    return found if len(_without_echoes(found)) >= SIGNALS_NEEDED else ()


def _signals(library: Library, part: str, indices: Pattern) -> tuple[str, ...]:
    if part == GEDRAG:
        return _of_statements(library.gedrag, indices)
    place, evidence = indices.get("one_place"), indices.get("evidence")
    flagged = {
        "one_side": (indices.get("one_side") or 0.0) > ONE_SIDE,
        "one_place": (place or 0.0) > ONE_PLACE,
        "chance": evidence is not None and evidence < CHANCE_BELOW,
    }
    return tuple(signal for signal in SIGNALS[part] if flagged[signal])


def _of_statements(gedrag: Gedrag, indices: Pattern) -> tuple[str, ...]:
    longest, quickest = indices.get("longest_string"), indices.get("quickest")
    times = [value for value in (indices.get("seconds"), quickest) if value is not None]
    read = Indices(
        answered=0,  # only D², which is not used here, asks how many
        longest_string=None if longest is None else int(longest),
        average_string=None,
        variability=indices.get("variability"),
        even_odd=indices.get("even_odd"),
        seconds=min(times, default=None),
    )
    limits = declared_limits(items=len(gedrag.items), categories=len(gedrag.options))
    flagged = {
        **dict.fromkeys(flag_families(read, limits), True),
        "repeats": (indices.get("longest_repeat") or 0) > REPEATS,
        "scatter": (indices.get("scatter") or 0.0) > SCATTER,
        "rush": quickest is not None and quickest < RUSH,
    }
    return tuple(signal for signal in SIGNALS[GEDRAG] if flagged.get(signal))
