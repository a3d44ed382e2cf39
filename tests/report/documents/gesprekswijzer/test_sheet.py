"""A gesprekswijzer asks five questions, says what each rests on, and keeps to what is shared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.composition.material import PARTS, Material
from assessment.report.documents.composing import compose_document
from assessment.report.documents.gesprekswijzer.findings import FINDERS
from assessment.report.documents.gesprekswijzer.sheet import choose_questions
from assessment.report.documents.gesprekswijzer.texts import TEXTS
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.model import Bullets, Paragraph, ReportContent, Section
from tests.each import holds_for_each
from tests.people import simulated, sixty, varied
from tests.people.outcomes import make_outcome
from tests.report.composition import plain
from values import PHASES, ImportanceProfile
from values.checks import hard_texts
from values.others import Outcome

RULES = {rule["id"]: rule for rule in TEXTS.tables["rules"]}
SAID = {"question", "evidence", "situation", "task", "action", "result"}
ASKED = PARTS[:5]  # parts with rules of their own; the others have a chapter: see test_talks
CHOICES = [one for size in range(1, 6) for one in combinations(ASKED, size)]


def made(material: Material, *parts: str) -> ReportContent:
    return compose_document("gesprekswijzer", material, parts=parts or PARTS)


def with_more(material: Material, raters: int = 7) -> Material:
    """Return somebody who also asked others, and chose in a dilemma."""
    outcome: Outcome = make_outcome(material.value_map, raters=raters)
    answers = replace(material.answers, dilemmas={"regio": "autonomie"})
    return replace(material, others=outcome, answers=answers)


def questions(sheet: ReportContent) -> list[Section]:
    return [section for section in sheet.sections if section.id.startswith("vraag-")]


def said(sheet: ReportContent) -> str:
    return "\n".join(text for _, text in plain.everything(sheet))


def chosen(material: Material, *parts: str) -> list[str]:
    from assessment.report.documents.redaction import redact

    shared = redact(material, parts or PARTS)
    return [question.rule["id"] for question in choose_questions(shared)]


@holds_for_each("number", sixty.EVERYONE)
def test_there_are_five_questions_each_with_its_evidence_and_four_follow_ups(number: int) -> None:
    found = questions(made(sixty.material(number)))

    assert len(found) == 5
    for section in found:
        question, evidence, steps, _ = section.blocks
        assert isinstance(question, Paragraph)
        assert question.text.endswith("?")
        assert isinstance(evidence, Paragraph)
        assert evidence.text.startswith("Waar dit op rust: ")
        assert isinstance(steps, Bullets)
        assert [item.split(":")[0] for item in steps.items] == [
            "Situatie", "Taak", "Actie", "Resultaat",
        ]  # fmt: skip
        assert all(item.endswith(("?", ".")) for item in steps.items)


@holds_for_each("number", sixty.EVERYONE)
def test_the_talk_begins_with_what_goes_well(number: int) -> None:
    ids = chosen(sixty.material(number))

    assert RULES[ids[0]]["kind"] == "kracht"
    assert [RULES[one]["place"] for one in ids] == sorted(RULES[one]["place"] for one in ids)
    assert len(set(ids)) == 5


@holds_for_each("parts", CHOICES)
def test_every_shared_part_that_has_something_gets_a_question(parts: tuple[str, ...]) -> None:
    material = simulated.material(simulated.person(5), Plan(goals=simulated.goals()))
    ids = chosen(material, *parts)

    assert {RULES[one]["part"] for one in ids} - {""} == set(parts)


def test_the_questions_follow_what_the_person_has() -> None:
    assert "doel" in chosen(varied.material("with goals"))
    assert "doel" not in chosen(varied.material("zittend 1"))
    assert "belang-gedrag" in chosen(varied.material("one gap"))
    assert "stijl-druk" in chosen(varied.material("other under pressure"), "stijl")
    assert "stijl-schakelen" in chosen(varied.material("other under pressure"), "stijl")
    assert "stijl-midden" in chosen(varied.material("in the middle"), "stijl")
    assert "uiteenlopend" in chosen(varied.material("answers that differ"), "competenties")
    assert "ruimte-competentie" in chosen(varied.material("no match"), "competenties")


def test_somebody_who_said_nothing_gets_questions_that_claim_nothing() -> None:
    sheet = made(varied.material("silent"))

    assert {RULES[one]["part"] for one in chosen(varied.material("silent"))} == {""}
    assert not re.search(r"\bscore \d|interval \d", said(sheet))


# Nothing of what was not shared


def swapped(material: Material, part: str) -> dict[str, Any]:
    """Return the same person with everything of ``part`` as somebody else has it."""
    other = simulated.material(
        simulated.person(77), Plan(goals=(Goal("POL2", aim="Iets heel anders"),))
    )
    mine, theirs = material.profile, other.profile
    answers = material.answers
    changes: dict[str, Any] = {}
    if part == "competenties":
        changes["profile"] = replace(mine, competencies=theirs.competencies)
        changes["evidence"] = other.evidence
    elif part == "stijl":
        changes["profile"] = replace(mine, style=theirs.style)
        changes["answers"] = replace(answers, stijl=other.answers.stijl)
    elif part == "waarden":
        changes["profile"] = replace(
            mine,
            values=theirs.values,
            clusters=theirs.clusters,
            importance=theirs.importance,
            most_visible=("lef",),
            least_visible=("bekwaamheid",),
        )
        changes["answers"] = replace(answers, sets=other.answers.sets)
    elif part == "ervaring":
        changes["answers"] = sixty.told(answers, "Geheime woorden")
        changes["answers"] = replace(changes["answers"], name=answers.name)
    elif part == "anderen":
        changes["others"] = make_outcome(material.value_map, raters=12)
    elif part == "dilemmas":
        changes["answers"] = replace(answers, dilemmas={"feest": "wederkerigheid"})
    else:
        changes["plan"] = other.plan
    return replace(material, suggestions=other.suggestions, document_id="ANDERS", **changes)


@pytest.mark.parametrize("part", PARTS)
@holds_for_each("number", range(12))
def test_a_part_that_is_not_shared_changes_nothing_at_all(part: str, number: int) -> None:
    material = with_more(sixty.material(number))
    others = [one for one in PARTS if one != part]

    for parts in [others, *([one] for one in others)]:
        assert made(material, *parts) == made(swapped(material, part), *parts)


@pytest.mark.parametrize("part", PARTS)
def test_swapping_a_part_that_is_shared_does_change_it(part: str) -> None:
    material = with_more(simulated.material(simulated.person(5), Plan(goals=simulated.goals())))

    assert made(material, part) != made(swapped(material, part), part)


def test_statements_are_told_only_with_what_they_are_about() -> None:
    material = simulated.material(simulated.person(5))
    alone = said(made(material, "stijl", "ervaring", "doelen"))

    for item in simulated.library().gedrag.items:
        assert item.wording("zittend") not in alone
    empty = replace(material.profile, importance=ImportanceProfile({}, {}, {}))
    assert "waardenkeuze" not in said(made(replace(material, profile=empty), "competenties"))


def test_a_strict_word_list_of_each_part_is_absent_when_it_is_not_shared() -> None:
    material = simulated.material(
        sixty.told(simulated.person(5), "Mijn geheim"), Plan(goals=simulated.goals())
    )
    styles = [style.name for style in simulated.value_map().styles]
    clusters = [f"cluster {cluster.name}" for cluster in simulated.value_map().clusters]
    marks = {
        "competenties": ["Competentie", "eigen gemiddelde van", "laat je score open"],
        "stijl": [*styles, "Koers – Draagvlak"],
        "waarden": [*clusters, "waardenkeuze", "vooraan"],
        "ervaring": ["Mijn geheim"],
        "doelen": ["buurvrouw", "een doel over", "Klaar op"],
    }
    for part, words in marks.items():
        text = said(made(material, *(one for one in ASKED if one != part)))
        assert [word for word in words if word in text] == [], part


# What it says


def test_it_names_who_chose_and_which_parts() -> None:
    named = replace(simulated.person(5), name="Noor de Wit")
    text = said(made(simulated.material(named), "stijl", "doelen"))
    assert "uit de delen die Noor de Wit koos: bestuursstijl en doelen" in text

    text = said(made(simulated.material(replace(named, name="")), "stijl"))
    assert "uit de delen die de eigenaar koos: bestuursstijl." in text


def test_it_ends_with_what_may_not_be_concluded() -> None:
    limits = made(varied.material("zittend 1")).section("grenzen")
    text = " ".join(text for _, text in plain.texts(limits))

    for words in ("geschiktheid", "anderen", "zelfbeoordeling", "interval", "ontbreken"):
        assert words in text


def test_without_any_part_it_is_refused() -> None:
    with pytest.raises(DocumentRefused):
        compose_document("gesprekswijzer", varied.material("zittend 1"), parts=[])


def test_every_rule_can_be_chosen_and_every_finder_is_used() -> None:
    used = {rule["find"] for rule in RULES.values()}
    found: set[str] = set()
    for name in varied.PEOPLE:
        for parts in [ASKED, *([part] for part in ASKED)]:
            found |= set(chosen(varied.material(name), *parts))
    assert sorted(RULES.keys() - found) == []
    assert used == set(FINDERS)


def sentences() -> Iterator[tuple[str, str]]:
    for table in ("sheet", "others", "dilemmas"):
        for name, text in TEXTS.tables[table].items():
            yield from ((name, one) for one in ([text] if isinstance(text, str) else text))
    for rule in RULES.values():
        for key in rule:
            if key.partition("_")[0] in SAID:
                yield f"{rule['id']}.{key}", rule[key]


def test_a_sentence_for_one_phase_replaces_one_for_everybody() -> None:
    for rule in RULES.values():
        for key in rule:
            name, _, phase = key.partition("_")
            assert not phase or (phase in PHASES and name in rule), (rule["id"], key)


def test_no_sentence_is_hard_to_read() -> None:
    assert list(hard_texts(sentences())) == []


def test_no_question_is_asked_twice_over_the_rules() -> None:
    asked = [rule[key] for rule in RULES.values()
             for key in ("question", "situation", "task", "action", "result")]  # fmt: skip
    assert sorted({one for one in asked if asked.count(one) > 1}) == []


def test_neither_a_norm_nor_an_earlier_time_reaches_a_gesprekswijzer() -> None:
    for name in ("zittend 7", "vertrekkend 7"):
        material = varied.material(name)
        normed = next(varied.material(n).profile for n in varied.PEOPLE
                      if varied.material(n).profile.norm is not None)  # fmt: skip
        placed = replace(
            material.profile, norm=normed.norm, placements=normed.placements, standard_errors={}
        )
        compared = next(varied.material(n).comparison for n in varied.PEOPLE
                        if varied.material(n).comparison is not None)  # fmt: skip

        assert made(replace(material, profile=placed, comparison=compared)) == made(material)
