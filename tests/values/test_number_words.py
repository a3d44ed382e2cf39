"""Numbers as Dutch prose writes them."""

import doctest

import pytest

from values import number_words
from values.number_words import decimal_comma, number_word


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "nul"), (1, "één"), (8, "acht"), (14, "veertien"), (20, "twintig"), (21, "eenentwintig"),
     (22, "tweeëntwintig"), (33, "drieëndertig"), (39, "negenendertig"), (78, "achtenzeventig"),
     (80, "tachtig"), (100, "honderd")],
)  # fmt: skip
def test_a_whole_number_has_its_word(number, word):
    assert number_word(number) == word


def test_every_number_to_a_hundred_has_a_word_of_its_own():
    assert len({number_word(number) for number in range(101)}) == 101


@pytest.mark.parametrize("number", [-1, 101])
def test_another_number_has_no_word(number):
    with pytest.raises(ValueError, match="no word"):
        number_word(number)


@pytest.mark.parametrize(("number", "text"), [(1.645, "1,645"), (0.05, "0,05"), (30, "30")])
def test_a_fraction_has_a_comma(number, text):
    assert decimal_comma(number) == text


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(number_words).failed == 0
