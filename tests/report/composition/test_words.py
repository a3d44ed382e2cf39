"""Numbers, dates and lists as a reader meets them."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.report.composition import texts, words
from values import Estimate
from values.readability import measure


@pytest.mark.parametrize(
    ("number", "shown"), [(0.5, 1), (1.5, 2), (2.5, 3), (-0.5, -1), (59.4, 59), (0.2, 0)]
)
def test_halves_are_rounded_away_from_zero(number: float, shown: int) -> None:
    assert words.whole(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0.44, "0,4"), (-0.25, "−0,3"), (-0.04, "0,0"), (1.95, "2,0")]
)
def test_importance_has_one_decimal_and_a_real_minus(number: float, shown: str) -> None:
    assert words.one_decimal(number) == shown


def test_a_score_stands_before_its_interval() -> None:
    assert words.score(Estimate(60.6, 7, 49.2, 73.4, 5, 5)) == "61 (49 tot 73)"


@pytest.mark.parametrize(
    ("names", "phrase"),
    [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")],
)
def test_names_become_one_phrase(names: tuple[str, ...], phrase: str) -> None:
    assert words.joined(names) == phrase


def test_names_that_hold_en_are_quoted() -> None:
    assert words.quoted(("Moed en eigenheid", "Lef")) == "‘Moed en eigenheid’ en ‘Lef’"


def test_dates_are_written_in_dutch() -> None:
    assert words.long_date(date(2026, 11, 3)) == "3 november 2026"
    assert words.short_date(date(2027, 3, 31)) == "31 mrt 2027"
    assert words.month("2026-11") == "november 2026"


def test_a_word_in_capitals_keeps_them_inside_a_sentence() -> None:
    assert words.lower_first("AI verandert veel") == "AI verandert veel"
    assert words.lower_first("Een begin") == "een begin"


def test_a_long_text_is_cut_after_a_whole_word() -> None:
    assert words.shortened("Ik wil luisteren", 20) == "Ik wil luisteren"
    assert words.shortened("Ik wil vaker luisteren, ook buiten", 25) == "Ik wil vaker luisteren …"
    assert words.shortened("Eerste regel\ntweede", 40) == "Eerste regel …"


def test_every_sentence_of_the_report_is_short_enough_to_read() -> None:
    for key in texts.keys():  # noqa: SIM118  keys is a function
        found = texts._table()[key]
        for text in [found] if isinstance(found, str) else found:
            assert measure(text).longest_sentence <= 22, (key, text)


def test_the_running_texts_read_at_about_b1() -> None:
    parts = [
        text
        for key in texts.keys()  # noqa: SIM118  keys is a function
        if isinstance(text := texts._table()[key], str) and measure(text).words >= 8
    ]
    found = measure(" ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts))
    assert found.mean_sentence <= 13
    assert found.lix <= 42
