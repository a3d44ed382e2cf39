"""The plan tells everything, in the agreed order."""

from __future__ import annotations

from tests.each import holds_for_each
from tests.people.varied import PEOPLE, case, material


@holds_for_each("name", PEOPLE.keys())
def test_chapters_stand_in_the_agreed_order(name: str) -> None:
    person = case(name)
    priority = [f"prioriteit-{value}" for value in person.profile.priority]
    change = ["verandering"] if material(name).comparison else []
    chapters = [
        "oogopslag", "leeswijzer", "competenties", "stijl", "waarden", *priority,
        *change, "ervaring", "doelen", "programmas", "praktijkkaarten", "steun",
        "verantwoording",
    ]  # fmt: skip
    if material(name).needs_support_first:
        chapters.remove("steun")
        chapters.insert(0, "steun")
    assert [section.id for section in person.content.sections] == chapters
