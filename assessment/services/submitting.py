"""Handing in an attempt: score it, keep the profile, and open it again while that is allowed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assessment.instruments import Answers
from assessment.scoring import score
from assessment.services.content import Content
from assessment.services.profile_json import profile_to_json
from assessment.store import attempts, results
from assessment.store.attempts import Attempt

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class NothingAnswered(Exception):
    """There is nothing to hand in yet."""


class PlanMade(Exception):
    """A plan document exists, so the attempt can no longer be reopened."""


def answers_of(attempt: Attempt) -> Answers:
    """Return what the person of ``attempt`` answered."""
    at = attempt.submitted_at or attempt.created_at
    verdieping = attempt.given("verdieping")
    return Answers(
        phase=attempt.phase,
        office=attempt.office,
        name=attempt.name,
        taken_at=at.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        instruments=attempt.versions,
        gedrag=attempt.given("gedrag"),
        stijl=attempt.given("stijl"),
        design=attempt.design,
        sets=attempt.given("waardenkeuze"),
        verdieping={k: tuple(v) if isinstance(v, list) else v for k, v in verdieping.items()},
    )


def submit(db: Session, content: Content, attempt: Attempt, *, now: datetime) -> None:
    """Close the attempt and keep its profile; doing it twice changes nothing.

    Raises
    ------
    NothingAnswered
        If no statement, pair or choice was answered; nothing has been written.
    """
    if attempt.submitted_at is not None:
        return
    if not any(attempt.given(part) for part in ("gedrag", "stijl", "waardenkeuze")):
        raise NothingAnswered(attempt.id)
    profile = score(answers_of(attempt), content.library, content.value_map)
    results.keep_profile(db, attempt.id, profile_to_json(profile), now)
    attempts.set_submitted(db, attempt.id, now, now=now)


def may_reopen(db: Session, attempt: Attempt) -> bool:
    """Return whether no plan document was asked for yet."""
    return not results.count_documents(db, attempt.id)


def reopen(db: Session, attempt: Attempt, *, now: datetime) -> None:
    """Open the attempt for answers again; PlanMade once a document was asked for.

    A document that could not be made is no reason to refuse: it is forgotten.
    """
    if attempt.submitted_at is None:
        return
    if not may_reopen(db, attempt):
        raise PlanMade(attempt.id)
    results.drop_documents(db, attempt.id)
    results.drop_profile(db, attempt.id)
    attempts.set_submitted(db, attempt.id, None, now=now)
