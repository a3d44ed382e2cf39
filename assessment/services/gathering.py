"""Gather who may count in a norm or a calibration: consent first, and never two of one person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.norms.candidates import Candidate, barred, left_out
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.store import research
from assessment.store.research import ResearchAttempt
from assessment.wording import say
from values import GEDRAG

FLAGS_ALLOWED = 1  # families of the answering pattern; at two an attempt no longer counts
NO_CONSENT, OTHER_VERSION = "without consent", "other version of the questions"
OTHER_PEOPLE, EARLIER = "other office or phase", "earlier attempt of the same person"


@dataclass(frozen=True, slots=True)
class Sample:
    """Who may count, at most one attempt per person, and how many were left out for what reason."""

    candidates: tuple[Candidate, ...]
    left_out: Mapping[str, int]


def gather(
    db: Session, content: Content, *, offices: tuple[str, ...], phases: tuple[str, ...]
) -> Sample:
    """Return the sample of people in these offices and phases, from the database alone.

    Answers of who did not consent are not even read. Of several attempts of one person the last
    that may count does.
    """
    found = research.list_consenting(db)
    outside = Counter(
        {NO_CONSENT: research.count_without_consent(db), OTHER_VERSION: 0, OTHER_PEOPLE: 0}
    )
    person, considered = research.find_first_attempts(db), []
    for attempt in found:
        if attempt.versions.get(GEDRAG) != content.library.gedrag.header.version:
            outside[OTHER_VERSION] += 1
        elif attempt.office not in offices or attempt.phase not in phases:
            outside[OTHER_PEOPLE] += 1
        else:
            considered.append(_candidate(content, attempt, person[attempt.id]))
    last = {one.person: one for one in considered if not barred(one)}
    fit = sum(not barred(one) for one in considered)
    counted = {**outside, **left_out(considered), EARLIER: fit - len(last)}
    return Sample(tuple(last.values()), {reason: n for reason, n in counted.items() if n})


def told_left_out(counts: Mapping[str, int]) -> str:
    """Return who were left out and why, as one phrase."""
    reasons = {reason: say(f"left_out.{reason.replace(' ', '_')}") for reason in counts}
    told = [f"{reasons[reason]} {count}" for reason, count in counts.items()]
    return ", ".join(told) or say("left_out.nobody")


def is_clean(quality: Mapping[str, Any]) -> bool:
    """Return whether at most one family of the answering pattern flags; unknown is not clean."""
    flags = quality.get(GEDRAG, {}).get("pattern_flags")
    return type(flags) is int and flags <= FLAGS_ALLOWED


def _candidate(content: Content, attempt: ResearchAttempt, person: UUID) -> Candidate:
    return Candidate(
        person=str(person),
        taken_on=attempt.submitted_at.astimezone(AMSTERDAM).date(),
        simulated=attempt.simulated,
        consent=True,
        complete=all(item.id in attempt.answers for item in content.library.gedrag.items),
        clean=is_clean(attempt.quality),
        background={"office": attempt.office, "phase": attempt.phase},
        answers=attempt.answers,
    )
