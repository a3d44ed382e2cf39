import pytest

from assessment.report.figures import style_axes
from assessment.report.figures.data import Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, paths, words


def ends(figure, *names):
    return [patch_box(patch).x for name, patch in paths(figure) if name in names]


def test_each_axis_has_its_point_between_its_poles():
    shown = pictured.style_axes()
    figure = style_axes(shown)
    left, right = ends(figure, "left end")[0], ends(figure, "right end")[0]

    def at(number):
        return pytest.approx(left + (number + 100) / 200 * (right - left), abs=0.01)

    for axis in shown.axes:
        interval = patch_box(artists(figure, "interval")[axis.label])
        assert patch_box(artists(figure, "point")[axis.label]).x == at(axis.position.score)
        assert (interval.left, interval.right) == (at(axis.position.low), at(axis.position.high))
        assert {axis.left, axis.right, axis.left_note, axis.right_note} <= set(words(figure))


def test_the_centre_zone_reaches_twenty_to_both_sides():
    figure = style_axes(pictured.style_axes())
    left, right = ends(figure, "left end")[0], ends(figure, "right end")[0]
    zones = [patch_box(patch) for name, patch in paths(figure) if name == "panel"]
    middle = zones[2]
    assert middle.left == pytest.approx(left + 0.4 * (right - left))
    assert middle.right == pytest.approx(left + 0.6 * (right - left))


def test_switching_stands_on_its_own_scale_below_the_axis():
    shown = pictured.style_axes()
    figure = style_axes(shown)
    axis = shown.axes[0]
    track = next(patch_box(patch) for name, patch in paths(figure) if name == "switching track")
    mark = patch_box(artists(figure, "switching point")[axis.label])
    share = (mark.x - track.left) / (track.right - track.left)
    assert share == pytest.approx(axis.switching.score / 100, abs=0.001)
    assert mark.top > patch_box(artists(figure, "point")[axis.label]).bottom


def test_a_missing_position_is_told_in_words_and_switching_is_left_out():
    shown = pictured.style_axes(None, None, typical=False)
    figure = style_axes(shown)
    assert not artists(figure, "point")
    assert not artists(figure, "switching point")
    assert words(figure).count(shown.words.missing) == 3
    assert shown.words.switching not in words(figure)


def test_an_axis_of_which_switching_cannot_be_said_takes_no_room_for_it():
    shown = pictured.style_axes(Reading(0, -10, 10), None, typical=False)
    figure = style_axes(shown)
    whole = style_axes(pictured.style_axes(Reading(0, -10, 10), Reading(60, 55, 65), typical=False))
    assert len(artists(figure, "point")) == 3
    assert shown.words.switching not in words(figure)
    assert shown.words.missing not in words(figure)
    assert whole.get_figheight() - figure.get_figheight() == pytest.approx(3 * 16 / 72, abs=0.01)
