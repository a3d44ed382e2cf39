"""A folder of filled forms: all raters, or every problem in all files."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assessment.json_reading import MAX_BYTES, InputError
from review.filled import Filled, read_filled
from review.forms import CLOSER, DESIRABILITY, SORTING, Forms
from review.reading import read_sheet
from review.texts import say

SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")


@dataclass(frozen=True, slots=True)
class Returned:
    """All forms that came back, and what was particular about their files."""

    sorting: tuple[Filled, ...]
    closer: tuple[Filled, ...]
    desirability: tuple[Filled, ...]
    notes: tuple[str, ...]

    @property
    def is_fictional(self) -> bool:
        """Return whether these raters were made up."""
        return any(form.is_fictional for form in (*self.sorting, *self.closer, *self.desirability))


def read_folder(folder: Path, forms: Forms) -> Returned:
    """Return the filled forms in a folder.

    Raises
    ------
    InputError
        With every problem in every file; then nothing is used.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError as error:
        problem = say("problems.no_folder", path=folder, reason=error.strerror)
        raise InputError([problem]) from error
    filled: list[Filled] = []
    notes: list[str] = []
    problems: list[str] = []
    for path in paths:
        try:
            if path.suffix.lower() == ".csv" and path.is_file():
                filled.append(_read_file(path, forms))
            elif path.suffix.lower() in SPREADSHEETS:
                problems.append(say("problems.workbook", file=path.name))
            else:
                notes.append(say("notes.skipped", file=path.name))
        except InputError as error:
            problems += error.problems
    problems += [*_double_raters(filled), *_mixed_raters(filled)]
    if not filled and not problems:
        problems.append(say("problems.no_forms", path=folder))
    if problems:
        raise InputError(problems)
    return Returned(
        sorting=tuple(form for form in filled if form.kind == SORTING),
        closer=tuple(form for form in filled if form.kind == CLOSER),
        desirability=tuple(form for form in filled if form.kind == DESIRABILITY),
        notes=(*notes, *(note for form in filled for note in form.notes)),
    )


def _read_file(path: Path, forms: Forms) -> Filled:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = say("problems.unreadable", file=path.name, reason=error.strerror)
        raise InputError([problem]) from error
    return read_filled(read_sheet(data, path.name), path.name, forms)


def _double_raters(filled: Iterable[Filled]) -> Iterable[str]:
    first: dict[tuple[str, str], str] = {}
    for form in filled:
        earlier = first.setdefault((form.kind, form.rater), form.file)
        if earlier != form.file:
            yield say("problems.double_rater", file=form.file, rater=form.rater, first=earlier)


def _mixed_raters(filled: list[Filled]) -> Iterable[str]:
    made_up = [form.file for form in filled if form.is_fictional]
    if made_up and len(made_up) < len(filled):
        yield say("problems.mixed", files=", ".join(made_up))
