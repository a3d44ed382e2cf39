"""An oriëntatieverslag tells what the office asks with sources, and never judges readiness."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest

from assessment.plan.model import Goal, Plan
from assessment.report.composition.outstanding import list_outstanding
from assessment.report.documents.composing import compose_document
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.documents.orientatieverslag.answers import list_exercises
from assessment.report.documents.orientatieverslag.texts import TEXTS
from assessment.report.model import Bullets, Figure, Heading, Paragraph, ReportContent
from assessment.report.pdf.report import render_pdf
from tests.people import simulated, varied
from tests.report.composition import plain
from tests.report.composition.rules import FORBIDDEN
from values import ASPIRANT, KNOWS_OFFICE
from values.checks import hard_texts

CONTENT = TEXTS.tables
SECTIONS = [
    "oogopslag", "beeld", "ervaring", "lezen", "antwoorden", "competenties", "stijl", "waarden",
    "thuis", "vragen", "honderd-dagen", "doelen", "vervolg", "praktijkkaarten", "steun", "bronnen",
    "verantwoording",
]  # fmt: skip
ASPIRANTS = ("aspirant 1", "aspirant 7", "aspirant 20", "all 2, aspirant", "silent aspirant",
             "goals, aspirant", "exercises advised")  # fmt: skip


def made(name: str) -> ReportContent:
    return compose_document("orientatieverslag", varied.material(name))


def report(answers: Any, plan: Plan | None = None) -> ReportContent:
    return compose_document("orientatieverslag", simulated.material(answers, plan))


def said(content: ReportContent, section: str) -> str:
    return "\n".join(text for _, text in plain.texts(content.section(section)))


@pytest.mark.parametrize("name", ASPIRANTS)
def test_the_chapters_stand_in_order_and_open_with_a_lead(name: str) -> None:
    found = made(name)

    assert [section.id for section in found.sections] == SECTIONS
    for section in found.sections:
        assert isinstance(section.blocks[0], Paragraph)
        assert section.blocks[0].style == "lead", section.id


@pytest.mark.parametrize("phase", KNOWS_OFFICE)
def test_another_phase_is_refused_by_name(phase: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        compose_document("orientatieverslag", simulated.material(simulated.person(1, phase)))

    assert refused.value.values["phase"] == phase


def facts() -> Iterator[dict[str, Any]]:
    for topic in [*CONTENT["topics"], *CONTENT["home_topics"]]:
        yield from topic["facts"]


def test_every_fact_has_a_source_that_the_last_chapter_tells() -> None:
    known = {source["id"] for source in CONTENT["sources"]}
    used = Counter(source for fact in facts() for source in fact["sources"])

    assert all(fact["sources"] for fact in facts())
    assert set(used) == known
    text = said(made("aspirant 1"), "bronnen")
    for source in CONTENT["sources"]:
        assert source["title"] in text


def test_under_the_facts_stands_each_source_once() -> None:
    office = made("aspirant 1").section("beeld")
    told = [block.text for block in office.blocks
            if isinstance(block, Paragraph) and block.text.startswith("Volgens: ")]  # fmt: skip
    printed = [item for block in office.blocks if isinstance(block, Bullets)
               for item in block.texts]  # fmt: skip

    assert printed == [fact["text"] for topic in CONTENT["topics"] for fact in topic["facts"]]
    assert len(told) == len(CONTENT["topics"])
    for topic, line in zip(CONTENT["topics"], told, strict=True):
        for source in CONTENT["sources"]:
            is_used = any(source["id"] in fact["sources"] for fact in topic["facts"])
            assert line.count(source["label"]) == is_used


@pytest.mark.parametrize("name", ASPIRANTS)
def test_nothing_judges_or_compares(name: str) -> None:
    text = "\n".join(t for _, t in plain.everything(made(name), own_words=False))
    text = re.sub("‘[^’]*’", "", text)
    for value in simulated.value_map().values.values():
        text = text.replace(value.daily, "")
    for fact in facts():
        text = text.replace(fact["text"], "")  # about wethouders, not about the reader
    for words in FORBIDDEN:
        assert not re.search(rf"\b{words}", text, re.IGNORECASE), words


@pytest.mark.parametrize("name", ASPIRANTS)
def test_every_placeholder_is_filled_and_no_list_is_empty(name: str) -> None:
    found = made(name)
    for kind, text in plain.everything(found):
        assert not re.search(r"[{}]|\bNone\b", text), (kind, text)
        assert text.strip() == text, (kind, text)
    for section in found.sections:
        assert not isinstance(section.blocks[-1], Heading)
        assert all(b.items for b in section.blocks if isinstance(b, Bullets))


def test_the_answers_give_what_one_brings_and_an_exercise_for_what_shows_less() -> None:
    of = {i.id: i.competency for i in simulated.library().gedrag.items}
    answers = simulated.person(3, "aspirant")
    ends = {item: {"BES1": 5, "PUB1": 1}.get(competency, 3) for item, competency in of.items()}
    answers = replace(answers, gedrag=ends)
    material = simulated.material(answers)
    above, below = material.standing_out
    text = said(report(answers), "antwoorden")

    assert (above, below) == (("BES1",), ("PUB1",))
    assert simulated.value_map().competency[below[0]].actions_aspirant[0] in text
    assert f"{material.name(above[0])}: " in text


@pytest.mark.parametrize("seed", range(1, 13))
def test_no_exercise_is_about_what_the_first_page_names_as_shown_more_often(seed: int) -> None:
    drawn_on = simulated.material(simulated.person(seed, ASPIRANT))
    more, less = list_outstanding(drawn_on)
    exercises = list_exercises(drawn_on)
    of = drawn_on.value_map.competency

    assert exercises
    assert not [name for name in more if of[name].actions_aspirant[0] in exercises]
    if len(less) > 1:
        assert set(exercises) <= {of[name].actions_aspirant[0] for name in less}


def test_who_asks_about_a_condition_reads_where_it_is_told() -> None:
    answers = simulated.person(3, "aspirant")
    told = {**answers.verdieping, "weg-voorwaarden": ("eed",), "weg-stappen": ("buiten",)}
    text = said(report(replace(answers, verdieping=told)), "beeld")

    assert "Je wilde meer weten over ‘De eed of belofte’." in text
    assert "‘Ik kom van buiten de politiek’" in text


def test_a_definition_says_that_it_is_about_the_office() -> None:
    text = said(made("aspirant 1"), "competenties")

    assert text.count("Wie dit in het ambt goed doet, ") > 10


def test_another_office_is_told_no_facts_about_this_one() -> None:
    answers = replace(simulated.person(3, "aspirant"), office="burgemeester")
    content = report(answers)

    assert "nog geen feiten" in said(content, "beeld")
    assert not [text for _, text in plain.texts(content.section("thuis")) if "Volgens: " in text]


def test_who_answered_little_hears_that_and_no_score() -> None:
    text = said(made("silent aspirant"), "antwoorden")

    assert "Scores zijn er nog niet" in text
    assert not re.search(r"\d+ \(\d+ tot \d+\)", text)


def test_the_talk_at_home_repeats_what_the_person_wrote_about_home() -> None:
    answers = simulated.person(3, "aspirant")
    words = "Mijn zus neemt het koken over."
    told = {**answers.verdieping, "thuis-gevolgen": words, "thuis-besproken": ("nog-niet",)}
    home = report(replace(answers, verdieping=told)).section("thuis")

    assert Paragraph(words, "quote") in home.blocks
    assert "met niemand" in "\n".join(text for _, text in plain.texts(home))
    told["thuis-besproken"] = ("thuis", "nog-niet")
    text = said(report(replace(answers, verdieping=told)), "thuis")
    assert "Je besprak deze stap al met: de mensen thuis." in text


def test_the_programmes_are_those_for_aspirants_and_the_goals_are_the_own_ones() -> None:
    made_with_goals = report(simulated.person(5, "aspirant"), Plan(goals=simulated.goals()))
    text = said(made_with_goals, "vervolg")

    for programme in simulated.catalogue().programmes:
        named = f"{programme.name}. {programme.trains}" in text
        assert named == ("aspirant" in programme.phases and not programme.support)
    assert "het enige aanbod" in text
    assert "Vaker zeggen waar ik sta." in said(made_with_goals, "doelen")


def test_no_chapter_on_a_priority_value_is_announced() -> None:
    assert "eigen hoofdstuk" not in said(made("aspirant 1"), "waarden")


def test_the_figures_of_the_plan_are_in_it() -> None:
    found = [b.id for s in made("aspirant 1").sections for b in s.blocks if isinstance(b, Figure)]

    assert found == ["eerste-beeld", "competenties", "stijl", "waardenkaart", "belang-en-gedrag"]


def sentences(found: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of the content file with its place; sources are names."""
    if isinstance(found, str):
        yield place, found
    elif isinstance(found, dict):
        for key, one in found.items():
            if key not in ("sources", "id", "where"):
                yield from sentences(one, f"{place}.{key}")
    elif isinstance(found, list):
        for number, one in enumerate(found):
            yield from sentences(one, f"{place}[{number}]")


def test_no_sentence_is_hard_to_read() -> None:
    assert list(hard_texts(sentences(CONTENT))) == []


def test_no_sentence_stands_twice() -> None:
    texts = [text for _, text in sentences(CONTENT) if len(text.split()) > 4]

    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_nobody_is_placed_in_a_norm_also_when_there_is_one() -> None:
    normed = [name for name in varied.PEOPLE if varied.material(name).profile.norm is not None]
    profile = varied.material(normed[0]).profile
    material = varied.material("aspirant 1")
    mine = replace(material.profile, norm=profile.norm, placements=profile.placements)

    assert profile.placements
    assert compose_document("orientatieverslag", replace(material, profile=mine)) == made(
        "aspirant 1"
    )


# On paper


def printed(name: str) -> ReportContent:
    return made(name).on_paper


def test_the_pdf_leaves_the_chapters_of_method_to_the_screen() -> None:
    left_out = {"lezen", "competenties", "honderd-dagen", "praktijkkaarten", "verantwoording"}

    assert [s.id for s in printed("aspirant 1").sections] == [
        section for section in SECTIONS if section not in left_out
    ]


@pytest.mark.parametrize("name", ASPIRANTS)
def test_a_pdf_has_at_most_twelve_pages(name: str) -> None:
    pdf = pikepdf.open(io.BytesIO(render_pdf(made(name))))

    assert len(pdf.pages) <= 12


def with_four_goals(times: int) -> ReportContent:
    """Return the document of somebody who wrote four goals, each sentence so many times."""
    goals = tuple(
        Goal(
            about=about,
            aim=f"Dat ik {about} durf te laten zien. " * 2 * times,
            doing="Elke week een uur oefenen met een collega. " * times,
            noticing="Mensen zeggen dat ze mij beter volgen. " * times,
            by=date(2027, 6, 1),
            helper="Mijn coach",
            actions=("Een voorstel laten nalezen.", "Een debat bijwonen."),
        )
        for about in ("PER2", "BES1", "PUB1", "AMB1")
    )
    material = simulated.material(simulated.person(1, "aspirant"), Plan(goals=goals))
    return compose_document("orientatieverslag", material)


@pytest.mark.parametrize(("times", "pages"), [(1, 12), (6, 13)])
def test_four_own_goals_take_a_page_more_at_most_and_all_of_their_words_are_there(
    times: int, pages: int
) -> None:
    document = with_four_goals(times)
    pdf = pikepdf.open(io.BytesIO(render_pdf(document)))
    told = "\n".join(text for _, text in plain.texts(document.on_paper.section("doelen")))

    assert len(pdf.pages) <= pages
    for words in ("Dat ik PER2 durf te laten zien. " * 2 * times,
                  "Elke week een uur oefenen met een collega. " * times,
                  "Wie mij helpt: Mijn coach", "Een debat bijwonen."):  # fmt: skip
        assert words.strip() in told
    assert told.count("1 juni 2027") == 4


def test_paper_is_shorter_by_its_form_and_leaves_no_source_and_no_question_out() -> None:
    text = "\n".join(text for section in printed("aspirant 1").sections
                     for _, text in plain.texts(section))  # fmt: skip
    told = [fact["text"] for topic in (*TEXTS.tables["topics"], *TEXTS.tables["home_topics"])
            for fact in topic["facts"]]  # fmt: skip
    asked = [question for group in (*TEXTS.tables["home_topics"], *TEXTS.tables["question_groups"])
             for question in group["questions"]]  # fmt: skip
    sources = [source["title"] for source in TEXTS.tables["sources"]]

    assert len(told) + len(asked) + len(sources) > 60
    assert [words for words in (*told, *asked, *sources) if words not in text] == []


@pytest.mark.parametrize("name", ASPIRANTS)
def test_no_exercise_and_no_own_word_stands_twice_on_paper(name: str) -> None:
    text = "\n".join(text for section in printed(name).sections
                     for _, text in plain.texts(section))  # fmt: skip
    exercises = [action for competency in simulated.value_map().competencies
                 for action in competency.actions_aspirant]  # fmt: skip
    words = [answer for answer in varied.material(name).answers.verdieping.values()
             if isinstance(answer, str) and len(answer) > 30]  # fmt: skip

    for exercise in exercises:
        assert text.lower().count(exercise.lower()) <= 1, exercise
    for word in words:
        assert text.count(word) == 1, word


def test_a_goal_that_is_written_is_printed_whole() -> None:
    content = report(simulated.person(5, "aspirant"), Plan(goals=simulated.goals())).on_paper

    assert "Vaker zeggen waar ik sta." in said(content, "doelen")


@pytest.mark.parametrize("name", ASPIRANTS)
def test_every_place_that_a_text_on_paper_names_is_printed(name: str) -> None:
    content = made(name)
    titles = {section.title for section in content.sections}
    shown = {section.title for section in content.on_paper.sections}

    for section in content.on_paper.sections:
        for _, text in plain.texts(section):
            for title in titles - shown:
                assert f"‘{title}’" not in text
