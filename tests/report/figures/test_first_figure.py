"""The first figure: a petal is as long as it shows, an arc lies as far out as it matters."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from math import hypot

import pytest

from assessment.report.figures import draw, draw_narrow
from assessment.report.figures.data import FirstFigure, Reading
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, words


def with_one(label: str, **changes: Reading | bool | None) -> FirstFigure:
    """Return the figure with one cluster changed."""
    shown = pictured.first_figure()
    clusters = tuple(
        replace(one, **changes) if one.label == label else one for one in shown.clusters
    )
    return replace(shown, clusters=clusters)


def height(shown: FirstFigure, name: str) -> float:
    box = patch_box(artists(draw(shown), "petal")[name])
    return box.bottom - box.top


def test_a_petal_is_longer_the_more_it_shows() -> None:
    lengths = [
        height(with_one("Vrijheid", shown=Reading(score, score, score)), "Vrijheid")
        for score in (40, 50, 62, 75, 85)
    ]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 5


def test_an_arc_at_the_own_mean_lies_on_the_ring_of_the_own_mean() -> None:
    figure = draw(with_one("Vrijheid", dear=Reading(0, -1, 1)))
    ring = patch_box(next(iter(artists(figure, "ring").values())))
    arc = patch_box(artists(figure, "dear")["Vrijheid"])
    assert abs(arc.top - ring.top) < 0.5


def test_behaviour_at_the_own_mean_ends_where_importance_at_the_own_mean_does() -> None:
    shown = with_one("Vrijheid", dear=Reading(0, -1, 1), shown=Reading(62, 55, 69))
    figure = draw(shown)
    petal, arc = (patch_box(artists(figure, kind)["Vrijheid"]) for kind in ("petal", "dear"))
    assert abs(petal.top - arc.top) < 0.5


def test_what_is_named_has_a_sign_in_words_and_a_wider_arc() -> None:
    plain, named = (draw(with_one("Nut", named=is_named)) for is_named in (False, True))
    assert "Nut ?" in words(named)
    assert "Nut ?" not in words(plain)
    thin, thick = (artists(one, "dear")["Nut"].get_linewidth() for one in (plain, named))
    assert thick > thin


def test_what_is_not_known_is_not_drawn_and_said() -> None:
    figure = draw(pictured.first_figure((None, None), bars=0))
    assert artists(figure, "petal") == artists(figure, "dear") == {}
    said = " ".join(words(figure))
    assert "Belang staat er niet bij" in said
    assert "Niets springt eruit." in said
    assert "te weinig antwoorden" in said


def test_every_cluster_and_every_bar_is_named_in_both_drawings() -> None:
    shown = pictured.first_figure(bars=5)
    for form in (draw, draw_narrow):
        said = " ".join(words(form(shown)))
        for cluster in shown.clusters:
            assert cluster.label in said
        for row in (*shown.more, *shown.less):
            assert row.label.split()[0] in said


def test_no_name_lies_on_the_flower() -> None:
    for form in (draw, draw_narrow):
        figure = form(pictured.first_figure(named=True))
        ring = patch_box(next(iter(artists(figure, "ring").values())))
        x, y = (ring.left + ring.right) / 2, (ring.top + ring.bottom) / 2
        for name, label in artists(figure, "label").items():
            if name in {cluster.label for cluster in pictured.first_figure().clusters}:
                left, base = label.get_position()
                assert hypot(left - x, base - y) > (ring.right - ring.left) / 2, name


@pytest.mark.parametrize("named", ["dear", "more", "less"])
def test_who_hears_the_figure_hears_what_is_likely_as_likely(named: str) -> None:
    content = files("assessment.report.content").joinpath("texts.toml").read_text(encoding="utf-8")
    assert "waarschijnlijk" in tomllib.loads(content)["first"][f"alt_{named}"].lower()
