"""Of a part that is not shared nothing is left: every field is on a list, or empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from assessment.plan.model import MUCH, Plan, TimeAsked
from assessment.report.composition.material import PARTS, Material
from assessment.report.documents.redaction import redact
from tests.people import simulated, varied
from tests.people.outcomes import make_outcome
from values import Nameable

# What is looked into instead of kept or emptied as a whole.
OPENED = {
    "Material.answers", "Material.profile", "Material.plan", "Material.suggestions",
    "Material.nameable", "Profile.style", "Profile.importance",
}  # fmt: skip
# Who it is of and when, and the content that anybody's material has.
ALWAYS = {
    "Material.library", "Material.value_map", "Material.catalogue", "Material.created_at",
    "Answers.phase", "Answers.office", "Answers.name", "Answers.taken_at", "Answers.instruments",
    "Answers.design", "Profile.office", "Profile.priority",
}  # fmt: skip
OF_PART = {
    "competenties": {
        "Material.evidence", "Answers.gedrag", "Profile.competencies", "Profile.likely",
        "Nameable.behaviour",
    },
    "stijl": {
        "Answers.stijl", "StyleProfile.axes", "StyleProfile.strengths", "StyleProfile.switching",
        "Nameable.style",
    },
    "waarden": {
        "Answers.gedrag", "Answers.sets", "Profile.values", "Profile.clusters", "Profile.likely",
        "Profile.most_visible", "Profile.least_visible", "ImportanceProfile.clusters",
        "ImportanceProfile.values", "ImportanceProfile.gaps", "ImportanceProfile.evidence",
        "Nameable.behaviour",
    },
    "ervaring": {"Answers.verdieping"},
    "doelen": {"Plan.goals"},
    "anderen": {"Material.others"},
    "dilemmas": {"Answers.dilemmas"},
}  # fmt: skip


def whole() -> Material:
    """Return somebody of whom every field says something, but that nothing was read."""
    placed, calibrated = (varied.material(name).profile for name in ("stanines", "calibrated"))
    answers = replace(simulated.person(12), extra={"pol1-x1": 4}, dilemmas={"regio": "autonomie"})
    profile = replace(
        simulated.profile_of(answers),
        most_visible=("lef",),
        least_visible=("bekwaamheid",),
        norm=placed.norm,
        placements=placed.placements,
        standard_errors=placed.standard_errors,
        calibration=calibrated.calibration,
    )
    advised = varied.material("blocked").suggestions
    material = simulated.material(
        answers,
        Plan(importance={"POL1": MUCH}, followed=("PBM",), goals=simulated.goals()),
        profile=profile,
        suggestions=replace(
            advised,
            blocked=advised.programmes[:1],
            without_offer=advised.actions[:1],
            unmet=simulated.catalogue().asked.wishes[:1],
            too_long=TimeAsked(("PBM",), hours=48, available=24),
        ),
        card="online-haat",
        picked={"waarden": ("lef",)},
        comparison=varied.material("changed").comparison,
        nameable=Nameable(behaviour=True, style=True, unread=False),
    )
    return replace(material, others=make_outcome(material.value_map))


def walk(thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield every field with its value, by the name of its class."""
    for field in fields(thing):
        name, value = f"{type(thing).__name__}.{field.name}", getattr(thing, field.name)
        if name in OPENED:
            assert is_dataclass(value)
            yield from walk(value)
        else:
            yield name, value


def is_empty(value: Any) -> bool:
    """Return whether a value says nothing: it is empty, or holds nothing but None."""
    if isinstance(value, Mapping):
        return all(one is None for one in value.values())
    return not value


def telling(material: Material) -> set[str]:
    return {name for name, value in walk(material) if not is_empty(value)}


def test_the_person_of_this_test_has_something_in_every_field() -> None:
    silent = {name for name, value in walk(whole()) if is_empty(value)}

    assert silent == {"Nameable.unread"}  # or there would be no gaps


def test_without_any_part_only_what_is_on_the_list_is_left() -> None:
    before, after = whole(), redact(whole(), ())

    assert telling(after) == ALWAYS
    kept = dict(walk(before))
    assert all(value == kept[name] for name, value in walk(after) if name in ALWAYS)


@pytest.mark.parametrize("part", PARTS)
def test_with_one_part_only_its_own_fields_are_left(part: str) -> None:
    before, after = dict(walk(whole())), redact(whole(), [part])

    assert telling(after) == ALWAYS | OF_PART[part] | {"Material.parts"}
    assert after.parts == (part,)
    for name, value in walk(after):
        if name in OF_PART[part] - {"Material.evidence", "Profile.likely"}:
            assert value == before[name]


def test_who_gets_a_part_of_answers_that_look_unread_is_named_nothing_either() -> None:
    unread = Nameable(behaviour=False, style=False, unread=True)
    shared = {part: redact(replace(whole(), nameable=unread), [part]) for part in PARTS}

    assert {part for part, left in shared.items() if left.unread} == {
        "competenties", "stijl", "waarden",
    }  # fmt: skip
    assert not any(left.differs for left in shared.values())


def test_what_is_likely_of_a_part_goes_with_the_part() -> None:
    profile = whole().profile
    by_part = {part: set(redact(whole(), [part]).profile.likely) for part in PARTS}

    assert by_part["competenties"] == profile.likely.keys() & profile.competencies.keys()
    assert by_part["waarden"] == profile.likely.keys() - profile.competencies.keys()
    assert by_part["stijl"] == by_part["ervaring"] == by_part["doelen"] == set()


def test_the_answers_behind_a_value_are_not_those_behind_a_competency() -> None:
    shared = redact(whole(), ["competenties"]).evidence

    assert set(shared) == set(simulated.value_map().competency)
    assert set(whole().evidence) > set(shared)
