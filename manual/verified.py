"""What the scoring core was verified against: programs, data, tests and their tolerances.

The table stands in verified.toml; the tolerances are read from the tests themselves, so that the
manual cannot promise another precision than the tests ask.
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("verified.toml")
TESTS = Path(__file__).parent.parent / "tests" / "psychometrics"
DEFAULT_RELATIVE = 1e-6  # what pytest.approx does unless told


@dataclass(frozen=True, slots=True)
class Verified:
    """Numbers that were compared with another program.

    ``functions`` are in ``assessment.psychometrics``; ``data`` in ``tests/reference``; ``tests``
    are file::name in ``tests/psychometrics``.
    """

    area: str
    what: str
    functions: tuple[str, ...]
    program: str
    data: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def tolerances(self) -> tuple[str, ...]:
        """Return the tolerances that the tests ask, the strictest first."""
        found = {one for test in self.tests for one in read_tolerances(*test.split("::"))}
        return tuple(_written(kind, size) for size, kind in sorted((s, k) for k, s in found))


def read_verified() -> list[Verified]:
    """Return the table of what was verified."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [
        Verified(
            area=row["area"],
            what=row["what"],
            functions=tuple(row["functions"]),
            program=row["program"],
            data=tuple(row["data"]),
            tests=tuple(row["tests"]),
        )
        for row in table["verified"]
    ]


@cache
def read_tolerances(file: str, test: str) -> frozenset[tuple[str, float]]:
    """Return every tolerance in a test: ("abs" or "rel", size); a plain comparison is exact.

    Raises
    ------
    LookupError
        If the test does not exist.
    """
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == test:
            return frozenset(_sizes(node, named)) or frozenset({("abs", 0.0)})
    raise LookupError(f"{file} has no test {test}; mend manual/verified.toml")


def _sizes(test: ast.FunctionDef, named: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    for call in ast.walk(test):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.approx"):
            continue
        given = {one.arg: one.value for one in call.keywords if one.arg in ("abs", "rel")}
        if not given:
            yield "rel", DEFAULT_RELATIVE
        for kind, value in given.items():
            size = named[value.id] if isinstance(value, ast.Name) else ast.literal_eval(value)
            yield str(kind), float(str(size))


def _written(kind: str, size: float) -> str:
    """Return a tolerance as text: "0", "1e-8", or "1e-4 rel"."""
    if size == 0:
        return "0"
    mantissa, exponent = f"{size:e}".split("e")
    text = f"{float(mantissa):g}e{int(exponent)}"
    return text if kind == "abs" else f"{text} rel"
