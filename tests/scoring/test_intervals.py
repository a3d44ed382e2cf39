"""When an interval must widen: what is a theorem, and what holds of the shipped weights.

Theorem 1. Leave out an answer that equals the mean of its competency (of four or more answers).
SS stays, df and n fall by one; so s² = (ν₀s₀² + SS)/(ν₀ + df), t(ν₀ + df) and 1/n all grow, and
the interval of that competency widens strictly. Of every other competency s² and t grow, n stays.

Theorem 2. Let w sum to 1 and leave out entry j: the renormalised norm² is (‖w‖² − w_j²)/(1 − w_j)²,
which exceeds ‖w‖² exactly when ‖w‖²·(2 − w_j) > w_j. It holds of every row of the shipped W, for
every statement: each row has two weights of .3, so ‖w‖² > .18, and no weight is above .3.

In general an interval may narrow when an answer goes missing: an outlier that leaves takes its
squares with it. Nothing is claimed there.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.linear_map import cluster_membership, renormalise, value_weights
from assessment.scoring.scale_means import Prior, pool_answers, score_scales
from assessment.scoring.uncertainty import add_intervals


@given(
    around=st.lists(st.sampled_from([(2, 4), (1, 5), (3, 3)]), min_size=16, max_size=16),
    chosen=st.integers(0, 15),
)
def test_leaving_out_an_average_answer_widens_every_competency(around, chosen, library, value_map):
    answers, middle = {}, {}
    for (low, high), competency in zip(around, value_map.competencies, strict=True):
        items = [i.id for i in library.gedrag.items if i.competency == competency.id]
        answers |= dict.fromkeys(items, 3) | {items[0]: low, items[1]: high}
        middle[competency.id] = items[2]  # answered 3, which is the competency's mean
    left_out = value_map.competencies[chosen].id
    fewer = {key: x for key, x in answers.items() if key != middle[left_out]}

    before = score_behaviour(library.gedrag, value_map, answers)
    after = score_behaviour(library.gedrag, value_map, fewer)

    assert after.arrays.pooled.df[0] == before.arrays.pooled.df[0] - 1
    for competency, one in before.competencies.items():
        assert after.competencies[competency].score == pytest.approx(one.score)
        assert after.competencies[competency].se > one.se
        assert margin(after, competency) > margin(before, competency)
    own = before.competencies[left_out]
    assert after.competencies[left_out].answered == own.answered - 1
    for value in value_map.values:
        if after.values[value] is not None:
            assert after.values[value].se > before.values[value].se
    for cluster in before.clusters:
        assert after.clusters[cluster].se > before.clusters[cluster].se


def margin(behaviour, competency):
    """Half the interval as if the scale had no ends."""
    se = np.array([[behaviour.competencies[competency].se]])
    wide = add_intervals(np.zeros((1, 1)), se, df=behaviour.arrays.pooled.df, limits=(-1e6, 1e6))
    return wide.high.item()


def test_every_row_of_w_grows_longer_when_any_one_statement_drops(library, value_map):
    weights = value_weights(library.gedrag, value_map)
    assert weights.max() <= 0.3 + 1e-12
    for left_out in range(weights.shape[1]):
        answered = np.arange(weights.shape[1]) != left_out
        shorter = renormalise(weights, answered)
        uses = weights[:, left_out] > 0
        assert ((shorter**2).sum(1)[uses] > (weights**2).sum(1)[uses]).all()
        assert (shorter**2).sum(1)[~uses] == pytest.approx((weights**2).sum(1)[~uses])


def test_every_cluster_row_grows_longer_when_any_one_of_its_statements_drops(library, value_map):
    weights = value_weights(library.gedrag, value_map)
    member = cluster_membership(value_map)
    full = member @ weights
    for left_out in range(weights.shape[1]):
        shorter = member @ renormalise(weights, np.arange(weights.shape[1]) != left_out)
        uses = full[:, left_out] > 0
        assert ((shorter**2).sum(1)[uses] > (full**2).sum(1)[uses]).all()


def test_a_small_norm_can_even_shrink_which_is_why_the_shares_matter():
    """The limit of theorem 2, with a weight of .5 among many small ones."""
    row = np.array([[0.5, *[0.05] * 10]])

    shorter = renormalise(row, np.array([False, *[True] * 10]))

    assert (shorter**2).sum() < (row**2).sum()


def test_fewer_answers_of_one_kind_give_a_wider_interval():
    member = np.array([[True] * 6])
    points = np.array([25.0, 75.0, 50.0, 50.0, 50.0, 50.0])
    kept = np.where(np.arange(6) < np.array([[6], [5], [4], [3]]), points, np.nan)

    found = score_scales(pool_answers(kept, member, Prior(sd=20.0, df=20)), minimum=3)
    widths = (found.high - found.low)[:, 0].tolist()

    assert widths == sorted(widths)
    assert len(set(widths)) == 4
