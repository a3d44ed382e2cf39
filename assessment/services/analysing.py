"""The quality of the instruments: gather who may count, measure, and make the files of the report.

From the database only attempts count that were handed in by people who consented to research.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from assessment.instruments import Answers, read_answers
from assessment.json_reading import InputError
from assessment.quality.measures import Respondent, measure
from assessment.quality.page import FILE_NAMES, write_quality
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.store import research
from assessment.store.research import ResearchAttempt
from values import GEDRAG, SCORED_PARTS, STIJL, WAARDENKEUZE

__all__ = ["FILE_NAMES", "Progress", "Sample", "from_database", "from_files", "make_report"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Sample:
    """Who may count, and how many may not for which reason."""

    people: tuple[Respondent, ...]
    left_out: Mapping[str, int]


def from_files(
    content: Content,
    paths: Sequence[Path],
    *,
    read: Callable[[Path], bytes],
    refuse: Callable[[Path, InputError], None],
    progress: Progress,
) -> Sample:
    """Return the people in files of answers; a file that cannot be used is told to ``refuse``.

    The same file twice counts once. Simulated people count only where nobody is real.
    """
    found: dict[bytes, Answers] = {}
    left_out = Counter({"unreadable": 0, "duplicate": 0, "simulated": 0})
    for number, path in enumerate(paths, start=1):
        try:
            data = read(path)
            answers = read_answers(data, content.library, content.value_map)
        except InputError as error:
            left_out["unreadable"] += 1
            refuse(path, error)
        else:
            left_out["duplicate"] += sha256(data).digest() in found
            found[sha256(data).digest()] = answers
        progress("reading", number, len(paths))
    real = [one for one in found.values() if not one.simulated]
    kept = real or list(found.values())
    left_out["simulated"] = len(found) - len(kept)
    return Sample(tuple(map(Respondent, kept)), left_out)


def from_database(db: Session, content: Content) -> Sample:
    """Return the people who handed in and consented; of several attempts of one the last."""
    left_out = Counter(
        unsubmitted=research.count_unsubmitted(db), consent=research.count_without_consent(db)
    )
    parts: dict[str, Any] = {part: research.answers_of_part(db, part) for part in SCORED_PARTS}
    person = research.find_first_attempts(db)
    last: dict[object, Respondent] = {}
    for attempt in research.list_consenting(db):
        if reason := _barred(attempt, content):
            left_out[reason] += 1
            continue
        left_out["earlier"] += person[attempt.id] in last
        given = {part: found.get(attempt.id, {}) for part, found in parts.items()}
        quality = attempt.quality.get(GEDRAG)
        last[person[attempt.id]] = Respondent(_answers(attempt, given), quality)
    return Sample(tuple(last.values()), left_out)


def _barred(attempt: ResearchAttempt, content: Content) -> str:
    if attempt.simulated:
        return "simulated"
    asked = {part: getattr(content.library, part).header.version for part in SCORED_PARTS}
    other = any(attempt.versions.get(part) != version for part, version in asked.items())
    return "version" if other else ""


def _answers(attempt: ResearchAttempt, given: Mapping[str, Mapping[str, object]]) -> Answers:
    return Answers(
        phase=attempt.phase,
        office=attempt.office,
        taken_at=attempt.submitted_at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        instruments=attempt.versions,
        gedrag=given[GEDRAG],  # type: ignore[arg-type]  # checked when they were saved
        stijl=given[STIJL],  # type: ignore[arg-type]
        design=attempt.design,
        sets=given[WAARDENKEUZE],  # type: ignore[arg-type]
    )


def make_report(
    content: Content, sample: Sample, *, made_on: date, progress: Progress
) -> dict[str, bytes]:
    """Return the files of the report by name."""
    quality = measure(
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
