"""Numbers, dates and lists as a reader meets them."""

from __future__ import annotations

from datetime import date

import pytest

from assessment import phrases
from values import Estimate


@pytest.mark.parametrize(
    ("number", "shown"), [(0.5, 1), (1.5, 2), (2.5, 3), (-0.5, -1), (59.4, 59), (0.2, 0)]
)
def test_halves_are_rounded_away_from_zero(number: float, shown: int) -> None:
    assert phrases.whole(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0.44, "0,4"), (-0.25, "−0,3"), (-0.04, "0,0"), (1.95, "2,0")]
)
def test_importance_has_one_decimal_and_a_real_minus(number: float, shown: str) -> None:
    assert phrases.one_decimal(number) == shown


def test_a_score_stands_before_its_interval() -> None:
    assert phrases.score(Estimate(60.6, 7, 49.2, 73.4, 5, 5)) == "61 (49 tot 73)"


@pytest.mark.parametrize(
    ("names", "phrase"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_names_become_one_phrase(names: tuple[str, ...], phrase: str) -> None:
    assert phrases.joined(names) == phrase


def test_names_that_hold_en_are_quoted() -> None:
    assert phrases.quoted(("Moed en eigenheid", "Lef")) == "‘Moed en eigenheid’ en ‘Lef’"


def test_dates_are_written_in_dutch() -> None:
    assert phrases.long_date(date(2026, 11, 3)) == "3 november 2026"
    assert phrases.short_date(date(2027, 3, 31)) == "31 mrt 2027"
    assert phrases.month("2026-11") == "november 2026"


def test_a_word_in_capitals_keeps_them_inside_a_sentence() -> None:
    assert phrases.lower_first("AI verandert veel") == "AI verandert veel"
    assert phrases.lower_first("Een begin") == "een begin"


def test_a_long_text_is_cut_after_a_whole_word() -> None:
    assert phrases.shortened("Ik wil luisteren", 20) == "Ik wil luisteren"
    assert phrases.shortened("Ik wil vaker luisteren, ook buiten", 25) == "Ik wil vaker luisteren …"
    assert phrases.shortened("Eerste regel\ntweede", 40) == "Eerste regel …"
