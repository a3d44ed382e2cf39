"""What is named of two views is true often enough: the recorded figures, and a small run."""

import json

import numpy as np
import pytest

from study.others import (
    FILE,
    KINDS,
    RATERS,
    WORLDS,
    is_true,
    list_names,
    main,
    measure,
    simulate,
)

ROWS = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
SAME = WORLDS[0].name
TRUE, READS = 0.90, 0.10


def pooled(world, kind):
    rows = [row for row in ROWS if row["world"] == world]
    return sum(row["true"][kind] for row in rows), sum(row["said"][kind] for row in rows)


def test_every_world_is_recorded_with_each_number_of_raters():
    assert [(row["world"], row["raters"]) for row in ROWS] == [
        (world.name, raters) for world in WORLDS for raters in RATERS
    ]
    assert json.loads(FILE.read_text(encoding="utf-8"))["worlds"][1]["gap"] == WORLDS[1].gap


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("world", [world.name for world in WORLDS[1:]])
def test_what_is_named_is_true_in_nine_of_ten(world, kind):
    true, said = pooled(world, kind)

    assert true >= TRUE * said
    assert kind.startswith("both") or said > 50  # it is not true by being silent


def test_of_people_without_a_difference_hardly_anybody_reads_one():
    people = sum(row["people"] for row in ROWS if row["world"] == SAME)
    named = sum(pooled(SAME, kind)[1] for kind in ("others_more", "self_more"))

    assert named / people <= READS


def test_what_both_see_is_true_also_where_the_views_are_the_same():
    for kind in ("both_more", "both_less"):
        true, said = pooled(SAME, kind)
        assert said > 20
        assert true >= TRUE * said


def test_a_run_measures_the_same_as_what_is_recorded(tmp_path):
    file = tmp_path / "anderen.json"

    assert main(["-n", "4", "-o", str(file)]) == 0

    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert [row["raters"] for row in rows] == [row["raters"] for row in ROWS]
    assert {row["people"] for row in rows} == {4}


def test_a_recorded_row_is_what_a_run_gives():
    place = WORLDS.index(WORLDS[2])
    recorded = ROWS[place * len(RATERS)]

    again = measure(3, WORLDS[2], people=recorded["people"], seed=1000 * place + 3)

    assert again == recorded


def test_truth_is_on_the_side_of_who_would_answer_more():
    person = simulate(np.random.default_rng(1), 5, WORLDS[2])
    more = int(np.argmax(person.seen_truth - person.own_truth))

    assert is_true("others_more", more, person)
    assert not is_true("self_more", more, person)
    assert person.ratings.shape == (5, len(list_names()))
