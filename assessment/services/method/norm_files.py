"""The norm in use as a table for everybody: where a score stands, and what the columns mean.

It tells no more than the product tells whoever fills in the questions: places on a grid of scores,
as finely as the number of people allows, and never how many people have one score.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from assessment.norms.norm_sets import NormSet, place_score
from assessment.services import calibrating, norming
from assessment.services.content import Content
from assessment.spreadsheets import for_excel, write_csv
from assessment.texts import Texts

say = Texts(Path(__file__).with_name("norm_files.toml")).say
SCORES = range(0, 101, 5)
FIRST_PERCENTILE, LAST_PERCENTILE = 1, 99  # nobody stands below or above a whole group
COLUMNS = ("norm", "instrument", "population", "competency", "name", "people", "omega", "sem",
           "level", "provisional", "score", "place", "low", "high")  # fmt: skip


class NoNorm(LookupError):
    """No norm is in use for how scores are made now."""


def find_norm(db: Session, content: Content, today: date) -> NormSet | None:
    """Return the norm that results are compared with now, or None."""
    norm, calibration = norming.find_in_use(db, content), calibrating.find_in_use(db, content)
    number = None if calibration is None else calibration.number
    return norm if norm and norm.holds_on(today) and norm.calibration == number else None


def write_norm(db: Session, content: Content, *, today: date, excel: bool) -> bytes:
    """Return the norm in use as CSV, a line for each score of each competency; NoNorm."""
    norm = find_norm(db, content, today)
    if norm is None:
        raise NoNorm
    table = write_csv([COLUMNS, *_list_lines(norm, content, today)])
    return for_excel(table) if excel else table


def write_codebook(*, excel: bool) -> bytes:
    """Return what each column of that table means, as CSV."""
    rows = [(name, say(f"codebook.{name}")) for name in COLUMNS]
    table = write_csv([(say("codebook.column"), say("codebook.meaning")), *rows])
    return for_excel(table) if excel else table


def _list_lines(norm: NormSet, content: Content, today: date) -> Iterator[Sequence[object]]:
    for competency, scale in norm.scales.items():
        reliability = scale.reliability
        sem = None if reliability is None else reliability.sem
        told = (
            norm.number, norm.instrument, norm.population.description, competency,
            content.value_map.competency[competency].name, scale.people,
            "" if reliability is None else round(reliability.omega, 2),
            "" if sem is None else round(sem, 1),
        )  # fmt: skip
        for score in SCORES:
            placed = place_score(norm, competency, score, error=sem or 0.0, on=today)
            place, low, high = map(_whole, (placed.value, placed.low, placed.high))
            band = ("", "") if sem is None else (low, high)
            yield (*told, placed.level, int(placed.provisional), score, place, *band)


def _whole(place: float) -> int:
    return min(LAST_PERCENTILE, max(FIRST_PERCENTILE, round(place)))
