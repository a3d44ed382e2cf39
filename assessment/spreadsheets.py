"""Tables as CSV, for programs and for a Dutch Excel.

No cell is run as a formula, nor any part of one: which sign stands between cells is decided by the
language of the spreadsheet that opens a file, so a Dutch one splits at each semicolon also what is
meant for programs, and another one at each comma. Quotes do not keep it from that.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_RUN = ("=", "+", "-", "@", "\t", "\n")  # what a spreadsheet takes for the start of a formula
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
# Where a spreadsheet may begin another cell inside a text, with a formula and not with a number.
_INSIDE = re.compile(r'([,;\n][\s"]*)(?=[=+@-])(?![+-]?\d+([.,]\d+)?\s*([,;\n"]|$))')


def write_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table for programs: UTF-8, a comma between cells, a point in numbers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_defuse(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode()


def for_excel(table: bytes) -> bytes:
    r"""Return what `write_csv` gave as a Dutch Excel opens it: semicolons and decimal commas.

    Examples
    --------
    >>> for_excel(b"schaal,score\nZorg,0.25\n").decode("utf-8-sig")
    'schaal;score\r\nZorg;0,25\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows = csv.reader(io.StringIO(table.decode(), newline=""))
    writer.writerows([_with_comma(cell) for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode()


def _defuse(cell: str) -> str:
    """Return a text with a sign before whatever begins like a formula, that makes it a text."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")  # else it would end the row
    cell = _INSIDE.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(_RUN) and not _NUMBER.fullmatch(cell) else cell


def _with_comma(cell: str) -> str:
    return cell.replace(".", ",") if _NUMBER.fullmatch(cell) else cell
