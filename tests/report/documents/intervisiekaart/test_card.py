"""An intervisiekaart brings one question, from what the person chose or shows, and no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assessment.phrases import whole
from assessment.plan.model import Goal, Plan, Suggestions
from assessment.report.documents.composing import compose_document
from assessment.report.documents.intervisiekaart.card import offer_choices
from assessment.report.documents.intervisiekaart.texts import TEXTS
from assessment.report.documents.kinds import Choosing
from assessment.report.model import Bullets, Paragraph, ReportContent, Table
from tests.each import holds_for_each
from tests.people import simulated, sixty, varied
from tests.report.composition import plain
from values.checks import hard_texts

NOTHING = Suggestions((), (), (), ())


def card(name: str, **changes: Any) -> ReportContent:
    return compose_document("intervisiekaart", replace(varied.material(name), **changes))


def question(sheet: ReportContent) -> str:
    block = sheet.section("vraag").blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def test_the_question_is_about_the_first_goal_then_a_need_then_a_gap() -> None:
    assert "mijn doel over ‘Helder en zichtbaar" in question(card("with goals"))
    need = varied.material("zittend 20").suggestions.needs[0].competency
    assert simulated.value_map().competency[need].name in question(card("zittend 20"))
    assert "Vrijheid" in question(card("one gap", suggestions=NOTHING))
    assert question(card("silent", suggestions=NOTHING)) == TEXTS.tables["card"]["question_open"]


def test_a_goal_without_own_words_is_not_the_question() -> None:
    only_subject = Plan(goals=(Goal("PER4"),))

    assert "doel" not in question(card("zittend 1", plan=only_subject))


@holds_for_each("number", sixty.EVERYONE)
def test_the_group_hears_two_to_four_lines(number: int) -> None:
    sheet = compose_document("intervisiekaart", sixty.material(number))
    known = sheet.section("weten").blocks[-1]

    assert isinstance(known, Bullets)
    assert 2 <= len(known.items) <= 4


def test_the_lines_give_the_score_with_its_interval() -> None:
    profile = varied.material("with goals").estimate("PUB3")
    text = "\n".join(text for _, text in plain.texts(card("with goals").section("weten")))

    assert f"score {whole(profile.score)} ({whole(profile.low)} tot {whole(profile.high)})" in text


def test_the_minutes_of_the_round_are_those_of_its_steps() -> None:
    found = next(b for b in card("zittend 1").section("ronde").blocks if isinstance(b, Table))
    total = sum(int(row[-1]) for row in found.rows)

    assert found.caption == f"Eén ronde in {total} minuten"
    assert total == 60


def test_no_name_stands_on_it() -> None:
    named = replace(simulated.person(3), name="Xaveria Quintus")
    sheet = compose_document("intervisiekaart", simulated.material(named))

    said = "\n".join(text for _, text in plain.everything(sheet))
    assert "Quintus" not in said
    assert simulated.DOCUMENT not in said


def sentences() -> Iterator[tuple[str, str]]:
    content = TEXTS.tables
    for name, text in content["card"].items():
        yield from ((name, one) for one in ([text] if isinstance(text, str) else text))
    yield from ((step["name"], step["what"]) for step in content["steps"])


def test_no_sentence_is_hard_to_read() -> None:
    assert list(hard_texts(sentences())) == []


def picked(name: str, **chosen: list[str]) -> ReportContent:
    return compose_document("intervisiekaart", varied.material(name), picked=chosen)


def choosing(name: str, choice: str) -> Choosing:
    """What is offered of one choice."""
    return next(one for one in offer_choices(varied.material(name)) if one.id == choice)


def known(sheet: ReportContent) -> str:
    return "\n".join(text for _, text in plain.texts(sheet.section("weten")))


def test_the_owner_chooses_which_question_to_bring() -> None:
    offered = choosing("with goals", "vraag")

    for option, words in offered.options:
        assert question(picked("with goals", vraag=[option])) == words
    assert offered.options[-1][0] == "open"
    assert "Bij mijn doel" not in known(picked("with goals", vraag=["open"]))


def test_the_owner_chooses_the_strength_or_none() -> None:
    offered = choosing("with goals", "kracht")
    assert len(offered.options) >= 2

    for option, words in offered.options[:-1]:
        assert words in known(picked("with goals", kracht=[option]))
    assert "op kan bouwen" not in known(picked("with goals", kracht=[""]))


def test_the_owner_chooses_which_values_the_group_hears() -> None:
    offered = choosing("zittend 1", "waarden")
    (first, name), (_, other) = offered.options[:2]

    only = known(picked("zittend 1", waarden=[first]))
    assert name.lower() in only
    assert other.lower() not in only
    assert "vooropstaat" not in known(picked("zittend 1", waarden=[]))


@holds_for_each("name", varied.PEOPLE.keys())
def test_nothing_is_asked_without_something_to_choose_from(name: str) -> None:
    question, *others = offer_choices(varied.material(name))
    assert question.options
    assert all(any(option for option, _ in one.options) for one in others)


def test_who_has_no_leading_value_chooses_none() -> None:
    assert "vooropstaat" not in known(picked("no waardenkeuze", waarden=["lef"]))


def test_what_was_not_offered_is_never_on_the_card() -> None:
    made = picked("zittend 1", vraag=["doel-9"], kracht=["POL9"], waarden=["niets"])

    assert question(made) == TEXTS.tables["card"]["question_open"]
    assert "op kan bouwen" not in known(made)
    assert "vooropstaat" not in known(made)
