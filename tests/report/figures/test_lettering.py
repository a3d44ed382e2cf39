import pytest

from assessment.report.figures.lettering import clean, font, shorten, width, wrap


def test_a_shortened_text_fits_its_room_and_ends_in_an_ellipsis():
    text = "Verantwoordelijkheid " * 200
    shown = shorten(text, "regular", 9, 100)
    assert width(shown, "regular", 9) <= 100
    assert width(shown[:-1] + "XX…", "regular", 9) > 100
    assert shown.endswith("…")


def test_a_text_that_fits_is_left_alone():
    assert shorten("Lef", "semibold", 9, 100) == "Lef"


def test_wrapped_lines_hold_all_words_when_there_is_room():
    text = "Zorgvuldig afwegen en besluiten met de hele gemeenschap"
    lines = wrap(text, "regular", 9, 100, 4)
    assert " ".join(lines) == text
    assert all(width(line, "regular", 9) <= 100 for line in lines)


def test_the_last_line_tells_that_something_was_left_out():
    lines = wrap("een twee drie vier vijf zes zeven", "regular", 9, 40, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_nothing_to_wrap_gives_no_lines():
    assert wrap("", "regular", 9, 40, 2) == ()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("regel\neen\ttwee", "regel een twee"),
        ("ge\u00adheel", "geheel"),
        ("e\u2011mail", "e-mail"),
        ("Idee\u0308el", "Ideëel"),
        ("goed \N{GRINNING FACE} zo", "goed \N{GRINNING FACE} zo"),
        ("\N{LATIN SMALL LIGATURE IJ}ver", "ijver"),
    ],
)
def test_free_text_becomes_one_line_that_can_be_drawn(given, shown):
    assert clean(given) == shown


def test_a_font_tells_its_weight_and_style_to_renderers_with_fonts_of_their_own():
    assert font("semibold", 9).get_weight() == 600
    assert font("italic", 9).get_style() == "italic"
    assert font("regular", 9).get_weight() == 400
