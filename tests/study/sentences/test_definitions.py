"""The definitions of truth, by hand."""

from dataclasses import replace

import pytest

from assessment.services.content import load_content
from study.sentences.claims import Claim, Said
from study.sentences.definitions import DEFINITIONS, Known

CONTENT = load_content()
VALUES, CLUSTERS = list(CONTENT.value_map.values), [c.id for c in CONTENT.value_map.clusters]


def mark(known, truth, subject, words=""):
    claim = Claim(key="k", kind="k", about="", truth=truth)
    return DEFINITIONS[truth](known, Said(claim, subject, words))


@pytest.fixture
def known():
    return Known(
        library=CONTENT.library,
        value_map=CONTENT.value_map,
        competencies={"POL1": 70.0, "POL2": 50.0, "MEN1": 60.0},
        values=dict.fromkeys(VALUES, 50.0) | {VALUES[0]: 60.0, VALUES[1]: 40.0},
        clusters=dict.fromkeys(CLUSTERS, 50.0) | {CLUSTERS[0]: 40.0, CLUSTERS[1]: 60.0},
        axes={"A": 30.0, "B": -60.0, "C": 10.0},
        switching={"A": 60.0, "B": 40.0, "C": 50.0},
        importance={value: 2.0 - 0.1 * place for place, value in enumerate(VALUES)},
        importance_clusters=dict.fromkeys(CLUSTERS, 0.0) | {CLUSTERS[0]: 1.0, CLUSTERS[1]: -1.0},
        moved={"POL1": 12.0, "POL2": 0.0, "MEN1": -8.0},
    )


def test_above_and_below_are_of_the_own_mean_and_the_mean_is_neither(known):
    assert mark(known, "is_above", "POL1")
    assert mark(known, "is_below", "POL2")
    assert not mark(known, "is_above", "MEN1")
    assert not mark(known, "is_below", "MEN1")
    assert mark(known, "is_value_above", VALUES[0])
    assert mark(known, "is_value_below", VALUES[1])
    assert not mark(known, "is_value_above", VALUES[2])


def test_a_word_is_true_in_its_own_band_and_two_words_in_either(known):
    assert mark(known, "fits_word", "POL1", "stevig")
    assert not mark(known, "fits_word", "POL1", "sterk")
    assert mark(known, "fits_word", "POL1", "tussen op weg en stevig")
    assert mark(known, "fits_word", "POL1", "niet te zeggen") is None
    assert mark(known, "fits_often", "POL2", "ongeveer de helft van de keren")
    with pytest.raises(LookupError):
        mark(known, "fits_word", "POL1", "geweldig")


def test_a_preference_is_as_strong_as_its_word(known):
    first, second = CONTENT.value_map.axes[0].pole1, CONTENT.value_map.axes[0].pole2
    strong = CONTENT.value_map.axes[1].pole1

    assert mark(known, "prefers_style", second)
    assert not mark(known, "prefers_style", first)
    assert mark(known, "prefers_beyond_balance", second)
    assert not mark(known, "prefers_clearly", second)
    assert mark(known, "prefers_clearly", strong)
    assert mark(known, "prefers_beyond_balance", strong)
    assert mark(known, "is_balanced", "C")
    assert not mark(known, "is_balanced", "A")
    assert mark(known, "fits_degree", second, "een voorkeur")
    assert not mark(known, "fits_degree", second, "een duidelijke voorkeur")
    assert mark(known, "fits_degree", CONTENT.value_map.axes[2].pole2, "een neiging")
    with pytest.raises(LookupError):
        mark(known, "fits_degree", second, "een afkeer")


def test_switching_is_easy_or_hard_on_its_side_of_the_middle(known):
    assert mark(known, "is_easy", "A")
    assert mark(known, "is_hard", "B")
    assert not mark(known, "is_easy", "C")
    assert not mark(known, "is_hard", "C")


def test_ten_values_come_first_and_none_when_all_weigh_the_same(known):
    alike = replace(known, importance=dict.fromkeys(VALUES, 0.0))

    assert [v for v in VALUES if mark(known, "is_top_ten", v)] == VALUES[:10]
    assert not any(mark(alike, "is_top_ten", v) for v in VALUES)


def test_what_no_group_names_claims_nothing(known):
    assert mark(known, "fits_group", VALUES[0], "–") is None
    assert mark(known, "fits_group", VALUES[0], "waarschijnlijk vooraan")
    assert mark(known, "fits_group", VALUES[12], "boven je gemiddelde")
    assert not mark(known, "fits_group", VALUES[-1], "boven je gemiddelde")


def test_a_gap_needs_both_sides(known):
    shown = replace(known, clusters=dict.fromkeys(CLUSTERS, 50.0) | {CLUSTERS[0]: 60.0})

    assert mark(known, "matters_more", CLUSTERS[0])
    assert mark(known, "shows_more", CLUSTERS[1])
    assert mark(shown, "cluster_weighs_more", CLUSTERS[0])
    assert not mark(shown, "matters_more", CLUSTERS[0])


def test_a_change_is_true_in_its_direction_only(known):
    assert mark(known, "has_moved", "POL1", "hoger")
    assert not mark(known, "has_moved", "POL1", "lager")
    assert not mark(known, "has_moved", "POL2", "hoger")
    assert mark(known, "has_moved_between", "MEN1", "14 lager 2 hoger")
    assert not mark(known, "has_moved_between", "MEN1", "3 lager 12 hoger")
    assert mark(known, "has_moved_between", "POL1", "gelijk 12 hoger")
    assert not mark(known, "has_moved_between", "POL2", "gelijk 12 hoger")


def test_a_speelveld_moved_when_its_competencies_did_so_on_average(known):
    group, others = CONTENT.value_map.groups[0].id, CONTENT.value_map.groups[1].id
    inside = {c.id for c in CONTENT.value_map.in_group(group)}
    moved = {c.id: 8.0 if c.id in inside else -0.5 for c in CONTENT.value_map.competencies}
    changed = replace(known, moved=moved)

    assert mark(changed, "group_has_moved", group, "hoger")
    assert not mark(changed, "group_has_moved", group, "lager")
    assert not mark(changed, "group_has_moved", others, "lager")
