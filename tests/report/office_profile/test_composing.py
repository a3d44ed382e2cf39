"""A profielschets is conduct and questions about an office, and nothing about a person."""

from datetime import UTC, datetime

import pytest

from assessment.report.model import Bullets, Callout, Heading, Paragraph
from assessment.report.office_profile.choice import Choice
from assessment.report.office_profile.composing import compose_profile
from assessment.report.office_profile.texts import AUDIENCES, QUESTIONS, TEXTS
from assessment.report.pdf.report import render_pdf
from tests.report.pdf.checkers import page_validation, verapdf
from values import load_value_map

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
FULL = Choice(
    "wethouder", "raad", ("POL3", "POL1", "PER1"), ("lef", "rentmeesterschap"), (3, 0), ("WAA",),
    "Duinrand", "We gaan fuseren.", "Er is geen geld voor een zwembad.",
)  # fmt: skip


def compose(choice=FULL):
    return compose_profile(choice, load_value_map(), created_at=AT)


def words(report):
    found = [report.cover.title, report.cover.subtitle, *report.cover.lines]
    for section in report.sections:
        found.append(section.title)
        for block in section.all_blocks:
            if isinstance(block, Heading | Paragraph):
                found.append(block.text)
            elif isinstance(block, Bullets):
                found += block.texts
            elif isinstance(block, Callout):
                found += [block.title, *block.paragraphs]
    return found


def test_what_was_chosen_is_told_as_conduct_with_two_questions_each():
    value_map = load_value_map()
    told = words(compose())

    for competency_id in FULL.competencies:
        assert value_map.competency[competency_id].indicators[0] in told
        assert set(QUESTIONS.listed(f"questions.{competency_id}")) <= set(told)
    assert value_map.competency["PUB1"].name not in told


def test_the_order_of_ticking_is_no_ranking():
    told = words(compose())

    names = [load_value_map().competency[one].name for one in ("POL1", "POL3", "PER1")]
    assert [text for text in told if text in names] == names


def test_the_own_words_stand_in_it_and_a_chapter_of_nothing_is_left_out():
    told = " ".join(words(compose()))
    assert "We gaan fuseren." in told
    assert "zwembad" in told
    assert "in Duinrand" in told

    bare = compose(Choice("wethouder", "partij", ("POL1",)))
    assert [section.id for section in bare.sections] == ["conduct", "talk", "not-asked"]


def test_it_always_warns_that_nobody_is_asked_for_a_result():
    report = compose(Choice("wethouder", "partij", ("POL1",)))

    assert "Vraag niemand om een uitslag of een plan" in report.cover.warning
    assert "Een uitslag, een score of een plan" in " ".join(words(report))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_everybody_who_draws_one_up_is_named(audience):
    report = compose(Choice("wethouder", audience, ("POL1",)))

    assert report.cover.lines[0] == TEXTS.say(f"audience.{audience}")


def test_every_competency_has_two_open_questions_about_one_time():
    for competency in load_value_map().competencies:
        questions = QUESTIONS.listed(f"questions.{competency.id}")
        assert len(questions) == 2
        for question in questions:
            assert question.endswith("?")
            assert not question.startswith(("Ben je", "Kun je", "Heb je", "Zou je")), question
    told = {key.removeprefix("questions.") for key in QUESTIONS.keys}
    assert told == {competency.id for competency in load_value_map().competencies}


def test_both_checkers_accept_the_pdf():
    pdf = render_pdf(compose())

    assert verapdf(pdf) == []
    assert page_validation(pdf) == []
