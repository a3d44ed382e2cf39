"""The bijlage holds everything behind a plan: each competency, each value, and how it was made."""

from __future__ import annotations

from assessment.plan.model import BY_NEED
from assessment.report.composition.story import story
from assessment.report.documents.composing import compose_document
from tests.each import holds_for_each
from tests.people.varied import PEOPLE, material
from tests.report.composition import plain

PEOPLE_IN_OFFICE = [name for name in PEOPLE if not material(name).is_aspirant]


@holds_for_each("name", PEOPLE_IN_OFFICE)
def test_chapters_stand_in_the_agreed_order(name: str) -> None:
    person = material(name)
    priority = [f"prioriteit-{value}" for value in person.profile.priority]
    change = ["verandering"] if person.comparison else []
    told = ["rode-draad"] if story(person) else []

    assert [section.id for section in compose_document("bijlage", person).sections] == [
        *told, "leeswijzer", "competenties", "stijl", "waarden", *priority, *change, "ervaring",
        "advies", "praktijkkaarten", "aanbod", "verantwoording",
    ]  # fmt: skip


@holds_for_each("name", ["zittend 1", "with goals", "all 3"])
def test_every_competency_with_a_score_and_every_value_with_one_is_in_it(name: str) -> None:
    person = material(name)
    text = "\n".join(told for _, told in plain.everything(compose_document("bijlage", person)))

    scored = (*person.profile.competencies, *person.profile.values)
    missing = [one for one in scored if person.estimate(one) is not None
               and person.name(one) not in text]  # fmt: skip
    assert missing == []
    assert person.document_id in text


def test_it_explains_each_programme_that_a_score_suggests() -> None:
    person = material("stuck")
    suggested = [one for one in person.suggestions.programmes if one.kind == BY_NEED]
    text = "\n".join(
        told for _, told in plain.texts(compose_document("bijlage", person).section("advies"))
    )

    assert suggested
    assert all(f"‘{person.catalogue.programme(one.programme).name}’" in text for one in suggested)


def test_all_that_the_story_rests_on_is_in_it() -> None:
    person = material("zittend 20")
    blocks = compose_document("bijlage", person).section("rode-draad").blocks

    assert [(b.text, b.grounds) for b in blocks] == [  # type: ignore[union-attr]
        (sentence.text, sentence.grounds) for sentence in story(person)
    ]
