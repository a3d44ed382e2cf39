"""From the priority values to the account: own answers, own words, advice with its reasons."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.composition.programmes import rule_sentences
from assessment.report.figures import data
from assessment.report.model import (
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Reach,
    Table,
    WritingSpace,
)
from assessment.report.pdf.report import render_pdf
from tests.people import simulated
from tests.people.varied import case
from tests.report.composition.looking import figure, headings, said
from values import FORMER, PHASES

# Prioriteiten


@pytest.mark.parametrize("phase", PHASES)
def test_a_priority_page_shows_the_person_s_own_answers_in_words(phase: str) -> None:
    someone = simulated.person(7, phase)
    content = simulated.report(someone)
    for value in simulated.profile_of(someone).priority:
        table = next(
            b for b in content.section(f"prioriteit-{value}").blocks if isinstance(b, Table)
        )
        items = [item for item in simulated.library().gedrag.items if item.value == value]
        assert [row[0] for row in table.rows] == [item.wording(phase) for item in items]
        words = {o.label for o in simulated.library().gedrag.options} | {"nog niet meegemaakt"}
        assert {row[1] for row in table.rows} <= words


def test_the_share_of_the_own_statements_is_the_weight_they_have() -> None:
    content = simulated.report(simulated.flat(4))
    for value in simulated.value_map().office["wethouder"].priority:
        assert "voor 60 procent mee" in said(content, f"prioriteit-{value}")


def test_an_advised_action_stands_in_one_place_only() -> None:
    content = case("value actions").content
    action = simulated.value_map().values["betrokkenheid"].actions[0]
    assert action in said(content, "programmas")
    assert action not in said(content, "prioriteit-betrokkenheid")
    other = simulated.value_map().values["betrokkenheid"].actions[1]
    assert other in said(content, "prioriteit-betrokkenheid")


def test_a_priority_page_gives_one_action_and_that_of_the_phase() -> None:
    for phase in PHASES:
        content = simulated.report(simulated.person(3, phase))
        texts = {
            a.text
            for a in simulated.catalogue().phase_actions
            if a.value == "lef" and a.phase == phase
        } or set(simulated.value_map().values["lef"].actions)
        count = 0 if phase == FORMER else 1
        assert sum(text in said(content, "prioriteit-lef") for text in texts) == count


def test_an_office_without_full_texts_gets_its_own_priorities_and_a_note() -> None:
    content = case("griffier").content
    assert "griffier" in said(content, "leeswijzer")
    assert "prioriteit-vertrouwen" in [section.id for section in content.sections]
    wethouder = simulated.value_map().values["lef"].actions[0]
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
    assert simulated.report(simulated.person(2, phase)).section("ervaring").title == title


def test_free_text_stays_exactly_what_was_typed() -> None:
    typed = "<b>Lef</b> & {moed} %s ‘ja’\nen een tweede regel"
    someone = replace(simulated.person(7), name="<i>{A}</i>", verdieping={"energie-bron": typed})
    goal = Goal("POL1", aim=typed, doing="{doing}", helper="</para>")
    content = simulated.report(someone, Plan(goals=(goal,)))
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


def test_without_goals_what_is_proposed_is_marked_as_a_proposal() -> None:
    found = headings(simulated.report(simulated.person(7)), "doelen")
    assert len(found) == 3
    assert all(heading.startswith("Voorstel ") for heading in found)
    assert ["jij kiest" in heading for heading in found] == [False, False, True]  # from a score


def test_with_nothing_to_propose_there_is_only_room_to_write() -> None:
    for answers in (simulated.silent(), replace(simulated.flat(5), sets={}, verdieping={})):
        content = simulated.report(answers)
        assert headings(content, "doelen") == ["Mijn doel 1", "Mijn doel 2"]
        assert ("nog geen scores" in said(content, "doelen")) == (not answers.gedrag)


# Programma's


def test_every_suggestion_says_which_reason_it_has_and_only_a_score_has_an_end() -> None:
    pattern = {"phase": "hoort bij", "asked": ": daar past ‘", "goal": "past bij je doel",
               "need": "Lager antwoordde je bij"}  # fmt: skip
    for phase in PHASES:
        someone = simulated.person(7, phase)
        content = simulated.report(someone)
        text = said(content, "programmas")
        for suggestion in simulated.advised(someone).programmes:
            name = simulated.catalogue().programme(suggestion.programme).name
            assert name in headings(content, "programmas")
            assert pattern[suggestion.kind] in text
            ends = f"advies voor ‘{name}’ vervalt" in text or f"voor ‘{name}’ staan" in text
            assert ends == (suggestion.kind == "need")


@pytest.mark.parametrize("phase", PHASES)
def test_the_rule_of_the_advice_is_the_rule_that_this_phase_has(phase: str) -> None:
    told = rule_sentences(simulated.material(simulated.person(7, phase)))
    scored = phase in simulated.catalogue().rules.by_score

    assert any("telt je score mee" in text for text in told.texts) == scored
    assert ("Je scores tellen in jouw fase niet mee." in told.texts) != scored
    assert "Er staan nooit meer dan 3 programma's, en minder mag ook." in told.texts


def test_a_goal_without_an_offer_says_so_and_gives_an_action() -> None:
    someone = simulated.person(7, "aspirant")
    plan = Plan(goals=(Goal("AMB2"),))
    [action] = simulated.suggestions_of(someone, simulated.profile_of(someone), plan).without_offer

    text = said(simulated.report(someone, plan), "doelen")

    assert "Voor ‘Sturen op uitvoering en resultaat’ is er geen programma" in text
    assert action.text[1:] in text


def test_a_programme_with_a_condition_is_told_with_the_condition() -> None:
    text = said(case("blocked").content, "programmas")
    assert "maar er geldt een voorwaarde" in text
    assert "Heb je ‘Wethoudersopleiding Politiek Bestuurlijk Management’ al gevolgd?" in text


def test_a_well_known_programme_that_is_not_suggested_is_told_why_not() -> None:
    for phase in PHASES:
        for seed in range(3):
            someone = simulated.person(seed, phase)
            found = simulated.advised(someone)
            there = {one.programme for one in (*found.programmes, *found.blocked)}
            known = [
                p.name
                for p in simulated.catalogue().programmes
                if p.well_known and phase in p.phases and p.id not in there
            ]
            blocks = simulated.report(someone).section("programmas").blocks
            tables = [b for b in blocks if isinstance(b, Table) and "Bekende" in b.caption]
            assert sorted(row[0] for t in tables for row in t.rows) == sorted(known)


def test_support_is_the_same_for_everyone() -> None:
    shown = {
        said(case(name).content, "steun") for name in ("all 1", "all 5", "silent", "zittend 7")
    }
    assert len(shown) == 1


def test_support_begins_with_whom_to_call_and_every_way_is_a_link() -> None:
    blocks = case("zittend 7").content.section("steun").blocks
    first = next(block for block in blocks if isinstance(block, Bullets))
    ways = [way.url for item in first.items if isinstance(item, Reach) for way in item.ways]
    assert ways[0] == "tel:112"
    assert {"tel:+31703738314", "tel:+31703738123", "mailto:info@wethoudersvereniging.nl"} <= {
        *ways
    }
    assert all(url.startswith(("tel:", "mailto:", "https://")) for url in ways)
    pages = pikepdf.open(io.BytesIO(render_pdf(case("zittend 7").content))).pages
    notes = [note for page in pages for note in page.get("/Annots", []) if "/A" in note]
    assert {*ways} <= {str(note.A.URI) for note in notes}


def test_every_suggested_programme_tells_how_to_ask_about_it() -> None:
    content = case("zittend 7").content
    headings = [b for b in content.blocks() if isinstance(b, Heading) and b.advises]
    asked = [text for text in content.section("programmas").blocks if isinstance(text, Bullets)]
    told = " ".join(text for block in asked for text in block.texts)
    assert headings
    assert told.count("voor vragen en aanmelden") == len(headings)


def test_the_trend_has_a_source_only_where_the_source_makes_the_link() -> None:
    content, values = case("zittend 7").content, simulated.value_map().values
    for value in ("lef", "gemeenschappelijkheid", "bekwaamheid"):
        assert values[value].trend_by == "S4"
        assert "De trend (bron: de waardenkaart, 2024): " in said(content, f"prioriteit-{value}")
    assert values["betrokkenheid"].trend_by == "ours"
    assert "Wij zien hier: " in said(content, "prioriteit-betrokkenheid")
    assert "De trend" not in said(content, "prioriteit-betrokkenheid")


def test_at_most_three_practice_cards_are_told_by_title_and_scores_do_not_count() -> None:
    chosen = [said(case(name).content, "praktijkkaarten") for name in ("all 1", "all 5")]
    assert chosen[0] == chosen[1]
    section = case("zittend 7").content.section("praktijkkaarten")
    [cards] = [block for block in section.blocks if isinstance(block, Bullets)]
    titles = {card.title for card in simulated.catalogue().cards}
    assert 1 <= len(cards.items) <= 3
    assert all(any(text.startswith(f"‘{title}’ ") for title in titles) for text in cards.texts)


# Verantwoording


def test_the_account_names_versions_document_retention_and_rights() -> None:
    someone = simulated.person(7)
    text = said(simulated.report(someone), "verantwoording")
    assert f"ontwerp van de waardenkeuze {someone.design}" in text
    assert simulated.DOCUMENT in text
    assert "Achttien maanden na je laatste gebruik" in text
    assert "24 november 2027" in text
    for right in ("Inzien", "Verbeteren", "Verwijderen", "Delen", "Klagen"):
        assert f"{right}:" in text
    assert simulated.value_map().source.title in text


def test_the_account_counts_what_was_answered() -> None:
    text = said(case("all nvt").content, "verantwoording")
    assert "0 van de 78" in text
    assert "78 keer ‘nog niet meegemaakt’" in text
