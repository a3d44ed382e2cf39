"""Which values are surely most and least visible, checked against brute force."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.behaviour import score_behaviour, visible_values
from assessment.scoring.linear_map import renormalise, value_weights
from assessment.services.simulating import simulate
from tests.people import someone

RATINGS = st.lists(st.sampled_from([1, 1, 2, 3, 4, 5, 5, "nvt"]), min_size=78, max_size=78)


def brute_force(library, value_map, answers):
    """z of every scored value, from the full covariance matrix and one contrast at a time."""
    found = score_behaviour(library.gedrag, value_map, answers)
    answered = ~np.isnan(found.arrays.points[0])
    weights = renormalise(value_weights(library.gedrag, value_map), answered)
    ids = [v for v, one in found.values.items() if one is not None]
    rows = np.array([weights[list(value_map.values).index(v)] for v in ids])
    covariance = found.arrays.pooled.variance[0] * rows @ rows.T
    scores = np.array([found.values[v].score for v in ids])
    z = {}
    for place, value_id in enumerate(ids):
        contrast = np.full(len(ids), -1 / len(ids))
        contrast[place] += 1
        z[value_id] = contrast @ scores / np.sqrt(contrast @ covariance @ contrast)
    return found, z


@given(drawn=RATINGS)
def test_named_values_are_the_five_furthest_beyond_1_645_standard_errors(drawn, library, value_map):
    answers = dict(zip((i.id for i in library.gedrag.items), drawn, strict=True))
    found, z = brute_force(library, value_map, answers)

    most, least = visible_values(value_map, found)

    assert len(most) <= 5
    assert len(least) <= 5
    for named, sign in ((most, 1), (least, -1)):
        beyond = sorted((v for v in z if sign * z[v] > 1.645), key=lambda v: -sign * z[v])
        assert set(named) == set(beyond[:5])


def test_values_are_named_in_the_order_of_the_waardenkaart_and_not_ranked(library, value_map):
    for seed in range(20):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        found = score_behaviour(library.gedrag, value_map, person.gedrag)
        for named in visible_values(value_map, found):
            assert list(named) == [v for v in value_map.values if v in named]


def test_one_outstanding_value_is_named(library, value_map):
    answers = someone.all_answered(library, 3)
    answers |= {i.id: 5 for i in library.gedrag.items if i.value == "rekenschap"}

    most, least = visible_values(value_map, score_behaviour(library.gedrag, value_map, answers))

    assert "rekenschap" in most
    assert least == ()


@pytest.mark.parametrize("rating", [1, 3, 5])
def test_nobody_is_named_when_all_answers_are_the_same(rating, library, value_map):
    found = score_behaviour(library.gedrag, value_map, someone.all_answered(library, rating))

    assert visible_values(value_map, found) == ((), ())


def test_one_scored_value_cannot_stand_out(library, value_map):
    found = score_behaviour(library.gedrag, value_map, {"pol1-2": 5, "pol1-3": 5, "pol1-4": 1})
    scored = [v for v, one in found.values.items() if one is not None]

    assert len(scored) >= 1
    assert all(len(named) <= len(scored) for named in visible_values(value_map, found))
    assert visible_values(value_map, score_behaviour(library.gedrag, value_map, {})) == ((), ())
