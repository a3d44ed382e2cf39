"""Adaptive selection against R catR 3.17, which counts the outermost nodes half."""

import numpy as np
import pytest

from assessment.psychometrics.irt import (
    StopRule,
    ask_adaptively,
    item_information,
    next_item,
    normal_grid,
    score_eap,
)
from tests.psychometrics.irt.reference import cat_bank, read_json, read_table

GRID = normal_grid(121)
STOP = StopRule(0.40)
NOTHING = np.full(12, np.nan)


def answers():
    return read_table("cat_responses")[:, 1:]


@pytest.mark.parametrize("person", range(25))
def test_order_scores_and_stop_are_those_of_catr(person):
    expected = read_json("cat")["results"][person]

    found = ask_adaptively(cat_bank(), answers()[person], STOP, grid=GRID)

    assert (found.items + 1).tolist() == expected["items"]
    assert found.theta == pytest.approx(expected["theta_path"], abs=1e-6)
    assert found.se == pytest.approx(expected["se_path"], abs=5e-6)


def test_scores_on_all_items_are_those_of_catr():
    expected = read_table("cat_full_EAP")

    found = score_eap(cat_bank(), answers(), grid=GRID)

    assert found.theta == pytest.approx(expected[:, 1], abs=1e-6)
    assert found.se == pytest.approx(expected[:, 2], abs=1e-6)


def test_asking_one_by_one_follows_the_same_path():
    known, given = answers()[7], NOTHING.copy()
    asked = []
    while (item := next_item(cat_bank(), given, STOP, grid=GRID)) is not None:
        given[item] = known[item]
        asked.append(item)

    assert asked == ask_adaptively(cat_bank(), known, STOP, grid=GRID).items.tolist()


def test_the_first_item_says_most_about_the_middle():
    assert next_item(cat_bank(), NOTHING, STOP) == item_information(cat_bank(), [0.0]).argmax()


def test_three_items_are_asked_in_any_case():
    assert len(ask_adaptively(cat_bank(), answers()[0], StopRule(0.99)).items) == 3
    assert len(ask_adaptively(cat_bank(), answers()[0], StopRule(0.99, at_least=1)).items) == 1


def test_a_spread_that_is_just_small_enough_ends_it():
    everything = ask_adaptively(cat_bank(), answers()[0], StopRule(0.01))
    enough = StopRule(float(everything.se[5]))

    assert (everything.se[2:5] > enough.sd).all()
    assert len(ask_adaptively(cat_bank(), answers()[0], enough).items) == 6


def test_all_items_are_asked_where_that_is_not_enough():
    found = ask_adaptively(cat_bank(), answers()[0], StopRule(0.01))

    assert sorted(found.items) == list(range(12))
    assert next_item(cat_bank(), answers()[0], StopRule(0.01)) is None


def test_an_item_that_cannot_be_asked_is_passed_over():
    known = answers()[0].copy()
    known[9] = np.nan

    assert 9 not in ask_adaptively(cat_bank(), known, StopRule(0.01)).items


def test_nobody_can_be_asked_nothing():
    found = ask_adaptively(cat_bank(), NOTHING, STOP)

    assert found.items.size == found.theta.size == found.se.size == 0
