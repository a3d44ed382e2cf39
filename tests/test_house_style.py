"""Limits that no linter we use can express. Raise one only with a reason in the commit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("values", "assessment", "study", "review", "manual", "bench", "tools")
SOURCES = [path for house in HOUSES for path in sorted((ROOT / house).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(path):
    return str(path.relative_to(ROOT))


def body_length(function):
    """Lines of a function from its first statement after the docstring to its last."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_modules_are_short_and_say_what_they_are(path):
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text)), "start with one sentence saying what is here"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            assert body_length(node) <= 40, f"{node.name} has {body_length(node)} lines"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


def test_test_names_say_what_is_so():
    for path in TESTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, FUNCTIONS) and node.name.startswith("test_"):
                assert "should" not in node.name.split("_"), f"{name(path)}: {node.name}"


def test_no_test_sleeps():
    for path in TESTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("sleep", "time.sleep"), f"{name(path)}:{node.lineno}"


def test_there_is_something_to_test():
    assert SOURCES
    assert TESTS
