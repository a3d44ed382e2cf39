"""The sentences and columns of the quality report; the Dutch stands in content/quality*.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessment.texts import Texts
from values.toml_reading import build_each

_CONTENT = Path(__file__).parents[1] / "content"
TEXTS = Texts(_CONTENT / "quality.toml")
say, listed = TEXTS.say, TEXTS.listed
_COLUMNS = Texts(_CONTENT / "quality_columns.toml")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file; ``missing`` is the key of what an empty cell means."""

    key: str
    name: str
    meaning: str
    unit: str
    missing: str


@dataclass(frozen=True, slots=True)
class CsvFile:
    """One CSV file with its columns."""

    name: str
    columns: tuple[Column, ...]


def column_text(key: str) -> Any:
    """Return a text beside the columns, such as the name of the codebook."""
    return _COLUMNS.tables[key]


@cache
def list_files() -> dict[str, CsvFile]:
    """Return every CSV file by its key."""
    return {
        key: CsvFile(table["name"], build_each(Column, table["columns"], key))
        for key, table in _COLUMNS.tables["files"].items()
    }
