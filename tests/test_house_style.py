"""Limits that no linter we use can express. Raise one only with a reason in the commit.

Each rule is one test, and names every place that breaks it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("values", "assessment", "study", "review", "manual", "bench", "tools")
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 40, 150
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FAILING = {"raises", "fail", "expect"}  # calls of pytest and playwright that make a test fail
VISITING = {"get", "post"}  # a visitor notices a page that breaks a rule; a dict does not


def files(pattern: str, *tops: str) -> list[Path]:
    return [path for top in tops for path in sorted((ROOT / top).rglob(pattern))]


SOURCES = files("*.py", *HOUSES)
TESTS = files("*.py", "tests")
TEMPLATES = files("*.html", "templates")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, FUNCTIONS))


def cases_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in functions_in(path) if node.name.startswith("test_"))


def calls_in(node: ast.AST) -> Iterator[ast.Call]:
    return (part for part in ast.walk(node) if isinstance(part, ast.Call))


def called_in(node: ast.AST) -> set[str]:
    """Return the names of what is called, without the module or the object before them."""
    return {ast.unparse(call.func).rpartition(".")[2] for call in calls_in(node)}


def can_fail(function: ast.AST, helpers: set[str]) -> bool:
    asserts = any(isinstance(part, ast.Assert) for part in ast.walk(function))
    return asserts or not helpers.isdisjoint(called_in(function))


def helpers_that_assert() -> set[str]:
    """Return the names of the functions of the tests that assert, or call one that does."""
    found = set(FAILING)
    every = [function for path in TESTS for function in functions_in(path)]
    while more := {
        function.name
        for function in every
        if function.name not in found
        and not function.name.startswith("test_")
        and can_fail(function, found - VISITING)
    }:
        found |= more
    return found


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its first statement after the docstring to its last."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_modules_are_short() -> None:
    assert [name(path) for path in SOURCES if lines(path) > MODULE_LINES] == []


def test_modules_say_what_they_are() -> None:
    assert [name(path) for path in SOURCES if not ast.get_docstring(tree(path))] == []


def test_functions_are_short() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name} has {body_length(function)} lines"
        for path in SOURCES
        for function in functions_in(path)
        if body_length(function) > FUNCTION_LINES
    ]
    assert long == []


def test_templates_are_short() -> None:
    assert [name(path) for path in TEMPLATES if lines(path) > TEMPLATE_LINES] == []


def test_test_names_say_what_is_so() -> None:
    wishes = [
        f"{name(path)}: {test.name}"
        for path in TESTS
        for test in cases_in(path)
        if "should" in test.name.split("_")
    ]
    assert wishes == []


def test_every_test_can_fail() -> None:
    helpers = helpers_that_assert()
    mute = [
        f"{name(path)}:{test.lineno} {test.name}"
        for path in TESTS
        for test in cases_in(path)
        if not can_fail(test, helpers if "web" in path.parts else helpers - VISITING)
    ]
    assert mute == []


def test_no_test_sleeps() -> None:
    sleeps = [
        f"{name(path)}:{call.lineno}"
        for path in TESTS
        for call in calls_in(tree(path))
        if ast.unparse(call.func) in ("sleep", "time.sleep")
    ]
    assert sleeps == []


@pytest.mark.parametrize("paths", [SOURCES, TESTS, TEMPLATES], ids=["source", "tests", "templates"])
def test_there_is_something_to_hold_to_the_rules(paths: list[Path]) -> None:
    assert paths
