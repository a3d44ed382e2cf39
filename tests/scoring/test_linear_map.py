"""The linear map W: shape, shares, and what happens when answers are missing."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.scoring.linear_map import (
    cluster_membership,
    competency_membership,
    own_statements,
    renormalise,
    value_weights,
)
from tests import make


def test_w_is_39_by_78_non_negative_and_every_row_sums_to_one(library, value_map):
    weights = value_weights(library.gedrag, value_map)

    assert weights.shape == (39, 78)
    assert (weights >= 0).all()
    assert weights.sum(1) == pytest.approx(np.ones(39), abs=1e-12)


def test_the_two_own_statements_share_six_tenths(library, value_map):
    weights = value_weights(library.gedrag, value_map)
    own = own_statements(library.gedrag, value_map)

    assert (own.sum(1) == 2).all()
    assert weights[own] == pytest.approx(np.full(78, 0.3))
    assert (weights * own).sum(1) == pytest.approx(np.full(39, 0.6))


def test_the_other_four_tenths_follow_the_links_in_proportion(library, value_map):
    weights = value_weights(library.gedrag, value_map)
    for row, value in zip(weights, value_map.values.values(), strict=True):
        per_link = {
            weight / value.competencies[item.competency]
            for weight, item in zip(row, library.gedrag.items, strict=True)
            if item.value != value.id and item.competency in value.competencies
        }
        assert max(per_link) == pytest.approx(min(per_link))
        for weight, item in zip(row, library.gedrag.items, strict=True):
            if item.value != value.id and item.competency not in value.competencies:
                assert weight == 0


def test_every_statement_belongs_to_one_competency_and_one_value(library, value_map):
    assert (competency_membership(library.gedrag, value_map).sum(0) == 1).all()
    assert (own_statements(library.gedrag, value_map).sum(0) == 1).all()


def test_a_cluster_is_the_unweighted_mean_of_its_values(value_map):
    member = cluster_membership(value_map)

    assert member.shape == (9, 39)
    assert member.sum(1) == pytest.approx(np.ones(9))
    assert {round(1 / x) for x in member[member > 0]} == {3, 4, 5}


def test_the_direct_share_stands_in_the_instrument_file():
    value_map, gedrag = make.world(
        {"zorg": ["nabij", "trouw"]},
        {"nabij": {"C1": 3}, "trouw": {"C1": 1}},
        [("a", "C1", "nabij"), ("b", "C1", "nabij"), ("c", "C1", "trouw")],
    )
    other = replace(gedrag, scoring=replace(gedrag.scoring, direct_share=0.5))

    assert value_weights(gedrag, value_map) == pytest.approx(
        np.array([[0.3, 0.3, 0.4], [0.2, 0.2, 0.6]])
    )
    assert value_weights(other, value_map) == pytest.approx(
        np.array([[0.25, 0.25, 0.5], [0.25, 0.25, 0.5]])
    )


def test_missing_columns_are_shared_out_in_proportion():
    weights = np.array([[0.5, 0.3, 0.2], [0.0, 0.5, 0.5]])

    found = renormalise(weights, np.array([True, False, True]))

    assert found == pytest.approx(np.array([[5 / 7, 0, 2 / 7], [0, 0, 1]]))


def test_a_row_without_answers_is_nan_and_not_zero():
    found = renormalise(np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([False, True]))

    assert np.isnan(found[0]).all()
    assert found[1] == pytest.approx([0, 1])
