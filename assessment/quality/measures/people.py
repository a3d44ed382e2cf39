"""Who counts: answers as tables, with the people left out whose pattern or number forbids it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np

from assessment.instruments.answers import Answers
from assessment.instruments.library import Library
from assessment.instruments.model import NOT_EXPERIENCED
from assessment.norms.candidates import Reason
from assessment.quality.measures.disclosure import require_group
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import Table
from assessment.quality.results import PatternQuality, Spread, Unavailable
from assessment.scoring.answering_pattern import (
    SIGNALS,
    STATEMENT_INDICES,
    Patterns,
    notice_signals,
    read_pattern,
)
from values import GEDRAG, STIJL, WAARDENKEUZE

ENOUGH = 0.8  # of the items of a part; "nvt" is an answer here
INDICES = {
    GEDRAG: STATEMENT_INDICES,
    STIJL: ("one_side",),
    WAARDENKEUZE: ("one_place", "evidence"),
}


@dataclass(frozen=True, slots=True)
class Respondent:
    """One person's answers; ``pattern`` is that of `read_pattern` where it was kept."""

    answers: Answers
    pattern: Patterns | None = None


@dataclass(frozen=True, slots=True)
class AdmittedPeople:
    """Who counts in each part, why others do not, and how everybody answered."""

    gedrag: tuple[Answers, ...]
    stijl: tuple[Answers, ...]
    waardenkeuze: tuple[Answers, ...]
    left_out: Mapping[str, int]
    pattern: PatternQuality | Unavailable

    @property
    def people(self) -> tuple[Answers, ...]:
        """Return everybody who counts in at least one part."""
        found = {id(one): one for one in (*self.gedrag, *self.stijl, *self.waardenkeuze)}
        return tuple(found.values())


def admit_people(everyone: Sequence[Respondent], library: Library) -> AdmittedPeople:
    """Return who counts.

    A person with an unreliable pattern of answers counts nowhere. The others
    count in each part of which they answered at least 80 %, for the waardenkeuze as many sets as
    one may stop after. Who counts in no part is incomplete.

    References
    ----------
    design.md section 5.7; Downey and King (1998) for the 80 %.
    """
    gedrag = library.gedrag
    patterns = [_pattern(person, library) for person in everyone]
    families = [notice_signals(library, found) for found in patterns]
    clean = [p.answers for p, flagged in zip(everyone, families, strict=True) if not flagged]
    parts: dict[str, Callable[[Answers], bool]] = {
        GEDRAG: partial(_enough, ids={i.id for i in gedrag.items}, part=GEDRAG),
        STIJL: partial(_enough, ids={i.id for i in library.stijl.pairs}, part=STIJL),
        WAARDENKEUZE: lambda one: len(one.sets) >= library.waardenkeuze.scoring.stop_after,
    }
    counted = {part: tuple(one for one in clean if fits(one)) for part, fits in parts.items()}
    used = {id(one) for kept in counted.values() for one in kept}
    return AdmittedPeople(
        **counted,
        left_out={
            Reason.UNRELIABLE: sum(map(bool, families)),
            Reason.INCOMPLETE: sum(id(one) not in used for one in clean),
        },
        pattern=compute_or_explain(partial(_patterns, patterns, families)),
    )


def _pattern(person: Respondent, library: Library) -> Patterns:
    kept = person.pattern
    if kept is not None and "pattern_flags" in kept.get(GEDRAG, {}):
        return kept
    return read_pattern(library, person.answers)


def _enough(answers: Answers, *, ids: set[str], part: str) -> bool:
    return len(ids & getattr(answers, part).keys()) >= ceil(ENOUGH * len(ids))


def _patterns(patterns: Sequence[Patterns], signals: Sequence[tuple[str, ...]]) -> PatternQuality:
    told = [found for found in patterns if found[GEDRAG]["pattern_flags"] is not None]
    require_group(len(told))
    return PatternQuality(
        people=len(told),
        indices={
            index: compute_or_explain(partial(_spread, told, part, index))
            for part, indices in INDICES.items()
            for index in indices
        },
        families=_count_signals(signals),
        unreliable=sum(map(bool, signals)),
    )


def _count_signals(signals: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """Return how often each signal is among those that made a pattern unreliable."""
    names = [signal for part in SIGNALS.values() for signal in part]
    return {name: sum(name in noticed for noticed in signals) for name in names}


def _spread(patterns: Sequence[Patterns], part: str, index: str) -> Spread:
    given = (pattern.get(part, {}).get(index) for pattern in patterns)
    return measure_spread([value for value in given if value is not None])


def measure_spread(values: Sequence[float]) -> Spread:
    """Return the quartiles of an index; GroupTooSmallError for fewer than thirty people.

    Examples
    --------
    >>> measure_spread(list(range(101)))
    Spread(people=101, low=25.0, median=50.0, high=75.0)
    """
    require_group(len(values))
    low, median, high = (float(q) for q in np.quantile(values, [0.25, 0.5, 0.75]))
    return Spread(len(values), low, median, high)


def tabulate_statements(people: Sequence[Answers], ids: Sequence[str]) -> Table:
    """Return answers to statements by id, one per person; None for "nvt" and blank."""
    return {i: [_number(one.gedrag.get(i)) for one in people] for i in ids}


def not_experienced(people: Sequence[Answers], ids: Sequence[str]) -> dict[str, int]:
    """Return how many people answered "nvt" to each statement."""
    return {i: sum(one.gedrag.get(i) == NOT_EXPERIENCED for one in people) for i in ids}


def choices_of_style(people: Sequence[Answers], ids: Sequence[str]) -> Table:
    """Return answers to pairs and switching items by id, one per person; None where blank."""
    return {i: [_number(one.stijl.get(i)) for one in people] for i in ids}


def _number(answer: int | str | None) -> float | None:
    return None if answer is None or answer == NOT_EXPERIENCED else float(answer)
