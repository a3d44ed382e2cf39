"""CSV files that a Dutch Excel opens right, and numbers as a Dutch reader writes them."""

import csv
import io
from collections.abc import Iterable, Sequence

MISSING = "–"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """Return rows as CSV with semicolons, a decimal comma and a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: str | float | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.3f}".replace(".", ",")
    text = str(cell)
    is_formula = isinstance(cell, str) and text.startswith(FORMULA)
    return f"'{text}" if is_formula else text  # Excel runs what looks like a formula


def join_words(words: Sequence[str], last: str) -> str:
    """Return words as a sentence lists them, with ``last`` before the last one."""
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end


def start_sentence(text: str) -> str:
    """Return text that begins with a capital and is otherwise the same."""
    return text[:1].upper() + text[1:]


def write_number(number: float | None, decimals: int = 2) -> str:
    """Return a number with a decimal comma and a true minus; a dash where there is none."""
    if number is None:
        return MISSING
    text = f"{number:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−").replace(".", ",")


def write_percent(share: float | None) -> str:
    """Return a share of 0..1 in whole per cent; a dash where there is none."""
    return MISSING if share is None else f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
