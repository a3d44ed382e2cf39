from dataclasses import replace

import pytest

from assessment.report.figures import draw_narrow, importance_behaviour
from assessment.report.figures.data import Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, paths, text_boxes, words

CENTRE = (Reading(0, -0.3, 0.3), Reading(50, 40, 60))
CORNER = (Reading(-2, -2, -2), Reading(0, 0, 0))
WIDE = (Reading(0, -6, 6), Reading(100, 0, 100))
DRAWN = {"wide": importance_behaviour, "narrow": draw_narrow}


def flat(shown, **changes):
    """Return the same people with one of their readings alike for all points."""
    return replace(
        shown,
        points=tuple(replace(point, **changes) for point in shown.points),
        priority_points=tuple(replace(point, **changes) for point in shown.priority_points),
    )


EXTREMES = {
    "typical": pictured.importance_behaviour(),
    "all equal": pictured.importance_behaviour(CENTRE),
    "all lowest": pictured.importance_behaviour(CORNER),
    "very wide": pictured.importance_behaviour(WIDE),
    "same behaviour": flat(pictured.importance_behaviour(), behaviour=Reading(75, 66, 84)),
    "same importance": flat(pictured.importance_behaviour(), importance=Reading(0, -0.4, 0.4)),
}


@pytest.fixture(params=DRAWN)
def draw(request):
    return DRAWN[request.param]


def middle_of(figure):
    return next(patch_box(patch).x for name, patch in paths(figure) if name == "own mean")


def test_every_cluster_and_priority_value_has_both_ends(draw):
    figure = draw(pictured.importance_behaviour())
    everybody = {*pictured.CLUSTERS, *pictured.PRIORITY}
    assert set(artists(figure, "point")) == set(artists(figure, "dear")) == everybody
    points = artists(figure, "point")
    stars = {len(points[name].get_path().vertices) for name in pictured.PRIORITY}
    assert not stars & {len(points[name].get_path().vertices) for name in pictured.CLUSTERS}


def test_both_ends_stand_where_their_numbers_say_on_one_scale(draw):
    shown = pictured.importance_behaviour()
    figure = draw(shown)
    middle, slopes = middle_of(figure), []
    for point in shown.points:
        dear = patch_box(artists(figure, "dear")[point.label]).x - middle
        seen = patch_box(artists(figure, "point")[point.label]).x - middle
        if abs(point.importance.score) > 0.2:
            slopes.append(dear / (point.importance.score / shown.dear_reach))
        if 5 < abs(point.behaviour.score - shown.shown_mean) < shown.shown_reach:
            slopes.append(seen / ((point.behaviour.score - shown.shown_mean) / shown.shown_reach))
    assert len(slopes) > 9
    assert slopes == pytest.approx([slopes[0]] * len(slopes), rel=0.05)
    assert slopes[0] > 0


def test_both_intervals_are_drawn_apart_from_each_other(draw):
    shown = pictured.importance_behaviour()
    figure = draw(shown)
    dear, seen = artists(figure, "interval dear"), artists(figure, "interval")
    for point in shown.points:
        above, below = patch_box(dear[point.label]), patch_box(seen[point.label])
        mark = patch_box(artists(figure, "dear")[point.label])
        assert above.bottom != below.bottom
        assert above.left - 0.5 <= mark.x <= above.right + 0.5


def test_what_the_text_names_is_marked_and_explained(draw):
    shown = pictured.importance_behaviour()
    figure = draw(shown)
    labels = artists(figure, "label")
    assert {n for n in labels if labels[n].get_text().endswith("?")} == set(pictured.NAMED_GAPS)
    heavy = {*pictured.PRIORITY, *pictured.NAMED_GAPS}
    assert {labels[name].get_fontweight() for name in heavy} == {600}
    assert {labels[name].get_fontweight() for name in set(labels) - heavy} == {400}
    assert shown.words.gap in words(figure)


def test_without_a_named_gap_nothing_stands_out_and_the_legend_is_silent_on_it(draw):
    shown = flat(pictured.importance_behaviour(), named=False)
    figure = draw(shown)
    assert not [word for word in words(figure) if word.endswith("?")]
    assert shown.words.gap not in words(figure)


def test_what_lies_further_out_than_the_scale_stays_at_its_end(draw):
    places = [
        patch_box(
            artists(
                draw(flat(EXTREMES["typical"], importance=Reading(u, u - 0.3, u + 0.3))), "dear"
            )["Nut"]
        ).x
        for u in (2.5, 4.5)
    ]
    assert places[0] == pytest.approx(places[1])


@pytest.mark.parametrize("shown", EXTREMES.values(), ids=EXTREMES)
def test_every_row_has_its_name_and_no_name_lies_on_a_mark(shown, draw):
    figure = draw(shown)
    marks = [
        patch_box(mark) for kind in ("point", "dear") for mark in artists(figure, kind).values()
    ]
    names = [box for text, box in text_boxes(figure) if text.get_gid().startswith("label:")]
    assert len(names) == 13
    assert not [1 for name in names for mark in marks if name.meets(mark)]


def test_a_figure_without_rows_still_says_what_it_shows(draw):
    shown = replace(pictured.importance_behaviour(), points=(), priority_points=())
    assert shown.words.importance in words(draw(shown))
    assert shown.words.priority not in words(draw(shown))
