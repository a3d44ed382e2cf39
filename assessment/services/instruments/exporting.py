"""Rows for researchers: whose owners said yes to that, alike in tens, each handed out once.

A file holds everybody who consented, handed in before a day, and went into no file before. So two
files share no row: nobody follows from laying them side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.norms.candidates import Reason
from assessment.quality.measures.disclosure import SMALLEST_GROUP
from assessment.services.consenting import ROWS
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_PUBLISHED
from assessment.services.gathering import TooFewPeople, gather_attempts, is_clean
from assessment.services.instruments import export_files
from assessment.services.instruments.anonymity import Coarse, Ladder, generalise_rows
from assessment.services.instruments.asking import EXPORT, PROPOSED, QUEUED, READY
from assessment.services.moments import AMSTERDAM
from assessment.store import instrument_runs, research, research_taken
from assessment.store.research import ResearchAttempt
from assessment.wording import say
from values import ASPIRANT, FORMER, PHASES, SCORED_PARTS

IN_OFFICE, EVERY = "in-functie", "alle"


@dataclass(frozen=True, slots=True)
class Export:
    """The files of an export, what may be told of it, and which attempts are in it."""

    files: Mapping[str, bytes]
    outcome: Mapping[str, Any]
    attempts: tuple[UUID, ...]


def make_export(db: Session, content: Content, until: str, *, made_on: date) -> Export:
    """Return the rows of who handed in before a day; only reads.

    Raises TooFewPeople with fewer than a group that anything is told of. Which row is whose is
    forgotten here: the order is drawn anew, and no id, day or text is in a row.
    """
    people = list(_gather(db, content, date.fromisoformat(until)))
    SystemRandom().shuffle(people)
    coarse = generalise_rows(
        [(one.phase, one.office) for one in people], make_ladders(content), fewest=FEWEST_PUBLISHED
    )
    if len(coarse.kept) < SMALLEST_GROUP:
        raise TooFewPeople(say("instruments.few", least=SMALLEST_GROUP), len(coarse.kept))
    kept = [(people[place], told) for place, told in coarse.kept.items()]
    rows = [
        export_files.ExportRow(told[0], told[1], one.design, is_clean(one.quality), one.answers)
        for one, told in kept
    ]
    facts = describe_file(coarse, until)
    return Export(
        files=export_files.write_export(content, rows, facts, made_on=made_on),
        outcome=facts,
        attempts=tuple(one.id for one, _ in kept),
    )


def take_rows(db: Session, until: str, attempt_ids: Sequence[UUID], *, now: datetime) -> bool:
    """Keep which attempts are in a file that is handed out.

    False, with nothing kept, when one of them may not be in it any more: somebody took the yes
    back, or deleted, while it was made.
    """
    allowed = research.list_consenting_ids(db, ROWS) - research_taken.list_taken(db)
    if not set(attempt_ids) <= allowed:
        return False
    research_taken.add_taken(db, attempt_ids, until, now=now)
    return True


def make_ladders(content: Content) -> tuple[Ladder, Ladder]:
    """Return the steps in which phase and office become coarser."""
    offices = list(content.value_map.office)
    phases = [str(phase) for phase in PHASES]
    life = {p: p if p in (ASPIRANT, FORMER) else IN_OFFICE for p in phases}
    return (
        ({p: p for p in phases}, life, dict.fromkeys(phases, EVERY)),
        ({o: o for o in offices}, dict.fromkeys(offices, EVERY)),
    )


def describe_file(coarse: Coarse, until: str) -> dict[str, Any]:
    """Return what is told of a file beside its rows; a small number of rows is not told exactly.

    ``left_out`` is None where it is some, but fewer than may be told.
    """
    few = 0 < coarse.left_out < FEWEST_PUBLISHED
    return {
        "until": until,
        "rows": len(coarse.kept),
        "left_out": None if few else coarse.left_out,
        "fewest": FEWEST_PUBLISHED,
        "phase_step": coarse.steps[0],
        "office_step": coarse.steps[1],
    }


def _gather(db: Session, content: Content, until: date) -> Sequence[ResearchAttempt]:
    """Return one attempt of each person who is to be in the file, the last."""
    end = datetime.combine(until, time(), AMSTERDAM)
    taken = research_taken.list_taken(db)
    last_taken = research_taken.find_last_taken(db, research.find_first_attempts(db))

    def reason_against(attempt: ResearchAttempt) -> Reason | None:
        if attempt.simulated is not False:
            return Reason.SIMULATED
        if attempt.submitted_at >= end:
            return Reason.LATER
        before = last_taken.get(attempt.person)
        if attempt.id in taken or (before is not None and attempt.submitted_at <= before):
            return Reason.TAKEN
        return None

    return gather_attempts(
        db, content, purpose=ROWS, parts=SCORED_PARTS, reason_against=reason_against
    ).people


def list_untils(db: Session, *, today: date) -> list[str]:
    """Return until which days rows can be asked: ends of half-years that are over, newest first.

    A day until which rows were handed out, or are about to be, is not among them.
    """
    years = (today.year, today.year - 1)
    ends = [date(year, month, 1) for year in years for month in (7, 1)]
    over = [end.isoformat() for end in ends if end <= today]
    live = (PROPOSED, QUEUED, READY)
    return [
        end for end in over if not instrument_runs.count_in_state(db, EXPORT, live, subject=end)
    ]
