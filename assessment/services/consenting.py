"""To what somebody agrees, for each purpose, and taking that back with effect at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.store import consents
from assessment.store.consents import Consent as Consent
from assessment.store.consents import Whose
from assessment.texts import Texts

TEXTS = Texts(Path(__file__).with_name("consents.toml"))
PROCESSING, NORM, RESEARCH, ROWS, COACH, REMINDERS, COLLEGE, STYLES, DEMAND, ORGANISER = (
    "processing", "norm", "research", "rows", "coach", "reminders", "college", "styles", "demand",
    "organiser",
)  # fmt: skip
COUNTING = (NORM, RESEARCH, ROWS, DEMAND)  # of what the answers may count in, each asked apart


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a yes is for, in the words of now, with the version of those words."""

    id: str
    version: str
    title: str
    text: str
    withdrawn: str  # what taking it back does


def find_purpose(name: str) -> Purpose:
    """Return a purpose in the words of now."""
    return Purpose(name, **TEXTS.tables[name])


def allow_purpose(db: Session, whose: Whose, purpose: str, *, now: datetime) -> None:
    """Keep a yes to the words of now; a second yes keeps the day of the first."""
    version = find_purpose(purpose).version
    consents.add_consent(db, whose, purpose, text_version=version, now=now)


def allow_coach(db: Session, coaching_id: UUID, *, now: datetime) -> None:
    """Keep the yes to a coach."""
    allow_purpose(db, Whose(coaching_id=coaching_id), COACH, now=now)


def withdraw_coach(db: Session, coaching_id: UUID, *, now: datetime) -> None:
    """Take the yes to a coach back; see ``inviting.end_coaching``, which does the rest."""
    consents.withdraw_consent(db, Whose(coaching_id=coaching_id), COACH, now=now)


def allow_college(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Keep the yes to bringing an attempt in to a college; each college asks for its own yes."""
    allow_purpose(db, Whose(attempt_id=attempt_id), COLLEGE, now=now)


def withdraw_college(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Take that yes back; see ``colleges.leaving``, which does the rest."""
    consents.withdraw_consent(db, Whose(attempt_id=attempt_id), COLLEGE, now=now)


def allow_styles(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Keep the yes to the missing styles of a college in a profielschets."""
    allow_purpose(db, Whose(attempt_id=attempt_id), STYLES, now=now)


def withdraw_styles(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Take that yes back; see ``colleges.profiling``, which does the rest."""
    consents.withdraw_consent(db, Whose(attempt_id=attempt_id), STYLES, now=now)


def allow_reminders(db: Session, account_id: UUID, *, now: datetime) -> None:
    """Keep the yes to mails that somebody asks for."""
    allow_purpose(db, Whose(account_id=account_id), REMINDERS, now=now)


def withdraw_reminders(db: Session, account_id: UUID, *, now: datetime) -> None:
    """Take the yes to reminders back: from now on none is written."""
    consents.withdraw_consent(db, Whose(account_id=account_id), REMINDERS, now=now)


def list_consents(db: Session, account_id: UUID) -> Sequence[Consent]:
    """Return each yes of an account, of its attempts and of its coaches, oldest first."""
    return consents.list_of_account(db, account_id)


def allow_processing(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Keep the yes to taking part, which begins an attempt."""
    allow_purpose(db, Whose(attempt_id=attempt_id), PROCESSING, now=now)


def allow_organiser(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Keep the yes to telling who invited somebody that the answers were handed in."""
    allow_purpose(db, Whose(attempt_id=attempt_id), ORGANISER, now=now)


def withdraw_organiser(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Take that yes back: from now on it is not told any more."""
    consents.withdraw_consent(db, Whose(attempt_id=attempt_id), ORGANISER, now=now)


def tells_organiser(db: Session, attempt_id: UUID) -> bool:
    """Return whether that yes holds now."""
    return consents.find_consent(db, Whose(attempt_id=attempt_id), ORGANISER) is not None


def set_counting(
    db: Session,
    attempt_id: UUID,
    wanted: Collection[str],
    *,
    actor: UUID | None = None,
    now: datetime,
) -> None:
    """Have the answers count, without name, for the purposes that are ``wanted`` and no other.

    A second yes keeps the day of the first. No result depends on it. ``actor`` is the account of
    who chooses, if there is one.
    """
    whose, before = Whose(attempt_id=attempt_id), find_counting(db, attempt_id)
    for purpose in COUNTING:
        if purpose in wanted:
            allow_purpose(db, whose, purpose, now=now)
        else:
            consents.withdraw_consent(db, whose, purpose, now=now)
    after = find_counting(db, attempt_id)
    for act, changed in (
        (Act.CONSENT_GIVEN, after - before), (Act.CONSENT_WITHDRAWN, before - after),
    ):  # fmt: skip
        if changed:
            auditing.note_act(db, act, actor=actor, subject=actor, about=attempt_id, now=now)


def find_counting(db: Session, attempt_id: UUID) -> frozenset[str]:
    """Return for which purposes the answers of an attempt may count now."""
    holding = (one for one in consents.list_of_attempt(db, attempt_id) if one.withdrawn_at is None)
    return frozenset(one.purpose for one in holding if one.purpose in COUNTING)
