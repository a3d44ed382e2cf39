"""The words of the code: which names a stranger cannot understand, and which of them still stand.

Run: python -m tools.language
Takes what no longer stands off the list of debts in tests/language_allowed.toml. It never adds:
a new name has to follow docs/glossary.md.
"""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ALLOWED = ROOT / "tests" / "language_allowed.toml"
PACKAGES = ("values", "assessment", "study", "review", "manual", "tools")
RIDDLES = frozenset({"found", "told", "one", "m", "given", "thing", "stuff"})


@dataclass(frozen=True, slots=True)
class Names:
    """What the code calls things: riddles used as parameters, and functions of a single word."""

    riddles: Counter[str]  # times that each one is the name of a parameter
    single_words: frozenset[str]  # public functions of a module, not methods


@dataclass(frozen=True, slots=True)
class Allowed:
    """Single words that were reviewed, and the debts that stand until somebody pays them."""

    reviewed: frozenset[str]
    riddles: Counter[str]
    single_words: frozenset[str]


def main() -> int:
    """Shorten the list of debts to what still stands, and say how long it is."""
    allowed, names = read_allowed(), read_names()
    riddles = {word: min(times, names.riddles[word]) for word, times in allowed.riddles.items()}
    words = sorted(allowed.single_words & names.single_words - allowed.reviewed)
    text = ALLOWED.read_text(encoding="utf-8")
    start = text.index("[debts]")
    debts = "\n".join(
        [
            "[debts]",
            f"riddles = {{ {', '.join(f'{word} = {n}' for word, n in riddles.items() if n)} }}",
            "single_words = [",
            *_wrapped(words),
            "]",
        ]
    )
    ALLOWED.write_text(re.sub(r"riddles = \{  \}", "riddles = {}", text[:start] + debts + "\n"))
    print(f"{sum(riddles.values())} riddles as parameters, {len(words)} single words")
    return 0


def read_names() -> Names:
    """Return what the code in this checkout calls things."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]
    riddles = Counter(name for tree in trees for name in _parameter_names(tree) if name in RIDDLES)
    single_words = {name for tree in trees for name in _public_functions(tree) if "_" not in name}
    return Names(riddles, frozenset(single_words))


def read_allowed() -> Allowed:
    """Return what tests/language_allowed.toml lets stand."""
    lists = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    return Allowed(
        reviewed=frozenset(word for group in lists["reviewed"].values() for word in group),
        riddles=Counter(lists["debts"]["riddles"]),
        single_words=frozenset(lists["debts"]["single_words"]),
    )


def _parameter_names(tree: ast.Module) -> Iterator[str]:
    """Yield the parameter names of every ``def``; lambdas and comprehensions have their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parameters = node.args
            ordinary = [*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs]
            collecting = [parameters.vararg, parameters.kwarg]
            yield from (parameter.arg for parameter in ordinary)
            yield from (parameter.arg for parameter in collecting if parameter is not None)


def _public_functions(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            yield node.name


def _wrapped(words: list[str], width: int = 96) -> Iterator[str]:
    """Yield lines of a TOML list, several words on a line."""
    line = " "
    for word in words:
        if len(line) + len(word) + 4 > width:
            yield line
            line = " "
        line += f' "{word}",'
    if words:
        yield line


if __name__ == "__main__":
    sys.exit(main())
