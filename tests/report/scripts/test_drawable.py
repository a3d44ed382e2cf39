"""Which characters can be drawn, and as what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.report.scripts import (
    OTHERS,
    REGULAR,
    characters_of,
    drop_unprintable,
    find_missing,
    make_drawable,
    make_lines_drawable,
)
from tests.report.scripts.names import NAMES

HIEROGLYPH = "\U00013000"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("gewoon", "gewoon"),
        ("Zoe\u0308", "Zoë"),
        ("ĳs en ĳver", "ijs en ijver"),
        ("\uff21\uff22", "AB"),
        ("e\u2011mail", "e-mail"),
        ("tab\tregel\nnieuw", "tab regel nieuw"),
        ("bel\x07 en nul\x00", "bel en nul"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("\ufeffmerk\u200b", "merk"),
        ("hart \u2764\ufe0f", "hart \u2764"),
        ("\U0001f600", "\U0001f600"),
        ("日本", "日本"),
        ("half paar \ud83d", "half paar \ufffd"),
        ("dun\u2009wit", "dun wit"),
        ("€ 5 – “goed”…", "€ 5 – “goed”…"),
        ("los\u200d en\u200cvast", "los envast"),
        ("\u202emisleidend", "misleidend"),
        (f"{HIEROGLYPH} zit", "□ zit"),
    ],
)
def test_text_becomes_drawable(typed, drawn):
    assert make_drawable(typed) == drawn


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_is_drawn_as_it_is_written(name):
    assert find_missing(name) == ()
    assert make_drawable(name) == name


def test_what_no_face_has_is_named_once_and_in_order():
    assert find_missing(f"{HIEROGLYPH}a\U00013001{HIEROGLYPH}") == (HIEROGLYPH, "\U00013001")


def test_a_box_that_somebody_typed_is_not_missing():
    assert find_missing("□") == ()


@given(st.text())
def test_drawable_text_has_a_glyph_for_every_character_and_stays_as_it_is(text):
    drawn = make_drawable(text)
    known = frozenset().union(*map(characters_of, (REGULAR, *OTHERS)))

    assert {ord(c) for c in drawn} <= known | {0x200C, 0x200D}
    assert make_drawable(drawn) == drawn
    assert find_missing(drawn) == ()


def test_line_breaks_can_be_kept():
    assert make_lines_drawable("een\r\ntwee\tdrie\n\nvier") == "een\ntwee drie\n\nvier"


def test_clean_text_keeps_characters_that_only_the_page_cannot_show():
    assert drop_unprintable(f"a\x00\u200b {HIEROGLYPH}") == f"a {HIEROGLYPH}"
