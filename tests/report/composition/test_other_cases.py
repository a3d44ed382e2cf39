"""What is read by who answers as nobody expects: all alike, almost nothing, a dash, one of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assessment.instruments import NOT_EXPERIENCED, Answers
from assessment.plan import Goal, Plan
from assessment.report.composition.first_figure import first_figure
from assessment.report.documents.composing import compose_document
from assessment.report.documents.registry import find_main_kind
from tests.people import simulated
from tests.report.composition import plain
from values import PHASES


def alike(phase: str) -> Answers:
    """Somebody who gives every statement the very same answer."""
    person = simulated.person(11, phase)
    return replace(person, gedrag={item.id: 2 for item in simulated.library().gedrag.items})


def read(answers: Answers, name: str = "", plan: Plan | None = None) -> str:
    """Return the document, or the main one, as text."""
    kind = name or find_main_kind(answers.phase).name
    return plain.plain(compose_document(kind, simulated.material(answers, plan)))


def documents(answers: Answers) -> Iterator[str]:
    yield read(answers)
    if answers.phase != "aspirant":
        yield read(answers, "bijlage")


@pytest.mark.parametrize("phase", PHASES)
def test_who_answered_everything_alike_is_not_told_that_answers_are_missing(phase: str) -> None:
    for text in documents(alike(phase)):
        assert "zijn meer antwoorden nodig" not in text
        assert "Dat is nergens gelukt" not in text
        assert "onder je gemiddelde" not in text  # there is none


def test_who_considers_the_office_reads_of_a_report_where_others_read_of_a_plan() -> None:
    for answers in (alike("aspirant"), simulated.silent("aspirant")):
        text = read(answers)
        assert "in dit plan" not in text
        assert "Dit plan laat" not in text


def test_one_situation_that_was_not_met_is_told_as_one() -> None:
    person = simulated.person(4, "aspirant")
    given = {item: 3 if answer == NOT_EXPERIENCED else answer
             for item, answer in person.gedrag.items()}  # fmt: skip
    first, *_ = given
    text = read(replace(person, gedrag={**given, first: NOT_EXPERIENCED}))
    assert "Bij één uitspraak koos je" in text
    assert "Bij 1 " not in text


@pytest.mark.parametrize("phase", PHASES)
def test_a_figure_without_scores_says_of_each_place_on_an_axis_on_which_side_it_is(
    phase: str,
) -> None:
    drawn_on = simulated.material(alike(phase))
    figure = first_figure(drawn_on)
    assert figure is not None
    places = [text for text in figure.alt.split(". ") if ", interval " in text]
    assert len(places) == len(drawn_on.value_map.axes)
    assert all("richting" in text or "midden" in text for text in places)


@pytest.mark.parametrize("written", ["?", "-", "…", " . ", "😀"])
def test_signs_alone_are_not_quoted_as_what_somebody_wrote(written: str) -> None:
    person = simulated.person(31)
    questions = {item.id for item in simulated.library().verdieping.items if item.kind == "open"}
    told = {q: written if q in questions else a for q, a in person.verdieping.items()}
    text = read(replace(person, verdieping=told))
    assert "Zelf schreef je" not in text
    assert "Begin bij wat je zelf schreef" not in text


def test_a_virtue_that_leads_stands_beside_no_answer() -> None:
    virtues = simulated.value_map().virtues
    for seed in range(1, 30):
        drawn_on = simulated.material(simulated.person(seed))
        chapter = next(
            section
            for section in compose_document("plan", drawn_on).sections
            if section.id == "plan-waarden"
        )
        for kind, text in plain.texts(chapter):
            if kind == "bullet" and any(
                text.startswith(f"{drawn_on.name(value)}:")
                for value in virtues & set(drawn_on.leading)
            ):
                assert "antwoordde je" not in text, (seed, text)


def test_goals_whose_day_has_come_are_not_said_to_be_on_the_line() -> None:
    today = simulated.CREATED_AT.date()
    goals = (Goal(about="lef", by=today), Goal(about="PUB1", by=date(2027, 2, 28)))
    text = read(simulated.person(7), plan=Plan(goals=goals))
    assert "wil je het doel op deze lijn hebben bereikt" in text
    assert "al je doelen" not in text


@pytest.mark.parametrize(("phase", "then", "told"), [
    ("oud-wethouder", "zittend", True), ("oud-wethouder", "oud-wethouder", False),
    ("zittend", "starter", False),
])  # fmt: skip
def test_who_looks_back_is_told_that_the_first_time_was_in_the_office(
    phase: str, then: str, told: bool
) -> None:
    before = replace(simulated.person(41, then), taken_at="2024-11-23T10:00:00+01:00")
    now = simulated.person(41, phase)
    drawn_on = simulated.material(now, comparison=simulated.comparison(before, now))
    text = plain.plain(compose_document("bijlage", drawn_on))
    assert ("nu kijk je terug" in text) == told
    assert "je antwoordde over ander werk" not in text


def test_who_looks_back_on_a_sure_change_is_not_told_to_do_something_else() -> None:
    person = simulated.person(41, "oud-wethouder")
    moved = {i.id for i in simulated.library().gedrag.items if i.competency == "AMB1"}
    low = {item: 1 if item in moved else given for item, given in person.gedrag.items()}
    high = {item: 5 if item in moved else given for item, given in person.gedrag.items()}
    before = replace(person, gedrag=low, taken_at="2024-11-23T10:00:00+01:00")
    now = replace(person, gedrag=high)
    compared = simulated.comparison(before, now, ("AMB1",))
    drawn_on = simulated.material(now, comparison=compared)
    text = plain.plain(compose_document("bijlage", drawn_on))
    assert "Bij één competentie is je score zeker anders" in text
    assert "doe je iets anders" not in text


def chapter_next(asked: tuple[str, ...], *followed: str) -> str:
    person = simulated.person(2, "aspirant")
    answers = replace(person, verdieping={**person.verdieping, "voorbereiding-leren": asked})
    drawn_on = simulated.material(answers, Plan(followed=followed))
    [section] = [
        s for s in compose_document("orientatieverslag", drawn_on).sections if s.id == "vervolg"
    ]
    return "\n".join(text for _, text in plain.texts(section))


def test_who_considers_the_office_reads_that_what_they_asked_for_is_there() -> None:
    assert "je vroeg om een programma in een groep" in chapter_next(("programma",))
    assert "je vroeg om" not in chapter_next(())


def test_who_considers_the_office_is_not_offered_what_they_followed() -> None:
    followed = chapter_next(("programma",), "ORI")
    assert "Oriëntatieprogramma" in chapter_next(("programma",))
    assert "Oriëntatieprogramma" not in followed
    assert "volgde je al" in followed


def handed_over(answers: Answers) -> str:
    sections = compose_document("plan", simulated.material(answers)).sections
    [section] = [one for one in sections if one.id == "samen-met-mij"]
    return "\n".join(text for _, text in plain.texts(section))


def test_no_habit_is_handed_over_of_who_answered_nothing_about_style() -> None:
    person = simulated.person(52)
    nothing = handed_over(replace(person, stijl={}, sets={}, gedrag={}))
    assert "Mijn antwoorden" not in nothing
    assert "Als je niet weet waar ik sta" not in nothing  # it is room to write
    assert "Wat ik het eerst doe" in handed_over(person)


def test_a_style_that_is_not_known_is_not_handed_over_as_a_habit() -> None:
    person = simulated.person(31)
    assert not simulated.material(person).preferred
    text = handed_over(person)
    assert "Mijn antwoorden wijzen geen stijl aan" in text
    assert "openhoud" not in text
