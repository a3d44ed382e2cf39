"""The drawings for a narrow screen: the same data, a name beside its value, nothing lost."""

import re
from itertools import combinations

from assessment.report.figures import adapting, draw, draw_narrow, to_svg
from assessment.report.figures.data import CurveChart
from assessment.report.figures.sheet import NARROW
from tests.each import holds_for_each
from tests.people import pictured
from tests.report.figures.reading import artists, contrast, sheet, text_boxes, words
from tests.report.figures.test_legibility import SHOWN

DRAWN = {name: shown for name, shown in SHOWN.items() if not isinstance(shown, CurveChart)}
HOVERING = 0.6  # points that boxes of letters may share: they are taller than the letters


@holds_for_each("shown", DRAWN)
def test_nothing_sticks_out_of_a_narrow_drawing(shown):
    figure = draw_narrow(shown)

    assert sheet(figure).right == NARROW
    for box in (box for _, box in text_boxes(figure)):
        assert box.left >= -0.5
        assert box.right <= NARROW + 0.5


@holds_for_each("shown", DRAWN)
def test_no_words_of_a_narrow_drawing_lie_over_others(shown):
    for (_, one), (_, other) in combinations(text_boxes(draw_narrow(shown)), 2):
        assert not one.meets(other, HOVERING), (one, other)


@holds_for_each("name", {"competencies", "style", "map", "importance", "timeline", "trend"})
def test_a_narrow_drawing_says_what_the_wide_one_says(name):
    shown = next(shown for key, shown in DRAWN.items() if key.startswith(name))
    narrow = " ".join(words(draw_narrow(shown)))

    for label in re.findall(r"label='([^']+)'", repr(shown)):
        assert label.split()[0] in narrow, label


def test_the_own_mean_is_drawn_where_it_is_known():
    for form in (draw, draw_narrow):
        assert artists(form(pictured.competencies()), "own mean") == {}
        assert artists(form(pictured.competencies(mean=61.0)), "own mean")


def test_every_color_of_a_figure_has_one_for_a_dark_page():
    drawn = b"".join(
        to_svg(form(shown)) for shown in DRAWN.values() for form in (draw, draw_narrow)
    ).decode()

    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawn))
    assert used <= set(adapting.DARK)


@holds_for_each("name", {"INK", "MUTED", "BLUE"})
def test_words_have_enough_contrast_on_every_dark_surface(name):
    color = adapting.DARK[getattr(adapting, name)]

    for surface in (adapting.GROUND, *(adapting.DARK[light] for light in adapting._SURFACES)):
        assert contrast(color, surface) >= 4.5, surface


def test_an_image_brings_its_own_rules_and_a_figure_in_a_page_none():
    figure = draw(pictured.competencies())

    assert b"prefers-color-scheme:dark" in to_svg(figure, adapts=True)
    assert b"<style>" not in to_svg(figure)
