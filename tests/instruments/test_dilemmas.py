"""Dilemmas: what must hold of them, and what is made of a choice: nothing but the choice."""

from dataclasses import replace

import pytest

from assessment.instruments.answers import AnswerError, check_answer
from assessment.instruments.dilemmas import check_dilemmas, read_chosen
from assessment.instruments.model import LONGEST_WHY, WHY


@pytest.fixture
def part(library):
    return library.dilemmas


def with_first(part, **changes):
    first, *rest = part.dilemmas
    return replace(part, dilemmas=(replace(first, **changes), *rest))


def test_there_are_twelve_and_nothing_is_wrong_with_them(part, value_map):
    assert len(part.dilemmas) == 12
    assert list(check_dilemmas(part, value_map)) == []


def test_every_cluster_but_that_of_virtues_is_in_a_dilemma(part, value_map):
    values = {value for one in part.dilemmas for value in (one.first, one.second)}

    assert {value_map.cluster_of[value].id for value in values} == {
        cluster.id for cluster in value_map.clusters if not cluster.virtue
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"first": "geluk"}, "de waarde 'geluk' bestaat niet"),
        ({"first": "eerlijkheid"}, "is een deugd"),
        ({"first": "nabijheid"}, "hetzelfde cluster"),
        ({"first_text": "Ja."}, "maak ze even lang"),
        ({"second": "lef"}, "staat in 2 dilemma's"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(part, value_map, changes, told):
    problems = list(check_dilemmas(with_first(part, **changes), value_map))

    assert any("dilemmas.v1.toml" in one and told in one for one in problems), problems


def test_one_that_is_missing_is_told(part, value_map):
    less = replace(part, dilemmas=part.dilemmas[1:])

    assert any("is 11, niet 12" in one for one in check_dilemmas(less, value_map))


def test_each_is_asked_as_a_choice_and_an_open_question(part):
    choice, why, *_ = part.items

    assert choice.kind == "choice"
    assert [option.id for option in choice.options] == ["doelmatigheid", "verbondenheid"]
    assert (why.id, why.kind) == (choice.id + WHY, "open")
    assert len(part.items) == 24


def test_only_one_of_both_values_is_an_answer_and_a_long_reason_is_refused(part):
    choice, why, *_ = part.items

    assert check_answer(choice, "verbondenheid", "x") == "verbondenheid"
    with pytest.raises(AnswerError, match="doelmatigheid, verbondenheid"):
        check_answer(choice, "lef", "x")
    with pytest.raises(AnswerError):
        check_answer(why, "a" * (LONGEST_WHY + 1), "x")


def test_what_was_chosen_is_read_with_the_other_value_and_the_reason(part):
    answers = {"sporthal": "verbondenheid", "sporthal-waarom": "Ik ken die club.", "regio": "x"}

    [chosen] = read_chosen(part, answers)

    assert (chosen.value, chosen.other, chosen.why) == (
        "verbondenheid", "doelmatigheid", "Ik ken die club.",
    )  # fmt: skip
    assert chosen.text == part.dilemmas[0].second_text


def test_a_reason_without_a_choice_is_no_choice(part):
    assert read_chosen(part, {"sporthal-waarom": "Ik weet het niet."}) == ()
