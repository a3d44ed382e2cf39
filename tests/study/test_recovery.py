"""Counting: coverage, bias, error and correlation, by hand."""

import numpy as np
import pytest

from assessment.scoring.uncertainty import Scores
from study.recovery import correlation, recover_scores

NAN = np.nan
TRUTH = np.array([[10.0, 50.0], [20.0, 60.0], [30.0, 70.0], [40.0, 80.0]])


def scores(score, margin):
    score, margin = np.array(score, dtype=float), np.array(margin, dtype=float)
    return Scores(score, margin, score - margin, score + margin)


@pytest.fixture
def found():
    # First construct: exact, 3 off, 2 off, 1 off with margin 2: three of four hold the truth.
    # Second: one person has no score; of the others one of three holds it.
    return scores(
        [[10.0, 51.0], [23.0, NAN], [28.0, 75.0], [41.0, 70.0]],
        [[2.0, 2.0], [2.0, NAN], [2.0, 2.0], [2.0, 2.0]],
    )


def test_coverage_counts_the_intervals_that_hold_the_truth(found):
    rows, summary = recover_scores(["a", "b"], TRUTH, found)

    assert [row["coverage"] for row in rows] == pytest.approx([75.0, 100 / 3])
    assert summary["coverage"] == pytest.approx((75 + 100 / 3) / 2)
    assert (summary["lowest"], summary["highest"]) == pytest.approx((100 / 3, 75.0))


def test_an_interval_that_ends_at_the_truth_holds_it():
    rows, _ = recover_scores(
        ["a"], np.array([[10.0], [12.0]]), scores([[12.0], [10.0]], [[2.0], [2.0]])
    )

    assert rows[0]["coverage"] == 100.0


def test_bias_and_error_leave_out_who_has_no_score(found):
    rows, summary = recover_scores(["a", "b"], TRUTH, found)

    assert [row["bias"] for row in rows] == pytest.approx([0.5, -4 / 3])
    assert rows[0]["rmse"] == pytest.approx(np.sqrt((0 + 9 + 4 + 1) / 4))
    assert rows[1]["rmse"] == pytest.approx(np.sqrt((1 + 25 + 100) / 3))
    assert [row["scored"] for row in rows] == [100.0, 75.0]
    assert summary["typical_bias"] == pytest.approx(np.sqrt((0.25 + 16 / 9) / 2))


def test_correlation_with_the_truth_runs_over_people(found):
    rows, _ = recover_scores(["a", "b"], TRUTH, found)

    assert rows[0]["correlation"] == pytest.approx(
        np.corrcoef(TRUTH[:, 0], [10.0, 23.0, 28.0, 41.0])[0, 1]
    )


def test_what_does_not_vary_has_no_correlation():
    assert np.isnan(correlation(np.full(5, 3.0), np.arange(5.0)))


def test_few_scores_give_no_correlation_within_a_person(found):
    _, summary = recover_scores(["a", "b"], TRUTH, found)

    assert np.isnan(summary["within"])
