"""Filled forms for tests: a rater who sorts everything right, with what a test is about changed."""

from dataclasses import dataclass
from pathlib import Path

from review.folder import Returned, read_folder
from review.forms import Forms
from review.kit import fill_desirability, fill_sorting


def right_cells(forms, **changes):
    """Return cells that sort every statement right; changes: number to cells, as n12={...}."""
    numbers = {value.id: str(value.number) for value in forms.sorting.values}
    letters = {competency.id: competency.letter for competency in forms.sorting.competencies}
    cells = {
        statement.number: {
            "waarde": numbers[statement.value],
            "competentie": letters[statement.competency],
            "relevantie": "5",
            "duidelijkheid": "4",
        }
        for statement in forms.sorting.statements
    }
    for name, changed in changes.items():
        cells[int(name[1:])] = {**cells[int(name[1:])], **changed}
    return cells


def value_number(forms, value):
    return str(next(v.number for v in forms.sorting.values if v.id == value))


def letter(forms, competency):
    return next(c.letter for c in forms.sorting.competencies if c.id == competency)


def other_value(forms, statement, place=0):
    """Return the id of a value that the statement is not for."""
    return [v.id for v in forms.sorting.values if v.id != statement.value][place]


@dataclass
class Folder:
    """A folder that gets filled forms, and is read."""

    path: Path
    forms: Forms

    def sort(self, rater="B01", role="ambtsdrager", cells=None, **changes):
        cells = right_cells(self.forms, **changes) if cells is None else cells
        self.put(f"{rater}.csv", fill_sorting(self.forms, rater, role, cells))

    def rate(self, rater="B01", ratings=None):
        cells = {n: {"wenselijkheid": str(rating)} for n, rating in (ratings or {1: 4}).items()}
        self.put(f"w-{rater}.csv", fill_desirability(self.forms, rater, "anders", cells))

    def put(self, name, data):
        (self.path / name).write_bytes(data)

    def edit(self, name, old, new):
        """Change text in a file that stands there."""
        text = (self.path / name).read_bytes().decode("utf-8-sig")
        assert old in text, old
        self.put(name, text.replace(old, new, 1).encode("utf-8-sig"))

    def read(self) -> Returned:
        return read_folder(self.path, self.forms)
