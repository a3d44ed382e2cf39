from dataclasses import replace

import pytest

from assessment.report.figures import importance_behaviour
from assessment.report.figures.data import Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, paths, text_boxes, words

CENTRE = (Reading(0, -0.3, 0.3), Reading(50, 40, 60))
CORNER = (Reading(-2, -2, -2), Reading(0, 0, 0))
WIDE = (Reading(0, -6, 6), Reading(100, 0, 100))


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


def test_clusters_are_points_and_priority_values_are_marks_of_another_shape():
    shown = pictured.importance_behaviour()
    figure = importance_behaviour(shown)
    assert set(artists(figure, "point")) == set(pictured.CLUSTERS)
    assert set(artists(figure, "priority")) == set(pictured.PRIORITY)
    corners = {len(mark.get_path().vertices) for mark in artists(figure, "point").values()}
    stars = {len(mark.get_path().vertices) for mark in artists(figure, "priority").values()}
    assert not corners & stars


def test_points_stand_where_their_numbers_say():
    shown = pictured.importance_behaviour()
    figure = importance_behaviour(shown)
    ticks = {name: patch_box(tick).y for name, tick in artists(figure, "behaviour tick").items()}
    bottom, top = ticks["0"], ticks["100"]
    middle = next(
        patch_box(patch).x for name, patch in paths(figure) if name == "importance middle"
    )
    slopes = []
    for point in shown.points:
        mark = patch_box(artists(figure, "point")[point.label])
        slopes.append((mark.x - middle) / point.importance.score)
        place = bottom + point.behaviour.score / 100 * (top - bottom)
        assert mark.y == pytest.approx(place, abs=2)  # a triangle hangs a little
    assert slopes == pytest.approx([slopes[0]] * 9, rel=0.05)
    assert slopes[0] > 0


def test_only_clusters_that_the_text_asks_about_stand_out_with_their_intervals():
    shown = pictured.importance_behaviour()
    figure = importance_behaviour(shown)
    crosses, marks = artists(figure, "interval"), artists(figure, "point")
    assert set(crosses) == set(pictured.NAMED_GAPS)
    for point in shown.points:
        if point.named:
            cross, mark = patch_box(crosses[point.label]), patch_box(marks[point.label])
            assert cross.x == pytest.approx(mark.x, abs=0.5)
            assert cross.left < mark.left < mark.right < cross.right
            assert cross.top < mark.top < mark.bottom < cross.bottom
    assert shown.words.gap in words(figure)


def test_without_a_named_gap_nothing_stands_out_and_the_legend_is_silent_on_it():
    shown = pictured.importance_behaviour()
    plain = replace(shown, points=tuple(replace(point, named=False) for point in shown.points))
    figure = importance_behaviour(plain)
    assert not artists(figure, "interval")
    assert shown.words.gap not in words(figure)


def test_the_axes_are_the_same_for_everybody():
    for shown in EXTREMES.values():
        ticks = artists(importance_behaviour(shown), "behaviour tick")
        assert (min(map(int, ticks)), max(map(int, ticks))) == (0, 100)
    near, far = (
        flat(pictured.importance_behaviour(), importance=Reading(u, u - 0.3, u + 0.3))
        for u in (2.5, 4.5)
    )
    figures = [importance_behaviour(one) for one in (near, far)]
    places = [patch_box(artists(figure, "point")["Nut"]).x for figure in figures]
    assert places[1] - places[0] < 20  # who lies further out gets a wider axis, in whole logits


@pytest.mark.parametrize("shown", EXTREMES.values(), ids=EXTREMES)
def test_every_point_has_its_name_and_no_name_lies_on_a_mark(shown):
    figure = importance_behaviour(shown)
    marks = [
        patch_box(mark) for kind in ("point", "priority") for mark in artists(figure, kind).values()
    ]
    names = [box for text, box in text_boxes(figure) if text.get_gid().startswith("label:")]
    assert len(names) == 13
    assert not [1 for name in names for mark in marks if name.meets(mark)]


@pytest.mark.parametrize("shown", EXTREMES.values(), ids=EXTREMES)
def test_a_name_apart_from_its_point_has_a_line_to_it(shown):
    figure = importance_behaviour(shown)
    marks = artists(figure, "point") | artists(figure, "priority")
    for text, box in text_boxes(figure):
        label = text.get_gid().removeprefix("label:")
        if label in marks and label not in artists(figure, "leader"):
            mark = patch_box(marks[label])
            across = max(box.left - mark.x, mark.x - box.right, 0)
            down = max(box.top - mark.y, mark.y - box.bottom, 0)
            assert across**2 + down**2 < 18**2


def test_names_of_priority_values_and_of_gaps_are_heavier_than_the_others():
    labels = artists(importance_behaviour(pictured.importance_behaviour()), "label")
    heavy = {*pictured.PRIORITY, *pictured.NAMED_GAPS}
    assert {labels[name].get_fontweight() for name in heavy} == {600}
    assert {labels[name].get_fontweight() for name in set(labels) - heavy} == {400}


def test_a_figure_without_points_still_shows_its_axes():
    shown = replace(pictured.importance_behaviour(), points=(), priority_points=())
    figure = importance_behaviour(shown)
    assert shown.words.importance in words(figure)
    assert shown.words.priority not in words(figure)
