"""Means of scales and their pooled variance, by hand; and one person as a group of one."""

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessment.scoring import scale_means
from assessment.scoring.scale_means import Prior, pool_answers, score_scales

NAN = np.nan
ONE_SCALE = np.array([[True, True, True]])
PRIOR = Prior(sd=20.0, df=20)

POINTS = st.one_of(st.sampled_from([0.0, 25.0, 50.0, 100.0, NAN]), st.floats(-100, 100))
TABLES = arrays(float, st.tuples(st.integers(1, 9), st.just(12)), elements=POINTS)
SCALES = np.arange(12) % 3 == np.array([[0], [1], [2]])  # each scale is spread over the statements


def pooled(*rows, prior=PRIOR, member=ONE_SCALE):
    return pool_answers(np.array(rows, dtype=float), member, prior)


def test_the_variance_of_one_scale_by_hand():
    # points 25, 50, 75: SS = 625 + 0 + 625, df 2; (20 * 400 + 1250) / 22 = 420.4545
    found = pooled([25, 50, 75])

    assert found.variance == pytest.approx([420.454545], abs=1e-6)
    assert found.df.tolist() == [22]
    assert found.mean.tolist() == [[50.0]]


def test_missing_answers_do_not_count_in_the_variance():
    found = pooled([25, NAN, 75])

    assert found.variance == pytest.approx([(8000 + 1250) / 21])
    assert (found.df.tolist(), found.answered.tolist()) == ([21], [[2]])


@pytest.mark.parametrize("row", [[NAN, NAN, NAN], [100.0, NAN, NAN]])
def test_without_two_answers_only_the_prior_is_left(row):
    found = pooled(row)

    assert (found.variance.tolist(), found.df.tolist()) == ([400.0], [20])


def test_variance_is_pooled_over_scales_and_not_between_them():
    two = np.array([[True, True, False, False], [False, False, True, True]])

    found = pooled([0, 0, 100, 100], member=two)

    assert found.mean.tolist() == [[0.0, 100.0]]
    assert found.variance == pytest.approx([8000 / 22])


def test_a_mean_of_n_answers_has_the_standard_error_of_one_over_the_root_of_n():
    found = pooled([25, 50, 75], [25, NAN, 75])

    scores = score_scales(found, minimum=2)

    assert scores.se[:, 0] == pytest.approx(np.sqrt(found.variance / [3, 2]))


def test_with_too_few_answers_there_is_no_score_but_others_keep_theirs():
    scores = score_scales(pooled([25, 50, 75], [25, NAN, 75]), minimum=3)

    for array in (scores.score, scores.se, scores.low, scores.high):
        assert np.isnan(array[:, 0]).tolist() == [False, True]


def test_a_scale_without_statements_has_no_score():
    nothing = np.zeros((2, 0), dtype=bool)

    found = pool_answers(np.zeros((3, 0)), nothing, PRIOR)

    assert np.isnan(found.mean).all()
    assert found.variance.tolist() == [400.0] * 3


@given(table=TABLES)
def test_a_person_alone_gets_the_bits_of_a_person_in_a_group(table):
    together = pool_answers(table, SCALES, PRIOR)
    scores = score_scales(together, minimum=1)

    for person in range(len(table)):
        alone = pool_answers(table[person : person + 1], SCALES, PRIOR)
        own = score_scales(alone, minimum=1)
        assert alone.variance[0] == together.variance[person]
        for name in ("score", "se", "low", "high"):
            mine, theirs = getattr(own, name)[0], getattr(scores, name)[person]
            assert mine.tobytes() == theirs.tobytes()


@given(table=TABLES)
def test_means_and_variance_equal_the_formula_written_out(table):
    found = pool_answers(table, SCALES, PRIOR)

    for person, row in enumerate(table):
        squares = df = 0.0
        for scale, member in enumerate(SCALES):
            answered = row[member & ~np.isnan(row)]
            if answered.size:
                assert found.mean[person, scale] == pytest.approx(answered.mean(), abs=1e-9)
                squares += ((answered - answered.mean()) ** 2).sum()
                df += answered.size - 1
        assert found.df[person] == 20 + df
        assert found.variance[person] == pytest.approx((20 * 400 + squares) / (20 + df))


def test_the_examples_in_the_docstrings_are_right():
    assert doctest.testmod(scale_means, optionflags=doctest.ELLIPSIS).failed == 0
