"""From the priority values to the account: own answers, own words, advice with its reasons."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.figures import data
from assessment.report.model import Figure, Paragraph, Table, WritingSpace
from tests.report.composition import people
from tests.report.composition.looking import figure, headings, said
from tests.report.composition.sample import case
from values import PHASES

# Prioriteiten


@pytest.mark.parametrize("phase", PHASES)
def test_a_priority_page_shows_the_person_s_own_answers_in_words(phase: str) -> None:
    someone = people.person(7, phase)
    content = people.report(someone)
    for value in people.profile_of(someone).priority:
        table = next(
            b for b in content.section(f"prioriteit-{value}").blocks if isinstance(b, Table)
        )
        items = [item for item in people.library().gedrag.items if item.value == value]
        assert [row[0] for row in table.rows] == [item.wording(phase) for item in items]
        words = {o.label for o in people.library().gedrag.options} | {"nog niet meegemaakt"}
        assert {row[1] for row in table.rows} <= words


def test_the_share_of_the_own_statements_is_the_weight_they_have() -> None:
    content = people.report(people.flat(4))
    for value in people.value_map().office["wethouder"].priority:
        assert "voor 60 procent mee" in said(content, f"prioriteit-{value}")


def test_an_advised_action_stands_in_one_place_only() -> None:
    content = case("value actions").content
    action = people.value_map().values["betrokkenheid"].actions[0]
    assert action in said(content, "programmas")
    assert action not in said(content, "prioriteit-betrokkenheid")
    assert "Programma's en acties" in said(content, "prioriteit-betrokkenheid")


def test_an_office_without_full_texts_gets_its_own_priorities_and_a_note() -> None:
    content = case("griffier").content
    assert "griffier" in said(content, "leeswijzer")
    assert "prioriteit-vertrouwen" in [section.id for section in content.sections]
    wethouder = people.value_map().values["lef"].actions[0]
    assert wethouder not in said(content, "prioriteit-lef")


# Ervaring


def test_only_questions_that_were_answered_are_told() -> None:
    content = case("one question told").content
    assert headings(content, "ervaring") == [
        "Wat je wilt ontwikkelen",
        "Waar krijg je energie van in dit werk?",
    ]


@pytest.mark.parametrize(
    ("phase", "title"),
    [
        ("aspirant", "Je kijk op het ambt"),
        ("starter", "Je ervaring en wensen"),
        ("zittend", "Je ervaring en wensen"),
        ("vertrekkend", "Je terugblik en volgende stap"),
    ],
)
def test_the_chapter_on_experience_fits_the_phase(phase: str, title: str) -> None:
    assert people.report(people.person(2, phase)).section("ervaring").title == title


def test_free_text_stays_exactly_what_was_typed() -> None:
    typed = "<b>Lef</b> & {moed} %s ‘ja’\nen een tweede regel"
    someone = replace(people.person(7), name="<i>{A}</i>", verdieping={"energie-bron": typed})
    goal = Goal("POL1", aim=typed, doing="{doing}", helper="</para>")
    content = people.report(someone, Plan(goals=(goal,)))
    quotes = [
        block.text
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.style == "quote"
    ]
    assert quotes == [typed, typed, "{doing}", "</para>"]
    assert content.cover.name == "<i>{A}</i>"
    assert content.footer.startswith("<i>{A}</i> |")


# Doelen


def test_goals_show_evidence_own_words_and_room_for_what_is_empty() -> None:
    content = case("with goals").content
    blocks = content.section("doelen").blocks
    text = said(content, "doelen")
    assert "Doel 1: Helder en zichtbaar communiceren" in headings(content, "doelen")
    assert text.count("Waar dit op rust:") == 3
    assert "1 juni 2027" in text
    assert "Masterclasses en trainingen" in text
    assert len([b for b in blocks if isinstance(b, WritingSpace)]) == 3 + 5


def test_the_timeline_shows_only_goals_with_a_date_to_come() -> None:
    shown = figure(case("with goals").content, "tijdlijn").data
    assert isinstance(shown, data.Timeline)
    assert [goal.due for goal in shown.goals] == [date(2027, 6, 1), date(2027, 3, 31)]
    assert all(goal.start == date(2026, 11, 24) for goal in shown.goals)
    passed = case("a date that passed").content.section("doelen").blocks
    assert not [block for block in passed if isinstance(block, Figure)]


def test_without_goals_the_largest_needs_are_marked_as_a_proposal() -> None:
    found = headings(people.report(people.person(7)), "doelen")
    assert len(found) == 4
    assert all("jij kiest" in heading for heading in found)


def test_with_nothing_to_propose_there_is_only_room_to_write() -> None:
    for name in ("silent", "all 5"):
        content = case(name).content
        assert headings(content, "doelen") == ["Mijn doel 1", "Mijn doel 2"]
    assert "nog geen scores" in said(case("silent").content, "doelen")
    assert "nog geen scores" not in said(case("all 5").content, "doelen")


# Programma's


def test_every_suggestion_gives_its_scores_and_what_would_end_it() -> None:
    someone = people.person(7)
    content = people.report(someone)
    text = said(content, "programmas")
    for suggestion in people.advised(someone).programmes:
        name = people.catalogue().programme(suggestion.programme).name
        assert name in headings(content, "programmas")
        if suggestion.drops_at is None:
            assert f"blijft het advies voor ‘{name}’ staan" in text
        else:
            pattern = rf"advies voor ‘{name}’ vervalt .* {suggestion.drops_at:.0f} of hoger is"
            assert re.search(pattern, text)


def test_a_programme_with_a_condition_is_told_with_the_condition() -> None:
    text = said(case("blocked").content, "programmas")
    assert "maar er geldt een voorwaarde" in text
    assert "Heb je ‘Wethoudersopleiding Politiek Bestuurlijk Management’ al gevolgd?" in text


def test_a_well_known_programme_that_is_not_suggested_is_told_why_not() -> None:
    for phase in PHASES:
        for seed in range(3):
            someone = people.person(seed, phase)
            found = people.advised(someone)
            there = {one.programme for one in (*found.programmes, *found.blocked)}
            known = [
                p.name
                for p in people.catalogue().programmes
                if p.well_known and phase in p.phases and p.id not in there
            ]
            blocks = people.report(someone).section("programmas").blocks
            tables = [b for b in blocks if isinstance(b, Table) and "Bekende" in b.caption]
            assert sorted(row[0] for t in tables for row in t.rows) == sorted(known)


def test_support_is_the_same_for_everyone() -> None:
    shown = {
        said(case(name).content, "steun") for name in ("all 1", "all 5", "silent", "zittend 7")
    }
    assert len(shown) == 1


# Verantwoording


def test_the_account_names_versions_document_retention_and_rights() -> None:
    someone = people.person(7)
    text = said(people.report(someone), "verantwoording")
    assert f"ontwerp van de waardenkeuze {someone.design}" in text
    assert people.DOCUMENT in text
    assert "Twaalf maanden na je laatste gebruik" in text
    assert "24 november 2027" in text
    for right in ("Inzien", "Verbeteren", "Verwijderen", "Delen", "Klagen"):
        assert f"{right}:" in text
    assert people.value_map().source.title in text


def test_the_account_counts_what_was_answered() -> None:
    text = said(case("all nvt").content, "verantwoording")
    assert "0 van de 78" in text
    assert "78 keer ‘nog niet meegemaakt’" in text
