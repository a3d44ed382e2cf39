"""What is said about wrong content: Dutch sentences by key, from a TOML file beside the checks."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Say: TypeAlias = Callable[..., str]


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
