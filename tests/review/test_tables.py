"""Numbers and cells as a Dutch reader and a Dutch Excel take them."""

import pytest

from review.tables import (
    join_words,
    start_sentence,
    write_csv,
    write_number,
    write_percent,
)


def test_numbers_have_a_comma_and_what_is_missing_a_dash():
    assert write_number(-0.5) == "−0,50"
    assert write_number(-0.001) == "0,00"
    assert write_number(None) == "–"
    assert write_percent(2 / 3) == "67\N{NO-BREAK SPACE}%"
    assert write_percent(None) == "–"


def test_a_table_has_a_mark_semicolons_decimal_commas_and_empty_cells():
    assert write_csv([["a", 1, 0.5, None]]) == b"\xef\xbb\xbfa;1;0,500;\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-", "@SUM(A1)"])
def test_text_that_a_spreadsheet_would_run_stays_text(text):
    assert write_csv([[text]]).decode("utf-8-sig") == f"'{text}\r\n"


def test_words_are_listed_as_in_a_sentence():
    assert join_words(["a"], "en") == "a"
    assert join_words(["a", "b", "c"], "en") == "a, b en c"
    assert start_sentence("hersleutelen naar Lef") == "Hersleutelen naar Lef"
