"""Numbers and refusals in words; what is not a number never becomes text."""

import pytest

from assessment.phrases import decimal
from assessment.psychometrics import errors
from assessment.quality.measures.disclosure import GroupTooSmallError
from assessment.quality.page import words
from assessment.quality.page.cells import SMALL, write_cell, write_count, write_share
from assessment.quality.page.texts import listed
from assessment.quality.results import Bounded, Unavailable

REFUSALS = errors.MeasurementError.__subclasses__()
FACTS = {"items": "2", "constant": "pol1-1", "missing": "pol1-2"}


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_named_error_has_a_sentence_that_says_what_is_wrong_and_what_is_needed(kind):
    wrong, needed = listed(f"unavailable.{kind.__name__}")
    said = words.why(Unavailable(kind.__name__, FACTS))

    assert wrong
    assert needed
    assert said.startswith("niet te berekenen: ")
    assert "; nodig: " in said
    assert "{" not in said


def test_a_small_group_is_refused_without_telling_its_size():
    assert "minstens 30 mensen" in words.why(Unavailable(GroupTooSmallError.reason))


def test_a_refusal_names_the_item_that_does_not_vary_and_counts_one_item_as_one():
    assert "pol1-1" in words.why(Unavailable("NoVarianceError", {"constant": "pol1-1"}))
    assert "één vraag" in words.why(Unavailable("TooFewItemsError", {"items": "1"}))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_an_error_and_never_text(number):
    with pytest.raises(ValueError, match="may not be"):
        decimal(number)
    with pytest.raises(ValueError, match="may not be"):
        write_cell(number)


def test_numbers_have_a_decimal_comma_for_a_reader_and_a_point_for_a_program():
    assert decimal(-0.256) == "−0,26"
    assert decimal(-0.001) == "0,00"
    assert words.write_bounded(Bounded(0.5, -0.1, 0.9)) == "0,50 (−0,10 tot 0,90)"
    assert words.write_probability(0.0001) == "< 0,001"
    assert (write_cell(0.25), write_cell(None), write_cell(-1e-9), write_cell(7)) == (
        "0.25",
        "",
        "0",
        "7",
    )


@pytest.mark.parametrize(("people", "told"), [(0, "0"), (1, "minder dan 5"), (4, "minder dan 5"),
                                              (5, "5")])  # fmt: skip
def test_one_to_four_people_are_not_told_apart(people, told):
    assert words.write_small_count(people) == told
    assert (words.write_small_share(people, 50) == "minder dan 5 mensen") is (0 < people < 5)
    assert (write_count(people) == write_share(people, 50) == SMALL) is (0 < people < 5)
