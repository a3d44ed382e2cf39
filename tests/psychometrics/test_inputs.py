"""Errors say what is wrong and what is needed; every function has an example; sizes hold."""

import ast
import importlib
from pathlib import Path

import numpy as np
import pytest

from assessment import psychometrics
from assessment.psychometrics import errors
from assessment.psychometrics.errors import (
    MeasurementError,
    MissingColumnError,
    NotFiniteError,
    ShapeError,
)
from assessment.psychometrics.inputs import is_constant, read_columns, read_numbers, require_within
from tests.each import holds_for_each

ROOM = Path(psychometrics.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(ROOM).with_suffix("").parts)
    for path in ROOM.rglob("*.py")
    if path.stem != "__init__" and "irt" not in path.parts
)


def lacks_example(node):
    public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    return public and ">>>" not in (ast.get_docstring(node) or "")


@holds_for_each("name", MODULES)
def test_every_public_function_has_an_example_and_bodies_are_short(name):
    module = importlib.import_module(f"assessment.psychometrics.{name}")
    text = Path(module.__file__).read_text(encoding="utf-8")
    checks = {"enough_people", "same_length"}  # one line each; the name says it

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert node.end_lineno - body[0].lineno < 40, node.name
    bare = {node.name for node in ast.parse(text).body if lacks_example(node)}
    assert bare <= checks
    assert len(text.splitlines()) <= 400


def test_every_error_is_a_measurement_error_and_a_value_error():
    named = [kind for kind in vars(errors).values() if isinstance(kind, type)]

    assert len(named) > 8
    for kind in named:
        assert issubclass(kind, MeasurementError)
        assert issubclass(kind, ValueError)
        assert kind.__doc__


def test_an_error_keeps_what_is_wrong_apart_from_what_is_needed():
    error = ShapeError("3 rows", "give 4")

    assert (str(error), error.wrong, error.needed) == ("3 rows; give 4", "3 rows", "give 4")


def test_a_missing_column_is_named_with_what_there_is():
    with pytest.raises(MissingColumnError, match=r"missing column\(s\) c, d; the table has a, b"):
        read_columns({"a": [1.0], "b": [2.0]}, ["a", "c", "d"])


def test_columns_of_unequal_length_or_with_words_are_refused():
    with pytest.raises(ShapeError):
        read_columns({"a": [1.0], "b": [2.0, 3.0]}, ["a", "b"])
    with pytest.raises(ShapeError):
        read_columns({"a": ["x"]}, ["a"])


def test_none_is_missing_and_missing_is_told_with_its_number():
    assert np.isnan(read_numbers([None, 1], "scores", dimensions=1, missing=True)[0])
    with pytest.raises(NotFiniteError, match="scores miss 2 of 3 values"):
        read_numbers([None, 1, np.nan], "scores", dimensions=1, missing=False)


def test_not_a_number_lies_within_nothing():
    with pytest.raises(MeasurementError, match="reliability is nan"):
        require_within(float("nan"), 0, 1, "reliability")


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_rounding_is_no_variance_and_a_small_difference_is(size):
    same = size * np.array([0.1 + 0.2, 0.3, 0.3])

    assert is_constant(same)
    assert not is_constant(size * np.array([1.0, 1.0, 1.001]))
