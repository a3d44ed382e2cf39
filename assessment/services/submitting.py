"""Handing in an attempt: score it, keep the profile, and open it again while that is allowed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.instruments.order import rotated
from assessment.scoring import Pace, score
from assessment.scoring.answering_pattern import STRETCH
from assessment.services.basis import basis_in_use
from assessment.services.catalogue import serving
from assessment.services.content import Content
from assessment.services.moments import AMSTERDAM
from assessment.services.profile_json import profile_to_json
from assessment.store import attempts, results
from assessment.store.attempts import Attempt, AttemptFacts
from values import DEEPENING, DILEMMAS, GEDRAG, SCORED_PARTS, STIJL, VERDIEPING, WAARDENKEUZE

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
        dilemmas=attempt.given(DILEMMAS),
        simulated=attempt.simulated,
    )


def submit(db: Session, content: Content, attempt: Attempt, *, now: datetime) -> None:
    """Close the attempt and keep its profile; doing it twice changes nothing.

    The profile is made on the norm and the calibration in use now, and stays so; the plan with the
    catalogue in use now, until its owner asks for a newer one.

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
        pace=measure_pace(attempts.list_saved_moments(db, attempt.id, GEDRAG)),
        basis=basis_in_use(db, content, now=now),
    )
    results.keep_profile(db, attempt.id, profile_to_json(profile), now)
    serving.keep_number(db, attempt.id, now=now)
    attempts.set_submitted(db, attempt.id, now, now=now)


def measure_pace(moments: Sequence[datetime]) -> Pace:
    """Return the seconds per answer, of all and of the quickest twenty in a row.

    The time between two saves belongs to the answers of the later one, so the first save tells
    nothing; a gap counts for at most ``LONGEST_PAUSE``, because people also fetch coffee. What
    was saved at once counts as one, so that a page without JavaScript is never quick by itself.
    None when everything was saved at once, or too little for twenty in a row.

    Parameters
    ----------
    moments : sequence of datetime
        When each answer was saved last, oldest first.
    """
    saves = Counter(moments)  # in the order of the moments
    gaps = [min(after - before, LONGEST_PAUSE) for before, after in pairwise(saves)]
    counts = list(saves.values())[1:]
    each = [
        sum(gaps[first:last], timedelta()) / timedelta(seconds=1) / sum(counts[first:last])
        for first, last in _stretches(counts)
    ]
    whole = sum(gaps, timedelta()) / timedelta(seconds=1) / sum(counts) if counts else None
    return Pace(whole, min(each, default=None))


def _stretches(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the shortest runs of saves, as (first, end), that hold at least twenty answers."""
    for first in range(len(counts)):
        for last in range(first + 1, len(counts) + 1):
            if sum(counts[first:last]) >= STRETCH:
                yield first, last
                break


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
