"""The changes that `make mutants` tries: which there are, and what they leave alone."""

import ast

import pytest

from tools.mutation import mutants_of


@pytest.fixture
def changes(tmp_path):
    """Return what a module may be changed into, without its line of a function around it."""

    def make(text):
        (tmp_path / "module.py").write_text(text, encoding="utf-8")
        return mutants_of(tmp_path, "module.py")

    return make


def results(mutants, text):
    return {mutant.applied(text.encode()).decode() for mutant in mutants}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = a < b", {"x = (a >= b)", "x = (a <= b)"}),
        ("x = a == b", {"x = (a != b)"}),
        ("x = a < b < c", {"x = (a < b)", "x = (b < c)"}),
        ("x = a and b", {"x = (a or b)", "x = (a)", "x = (b)"}),
        ("x = not a", {"x = (a)"}),
        ("x = -a", {"x = (a)"}),
        ("x = a + b", {"x = (a - b)"}),
        ("x = 3", {"x = (4)", "x = (2)"}),
        ("x = 2.0", {"x = (2.2)"}),
        ("x = True", {"x = False"}),
        ("x = min(a, b)", {"x = max(a, b)"}),
        ("x = min(a, default=b)", {"x = max(a, default=b)", "x = min(a)"}),
        ("x = any(a)", {"x = all(a)"}),
        ("x = a[b:]", {"x = a"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if (True)]"}),
        ("x = q.where(a, b)", {"x = q", "x = q.where(a)", "x = q.where(b)"}),
        ("x = c.is_not(a)", {"x = c.is_(a)"}),
        ("if a:\n    f()", {"if (not a):\n    f()", "if a:\n    pass"}),
        ("x += a", {"x -= a"}),
        ("def f() -> list[str]:\n    return a", {"def f() -> list[str]:\n    return []"}),
        ("def f() -> str | None:\n    return a", {
            "def f() -> str | None:\n    return ''", "def f() -> str | None:\n    return None",
        }),
    ],
)  # fmt: skip
def test_each_kind_of_change(changes, text, expected):
    assert results(changes(text), text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"""A module of 3 lines."""',
        "from a import b",
        "@dataclass(frozen=True)\nclass A:\n    b: int",
        "def f(a: Literal[3]) -> Literal[4]: ...",
        "assert isinstance(a, int)",
        'raise ValueError(f"not {3 + 4}")',
        "x = 'words'",
        "x = zip(a, b, strict=True)",
    ],
)
def test_what_types_documents_or_words_an_error_is_left_alone(changes, text):
    assert changes(text) == []


def test_lines_stay_where_they_are_and_every_mutant_can_be_read(changes):
    opening = "# é\n\n\ndef f(a: int) -> bool:\n"
    text = f"{opening}    if a > 1 and (\n        a < 9\n    ):\n        return a\n"
    for mutant in changes(text):
        made = mutant.applied(text.encode())
        ast.parse(made)
        assert made.startswith(opening.encode())
        assert mutant.function == "f"


def test_a_change_is_told_with_the_line_it_stands_on(changes):
    (shifted,) = [one for one in changes("y = 1\nx = a < limit") if "<=" in one.change]

    assert (shifted.line, shifted.change) == (2, "x = a < limit -> x = (a <= limit)")


def test_what_stays_the_same_of_a_long_line_is_cut(changes):
    words = ", ".join(f"word{number}" for number in range(30))
    (change,) = {one.change for one in changes(f"x = ({words}, not b, {words})")}

    assert len(change) < 160
    assert "not b" in change
