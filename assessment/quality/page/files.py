"""Every file of the report as bytes: the page, the tables, and the codebook of the tables."""

from collections.abc import Sequence
from datetime import date

from assessment.instruments.library import Library
from assessment.quality.page.cells import Row, write_cell
from assessment.quality.page.names import Names
from assessment.quality.page.page import compose_page, render_page
from assessment.quality.page.tables import write_tables
from assessment.quality.page.texts import CsvFile, column_text, list_files
from assessment.quality.results import InstrumentQuality
from assessment.spreadsheets import write_csv
from values import ValueMap

FILE_NAMES = frozenset(
    {column_text("page"), column_text("codebook"), *(file.name for file in list_files().values())}
)


def write_quality(
    quality: InstrumentQuality, library: Library, value_map: ValueMap, *, made_on: date
) -> dict[str, bytes]:
    """Return the files of the report by name; the same numbers and day give the same bytes."""
    names = Names(library, value_map)
    rows = write_tables(quality, names)
    page = render_page(compose_page(quality, names, made_on=made_on))
    return {
        column_text("page"): page,
        **{file.name: _table(file, rows[key]) for key, file in list_files().items()},
        column_text("codebook"): _codebook(),
    }


def _table(file: CsvFile, rows: Sequence[Row]) -> bytes:
    keys = [column.key for column in file.columns]
    lines = []
    for row in rows:
        if strange := row.cells.keys() - set(keys):
            raise KeyError(f"{file.name} has no column {sorted(strange)[0]}")
        lines.append([write_cell(row.cells.get(key)) for key in keys])
    return write_csv([[column.name for column in file.columns], *lines])


def _codebook() -> bytes:
    lines = [
        [file.name, column.name, column.meaning, column.unit, column_text(column.missing)]
        for file in list_files().values()
        for column in file.columns
    ]
    return write_csv([list(column_text("header")), *lines])
