"""The sentences and columns of the quality report; the Dutch stands in content/quality*.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from values.toml_reading import build_each, read_toml

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file; ``missing`` is the key of what an empty cell means."""

    key: str
    name: str
    meaning: str
    unit: str
    missing: str


@dataclass(frozen=True, slots=True)
class File:
    """One CSV file with its columns."""

    name: str
    columns: tuple[Column, ...]


def say(key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` with ``values`` filled in; KeyError if unknown."""
    return str(_texts()[key]).format(**values)


def listed(key: str) -> tuple[str, ...]:
    """Return the list of sentences at ``key``."""
    return tuple(_texts()[key])


def column_text(key: str) -> Any:
    """Return a text beside the columns, such as the name of the codebook."""
    return _columns()[key]


@cache
def files() -> dict[str, File]:
    """Return every CSV file by its key."""
    return {
        key: File(table["name"], build_each(Column, table["columns"], key))
        for key, table in _columns()["files"].items()
    }


@cache
def _texts() -> dict[str, Any]:
    return {
        f"{section}.{name}": text
        for section, named in read_toml(CONTENT / "quality.toml").items()
        for name, text in named.items()
    }


@cache
def _columns() -> dict[str, Any]:
    return read_toml(CONTENT / "quality_columns.toml")
