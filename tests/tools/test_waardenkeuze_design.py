"""The program that makes the sets of the waardenkeuze keeps to what the content asks."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from assessment.instruments.loader import DESIGN_COLUMNS
from tools.waardenkeuze_design import Task, make_designs, read_task, write_design


@pytest.fixture(scope="module")
def task(library, value_map):
    return read_task(library.waardenkeuze, value_map)


@pytest.fixture(scope="module")
def designs(task):
    return make_designs(replace(task, versions=2), seed=3)


def pairs(sets):
    return Counter(pair for values in sets for pair in combinations(sorted(values), 2))


def test_every_round_shows_every_value_once(task, designs):
    for sets in designs:
        for start in range(0, len(sets), 8):
            shown = sorted(value for values in sets[start : start + 8] for value in values)
            assert shown == list(range(task.values))


def test_no_two_values_meet_twice_in_a_version(designs):
    assert all(set(pairs(sets).values()) == {1} for sets in designs)


def test_near_doubles_never_meet(task, designs):
    met = {pair for sets in designs for pair in pairs(sets)}
    assert task.near.sum() > 0
    assert not [pair for pair in met if task.near[pair]]


def test_values_of_one_cluster_hardly_ever_meet(task, designs):
    same = sum(task.same_cluster[pair] for sets in designs for pair in pairs(sets))
    assert same <= len(designs)


def test_the_same_seed_makes_the_same_designs():
    nothing = np.zeros((16, 16))
    small = Task(1, 2, 4, nothing, nothing)
    assert make_designs(small, seed=3) == make_designs(small, seed=3)
    assert make_designs(small, seed=3) != make_designs(small, seed=4)


def test_a_value_stands_about_as_often_at_every_place():
    nothing = np.zeros((16, 16))
    designs = make_designs(Task(8, 2, 4, nothing, nothing))

    shown_at = Counter(
        (value, place) for sets in designs for values in sets for place, value in enumerate(values)
    )

    assert {shown_at[value, place] for value in range(16) for place in range(4)} <= {3, 4, 5}


def test_a_design_file_has_a_row_for_each_place_in_each_set(tmp_path):
    write_design(tmp_path / "design.csv", [[[1, 0], [2, 3]]])

    lines = (tmp_path / "design.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(DESIGN_COLUMNS)
    assert lines[1:] == ["1,1,1,2", "1,1,2,1", "1,2,1,3", "1,2,2,4"]


def test_what_cannot_be_made_is_said_instead_of_tried_for_ever():
    """Three sets of four cannot be drawn from three sets of four without meeting again."""
    nothing = np.zeros((12, 12))

    with pytest.raises(ValueError, match="fewer showings or fewer near-doubles"):
        make_designs(Task(1, 2, 4, nothing, nothing))
