"""The quality of the instruments: gather who may count, measure, and make the files of the report.

From the database only attempts count that were handed in by people who consented to research.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from assessment.instruments import Answers, read_answers
from assessment.json_reading import InputError
from assessment.norms.candidates import Reason
from assessment.quality.measures import Respondent, measure_instruments
from assessment.quality.page import FILE_NAMES, write_quality
from assessment.services.consenting import RESEARCH
from assessment.services.content import Content
from assessment.services.gathering import (
    Sample,
    gather_attempts,
    identify_answers,
    keep_first,
)
from assessment.services.moments import AMSTERDAM
from assessment.store.research import ResearchAttempt
from values import GEDRAG, SCORED_PARTS, STIJL, WAARDENKEUZE

__all__ = ["FILE_NAMES", "Progress", "from_database", "from_files", "make_report"]

Progress = Callable[[str, int, int], None]


def from_files(
    content: Content,
    paths: Sequence[Path],
    *,
    read: Callable[[Path], bytes],
    refuse: Callable[[Path, InputError], None],
    progress: Progress,
) -> Sample[Respondent]:
    """Return the people in files of answers; a file that cannot be used is told to ``refuse``.

    The same answers twice count once, in whatever file, under whatever name. Simulated people
    count only where nobody is real.
    """
    given: list[Answers] = []
    left_out: Counter[str] = Counter(
        {Reason.UNREADABLE: 0, Reason.DUPLICATE: 0, Reason.SIMULATED: 0}
    )
    for number, path in enumerate(paths, start=1):
        try:
            answers = read_answers(read(path), content.library, content.value_map)
        except InputError as error:
            left_out[Reason.UNREADABLE] += 1
            refuse(path, error)
        else:
            given.append(answers)
        progress("reading", number, len(paths))
    different = keep_first(given, key=_identify)
    left_out[Reason.DUPLICATE] = len(given) - len(different)
    real = [answers for answers in different if not answers.simulated]
    kept = real or list(different)
    left_out[Reason.SIMULATED] = len(different) - len(kept)
    return Sample(tuple(map(Respondent, kept)), left_out)


def _identify(answers: Answers) -> str:
    return identify_answers(
        {GEDRAG: answers.gedrag, STIJL: answers.stijl, WAARDENKEUZE: answers.sets}
    )


def from_database(db: Session, content: Content) -> Sample[Respondent]:
    """Return the people who handed in and consented; of several attempts of one the last."""
    sample = gather_attempts(
        db, content, purpose=RESEARCH, parts=SCORED_PARTS, reason_against=_reason_against
    )
    return Sample(tuple(map(_respondent, sample.people)), sample.left_out)


def _reason_against(attempt: ResearchAttempt) -> Reason | None:
    """Return why an attempt does not count; whether it says enough is told per part, later."""
    return Reason.SIMULATED if attempt.simulated else None


def _respondent(attempt: ResearchAttempt) -> Respondent:
    parts = attempt.answers  # each was checked when it was saved
    answers = Answers(
        phase=attempt.phase,
        office=attempt.office,
        taken_at=attempt.submitted_at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        instruments=attempt.versions,
        gedrag=parts[GEDRAG],
        stijl=parts[STIJL],
        design=attempt.design,
        sets=parts[WAARDENKEUZE],
    )
    return Respondent(answers, attempt.quality)


def make_report(
    content: Content, sample: Sample[Respondent], *, made_on: date, progress: Progress
) -> dict[str, bytes]:
    """Return the files of the report by name."""
    quality = measure_instruments(
        sample.people,
        content.library,
        content.value_map,
        left_out=sample.left_out,
        progress=progress,
    )
    progress("writing", 0, 1)
    files = write_quality(quality, content.library, content.value_map, made_on=made_on)
    progress("writing", 1, 1)
    return files
