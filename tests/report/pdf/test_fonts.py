"""How wide text is, what of it fits, and what its glyphs stand for."""

import pytest

from assessment.report import scripts
from assessment.report.pdf.fonts import (
    ITALIC,
    REGULAR,
    SEMIBOLD,
    font_of,
    register_fonts,
    shorten_text,
    to_unicode_map,
    width_of,
)
from tests.report.scripts.names import NAMES


def test_fonts_are_registered_once():
    register_fonts()
    before = font_of(REGULAR)

    register_fonts()

    assert font_of(REGULAR) is before


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("font", [REGULAR, SEMIBOLD, ITALIC])
def test_text_in_any_script_is_as_wide_as_its_glyphs(name, font):
    text = scripts.make_drawable(name)

    assert 10 < width_of(text, font, 10) < 250
    assert width_of(text, font, 20) == pytest.approx(2 * width_of(text, font, 10))


def test_a_glyph_stands_for_the_text_it_shows():
    (stretch,) = scripts.lay_out("لا", scripts.REGULAR)
    font = font_of("NotoSansArabic")

    written = font.write_glyphs(stretch.runs[0].glyphs)

    assert "".join(font.meaning_of(ord(character)) for character in written).strip("\u200b") == "لا"


def test_text_that_is_too_wide_is_cut_at_a_word():
    short = shorten_text("een heel lange titel die niet past", REGULAR, 10, 80)

    assert short == "een heel lange…"
    assert width_of(short, REGULAR, 10) <= 80


def test_a_unicode_map_leaves_out_unused_codes_and_keeps_blocks_small():
    lines = to_unicode_map("X", ["\0"] * 32 + [chr(point) for point in range(32, 250)]).splitlines()

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
