"""Alpha over other draws of raters, and the spread of items, by definition and by simulation."""

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assessment.psychometrics.agreement import rater_sampling
from assessment.psychometrics.agreement.rater_agreement import krippendorff
from assessment.psychometrics.agreement.rater_sampling import bootstrap_alpha, spread_of_items
from assessment.psychometrics.errors import (
    NotFiniteError,
    NoVarianceError,
    TooFewItemsError,
    TooFewPeopleError,
)

# Ten subjects sorted into five categories by fourteen raters; kappa as in the page on Fleiss' kappa
# of Wikipedia, and with all digits in the test of statsmodels 0.14, inter_rater.fleiss_kappa.
FLEISS = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
          [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0],
          [0, 2, 2, 3, 7]]  # fmt: skip
KAPPA = 0.20993070442195522


def sorted_by(accuracies, truth, generator):
    """Return units by raters: the truth, or with the rest of the chance any of 39."""
    size = (len(truth), len(accuracies))
    right = generator.random(size) < accuracies
    return np.where(right, truth[:, np.newaxis], generator.integers(0, 39, size)).astype(float)


def test_nominal_alpha_is_the_kappa_of_fleiss_corrected_for_small_samples():
    """alpha = 1 − (1 − kappa)·(N − 1)/N, with N the number of ratings."""
    table = [np.repeat(np.arange(5.0), row) for row in FLEISS]

    interval = bootstrap_alpha(table, seed=1, draws=50)

    assert interval.alpha == pytest.approx(1 - (1 - KAPPA) * 139 / 140, abs=1e-12)
    assert interval.alpha == krippendorff(table, level="nominal")


TABLES = hnp.arrays(np.float64, st.tuples(st.integers(3, 8), st.integers(2, 5)),
                    elements=st.sampled_from([1.0, 2.0, 3.0, np.nan]))  # fmt: skip


@given(table=TABLES)
def test_when_every_rater_counts_once_the_draws_give_krippendorff_itself(table):
    try:
        alpha = krippendorff(table, level="nominal")
    except (NoVarianceError, TooFewPeopleError):
        return
    once = np.ones((1, table.shape[1]))

    assert rater_sampling._weighted_alphas(table, once)[0] == pytest.approx(alpha, abs=1e-12)


def test_a_rater_who_is_drawn_twice_does_not_agree_with_himself():
    table = np.array([[1.0, 2], [2, 1], [3, 1], [1, 1]])
    twice = np.array([[2.0, 1]])

    weighted = rater_sampling._weighted_alphas(table, twice)[0]

    # of three ratings a unit, pairs with oneself left out: 3 of 4 units differ, whatever is drawn.
    # Expected: 12 ratings, 1 seven times, 2 three, 3 two; of the 144 pairs 82 differ, and 4·4 + 4·1
    # are of a rating with itself or its copies.
    assert weighted == pytest.approx(1 - (3 / 4) / (82 / (144 - 20)))


def test_the_interval_is_the_same_for_the_same_seed_and_wider_for_fewer_raters():
    generator = np.random.default_rng(5)
    table = sorted_by(np.full(12, 0.75), np.repeat(np.arange(39), 2), generator)

    many, few = bootstrap_alpha(table, seed=3), bootstrap_alpha(table[:, :5], seed=3)

    assert many == bootstrap_alpha(table, seed=3)
    assert few.high - few.low > many.high - many.low
    assert (many.raters, few.raters) == (12, 5)


def test_the_interval_follows_from_the_spread_over_draws_with_t_and_a_correction_for_few():
    table = sorted_by(np.full(5, 0.7), np.arange(39), np.random.default_rng(7))
    drawn = np.random.default_rng(4).integers(0, 5, size=(400, 5))
    times = np.stack([np.bincount(draw, minlength=5) for draw in drawn]).astype(float)

    interval = bootstrap_alpha(table, seed=4, draws=400)

    alphas = rater_sampling._weighted_alphas(table, times)
    reach = 2.7764451 * np.nanstd(alphas) * np.sqrt(5 / 4)  # t of 4 degrees of freedom
    assert interval.high - interval.alpha == pytest.approx(reach, rel=1e-6)
    assert interval.alpha - interval.low == pytest.approx(reach, rel=1e-6)


def test_the_interval_of_alpha_holds_what_many_raters_say():
    generator, truth = np.random.default_rng(8), np.repeat(np.arange(39), 2)

    def skilled(raters):
        accuracies = np.clip(generator.normal(0.75, 0.1, raters), 0.3, 0.98)
        return sorted_by(accuracies, truth, generator)

    aimed = krippendorff(skilled(300), level="nominal")
    intervals = [bootstrap_alpha(skilled(9), seed=turn, draws=300) for turn in range(100)]

    assert 0.82 <= np.mean([i.low <= aimed <= i.high for i in intervals]) <= 1


def test_the_spread_of_items_follows_from_the_mean_squares():
    # rater means 5, 13/3, 16/3; item means 4, 5, 17/3 around 44/9. MS_items = 2.111,
    # MS_rest = 0.278; variances within an item 1, 0 and 1/3: unit sqrt(4/9).
    spread = spread_of_items([[4, 5, 6], [3, 5, 5], [5, 5, 6]])

    items = 3 * sum((mean - 44 / 9) ** 2 for mean in (4, 5, 17 / 3)) / 2
    rest = (62 / 9 - 2 * items - 14 / 9) / 4
    assert spread.unit == pytest.approx(2 / 3)
    assert spread.spread == pytest.approx(np.sqrt((items - rest) / 3) / (2 / 3))


@pytest.mark.parametrize("truth", [0.0, 0.3])
def test_the_spread_does_not_grow_with_the_noise_of_few_raters(truth):
    generator = np.random.default_rng(11)
    spreads = []
    for _ in range(200):
        items = generator.normal(0, truth, 39)
        severity, noise = generator.normal(0, 0.6, (8, 1)), generator.normal(0, 0.8, (8, 39))
        spreads.append(spread_of_items(items + severity + noise))  # sd of an item: 1

    naive = np.sqrt(truth**2 + 0.64 / 8)
    assert np.mean([s.spread for s in spreads]) < (truth + naive) / 2
    assert np.mean([s.low <= truth <= s.high for s in spreads]) >= 0.9


def test_a_stern_rater_does_not_change_the_spread():
    table = np.random.default_rng(2).integers(2, 6, (6, 9)).astype(float)
    sterner = table.copy()
    sterner[0] -= 1

    ours, theirs = spread_of_items(table), spread_of_items(sterner)

    assert ours.spread * ours.unit == pytest.approx(theirs.spread * theirs.unit)


def test_a_rater_who_missed_an_item_is_left_out_of_the_spread():
    table = [[4, 5, 6], [3, 5, 5], [5, 5, 6]]

    assert spread_of_items([*table, [1, None, 7]]) == spread_of_items(table)


def test_what_cannot_be_computed_is_refused():
    with pytest.raises(TooFewItemsError):
        bootstrap_alpha([[1.0], [2.0]], seed=1)
    with pytest.raises(NoVarianceError):
        bootstrap_alpha([[1.0, 1], [1, 1]], seed=1)
    with pytest.raises(TooFewPeopleError):
        spread_of_items([[1.0, 2], [3, None]])
    with pytest.raises(TooFewItemsError):
        spread_of_items([[1.0], [2]])
    with pytest.raises(NoVarianceError):
        spread_of_items([[1.0, 2, 4], [2, 3, 5]])
    with pytest.raises(NotFiniteError):
        spread_of_items([[1.0, np.inf], [2, 2]])


def test_the_examples_of_the_docstrings_hold():
    assert doctest.testmod(rater_sampling).failed == 0
