"""Mailboxes in a pasted text or a CSV file: all of them, or a problem for each wrong line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.mail.settings import is_mailbox
from assessment.services.signing_in import read_address
from assessment.wording import clean_text, say, short
from values.problems import tell_first

MOST_PEOPLE = 10_000  # in one round
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIPPED = b"PK\x03\x04"  # how a workbook of Excel begins
_BETWEEN = re.compile(r"[;,]")
_NAMED = re.compile(r"<([^<>]*)>\s*$")  # Noor de Wit <noor@gemeente.nl>
_HEADINGS = ("mail", "email", "e-mail", "mailadres", "e-mailadres", "emailadres")


class AddressesRefused(ValueError):
    """A text or a file cannot be taken over; ``problems`` says why, line by line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems[0])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Addresses:
    """The mailboxes that were found, each once, and how many stood there more than once."""

    found: tuple[str, ...]
    doubles: int


def read_typed(text: str) -> Addresses:
    """Return the mailboxes in a text that was typed or pasted, or raise AddressesRefused."""
    lines = clean_text(text).split("\n")
    return _gather(
        (number, piece)
        for number, line in enumerate(lines, start=1)
        for piece in _BETWEEN.split(line)
    )


def read_file(data: bytes) -> Addresses:
    """Return the mailboxes in a CSV file, or raise AddressesRefused.

    The column is that with a heading such as "mailadres"; without one, that of the first mailbox.
    """
    rows = _read_rows(_decode(data))
    if not rows:
        raise AddressesRefused([say("rounds.nobody")])
    headings = [cell.lower() for cell in rows[0][1]]
    column = next((place for place, one in enumerate(headings) if one in _HEADINGS), None)
    if column is not None or "@" not in "".join(headings):
        rows = rows[1:]
    if column is None:
        column = _find_column(rows)
    return _gather((number, cells[column] if column < len(cells) else "") for number, cells in rows)


def _gather(pieces: Iterator[tuple[int, str]] | Sequence[tuple[int, str]]) -> Addresses:
    found: dict[str, None] = {}
    problems, doubles = [], 0
    for number, piece in pieces:
        named = _NAMED.search(piece)
        address = read_address(named[1] if named else piece)
        if not address:
            continue
        if not is_mailbox(address):
            problems.append(say("rounds.no_mailbox", line=number, value=short(address)))
        doubles += address in found
        found[address] = None
    if problems:
        raise AddressesRefused(tell_first(problems))
    if len(found) > MOST_PEOPLE:
        raise AddressesRefused([say("rounds.too_many", count=len(found), most=MOST_PEOPLE)])
    if not found:
        raise AddressesRefused([say("rounds.nobody")])
    return Addresses(tuple(found), doubles)


def _decode(data: bytes) -> str:
    """Return the text of a file as a spreadsheet or a text editor wrote it."""
    if data.startswith(_ZIPPED):
        raise AddressesRefused([say("rounds.workbook")])
    if data.startswith(_UTF16):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise AddressesRefused([say("rounds.no_text")])


def _read_rows(text: str) -> list[tuple[int, list[str]]]:
    """Return each row that holds something, with the number of its line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [clean_text(cell) for cell in cells]))
    except csv.Error as error:  # a cell without an end
        raise AddressesRefused([say("rounds.no_table", line=reader.line_num)]) from error
    return rows


def _find_column(rows: Sequence[tuple[int, list[str]]]) -> int:
    for _, cells in rows[:1]:
        for place, cell in enumerate(cells):
            if "@" in cell:
                return place
    raise AddressesRefused([say("rounds.no_column")])
