"""What real people have told so far: the newest quality report and norm that were put beside it.

``docs/manual/gegevens/`` holds a folder per day (2027-05-01) with the files that ``bop analyse``
wrote, or ``norm.json`` as ``bop norm show`` writes it. Without them there is nothing, and so the
manual says.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assessment.norms.norm_sets import NormSet
from assessment.quality.page.texts import list_files, say
from assessment.quality.page.words import yes_or_no
from assessment.services.norm_json import norm_from_json

FOLDER = Path(__file__).parent.parent / "docs" / "manual" / "gegevens"
NORM = "norm.json"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its 95 % interval; None where it could not be computed."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ScaleEvidence:
    """One scale over the people who answered all of it."""

    id: str
    name: str
    people: int
    alpha: Coefficient
    omega: Coefficient
    sem: float | None


@dataclass(frozen=True, slots=True)
class Collected:
    """What there is: the scales of the newest quality report, the newest norm, and their days."""

    day: date | None = None
    people: int = 0
    scales: tuple[ScaleEvidence, ...] = ()
    norm_day: date | None = None
    norm: NormSet | None = None


class NoEvidence(ValueError):
    """A file that may not count as evidence; the message names it and the remedy."""


def collect_samples(folder: Path = FOLDER) -> Collected:
    """Return what stands in ``folder``.

    Raises
    ------
    NoEvidence
        If a quality report is about people who were made up by a program, or not readable.
    """
    report, overview = (list_files()[key].name for key in ("scales", "overview"))
    found, day, norm_day = Collected(), _newest(folder, report), _newest(folder, NORM)
    if day is not None:
        place = folder / day.isoformat()
        scales = tuple(_scale(row) for row in _rows(place / report, "scales"))
        found = replace(found, day=day, people=_people(place / overview), scales=scales)
    if norm_day is not None:
        table = json.loads((folder / norm_day.isoformat() / NORM).read_text(encoding="utf-8"))
        found = replace(found, norm_day=norm_day, norm=norm_from_json(table))
    return found


def _newest(folder: Path, name: str) -> date | None:
    days = [date.fromisoformat(place.parent.name) for place in folder.glob(f"*/{name}")]
    return max(days, default=None)


def _rows(path: Path, key: str) -> list[dict[str, str]]:
    """Return the rows of one CSV file by the keys of its columns, whatever their Dutch names."""
    keys = {column.name: column.key for column in list_files()[key].columns}
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {keys[name]: cell for name, cell in row.items() if name in keys}
            for row in csv.DictReader(file)
        ]


def _people(path: Path) -> int:
    """Return on how many real people the report rests; made-up people are refused."""
    if not path.exists():
        raise NoEvidence(f"{path} is not there; copy every file that bop analyse wrote")
    told = {(row["fact"], row["group"]): row["value"] for row in _rows(path, "overview")}
    if told.get((say("facts.simulated"), "")) != yes_or_no(False):
        raise NoEvidence(f"{path} is not about real people; take this folder away")
    people = told.get((say("facts.people"), ""), "")
    if not people.isdecimal():
        raise NoEvidence(f"{path} is about too few people; take this folder away")
    return int(people)


def _scale(row: Mapping[str, str]) -> ScaleEvidence:
    return ScaleEvidence(
        id=row["scale"],
        name=row["name"],
        people=int(row["complete"] or 0),
        alpha=_coefficient(row, "alpha"),
        omega=_coefficient(row, "omega"),
        sem=_number(row["sem"]),
    )


def _coefficient(row: Mapping[str, str], key: str) -> Coefficient:
    return Coefficient(*(_number(row[name]) for name in (key, f"{key}_low", f"{key}_high")))


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
