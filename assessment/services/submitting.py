"""Handing in an attempt: score it, keep the profile, and open it again while that is allowed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.instruments.order import rotated
from assessment.scoring import score
from assessment.services.basis import basis_in_use
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.services.profile_json import profile_to_json
from assessment.store import attempts, results
from assessment.store.attempts import Attempt, AttemptFacts
from values import DEEPENING, GEDRAG, SCORED_PARTS, STIJL, VERDIEPING, WAARDENKEUZE

LONGEST_PAUSE = timedelta(minutes=2)  # on one page of statements


class NothingAnswered(Exception):
    """There is nothing to hand in yet."""


class PlanMade(Exception):
    """A plan document exists, so the attempt can no longer be reopened."""


def answers_of(attempt: Attempt) -> Answers:
    """Return what the person of ``attempt`` answered."""
    at = attempt.submitted_at or attempt.created_at
    verdieping = attempt.given(VERDIEPING)
    return Answers(
        phase=attempt.phase,
        office=attempt.office,
        name=attempt.name,
        taken_at=at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        instruments=attempt.versions,
        gedrag=attempt.given(GEDRAG),
        stijl=attempt.given(STIJL),
        design=attempt.design,
        sets=attempt.given(WAARDENKEUZE),
        verdieping={k: tuple(v) if isinstance(v, list) else v for k, v in verdieping.items()},
        extra=attempt.given(DEEPENING),
        simulated=attempt.simulated,
    )


def submit(db: Session, content: Content, attempt: Attempt, *, now: datetime) -> None:
    """Close the attempt and keep its profile; doing it twice changes nothing.

    The profile is made on the norm and the calibration in use now, and stays so.

    Raises
    ------
    NothingAnswered
        If no statement, pair or choice was answered; nothing has been written.
    """
    if attempt.submitted_at is not None:
        return
    if not any(attempt.given(part) for part in SCORED_PARTS):
        raise NothingAnswered(attempt.id)
    profile = score(
        answers_of(attempt),
        content.library,
        content.value_map,
        shown=[item.id for item in rotated(content.library.gedrag.items, attempt.seed)],
        seconds=seconds_each(attempts.list_saved_moments(db, attempt.id, GEDRAG)),
        basis=basis_in_use(db, content, now=now),
    )
    results.keep_profile(db, attempt.id, profile_to_json(profile), now)
    attempts.set_submitted(db, attempt.id, now, now=now)


def seconds_each(moments: Sequence[datetime]) -> float | None:
    """Return the mean seconds per answer from when answers were saved, oldest first.

    The time between two saves belongs to the answers of the later one, so the first save tells
    nothing; a gap counts for at most ``LONGEST_PAUSE``, because people also fetch coffee. None
    when everything was saved at once.
    """
    first = moments[0] if moments else None
    later = [moment for moment in moments if moment != first]
    gaps = (after - before for before, after in pairwise(moments))
    spent = sum((min(gap, LONGEST_PAUSE) for gap in gaps), timedelta())
    return spent / timedelta(seconds=1) / len(later) if later else None


def may_reopen(db: Session, attempt: AttemptFacts) -> bool:
    """Return whether no plan document was asked for yet."""
    return not results.count_documents(db, attempt.id)


def reopen(db: Session, attempt: AttemptFacts, *, now: datetime) -> None:
    """Open the attempt for answers again; PlanMade once a document was asked for.

    A document that could not be made is no reason to refuse: it is forgotten.
    """
    if attempt.submitted_at is None:
        return
    if not may_reopen(db, attempt):
        raise PlanMade(attempt.id)
    results.drop_failed_documents(db, attempt.id)
    results.drop_profile(db, attempt.id)
    attempts.set_submitted(db, attempt.id, None, now=now)
