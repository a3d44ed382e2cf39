"""Categories that too few people used are pooled only when asked, and always told."""

import numpy as np
import pytest

from assessment.psychometrics.errors import NoVarianceError
from assessment.psychometrics.irt import (
    MergedCategory,
    calibrate,
    category_probabilities,
    expected_mean,
    score_eap,
)
from assessment.psychometrics.irt.merging import code_item
from tests.psychometrics.irt.reference import calibrated, read_table


def code(use, merge_below=1, lowest=0):
    return code_item(np.array(use), "v", lowest=lowest, merge_below=merge_below)


def test_an_unused_answer_joins_its_less_used_neighbour():
    found = code([30, 0, 20, 40])

    assert found.codes.tolist() == [0, 1, 1, 2]
    assert found.values.tolist() == [0, 2, 3]
    assert found.merged == (MergedCategory("v", (1, 2), (0, 20)),)


def test_an_unused_end_joins_its_only_neighbour():
    assert code([0, 9, 9, 0]).codes.tolist() == [0, 0, 1, 1]
    assert code([0, 0, 9, 9]).codes.tolist() == [0, 0, 0, 1]


def test_rare_answers_are_pooled_until_every_category_has_enough():
    found = code([3, 4, 50, 60, 9], merge_below=10, lowest=1)

    assert found.codes.tolist() == [0, 0, 0, 1, 1]
    assert found.values == pytest.approx([(3 + 4 * 2 + 50 * 3) / 57, (60 * 4 + 9 * 5) / 69])
    assert [notice.answers for notice in found.merged] == [(1, 2, 3), (4, 5)]


def test_nothing_is_pooled_where_all_answers_are_used():
    assert code([5, 5, 5]).merged == ()
    assert calibrated("bfi_C").merged == ()


def test_pooling_everything_is_refused():
    with pytest.raises(NoVarianceError, match="leaves one"):
        code([3, 90, 4], merge_below=10)


def test_a_pooled_answer_can_still_be_given_and_is_told():
    answers = read_table("irt_sim2000x6x5") + 1
    answers[:, 0] += answers[:, 0] >= 3  # the first item offers six answers, nobody gave 3

    found = calibrate(answers, [6, 5, 5, 5, 5, 5], lowest=1, merge_below=1)
    plain = calibrated("sim2000x6x5")

    assert [(m.item, m.answers, m.used[1]) for m in found.merged] == [("item 1", (2, 3), 0)]
    assert found.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-8)
    two, three = score_eap(found.model, [[2, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 3]]).theta
    assert two == three


def test_the_expected_answer_counts_in_the_answers_that_were_used():
    answers = read_table("irt_sim2000x6x5") + 1
    answers[:, 0] += answers[:, 0] >= 3
    found = calibrate(answers, [6, 5, 5, 5, 5, 5], lowest=1, merge_below=1)

    chances = category_probabilities(found.model, [0.3])
    by_hand = np.mean([p[:, 0] @ v for p, v in zip(chances, found.model.values, strict=True)])

    assert found.model.values[0].tolist() == [1, 2, 4, 5, 6]
    assert expected_mean(found.model, [0.3])[0] == pytest.approx(by_hand, abs=1e-12)
