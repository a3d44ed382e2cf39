"""In what order a line is drawn, in which faces, and that nothing of it gets lost."""

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.report.scripts import (
    ITALIC,
    REGULAR,
    begins_right,
    characters_of,
    lay_out,
    make_drawable,
    outline_of,
)
from tests.report.scripts.names import NAMES

UNMIRRORED = str.maketrans(")]}>»", "([{<«")


def drawn(text, *, to_left=False):
    """Return what stands on the line from left to right, without looking at shapes."""
    runs = [run for stretch in lay_out(text, REGULAR, to_left=to_left) for run in stretch.runs]
    parts = ["".join(glyph.text for glyph in run.glyphs) or run.text for run in runs]
    return "".join(parts).translate(UNMIRRORED)


@pytest.mark.parametrize(
    "text",
    [
        "Gemaakt voor שרה כהן (1960) op 3 mei",
        "אני גר ב-Rotterdam כבר 12 שנים.",
        "שרה (wethouder) en דוד",
        "van א naar ב [ג] en 1-2 ד",
        "הכול 100%, ועוד",
        "Doel: שלום 1960, klaar",
    ],
)
@pytest.mark.parametrize("to_left", [False, True])
def test_words_stand_in_the_order_of_the_bidirectional_algorithm(text, to_left):
    other = bidi.get_display(text, base_dir="R" if to_left else "L").translate(UNMIRRORED)

    assert drawn(text, to_left=to_left) == other


def test_brackets_around_a_year_turn_with_the_name_before_them():
    (stretch,) = lay_out("שרה (1960)", REGULAR, to_left=True)

    assert "".join(run.text for run in stretch.runs if not run.glyphs) == "(1960) "


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_letter_of_a_name_has_a_glyph(name):
    runs = [run for stretch in lay_out(name, REGULAR) for run in stretch.runs]

    assert all(glyph.number for run in runs for glyph in run.glyphs)
    assert sum(glyph.advance for run in runs for glyph in run.glyphs) >= 0


def test_arabic_letters_take_the_form_of_their_place_in_the_word():
    alone = {lay_out(letter, REGULAR)[0].runs[0].glyphs[0].number for letter in "محمد"}
    joined = {glyph.number for glyph in lay_out("محمد", REGULAR)[0].runs[0].glyphs}

    assert not joined <= alone


def test_a_family_joined_of_people_is_one_sign():
    (stretch,) = lay_out("👨‍👩‍👧", REGULAR)

    assert len(stretch.runs[0].glyphs) == 1


def test_an_emoji_has_an_outline():
    (glyph,) = lay_out("😀", REGULAR)[0].runs[0].glyphs

    assert len(outline_of(glyph.number, lay_out("😀", REGULAR)[0].runs[0].face)) > 10


def test_the_italic_gives_way_to_the_upright_for_letters_that_it_lacks():
    assert [run.face for s in lay_out("dag Привет", ITALIC) for run in s.runs] == [ITALIC, REGULAR]


def test_a_paragraph_runs_as_its_first_letter_does():
    assert begins_right("«12» محمد in Leiden")
    assert not begins_right("Leiden محمد")
    assert not begins_right("12 😀")


@given(
    st.text(alphabet=st.sampled_from("ab 12(),.-אבגםדمحدع😀王é\u200d"), max_size=30), st.booleans()
)
def test_whatever_is_typed_is_drawn_once_and_told_in_the_order_it_was_typed(text, to_left):
    text = make_drawable(text)
    stretches = lay_out(text, REGULAR, to_left=to_left)

    assert sorted(drawn(text, to_left=to_left).replace("\u200d", "")) == sorted(
        text.translate(UNMIRRORED).replace("\u200d", "")
    )
    told = [stretch.text for stretch in stretches]
    assert "".join(told) == text
    for stretch in stretches:
        for run in stretch.runs:
            if not run.glyphs:
                assert characters_of(REGULAR).issuperset(map(ord, run.text))
