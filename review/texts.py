"""Dutch sentences and declared bars of the expert review, from the TOML files in content/."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from values.toml_reading import build, read_toml

CONTENT = Path(__file__).with_name("content")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bar of a verdict: its number, what it says, and who says so."""

    value: float
    meaning: str
    source: str


def say(key: str, /, **values: Any) -> str:
    """Return the sentence at ``section.name`` with ``values`` filled in; KeyError if unknown."""
    return str(_texts()[key]).format(**values)


def list_texts(key: str) -> tuple[str, ...]:
    """Return the list of texts at ``section.name``."""
    return tuple(_texts()[key])


@cache
def load_thresholds() -> Mapping[str, Threshold]:
    """Return the bars by name; ContentError when a field is wrong."""
    tables = read_toml(CONTENT / "thresholds.toml")
    return {name: build(Threshold, table, f"thresholds {name}") for name, table in tables.items()}


def get_bar(name: str) -> float:
    """Return the number of a bar."""
    return load_thresholds()[name].value


@cache
def _texts() -> dict[str, Any]:
    return {
        f"{section}.{name}": text
        for section, named in read_toml(CONTENT / "texts.toml").items()
        for name, text in named.items()
    }
