"""From the bytes of a CSV file to rows, whatever a spreadsheet made of it."""

import csv
import io
import re
from dataclasses import dataclass

from assessment.json_reading import MAX_BYTES, InputError
from review.texts import say

HEADER = re.compile(r'(?:^|[\r\n])"?nummer"?[ ]*([;,\t])', re.IGNORECASE)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods, xls
SEPARATORS = {";": "", ",": "comma", "\t": "tab"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number that a spreadsheet shows beside it, and its cells without blanks."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that hold anything, and what was particular about the file.

    ``head`` stands above the ``header``, the row that names the columns; ``rows`` below it.
    """

    head: tuple[Row, ...]
    header: Row
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return the rows of a CSV file.

    UTF-8, UTF-16 and cp1252 are read, and semicolon, comma or tab; what is not the usual is told
    in the notes.

    Raises
    ------
    InputError
        If it is a workbook, no text, or has no row that begins with the word nummer.
    """
    if len(data) > MAX_BYTES:
        raise InputError([say("problems.too_large", file=name, limit=MAX_BYTES)])
    if data.startswith(WORKBOOKS):
        raise InputError([say("problems.workbook", file=name)])
    text, encoding = _decode(data, name)
    header = HEADER.search(text)
    if header is None:
        raise InputError([say("problems.no_header", file=name)])
    separator = header[1]
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise InputError([say("problems.no_text", file=name)]) from error
    cleaned = (tuple(" ".join(cell.split()) for cell in record) for record in records)
    rows = [Row(number, cells) for number, cells in enumerate(cleaned, start=1) if any(cells)]
    start = next((i for i, row in enumerate(rows) if row.cells[0].casefold() == "nummer"), None)
    if start is None:
        raise InputError([say("problems.no_header", file=name)])
    odd = [key for key in (encoding, SEPARATORS[separator]) if key]
    notes = tuple(say(f"notes.{key}", file=name) for key in odd)
    return Sheet(tuple(rows[:start]), rows[start], tuple(rows[start + 1 :]), notes)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text, and the key of the note on its encoding ("" for UTF-8)."""
    tries = [("utf-8-sig", ""), ("cp1252", "cp1252")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = [("utf-16", "utf16")]
    for encoding, note in tries:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, note
    raise InputError([say("problems.no_text", file=name)])
