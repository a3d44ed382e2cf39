"""Which practice cards fit somebody, and what a card must keep to."""

from dataclasses import fields, replace

import pytest

from assessment.plan import card_checks, checks
from assessment.plan.cards import MOST_CARDS, choose_cards, list_wishes
from values import PHASES


@pytest.fixture
def card(catalogue):
    return catalogue.card("online-haat")


def chosen(catalogue, phase="zittend", goals=(), wishes=()):
    return choose_cards(catalogue.cards, phase=phase, goals=goals, wishes=wishes)


def test_a_goal_comes_before_what_was_asked_and_that_before_the_phase(catalogue):
    first, second, third = chosen(catalogue, goals=("weerbaarheid",), wishes=("publiek",))[:3]

    assert (first.because, first.about) == ("goal", "weerbaarheid")
    assert first.card.is_about("weerbaarheid")
    assert {second.because, third.because} <= {"goal", "asked"}
    asked = chosen(catalogue, goals=("PUB3",), wishes=("ambtelijk",))
    assert [choice.because for choice in asked] == ["goal", "goal", "asked"]


def test_without_a_goal_or_a_wish_everybody_in_a_phase_gets_the_same_cards(catalogue):
    for phase in PHASES:
        choices = chosen(catalogue, phase)
        assert {choice.because for choice in choices} == {"phase"}
        assert all(phase in choice.card.phases for choice in choices)


def test_nobody_gets_more_than_three_cards_or_one_twice(catalogue, value_map):
    for phase in PHASES:
        for about in (*value_map.competency, *value_map.values):
            ids = [c.card.id for c in chosen(catalogue, phase, (about,), catalogue.asked_by)]
            assert len(ids) == len(set(ids)) <= MOST_CARDS


def test_a_card_for_another_phase_is_never_chosen(catalogue):
    ids = {c.card.id for c in chosen(catalogue, "vertrekkend", ("POL3",), ("politiek",))}

    assert ids == {"online-haat", "laatste-honderd-dagen"}


def test_a_card_about_a_virtue_asks_for_a_goal_or_a_wish_and_no_score_is_ever_looked_at(catalogue):
    assert "profile" not in choose_cards.__annotations__
    by_phase = [choice for choice in chosen(catalogue) if choice.card.id == "raad-informeren"]
    by_goal = chosen(catalogue, goals=("POL3",))

    assert all(choice.because == "phase" for choice in by_phase)
    assert by_goal[0].because == "goal"


def test_wishes_follow_from_choices_and_not_from_what_was_written():
    asked_by = {"politiek": ("wens-speelveld:politiek",), "veiligheid": ("weg:veilig", "weg:thuis")}
    answers = {"wens-speelveld": "politiek", "weg": {"geld", "thuis"}, "open": "veilig"}

    assert list_wishes(asked_by, answers) == {"politiek", "veiligheid"}
    assert list_wishes(asked_by, {"wens-speelveld": "publiek"}) == set()


def test_there_are_twelve_cards_and_each_is_reached_by_a_goal(catalogue):
    assert len(catalogue.cards) == 12
    for card in catalogue.cards:
        found = [chosen(catalogue, card.phases[0], (about,)) for about in card.competencies]
        assert any(card in [choice.card for choice in choices] for choices in found) or any(
            card in [choice.card for choice in chosen(catalogue, card.phases[0], (about,))]
            for about in card.values
        ), card.id


BROKEN = {
    "competencies noemt 'XYZ1'": {"competencies": ("XYZ1",)},
    "values noemt 'moed'": {"values": ("moed",)},
    "wishes noemt 'rust'": {"wishes": ("rust",)},
    "call noemt 'oma'": {"call": ("oma",)},
    "phases is leeg": {"phases": ()},
    "er staat niemand bij people of call": {"people": (), "call": ()},
    "het aantal vragen is 2": {"questions": ("Wat weet ik?", "Wie weet meer?")},
    "dilemma telt 361 tekens": {"dilemma": "a" * 361},
    "question telt 141 tekens": {"questions": ("Wat?", "Wie?", "a" * 141)},
    "first_step telt 281 tekens": {"first_step": "a" * 281},
    "title telt 61 tekens": {"title": "a" * 61},
    "people is te lang": {"people": ("a", "b", "c", "d", "e")},
    "call is te lang": {"call": ("rechtspositie",) * 4},
    "deze id staat er 2 keer": {"id": "regio-en-raad"},
    "er staat een datum bij een kaart zonder bron": {"sources": ()},
}


@pytest.mark.parametrize("problem", BROKEN)
def test_a_broken_card_is_refused_with_the_reason(problem, catalogue, value_map, card):
    broken = replace(card, **BROKEN[problem])
    cards = tuple(broken if each is card else each for each in catalogue.cards)

    told = list(card_checks.problems(replace(catalogue, cards=cards), value_map))

    assert any(s.startswith(f"cards.toml: {broken.id}: {problem}") for s in told), told


def test_a_phase_without_a_card_is_a_problem(catalogue, value_map):
    cards = tuple(card for card in catalogue.cards if "aspirant" not in card.phases)

    told = checks.problems(replace(catalogue, cards=cards), value_map)

    assert any(s.startswith("cards.toml: er is geen kaart voor de fase aspirant") for s in told)


def test_a_wish_that_no_answer_can_tell_is_a_problem():
    [told] = card_checks.check_wishes({"rust": ("slaap:veel", "weg:thuis")}, {"weg": ["thuis"]})

    assert told.startswith("cards.toml: wishes.rust: 'slaap:veel' is geen antwoord")


def test_a_card_has_no_field_that_could_tell_of_a_person(card):
    assert {field.name for field in fields(card)} == {
        "id", "title", "phases", "competencies", "values", "wishes", "dilemma", "questions",
        "first_step", "people", "call", "sources", "as_of", "review_by", "sure",
    }  # fmt: skip
