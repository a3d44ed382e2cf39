"""Who counts: answers as tables, with the people left out whose pattern or number forbids it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import TypeAlias

import numpy as np

from assessment.instruments.answers import Answers
from assessment.instruments.library import Library
from assessment.instruments.model import NOT_EXPERIENCED, Gedrag
from assessment.norms.candidates import Reason
from assessment.quality.measures.disclosure import require_group
from assessment.quality.measures.outcomes import compute_or_explain
from assessment.quality.measures.scale import Table
from assessment.quality.results import PatternQuality, Spread, Unavailable
from assessment.scoring.answering_pattern import answering_pattern, notice_families
from values import GEDRAG, STIJL, WAARDENKEUZE

ENOUGH = 0.8  # of the items of a part; "nvt" is an answer here
Pattern: TypeAlias = Mapping[str, float | int | None]

INDICES = ("longest_string", "variability", "even_odd", "seconds")


@dataclass(frozen=True, slots=True)
class Respondent:
    """One person's answers; ``pattern`` is that of `answering_pattern` where it was kept."""

    answers: Answers
    pattern: Pattern | None = None


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

    A person with an unreliable pattern of answers to the statements counts nowhere. The others
    count in each part of which they answered at least 80 %, for the waardenkeuze as many sets as
    one may stop after. Who counts in no part is incomplete.

    References
    ----------
    design.md section 5.7; Downey and King (1998) for the 80 %.
    """
    gedrag = library.gedrag
    patterns = [_pattern(person, gedrag) for person in everyone]
    families = [
        notice_families(gedrag, {**found, "answered": _given(person.answers, gedrag)})
        for person, found in zip(everyone, patterns, strict=True)
    ]
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


def _pattern(person: Respondent, gedrag: Gedrag) -> Pattern:
    kept = person.pattern
    if kept is not None and "pattern_flags" in kept:
        return kept
    return answering_pattern(gedrag, person.answers.gedrag)


def _given(answers: Answers, gedrag: Gedrag) -> int:
    given = (answers.gedrag.get(item.id, NOT_EXPERIENCED) for item in gedrag.items)
    return sum(value != NOT_EXPERIENCED for value in given)


def _enough(answers: Answers, *, ids: set[str], part: str) -> bool:
    return len(ids & getattr(answers, part).keys()) >= ceil(ENOUGH * len(ids))


def _patterns(patterns: Sequence[Pattern], families: Sequence[tuple[str, ...]]) -> PatternQuality:
    told = [found for found in patterns if found["pattern_flags"] is not None]
    require_group(len(told))
    return PatternQuality(
        people=len(told),
        indices={index: compute_or_explain(partial(_spread, told, index)) for index in INDICES},
        families=_count_families(families),
        unreliable=sum(map(bool, families)),
    )


def _count_families(families: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """Return how often each family is among those that made a pattern unreliable."""
    names = ("longstring", "variability", "consistency", "speed")
    return {name: sum(name in flagged for flagged in families) for name in names}


def _spread(patterns: Sequence[Pattern], index: str) -> Spread:
    given = [value for pattern in patterns if (value := pattern[index]) is not None]
    return measure_spread(given)


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
