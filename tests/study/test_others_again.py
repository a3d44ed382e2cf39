"""What is named of two results is true often enough, and hardly tells what one more answered."""

import json

import pytest

from study.others_again import CHANGES, FILE, RATERS, main, measure

ROWS = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
TRUE, READS, MORE_NEAR = 0.90, 0.10, 0.06


def test_every_size_of_change_is_recorded_with_each_number_of_raters():
    assert [(row["change"], row["same_people"], row["raters"]) for row in ROWS] == [
        (change, same, raters) for change in CHANGES for same in (True, False) for raters in RATERS
    ]


@pytest.mark.parametrize("change", CHANGES[1:])
@pytest.mark.parametrize("same_people", [True, False])
def test_a_change_that_is_named_is_true_in_nine_of_ten(change, same_people):
    rows = [r for r in ROWS if (r["change"], r["same_people"]) == (change, same_people)]
    said, true = sum(row["said"] for row in rows), sum(row["true"] for row in rows)

    assert said > 100  # it is not true by being silent
    assert true >= TRUE * said


@pytest.mark.parametrize("row", [row for row in ROWS if not row["change"]], ids=str)
def test_where_nothing_changed_hardly_anybody_reads_a_change(row):
    assert row["some"] <= READS * row["people"]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_both_results_together_hardly_tell_more_of_the_one_who_joined(row):
    assert row["near_both"] - row["near_later"] <= MORE_NEAR


def test_a_run_measures_the_same_as_what_is_recorded(tmp_path):
    row = ROWS[0]
    again = measure(row["raters"], row["change"], same_people=row["same_people"],
                    people=row["people"], seed=2 * row["raters"] + row["same_people"])  # fmt: skip
    assert again == row

    assert main(["-n", "4", "-o", str(tmp_path / "some.json")]) == 0
    assert len(json.loads((tmp_path / "some.json").read_text())["rows"]) == len(ROWS)
