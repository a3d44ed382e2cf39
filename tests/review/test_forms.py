"""What raters are asked: everything once, shuffled, and nothing that gives the key away."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest

from review.forms import build_forms, choice_sentence, list_pairs


def test_the_same_content_and_seed_give_the_same_forms_and_another_seed_another_order(
    library, value_map, forms
):
    again, other = build_forms(library, value_map, 1), build_forms(library, value_map, 2)

    assert again == forms
    assert [s.id for s in other.sorting.statements] != [s.id for s in forms.sorting.statements]
    assert other.sorting.code != forms.sorting.code


def test_every_statement_is_asked_once_in_another_order_than_that_of_the_instrument(library, forms):
    asked = [statement.id for statement in forms.sorting.statements]
    given = [item.id for item in library.gedrag.items]

    assert sorted(asked) == sorted(given)
    assert asked != given
    assert [s.number for s in forms.sorting.statements] == list(range(1, len(given) + 1))


def test_values_and_competencies_can_be_found_by_the_alphabet(value_map, forms):
    values = [value.name for value in forms.sorting.values]
    competencies = [competency.name for competency in forms.sorting.competencies]

    assert values == sorted(value.name for value in value_map.values.values())
    assert competencies == sorted(c.name for c in value_map.competencies)
    assert forms.sorting.competencies[-1].letter == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[
        len(competencies) - 1
    ]  # fmt: skip


def test_every_choice_sentence_and_both_poles_of_every_pair_are_rated_once(
    library, value_map, forms
):
    asked = Counter((s.about, s.pole) for s in forms.desirability.sentences)
    values = [(value, 0) for value in value_map.values]
    poles = [(pair.id, pole) for pair in list_pairs(library) for pole in (1, 2)]

    assert asked == Counter([*values, *poles])


@pytest.mark.parametrize("seed", range(8))
def test_the_poles_of_a_pair_never_stand_beside_each_other(library, value_map, seed):
    about = [s.about for s in build_forms(library, value_map, seed).desirability.sentences]

    assert all(first != second for first, second in zip(about, about[1:], strict=False))


def test_a_pole_carries_the_text_and_the_style_of_its_own_side(library, value_map, forms):
    sentences = {(s.about, s.pole): s for s in forms.desirability.sentences}
    for pair in list_pairs(library):
        axis = next(axis for axis in value_map.axes if axis.id == pair.axis)
        first = sentences[pair.id, pair.first_pole]
        assert first.text == pair.first
        assert first.style == value_map.style[(axis.pole1, axis.pole2)[pair.first_pole - 1]].name


def test_a_value_is_told_by_its_choice_sentence_or_else_by_how_its_meaning_begins():
    meaning = "Je doet wat nodig is. Ook als het steun kost."

    assert choice_sentence(SimpleNamespace(choice="Je durft.", meaning=meaning)) == "Je durft."
    assert choice_sentence(SimpleNamespace(choice="", meaning=meaning)) == "Je doet wat nodig is."
    assert choice_sentence(SimpleNamespace(meaning=meaning)) == "Je doet wat nodig is."


def test_one_changed_word_gives_the_form_another_code(library, value_map, forms):
    items = library.gedrag.items
    reworded = replace(items[0], text=items[0].text + " Altijd.")
    changed = replace(library, gedrag=replace(library.gedrag, items=(reworded, *items[1:])))

    codes = build_forms(changed, value_map, 1)

    assert codes.sorting.code != forms.sorting.code
    assert codes.desirability.code == forms.desirability.code
