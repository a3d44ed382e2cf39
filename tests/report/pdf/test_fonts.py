"""Which characters reach the page, and as what."""

import pytest

from assessment.report.pdf.fonts import (
    ITALIC,
    REGULAR,
    SEMIBOLD,
    drop_unprintable,
    fit_text,
    keep_printable,
    list_glyphs,
    register_fonts,
    shorten_text,
    to_unicode_map,
    width_of,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("gewoon", "gewoon"),
        ("Zoe\u0308", "Zoë"),
        ("ĳs en ĳver", "ĳs en ĳver"),
        ("\uff21\uff22", "AB"),
        ("e\u2011mail", "e-mail"),
        ("tab\tregel\nnieuw", "tab regel nieuw"),
        ("bel\x07 en nul\x00", "bel en nul"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("\ufeffmerk\u200b", "merk"),
        ("hart \u2764\ufe0f", "hart ?"),
        ("\U0001f600", "?"),
        ("日本", "??"),
        ("half paar \ud83d", "half paar ?"),
        ("dun\u2009wit", "dun wit"),
        ("€ 5 – “goed”…", "€ 5 – “goed”…"),
    ],
)
def test_text_becomes_printable(typed, printed):
    assert keep_printable(typed) == printed


@pytest.mark.parametrize("font", [REGULAR, SEMIBOLD, ITALIC])
def test_every_character_of_printable_text_has_a_glyph(font):
    everything = "".join(map(chr, range(0x3000))) + "\U0001f600\ud83d"

    assert set(map(ord, keep_printable(everything, font))) <= list_glyphs(font)


def test_printable_text_stays_as_it_is():
    once = keep_printable("Zoë \U0001f600 \u2011 ĳ")

    assert keep_printable(once) == once


def test_clean_text_keeps_characters_that_only_the_page_cannot_show():
    assert drop_unprintable("a\x00\u200b \U0001f600") == "a \U0001f600"


def test_italic_gives_way_to_regular_for_letters_that_it_lacks():
    assert fit_text("Привет", ITALIC) == ("Привет", REGULAR)
    assert fit_text("dag", ITALIC) == ("dag", ITALIC)
    assert fit_text("日", ITALIC) == ("?", ITALIC)


def test_fonts_are_registered_once():
    register_fonts()
    before = list_glyphs(REGULAR)

    register_fonts()

    assert list_glyphs(REGULAR) is before


def test_text_that_is_too_wide_is_cut_at_a_word():
    short = shorten_text("een heel lange titel die niet past", REGULAR, 10, 80)

    assert short == "een heel lange…"
    assert width_of(short, REGULAR, 10) <= 80


def test_a_unicode_map_leaves_out_unused_codes_and_keeps_blocks_small():
    lines = to_unicode_map("X", [0] * 32 + list(range(32, 250))).splitlines()

    assert "<00> <0000>" not in lines
    assert "<41> <0041>" in lines
    assert [line for line in lines if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "18 beginbfchar",
    ]


def test_a_word_that_does_not_fit_is_cut_itself():
    short = shorten_text("W" * 80, REGULAR, 10, 80)

    assert short.startswith("WWWW")
    assert short.endswith("W…")
    assert width_of(short, REGULAR, 10) <= 80
