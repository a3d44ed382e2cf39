from dataclasses import replace

import pytest

from assessment.report.figures import value_map
from assessment.report.figures.data import Kind
from tests.people import pictured
from tests.report.figures.reading import artists, color, patch_box, sheet, texts, words


def values(shown):
    return [value for row in shown.rows for cluster in row.clusters for value in cluster.values]


def test_nine_cards_stand_in_three_rows_of_three():
    figure = value_map(pictured.value_map())
    cards = [patch_box(card) for card in artists(figure, "card").values()]
    assert len(cards) == 9
    assert len({round(card.top) for card in cards}) == 3
    assert len({round(card.left) for card in cards}) == 3
    assert list(artists(figure, "card")) == list(pictured.CLUSTERS)


def test_all_thirty_nine_values_stand_in_their_own_card_in_the_order_of_the_map():
    figure = value_map(pictured.value_map())
    for cluster, names in pictured.CLUSTERS.items():
        card = patch_box(artists(figure, "card")[cluster])
        places = [artists(figure, "value")[name].get_position() for name in names]
        assert all(card.left < x < card.right and card.top < y < card.bottom for x, y in places)
        assert [y for _, y in places] == sorted(y for _, y in places)
    assert len(artists(figure, "value")) == 39


def test_the_order_does_not_follow_the_scores():
    one, other = value_map(pictured.value_map()), value_map(pictured.value_map(pictured.ALL))
    places = [
        [text.get_position() for text in artists(figure, "value").values()]
        for figure in (one, other)
    ]
    assert places[0] == places[1]


def test_points_and_intervals_stand_where_their_numbers_say():
    shown = pictured.value_map()
    figure = value_map(shown)
    for value in values(shown):
        if value.reading is None:
            continue
        strip = patch_box(artists(figure, "strip")[value.label])
        start, end = strip.left + 3, strip.right - 3

        def at(number, start=start, end=end):
            return pytest.approx(start + number / 100 * (end - start), abs=0.01)

        interval = patch_box(artists(figure, "interval")[value.label])
        assert patch_box(artists(figure, "point")[value.label]).x == at(value.reading.score)
        assert interval.left == at(value.reading.low)
        assert interval.right == at(value.reading.high)


def test_clusters_have_a_point_and_an_interval_too():
    figure = value_map(pictured.value_map())
    assert set(pictured.CLUSTERS) <= set(artists(figure, "point"))
    assert set(pictured.CLUSTERS) <= set(artists(figure, "interval"))


def test_priority_values_have_a_star_and_heavy_letters_and_others_have_neither():
    figure = value_map(pictured.value_map())
    assert set(artists(figure, "priority")) == set(pictured.PRIORITY)
    heavy = {
        name for name, text in artists(figure, "value").items() if text.get_fontweight() >= 600
    }
    assert heavy == set(pictured.PRIORITY)


def test_leading_values_have_a_ring_and_the_legend_says_so():
    with_rings, without = pictured.value_map(), pictured.value_map(leading=False)
    assert set(artists(value_map(with_rings), "leading")) == set(pictured.LEADING)
    assert with_rings.words.leading in words(value_map(with_rings))
    assert not artists(value_map(without), "leading")
    assert without.words.leading not in words(value_map(without))


def test_a_value_without_an_estimate_shows_a_dash_and_nothing_on_a_scale():
    shown = pictured.value_map()
    figure = value_map(shown)
    missing = [value.label for value in values(shown) if value.reading is None]
    assert missing
    assert list(artists(figure, "missing")) == missing
    for label in missing:
        assert artists(figure, "missing")[label].get_text() == shown.words.missing
        assert label not in artists(figure, "point")
        assert label not in artists(figure, "strip")


def test_long_words_for_a_gap_never_push_a_name_aside():
    shown = pictured.value_map(everything_missing=True)
    shown = replace(shown, words=replace(shown.words, missing="te weinig antwoorden"))
    written = words(value_map(shown))
    assert "Gemeenschappelijkheid" in written
    assert written.count("te weinig antwoorden") == 48


def test_nothing_is_drawn_as_zero_when_nothing_is_known():
    figure = value_map(pictured.value_map(everything_missing=True))
    assert not artists(figure, "point")
    assert len(artists(figure, "missing")) == 48


def test_kinds_differ_in_shape_as_well_as_in_colour():
    figure = value_map(pictured.value_map())
    marks = artists(figure, "kind mark")
    assert set(marks) == set(Kind)
    assert len({len(mark.get_path().vertices) for mark in marks.values()}) == 3
    assert len({color(mark) for mark in marks.values()}) == 3


def test_the_longest_names_are_written_in_full():
    written = [text.get_text() for text in texts(value_map(pictured.value_map()))]
    assert {"Gemeenschappelijkheid", "Verantwoordelijkheid", "Rechtvaardigheid"} <= set(written)


def test_the_map_fits_on_a_page_with_its_heading():
    assert sheet(value_map(pictured.value_map())).bottom < 560
