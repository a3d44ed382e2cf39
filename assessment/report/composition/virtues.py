"""A result without the numbers of virtues: what a report may draw on (docs/adr/0009).

A low number beside a virtue reads as a verdict on the person, and silence about low ones alone
would tell them too. So every number of a virtue goes, high or low, before any chapter is composed.
What stays is that a virtue leads in importance, for that is a choice and nothing is below it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from values import (
    LEADING,
    Comparison,
    ImportanceProfile,
    Profile,
    ValueMap,
)

_T = TypeVar("_T")


def withhold_scores(profile: Profile, value_map: ValueMap) -> Profile:
    """Return the profile with nothing that places a virtue; doing it twice changes nothing.

    A score of a virtue becomes None, as if unknown. Neither it nor what follows from it is left:
    no place in a norm, no gap, no being more or less visible than other values, and of its
    importance only that it leads.
    """
    virtues = value_map.virtues
    return replace(
        profile,
        competencies=_blanked(profile.competencies, virtues),
        values=_blanked(profile.values, virtues),
        clusters=_blanked(profile.clusters, virtues),
        most_visible=_without(profile.most_visible, virtues),
        least_visible=_without(profile.least_visible, virtues),
        importance=_importance(profile.importance, virtues),
        placements=_left(profile.placements, virtues),
        standard_errors=_left(profile.standard_errors, virtues),
        likely=_left(profile.likely, virtues),
        closer=_left(profile.closer, virtues),
    )


def withhold_changes(comparison: Comparison, value_map: ValueMap) -> Comparison:
    """Return the comparison without how a virtue moved."""
    virtues = value_map.virtues
    return replace(
        comparison,
        changes=_blanked(comparison.changes, virtues),
        goals=_without(comparison.goals, virtues),
    )


def _importance(importance: ImportanceProfile, virtues: frozenset[str]) -> ImportanceProfile:
    values = {
        value: measured
        for value, measured in importance.values.items()
        if value not in virtues or measured.group == LEADING
    }
    clusters, gaps = _left(importance.clusters, virtues), _left(importance.gaps, virtues)
    return replace(importance, values=values, clusters=clusters, gaps=gaps)


def _blanked(numbers: Mapping[str, _T | None], virtues: frozenset[str]) -> dict[str, _T | None]:
    return {name: None if name in virtues else number for name, number in numbers.items()}


def _left(numbers: Mapping[str, _T], virtues: frozenset[str]) -> dict[str, _T]:
    return {name: number for name, number in numbers.items() if name not in virtues}


def _without(names: Iterable[str], virtues: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in virtues)
