from dataclasses import replace

import pytest

from assessment.report.figures import competencies
from assessment.report.figures.data import Competencies, CompetencyGroup, CompetencyRow, Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, sheet, words


def rows(shown: Competencies) -> list[CompetencyRow]:
    return [row for group in shown.groups for row in group.rows]


def scale_of(figure):
    """Return the places of 0 and 100: the ends of the backdrop."""
    boxes = [patch_box(backdrop) for backdrop in artists(figure, "backdrop").values()]
    return min(box.left for box in boxes), max(box.right for box in boxes)


def test_every_row_with_enough_answers_has_one_point_and_one_interval():
    shown = pictured.competencies(missing=(3, 7))
    figure = competencies(shown)
    scored = {row.label for row in rows(shown) if row.reading}
    assert len(scored) == 14
    assert set(artists(figure, "point")) == set(artists(figure, "interval")) == scored


def test_points_and_intervals_stand_where_their_numbers_say():
    shown = pictured.competencies(previous=True)
    figure = competencies(shown)
    start, end = scale_of(figure)

    def at(number):
        return pytest.approx(start + number / 100 * (end - start), abs=0.01)

    for row in rows(shown):
        if row.reading is None:
            continue
        interval = patch_box(artists(figure, "interval")[row.label])
        assert patch_box(artists(figure, "point")[row.label]).x == at(row.reading.score)
        assert (interval.left, interval.right) == (at(row.reading.low), at(row.reading.high))
        assert patch_box(artists(figure, "previous")[row.label]).x == at(row.previous)


def test_a_missing_score_is_told_in_words_and_not_drawn_as_zero():
    shown = pictured.competencies(missing=tuple(range(16)))
    figure = competencies(shown)
    assert not artists(figure, "point")
    assert not artists(figure, "interval")
    assert words(figure).count(shown.words.missing) == 16


def test_a_score_of_zero_is_drawn():
    shown = pictured.competencies(pictured.NONE_AT_ALL, missing=())
    figure = competencies(shown)
    start, _ = scale_of(figure)
    assert len(artists(figure, "point")) == 16
    for point in artists(figure, "point").values():
        assert patch_box(point).x == pytest.approx(start)


def test_bands_carry_their_names_and_meet_without_a_gap():
    figure = competencies(pictured.competencies())
    assert {band.label for band in pictured.BANDS} <= set(words(figure))
    boxes = [patch_box(backdrop) for backdrop in artists(figure, "backdrop").values()]
    for one, following in zip(boxes, boxes[1:], strict=False):
        assert one.right == pytest.approx(following.left)


def test_the_mark_of_last_time_is_explained_only_when_it_is_there():
    shown = pictured.competencies()
    assert shown.words.previous not in words(competencies(shown))
    assert shown.words.previous in words(competencies(pictured.competencies(previous=True)))


def test_rows_stand_in_the_order_given_whatever_their_scores():
    shown = pictured.competencies(missing=())
    places = [patch_box(point).y for point in artists(competencies(shown), "point").values()]
    assert places == sorted(places)


def test_one_group_is_a_low_figure_on_the_same_scale():
    shown = pictured.competencies()
    one = replace(shown, groups=shown.groups[2:3])
    whole, part = competencies(shown), competencies(one)
    assert sheet(part).bottom < sheet(whole).bottom / 3
    assert scale_of(part)[0] == scale_of(whole)[0]
    assert len(artists(part, "point")) == 2


def test_a_group_without_a_name_and_without_bands_keeps_its_scale():
    row = CompetencyRow("Rekenschap geven", Reading(50, 40, 60))
    shown = Competencies((CompetencyGroup("", (row,)),), (), pictured.COMPETENCY_WORDS)
    assert {"0", "25", "50", "75", "100"} <= set(words(competencies(shown)))


def test_a_long_name_takes_two_lines():
    long = "Verantwoordelijkheid nemen voor gemeenschappelijke besluiten"
    row = CompetencyRow(long, Reading(50, 40, 60))
    shown = replace(pictured.competencies(), groups=(CompetencyGroup("", (row,)),))
    lines = [line for line in words(competencies(shown)) if line in long]
    assert " ".join(lines) == long
