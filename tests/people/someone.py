"""Someone by hand: answers, a profile, a goal. Name only what the test is about."""

from dataclasses import replace
from typing import Any

from assessment.instruments import Answers, Library
from assessment.plan import Goal
from values import (
    Estimate,
    ImportanceProfile,
    Likely,
    Profile,
    StyleProfile,
    ValueMap,
)

TAKEN_AT = "2026-11-23T10:00:00+01:00"


def answers(library: Library, **changes: Any) -> Answers:
    """Answers of a wethouder in office who has answered nothing yet."""
    phase = changes.get("phase", "zittend")
    values: dict[str, Any] = {
        "phase": phase,
        "office": "wethouder",
        "taken_at": TAKEN_AT,
        "instruments": library.versions(phase),
    }
    return Answers(**(values | changes))


def all_answered(library: Library, rating: int) -> dict[str, int | str]:
    """The same answer to every statement."""
    return {item.id: rating for item in library.gedrag.items}


def estimate(score: float, se: float = 5.0) -> Estimate:
    return Estimate(score, se, max(0.0, score - 2 * se), min(100.0, score + 2 * se), 4, 4)


def profile(**changes: Any) -> Profile:
    """A wethouder without scores."""
    values: dict[str, Any] = {
        "office": "wethouder",
        "priority": ("lef", "gemeenschappelijkheid", "betrokkenheid", "bekwaamheid"),
        "competencies": {},
        "values": {},
        "clusters": {},
        "most_visible": (),
        "least_visible": (),
        "style": StyleProfile({}, {}, {}),
        "style_accents": {},
        "importance": ImportanceProfile({}, {}, {}),
        "quality": {},
        "versions": {"scoring": 1},
    }
    return Profile(**(values | changes))


def with_likely(
    profile: Profile, construct: str, score: float, se: float, low: float, high: float
) -> Profile:
    """The profile in which this is likely of a competency, value or cluster."""
    found = Likely(score, se, low, high, 5, 5, share=0.6, above=0.5)
    return replace(profile, likely={**profile.likely, construct: found})


def flat_profile(shipped: ValueMap, score: float, **competencies: float | None) -> Profile:
    """Every competency and value at ``score``, but for the competencies that are named."""
    scores = {c.id: competencies.get(c.id, score) for c in shipped.competencies}
    return profile(
        competencies={c: None if s is None else estimate(s) for c, s in scores.items()},
        values={v: estimate(score) for v in shipped.values},
    )


def goal(about: str = "POL1", **changes: Any) -> Goal:
    return replace(Goal(about), **changes)
