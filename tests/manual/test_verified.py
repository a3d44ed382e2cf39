"""What the manual says was verified exists: functions, data, tests, programs."""

import importlib

import pytest

from manual.verified import TESTS, read_tolerances, read_verified
from tests.each import holds_for_each

ROWS = read_verified()
REFERENCE = TESTS.parent / "reference"


@holds_for_each("row", {row.what: row for row in ROWS})
def test_every_function_that_was_verified_exists(row):
    for path in row.functions:
        module, name = path.rsplit(".", 1)
        assert callable(
            getattr(importlib.import_module(f"assessment.psychometrics.{module}"), name)
        )


@holds_for_each("row", {row.what: row for row in ROWS})
def test_the_data_and_the_tests_exist_and_ask_a_tolerance(row):
    for name in row.data:
        assert (REFERENCE / name).exists(), name
    assert row.tolerances


def test_every_program_is_named_with_its_version_in_the_list_of_origins():
    origins = " ".join((REFERENCE / "README.md").read_text(encoding="utf-8").split())

    for program in {row.program for row in ROWS}:
        assert program in origins, program


def test_a_test_that_is_gone_is_an_error():
    with pytest.raises(LookupError, match="mend manual/verified.toml"):
        read_tolerances("reliability/test_classical.py", "test_that_does_not_exist")


def test_tolerances_are_read_from_the_tests_themselves():
    found = read_tolerances(
        "irt/test_calibration.py", "test_standard_errors_are_those_of_mirt_by_oakes"
    )
    named = read_tolerances("reliability/test_classical.py", "test_lambda_2_equals_psych")
    exact = read_tolerances("best_worst/test_group_utilities.py",
                       "test_the_counts_per_person_are_exactly_those_of_r")  # fmt: skip

    assert found == {("rel", 1e-4)}
    assert named == {("abs", 1e-8)}
    assert exact == {("abs", 0.0)}
