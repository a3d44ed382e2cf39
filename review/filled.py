"""Filled forms: every rater's answers, or every problem in every file at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from assessment.json_reading import InputError
from assessment.wording import short
from review.forms import CLOSER, DESIRABILITY, KINDS, SORTING, Forms
from review.reading import Row, Sheet
from review.texts import list_texts, say

COLUMNS = {
    SORTING: (
        "nummer", "uitspraak", "waarde", "competentie", "relevantie", "duidelijkheid", "opmerking",
    ),
    CLOSER: ("nummer", "uitspraak", "competentie", "relevantie", "duidelijkheid", "opmerking"),
    DESIRABILITY: ("nummer", "zin", "wenselijkheid", "opmerking"),
}  # fmt: skip
HIGHEST = {"relevantie": 5, "duidelijkheid": 5, "wenselijkheid": 7}
RATER = re.compile(r"(?=.*\d)[A-Za-z0-9-]{1,12}")
WHOLE = re.compile(r"(\d{1,4})(?:[.,]0+)?")
FICTIONAL = "FICTIEF"  # how the code of a rater who does not exist begins


@dataclass(frozen=True, slots=True)
class Filled:
    """What one rater filled in on one form; a cell left empty is not there.

    ``choices`` has per number the ids of value and competency and the ratings, by column.
    """

    kind: str
    file: str
    rater: str
    role: str
    choices: Mapping[int, Mapping[str, str]]
    ratings: Mapping[int, Mapping[str, int]]
    remarks: Mapping[int, str]
    notes: tuple[str, ...]

    @property
    def is_fictional(self) -> bool:
        """Return whether this rater was made up by `review.pretending`."""
        return self.rater.upper().startswith(FICTIONAL)


@dataclass
class _Reader:
    """Reads one sheet and remembers its problems, so that all can be told together."""

    file: str
    forms: Forms
    problems: list[str] = field(default_factory=list)

    def refuse(self, key: str, row: int = 0, column: str = "", **values: object) -> None:
        """Remember a problem with its place."""
        place = [say("places.file", file=self.file)]
        place += [say("places.row", row=row)] if row else []
        place += [column] if column else []
        self.problems.append(say("places.problem", place=", ".join(place),
                                 problem=say(f"problems.{key}", **values)))  # fmt: skip


def read_filled(sheet: Sheet, file: str, forms: Forms) -> Filled:
    """Return what a rater filled in; InputError with every problem of the file."""
    reader = _Reader(file, forms)
    head = {row.cells[0].casefold(): row for row in reversed(sheet.head)}
    kind = _read_kind(reader, head)
    if kind is None:
        raise InputError(reader.problems)
    rater, role = _read_rater(reader, head), _read_role(reader, head)
    columns = _read_columns(reader, sheet.header, COLUMNS[kind])
    if columns is None:
        raise InputError(reader.problems)
    table = _Table(reader, kind, columns)
    table.read(sheet.rows)
    if reader.problems:
        raise InputError(reader.problems)
    notes = (*sheet.notes, *table.list_missing())
    return Filled(kind, file, rater, role, table.choices, table.ratings, table.remarks, notes=notes)


def _read_kind(reader: _Reader, head: Mapping[str, Row]) -> str | None:
    """Return which form it is; None when it is none of this kit."""
    row = head.get("formulier")
    code = row.cells[1] if row and len(row.cells) > 1 else ""
    codes = reader.forms.codes
    for kind, own in codes.items():
        if code == own:
            return kind
    ours = ", ".join(codes.values())
    is_form = code.startswith(tuple(f"{kind}-" for kind in KINDS))
    key = "other_version" if is_form else "no_code"
    reader.refuse(key, row.number if row else 0, code=short(code), ours=ours)
    return None


def _read_rater(reader: _Reader, head: Mapping[str, Row]) -> str:
    row = head.get("beoordelaar")
    rater = row.cells[1] if row and len(row.cells) > 1 else ""
    if not RATER.fullmatch(rater):
        reader.refuse("wrong_rater", row.number if row else 0, value=short(rater))
    return rater.upper()


def _read_role(reader: _Reader, head: Mapping[str, Row]) -> str:
    row = head.get("rol")
    role = row.cells[1].casefold() if row and len(row.cells) > 1 else ""
    roles = list_texts("forms.roles")
    if role not in roles:
        reader.refuse("wrong_role", row.number if row else 0, value=short(role),
                      roles=", ".join(roles))  # fmt: skip
    return role


def _read_columns(reader: _Reader, row: Row, wanted: Sequence[str]) -> dict[str, int] | None:
    """Return the place of each column; None when the header is not that of the form."""
    names = [cell.casefold() for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    if sorted(names) == sorted(wanted):
        return {name: names.index(name) for name in wanted}
    missing = [name for name in wanted if name not in names]
    strange = [short(name) or "-" for name in names if name not in wanted]
    double = sorted({name for name in names if name in wanted and names.count(name) > 1})
    for key, columns in (("columns_missing", missing), ("columns_strange", strange),
                         ("columns_double", double)):  # fmt: skip
        if columns:
            reader.refuse(key, row.number, columns=", ".join(columns), wanted=";".join(wanted))
    return None


class _Table:
    """The rows under the header, cell by cell."""

    def __init__(self, reader: _Reader, kind: str, columns: Mapping[str, int]) -> None:
        self.reader, self.columns = reader, columns
        form = reader.forms.sort_form(kind)
        self.texts = reader.forms.texts(kind)
        self.options = {
            "waarde": {
                **{str(v.number): v.id for v in form.values},
                **{v.name.casefold(): v.id for v in form.values},
            },
            "competentie": {
                **{c.letter.casefold(): c.id for c in form.competencies},
                **{c.name.casefold(): c.id for c in form.competencies},
            },
        }
        self.last_option = {
            "waarde": str(len(form.values)),
            "competentie": form.competencies[-1].letter,
        }
        self.text_column = COLUMNS[kind][1]
        self.seen: dict[int, int] = {}
        self.choices: dict[int, dict[str, str]] = {}
        self.ratings: dict[int, dict[str, int]] = {}
        self.remarks: dict[int, str] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Read all rows; a form without any answer is a problem."""
        for row in rows:
            number = self._read_number(row)
            if number is not None:
                self._read_answers(row, number)
        if not self.reader.problems and not self.choices and not self.ratings:
            self.reader.refuse("no_answers")

    def list_missing(self) -> Iterator[str]:
        """Yield a note on the rows that were taken out of the file."""
        gone = sorted(self.texts.keys() - self.seen.keys())
        if gone:
            numbers = ", ".join(str(number) for number in gone)
            yield say("notes.rows_gone", file=self.reader.file, numbers=numbers)

    def _cell(self, row: Row, column: str) -> str:
        place = self.columns[column]
        return row.cells[place] if place < len(row.cells) else ""

    def _refuse(self, row: Row, column: str, key: str, **values: object) -> None:
        letter = ascii_uppercase[self.columns[column]]
        place = say("places.column", letter=letter, name=column)
        self.reader.refuse(key, row.number, place, **values)

    def _read_number(self, row: Row) -> int | None:
        """Return the number of the row if the row is that of the form, else None."""
        number = _whole_number(self._cell(row, "nummer"))
        if number not in self.texts:
            value = short(self._cell(row, "nummer"))
            self._refuse(row, "nummer", "unknown_number", value=value, last=len(self.texts))
            return None
        if number in self.seen:
            self._refuse(row, "nummer", "double_number", value=number, first=self.seen[number])
            return None
        self.seen[number] = row.number
        if any(row.cells[len(self.columns) :]):
            self.reader.refuse("too_many_cells", row.number, last=len(self.columns))
        if _letters(self._cell(row, self.text_column)) != _letters(self.texts[number]):
            self._refuse(row, self.text_column, "other_text", text=short(self.texts[number]))
        return number

    def _read_answers(self, row: Row, number: int) -> None:
        for column, cell in ((c, self._cell(row, c)) for c in self.columns):
            if not cell:
                continue
            if column in self.options:
                self._read_choice(row, number, column, cell)
            elif column in HIGHEST:
                self._read_rating(row, number, column, cell)
            elif column == "opmerking":
                self.remarks[number] = cell

    def _read_choice(self, row: Row, number: int, column: str, cell: str) -> None:
        whole = _whole_number(cell)
        options = self.options[column]
        choice = options.get(cell.casefold() if whole is None else str(whole))
        if choice is None:
            last = self.last_option[column]
            self._refuse(row, column, f"unknown_{column}", value=short(cell), last=last)
        else:
            self.choices.setdefault(number, {})[column] = choice

    def _read_rating(self, row: Row, number: int, column: str, cell: str) -> None:
        rating, highest = _whole_number(cell), HIGHEST[column]
        if rating is None or not 1 <= rating <= highest:
            self._refuse(row, column, "wrong_rating", value=short(cell), highest=highest)
        else:
            self.ratings.setdefault(number, {})[column] = rating


def _whole_number(cell: str) -> int | None:
    """Return a whole number, also when a spreadsheet wrote 4 as 4,0; None for anything else."""
    match = WHOLE.fullmatch(cell)
    return int(match[1]) if match else None


def _letters(text: str) -> str:
    """Return what no encoding changes: the letters a to z and the digits."""
    return re.sub("[^a-z0-9]", "", text.casefold())
