"""Curves: each on its own axis, inside its frame, with its label above its peak."""

import re
from itertools import pairwise

import pytest

from assessment.report.figures import draw_curves, to_svg, to_svgs
from assessment.report.figures.curve_figure import _LARGE, _SMALL
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, text_boxes, words

CHARTS = {
    "information": pictured.information(),
    "dimensions": pictured.dimensions(),
    "answers": pictured.answers(-4, -1.2, 0, 1.2, 4),
}


@pytest.mark.parametrize("shown", CHARTS.values(), ids=CHARTS)
def test_curves_stay_within_their_frame(shown):
    figure, frame = draw_curves(shown), _SMALL if shown.title else _LARGE

    for curve in artists(figure, "curve").values():
        box = patch_box(curve)
        assert frame.left <= box.left < box.right <= frame.right
        assert frame.top <= box.top < box.bottom <= frame.bottom


def test_a_curve_is_read_on_its_own_axis():
    figure = draw_curves(pictured.information())
    main, compared = (artists(figure, "curve")[look] for look in ("main", "compared"))

    assert patch_box(main).top == pytest.approx(_LARGE.top)  # 12 of 12
    assert patch_box(compared).top == pytest.approx((_LARGE.top + _LARGE.bottom) / 2)  # 1 of 2


def test_every_point_of_a_dotted_curve_has_a_dot():
    assert len(artists(draw_curves(pictured.dimensions()), "dot")) == 6


def test_a_large_chart_names_its_axes_and_a_small_one_its_item():
    assert {"informatie", "standaardfout"} <= set(words(draw_curves(pictured.information())))
    small = words(draw_curves(pictured.answers(0)))
    assert "pol1-1" in small
    assert not {"kans", "informatie"} & set(small)


def test_answers_stand_in_order_above_their_peaks():
    figure = draw_curves(pictured.answers(-3, -1, 0.5, 3))
    labels = artists(figure, "label")

    places = [labels[name].get_position()[0] for name in "1234"]
    assert places == sorted(places)
    middle = (_SMALL.left + _SMALL.right) / 2
    assert places[1] == pytest.approx(middle - (_SMALL.right - _SMALL.left) / 8)


@pytest.mark.parametrize("peaks", [(-4,) * 6, (4,) * 6, (0,) * 6])
def test_labels_of_one_peak_are_pushed_apart(peaks):
    boxes = [box for text, box in text_boxes(draw_curves(pictured.answers(*peaks)))
             if text.get_gid().startswith("label:")]  # fmt: skip
    boxes.sort(key=lambda box: box.left)

    assert len(boxes) == 6
    assert all(right.left - left.right >= 2 for left, right in pairwise(boxes))


def test_a_dashed_line_is_dashed_in_points():
    svg = to_svg(draw_curves(pictured.information())).decode()

    assert re.findall(r'stroke-dasharray="([^"]*)"', svg) == ["5 4"]


def test_figures_that_stand_together_keep_their_letters_in_the_first():
    drawn = [draw_curves(pictured.answers(0)), draw_curves(pictured.answers(1, 2))]
    first, second = (svg.decode() for svg in to_svgs(drawn))

    assert " id=" not in second
    used = set(re.findall(r'href="#([^"]*)"', first + second))
    assert used == set(re.findall(r' id="([^"]*)"', first))
