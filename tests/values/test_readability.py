"""LIX and sentence length of a text, by hand."""

import pytest

from values.readability import Readability, measure


def test_a_text_of_two_sentences_by_hand():
    # 4 + 2 words; 'raadsleden' and 'vergaderen' have more than six letters: 2 of 6
    found = measure("De raadsleden gaan vergaderen. Dat mag.")

    assert found.words == 6
    assert found.mean_sentence == 3
    assert found.longest_sentence == 4
    assert found.lix == pytest.approx(3 + 100 * 2 / 6)


def test_seven_letters_are_long_and_six_are_not():
    assert measure("zeven").lix == 1
    assert measure("letter").lix == 1
    assert measure("letters").lix == 101


@pytest.mark.parametrize("text", ["", "  \n", "... !"])
def test_a_text_without_words_measures_nothing(text):
    assert measure(text) == Readability(0, 0.0, 0.0, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wij-zij-denken", 1),
        ("foto's maken", 2),
        ("een (kort) woord", 3),
        ("in 2024 kwam dit", 4),
        ("één idee", 2),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text, words):
    assert measure(text).words == words


def test_a_colon_ends_a_stretch_of_reading():
    assert measure("Kies er een: ja of nee.").longest_sentence == 3
