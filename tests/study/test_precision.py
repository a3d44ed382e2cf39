"""Precision by level, of differences and of what was picked for being low."""

import json

import pytest

from study.assumptions import load_assumptions
from study.precision import RESULTS, measure_precision, write_precision


@pytest.fixture(scope="module")
def found():
    return measure_precision(load_assumptions(), people=250)


def by_kind(rows):
    return {row["kind"]: row for row in rows}


def test_low_scores_lie_below_the_truth_and_high_scores_above(found):
    mixed = [row for row in found["levels"] if row["kind"] == "mixed"]

    assert mixed[0]["bias"] < -3 < 3 < mixed[-1]["bias"]
    assert mixed[0]["coverage"] < max(row["coverage"] for row in mixed)


def test_without_true_differences_a_difference_has_no_reliability(found):
    rows = by_kind(found["differences"])

    assert rows["flat"]["reliability"] < 0.05
    assert rows["flat"]["spread"] == 0
    assert rows["general"]["reliability"] < rows["mixed"]["reliability"]
    assert rows["mixed"]["reliability"] < rows["competency"]["reliability"] < 1


def test_the_lowest_rise_without_any_change_and_most_where_nothing_differs(found):
    rows = by_kind(found["regression"])

    assert all(0 < row["lowest_four"] < row["lowest"] for row in rows.values())
    assert rows["flat"]["lowest"] == max(row["lowest"] for row in rows.values())
    assert rows["flat"]["again"] < rows["competency"]["again"] <= 4


def test_everything_is_written(found, tmp_path, monkeypatch):
    monkeypatch.setattr("study.precision.measure_precision", lambda _: found)

    write_precision(load_assumptions(), tmp_path)

    assert json.loads((tmp_path / RESULTS).read_text())["levels"] == found["levels"]
