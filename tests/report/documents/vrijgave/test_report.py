"""What is released holds the chosen parts and nothing of the others, and is the same later."""

from dataclasses import replace

import pytest

from assessment.plan import Goal, Plan
from assessment.report.documents.kinds import DocumentRefused
from assessment.report.documents.redaction import redact
from assessment.report.documents.vrijgave.parts import EXPLAINED, MATERIAL_OF, RELEASED_PARTS
from assessment.report.documents.vrijgave.report import compose_release
from assessment.report.fingerprint import content_hash
from assessment.report.freezing import freeze_report, thaw_report
from assessment.report.html import render_html
from assessment.report.model import Grounded
from assessment.services.frozen_content import read_content, write_content
from tests.people import varied
from tests.report.documents.test_redaction import whole


def text_of(material, *parts):
    return render_html(compose_release(material, parts)).decode()


@pytest.mark.parametrize("part", MATERIAL_OF)
def test_a_part_is_made_of_its_own_material_alone(part):
    alone = redact(whole(), [MATERIAL_OF[part]])

    assert compose_release(whole(), [part]) == compose_release(alone, [part])


def test_the_story_holds_own_words_only_when_these_are_released_too():
    scored = redact(whole(), [MATERIAL_OF[part] for part in EXPLAINED])

    alone = compose_release(whole(), ["story"]).section("story")
    joined = compose_release(whole(), ["story", "own_words"]).section("story")

    assert alone == compose_release(scored, ["story"]).section("story")
    assert alone.blocks
    assert joined != alone


def test_the_answers_behind_a_sentence_come_only_with_the_answers():
    def grounds(*parts):
        blocks = compose_release(whole(), parts).section("story").blocks
        return [block.grounds for block in blocks if isinstance(block, Grounded)]

    assert not any(grounds("story", "values"))
    assert all(grounds("story", "values", "explanation"))


@pytest.mark.parametrize("part", EXPLAINED)
def test_the_answers_are_those_of_the_parts_that_were_released(part):
    alone = redact(whole(), [MATERIAL_OF[part]])

    chapter = compose_release(whole(), [part, "explanation"]).section("explanation")

    assert chapter == compose_release(alone, [part, "explanation"]).section("explanation")
    assert len(chapter.blocks) > 2


def test_a_goal_about_a_virtue_stays_with_the_owner_and_the_others_are_numbered_without_it():
    goals = (Goal("eerlijkheid", aim="Blijft-bij-mij"), Goal("lef", aim="Gaat-mee"))
    material = replace(whole(), plan=Plan(goals=goals))

    told = text_of(material, "plan")
    held = read_content(write_content(material, ["plan"]))

    assert "Gaat-mee" in told
    assert "Blijft-bij-mij" not in told + write_content(material, ["plan"])
    assert [(goal.number, goal.about, goal.aim) for goal in held.goals] == [(1, "lef", "Gaat-mee")]


def test_goals_and_sheet_are_held_only_with_what_they_are_made_of():
    assert read_content(write_content(whole(), ["style"])).goals == ()
    assert read_content(write_content(whole(), ["story"])).sheet is None
    asked = read_content(write_content(whole(), ["style"])).sheet
    assert asked is not None
    assert "Bestuursstijl".lower() in render_html(asked).decode().lower()


@pytest.mark.parametrize("name", sorted(varied.PEOPLE)[::5])
def test_anybody_can_release_everything_and_what_was_frozen_says_the_same(name):
    report = compose_release(varied.material(name), RELEASED_PARTS)

    thawed = thaw_report(freeze_report(report))

    assert thawed == report
    assert content_hash(thawed) == content_hash(report)


def test_the_same_day_gives_the_same_text_and_another_another():
    material = whole()
    later = replace(material, created_at=material.created_at.replace(hour=23, minute=59))
    next_day = replace(material, created_at=material.created_at.replace(year=2030))

    assert write_content(material, ["plan"]) == write_content(later, ["plan"])
    assert write_content(material, ["plan"]) != write_content(next_day, ["plan"])


@pytest.mark.parametrize("parts", [[], ["x"], ["explanation"], ["explanation", "plan", "story"]])
def test_parts_that_make_no_release_are_refused(parts):
    with pytest.raises(DocumentRefused):
        compose_release(whole(), parts)


def test_what_no_json_can_hold_is_refused_and_not_guessed_at():
    report = compose_release(whole(), ["plan"])

    with pytest.raises(TypeError):
        freeze_report(replace(report, footer={1, 2}))
    with pytest.raises(TypeError):
        thaw_report({"is": "Paragraph", "text": "x", "style": "body"})
