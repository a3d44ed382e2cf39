"""What must hold for every figure and every input: nothing lost, nothing overlapping."""

from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.text import Text

from assessment.report.figures import draw
from assessment.report.figures.data import CollegeZone, CurveChart, Reading
from tests.each import holds_for_each
from tests.people import pictured
from tests.report.figures.reading import (
    color,
    contrast,
    grounds,
    patch_box,
    paths,
    sheet,
    text_boxes,
    texts,
)
from tests.report.figures.test_importance_behaviour import EXTREMES

FULL_LEFT, FULL_RIGHT = Reading(-100, -100, -100), Reading(100, 100, 100)
SHOWN = {
    "competencies": pictured.competencies(previous=True),
    "competencies all 0": pictured.competencies(pictured.NONE_AT_ALL),
    "competencies all 100": pictured.competencies(pictured.ALL),
    "competencies wide": pictured.competencies(pictured.WIDE),
    "competencies none": pictured.competencies(missing=tuple(range(16))),
    "style": pictured.style_axes(),
    "style left": pictured.style_axes(FULL_LEFT, pictured.NONE_AT_ALL, typical=False),
    "style right": pictured.style_axes(FULL_RIGHT, pictured.ALL, typical=False),
    "style wide": pictured.style_axes(Reading(0, -100, 100), pictured.WIDE, typical=False),
    "style none": pictured.style_axes(None, None, typical=False),
    "map": pictured.value_map(),
    "map all 0": pictured.value_map(pictured.NONE_AT_ALL),
    "map all 100": pictured.value_map(pictured.ALL),
    "map wide": pictured.value_map(pictured.WIDE),
    "map none": pictured.value_map(everything_missing=True),
    "map long words": replace(
        pictured.value_map(everything_missing=True),
        words=replace(pictured.MAP_WORDS, missing="te weinig antwoorden", priority="lang " * 60),
    ),
    "timeline": pictured.timeline(),
    "timeline of one": pictured.timeline(1),
    "trend": pictured.trend(Reading(40, 30, 50), None, Reading(60, 45, 75)),
    "trend at the ends": pictured.trend(pictured.NONE_AT_ALL, pictured.ALL, pictured.WIDE, count=7),
    "trend of two places": pictured.trend(FULL_LEFT, FULL_RIGHT, poles=True, count=3),
    "trend without anything": pictured.trend(None, None, count=2),
    "first": pictured.first_figure(),
    "first at the edge": pictured.first_figure((Reading(9, 8, 10), pictured.ALL), named=True),
    "first at the heart": pictured.first_figure((Reading(-9, -10, -8), pictured.NONE_AT_ALL)),
    "first with five bars": pictured.first_figure(bars=5, named=True),
    "first without anything": pictured.first_figure((None, None), bars=0),
    "college": pictured.college(),
    "college in one zone": pictured.college(
        CollegeZone(("Een lange naam met veel letters van der Zee",) * 6, 4),
        *(CollegeZone(()) for _ in range(4)),
    ),
    "college without a name": pictured.college(
        *(CollegeZone((), 10 if place == 2 else 0) for place in range(5))
    ),
    "information": pictured.information(),
    "dimensions": pictured.dimensions(),
    "answers": pictured.answers(-4, -1.2, 0, 1.2, 4),
    "answers together": pictured.answers(3.8, 3.9, 4, 4, 4, 4),
    "answers pooled": pictured.answers(-4, -4, -4, names="1–2 3–4 5–6"),
    **{f"importance {name}": shown for name, shown in EXTREMES.items()},
}
MEANT_TO_BE_SEEN = {
    "point",
    "interval",
    "previous",
    "priority",
    "leading",
    "start",
    "due",
    "span",
    "switching point",
    "switching interval",
    "leader",
    "curve",
    "dot",
}

every_figure = holds_for_each("shown", SHOWN)


@every_figure
def test_nothing_stands_outside_the_figure(shown):
    figure = draw(shown)
    page = sheet(figure)
    outside = [text.get_text() for text, box in text_boxes(figure) if not page.holds(box)]
    outside += [name for name, patch in paths(figure) if not page.holds(patch_box(patch))]
    assert outside == []


@every_figure
def test_no_two_texts_overlap(shown):
    boxes = text_boxes(draw(shown))
    overlapping = [
        (one.get_text(), other.get_text())
        for (one, box), (other, other_box) in combinations(boxes, 2)
        if box.meets(other_box)
    ]
    assert overlapping == []


@every_figure
def test_text_is_at_least_eight_points_and_stands_out_from_what_it_is_on(shown):
    figure = draw(shown)
    assert min(text.get_fontsize() for text in texts(figure)) >= 8
    for artist, ground in grounds(figure):
        if isinstance(artist, Text):
            assert contrast(color(artist), ground) >= 4.5, artist.get_text()


@every_figure
def test_marks_and_intervals_stand_out_from_what_they_are_on(shown):
    for artist, ground in grounds(draw(shown)):
        if str(artist.get_gid()).partition(":")[0] in MEANT_TO_BE_SEEN:
            assert contrast(color(artist), ground) >= 3, artist.get_gid()


@pytest.mark.parametrize(
    "shown", [shown for shown in SHOWN.values() if not isinstance(shown, CurveChart)]
)
def test_every_figure_of_a_plan_is_as_wide_as_its_text(shown):
    assert draw(shown).get_size_inches()[0] * 25.4 == pytest.approx(166)


@every_figure
def test_only_plain_paths_and_lines_of_text_are_drawn(shown):
    figure = draw(shown)
    assert not figure.axes
    assert len(list(paths(figure))) + len(texts(figure)) == len(figure.artists)
    assert not any(artist.get_alpha() for artist in figure.artists)
    assert not any(patch.get_hatch() for _, patch in paths(figure))
