"""What is said about wrong content: Dutch sentences by key, from a TOML file beside the checks."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Say: TypeAlias = Callable[..., str]
MOST_TOLD = 100  # problems at once: who mends these sees the next ones then
_LONGEST, _END = 500, 200  # signs of one of them, and those of its end, which says what to do


def read_sentences(path: Path) -> Say:
    """Return a function that gives the sentence at ``section.name`` of ``path``, filled in.

    It raises KeyError for a key that the file lacks, and for a value that the sentence needs.
    """

    @cache
    def table() -> dict[str, dict[str, str]]:
        return tomllib.loads(path.read_text(encoding="utf-8"))

    def say(key: str, /, **values: Any) -> str:
        section, name = key.split(".")
        return table()[section][name].format(**values)

    return say


say = read_sentences(Path(__file__).with_suffix(".toml"))


def tell_first(problems: Sequence[str]) -> list[str]:
    """Return the first problems, as far as a person can read them, and how many more there are.

    Of one that is very long, such as of a field with a name without an end, the middle is left out.
    """
    told = [_shorten(one) for one in problems[:MOST_TOLD]]
    more = len(problems) - len(told)
    return [*told, say("files.more", count=more)] if more > 0 else told


def _shorten(problem: str) -> str:
    if len(problem) <= _LONGEST:
        return problem
    return f"{problem[: _LONGEST - _END]} (...) {problem[-_END:]}"
