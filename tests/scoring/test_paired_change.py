"""Change over the same statements: the rule by hand, what falls out of it, and its families."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, t

from assessment.psychometrics.change.reliable_change import benjamini_hochberg
from assessment.scoring.paired_change import (
    FEWEST_FOR_GENERAL,
    adjust_rows,
    half_interval,
    join_scales,
    judge_shifts,
    measure_shifts,
    two_sided,
)
from assessment.scoring.scale_means import Prior

SCALES, EACH = 10, 4
MEMBER = np.kron(np.eye(SCALES), np.ones(EACH)).astype(bool)
NO_GOALS = np.zeros((1, SCALES), dtype=bool)


def shifted(before, after, chosen=NO_GOALS):
    return measure_shifts(
        np.atleast_2d(before),
        np.atleast_2d(after),
        MEMBER,
        chosen,
        minimum=3,
        prior=Prior(sd=20.0, df=20),
    )


def constant(score):
    return np.full(SCALES * EACH, float(score))


def test_by_hand_the_error_is_that_of_the_differences_and_of_two_days():
    after = constant(50)
    after[:4] = [60, 70, 60, 50]  # differences 10, 20, 10, 0: mean 10, squares 200

    found = shifted(constant(50), after)

    variance = (20 * 400 + 200) / (20 + 30)
    assert found.se[0] == pytest.approx(np.sqrt(variance / 4 + 2 * 9))
    assert found.df[0] == 50
    assert (found.before[0, 0], found.after[0, 0], found.own[0, 0]) == (50, 60, 10)
    p = two_sided(found.own, found.se, found.df)[0, 0]
    assert p == pytest.approx(2 * t.sf(10 / found.se[0, 0], 50))
    half = half_interval(found.se, found.df)[0, 0]
    assert half == pytest.approx(t.ppf(0.975, 50) * found.se[0, 0])


@given(st.integers(0, 2**31), st.floats(-30, 30))
def test_what_moves_everything_alike_is_the_general_shift_and_no_change(seed, mood):
    rng = np.random.default_rng(seed)
    before = rng.uniform(0, 100, SCALES * EACH)
    after = before + rng.normal(0, 10, SCALES * EACH)

    one, other = shifted(before, after), shifted(before, after + mood)

    assert other.own == pytest.approx(one.own, abs=1e-9)
    assert other.general[0] == pytest.approx(one.general[0] + mood, abs=1e-9)


@given(st.integers(0, 2**31))
def test_what_a_statement_means_falls_out_of_the_difference(seed):
    rng = np.random.default_rng(seed)
    before, after, meaning = rng.uniform(0, 100, (3, SCALES * EACH))

    one, other = shifted(before, after), shifted(before + meaning, after + meaning)

    assert other.own == pytest.approx(one.own, abs=1e-9)
    assert other.se == pytest.approx(one.se, abs=1e-9)


def test_a_statement_without_an_answer_at_one_of_the_two_times_does_not_count():
    before, after = constant(50), constant(50)
    after[:4] = [90, 90, 90, np.nan]
    before[3] = 0.0
    after[4:8] = [60, 60, np.nan, np.nan]

    found = shifted(before, after)

    assert (found.before[0, 0], found.after[0, 0]) == (50, 90)
    assert np.isnan(found.own[0, 1])  # two statements: fewer than the minimum


def test_with_few_scales_the_general_shift_cannot_be_told_apart():
    after = constant(60)
    after[: (SCALES - FEWEST_FOR_GENERAL + 1) * EACH] = np.nan

    few, enough = shifted(constant(50), after), shifted(constant(50), constant(60))

    assert (few.separable[0], few.general[0], few.own[0, -1]) == (False, 0, 10)
    assert (enough.separable[0], enough.general[0], enough.own[0, -1]) == (True, 10, 0)


def test_without_anything_to_compare_nothing_is_found_and_nothing_breaks():
    nothing = constant(np.nan)

    found = shifted(nothing, nothing)

    assert np.isnan(found.own).all()
    assert not judge_shifts(two_sided(found.own, found.se, found.df), ~NO_GOALS).possible.any()


def test_a_low_goal_is_expected_to_rise_and_a_high_one_to_fall_by_hand():
    before = constant(50)
    before[:4], before[4:8] = 20, 80
    chosen = np.zeros((1, SCALES), dtype=bool)
    chosen[0, :2] = True

    found = shifted(before, before, chosen)

    error = 20 * 400 / 50  # of one statement, both of the answers and of their differences
    spread = (8 * (100 + error / 4) + 2 * 30**2) / (8 + 9)
    expected = 30 * (error / 8 + 9) / spread
    assert found.expected[0, :3] == pytest.approx([expected, -expected, 0])
    assert found.own[0, :3] == pytest.approx([-expected, expected, 0])


@pytest.mark.parametrize("goals", [0, 4])
def test_people_who_did_not_change_rise_where_they_were_low_and_are_not_called_changed(goals):
    rng = np.random.default_rng(20)
    truth = rng.normal(60, 10, (3000, SCALES)) @ MEMBER
    first, second = (truth + rng.normal(0, 14, truth.shape) for _ in range(2))
    seen = (first @ MEMBER.T) / EACH
    chosen = seen.argsort(1).argsort(1) < goals

    found = shifted(first, second, chosen)
    judged = judge_shifts(two_sided(found.own, found.se, found.df), chosen)

    assert judged.certain.any(1).mean() < 0.05
    assert not judged.certain[~chosen].any()
    if goals:
        rise = (found.after - found.before)[chosen].mean()
        assert 2 < rise < 8
        assert found.expected[chosen].mean() == pytest.approx(rise, abs=1.5)


def test_goals_and_the_rest_are_families_of_their_own():
    p = np.array([[0.012, 0.9, 0.9, 0.9, 0.012, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]])
    goals = np.zeros(p.shape, dtype=bool)
    goals[0, :4] = True

    found = judge_shifts(p, goals)

    assert found.certain[0].tolist() == [True] + 11 * [False]
    assert found.p[0, 0] == pytest.approx(4 * 0.012)
    assert found.p[0, 4] == pytest.approx(8 * 0.012)
    assert found.possible[0].tolist() == 4 * [False] + [True] + 7 * [False]


def test_without_goals_nothing_is_ever_certain():
    found = judge_shifts(np.full((1, 3), 1e-12), np.zeros((1, 3), dtype=bool))

    assert not found.certain.any()
    assert found.possible.all()


def test_many_rows_adjust_as_one_row_and_as_scipy_does():
    rng = np.random.default_rng(1)
    p = rng.random((50, 16)) ** 3
    p[rng.random(p.shape) < 0.2] = np.nan

    for row, found in zip(p, adjust_rows(p), strict=True):
        known = row[~np.isnan(row)]
        assert found[~np.isnan(row)] == pytest.approx(benjamini_hochberg(known))
        assert found[~np.isnan(row)] == pytest.approx(false_discovery_control(known))
        assert np.isnan(found[np.isnan(row)]).all()


def test_a_speelveld_is_the_mean_of_its_competencies_and_needs_them_all():
    own, se = np.array([[3.0, 9.0, np.nan]]), np.array([[4.0, 3.0, np.nan]])
    joined = np.array([[True, True, False], [False, True, True]])

    mean, error = join_scales(own, se, joined)

    assert mean[0, 0] == 6
    assert error[0, 0] == 2.5
    assert np.isnan(mean[0, 1])
    assert np.isnan(error[0, 1])
