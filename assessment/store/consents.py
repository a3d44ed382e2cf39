"""To what somebody agreed: a row for each yes, and the moment of the no that ended it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import AdoptedRow, AttemptRow, CoachingRow, ConsentRow


@dataclass(frozen=True, slots=True)
class Whose:
    """Of what a consent is: of one of these."""

    attempt_id: UUID | None = None
    account_id: UUID | None = None
    coaching_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes, with the version of the text that was read; ``withdrawn_at`` when it holds no more.

    ``begun_at`` is of the attempt that it is about, ``coach`` the address of the coach.
    """

    id: UUID
    whose: Whose
    purpose: str
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None
    begun_at: datetime | None
    coach: str | None


def add_consent(
    db: Session, whose: Whose, purpose: str, *, text_version: str, now: datetime
) -> None:
    """Keep a yes, unless one holds already: the day of the first stays."""
    if find_consent(db, whose, purpose) is None:
        db.add(
            ConsentRow(
                attempt_id=whose.attempt_id,
                account_id=whose.account_id,
                coaching_id=whose.coaching_id,
                purpose=purpose,
                text_version=text_version,
                given_at=now,
            )
        )
        db.flush()


def find_consent(db: Session, whose: Whose, purpose: str) -> Consent | None:
    """Return the yes that holds now, or None."""
    holds = _of(whose) & (ConsentRow.purpose == purpose) & ConsentRow.withdrawn_at.is_(None)
    return next(iter(_list(db, holds)), None)


def withdraw_consent(db: Session, whose: Whose, purpose: str, *, now: datetime) -> bool:
    """End every yes that holds for this purpose; False when there was none."""
    holds = _of(whose) & (ConsentRow.purpose == purpose) & ConsentRow.withdrawn_at.is_(None)
    ended = db.scalars(
        update(ConsentRow).where(holds).values(withdrawn_at=now).returning(ConsentRow.id)
    ).all()
    db.expire_all()
    return bool(ended)


def select_attempts(purpose: str) -> Select[UUID | None, datetime]:
    """Return the query of attempts of which a yes to this purpose holds, with its moment."""
    holds = (ConsentRow.purpose == purpose) & ConsentRow.withdrawn_at.is_(None)
    found = select(
        ConsentRow.attempt_id.label("attempt_id"), func.min(ConsentRow.given_at).label("given_at")
    )
    return found.where(holds, ConsentRow.attempt_id.is_not(None)).group_by(ConsentRow.attempt_id)


def list_of_account(db: Session, account_id: UUID) -> list[Consent]:
    """Return each yes of an account, of the attempts in it and of its coaches, oldest first."""
    attempts = select(AdoptedRow.attempt_id).where(AdoptedRow.account_id == account_id)
    coachings = select(CoachingRow.id).where(CoachingRow.owner_id == account_id)
    return _list(
        db,
        (ConsentRow.account_id == account_id)
        | ConsentRow.attempt_id.in_(attempts)
        | ConsentRow.coaching_id.in_(coachings),
    )


def list_of_attempt(db: Session, attempt_id: UUID) -> list[Consent]:
    """Return each yes of one attempt, oldest first."""
    return _list(db, ConsentRow.attempt_id == attempt_id)


def _of(whose: Whose) -> ColumnElement[bool]:
    if whose.attempt_id is not None:
        return ConsentRow.attempt_id == whose.attempt_id
    if whose.account_id is not None:
        return ConsentRow.account_id == whose.account_id
    return ConsentRow.coaching_id == whose.coaching_id


def _list(db: Session, condition: ColumnElement[bool]) -> list[Consent]:
    rows = db.execute(
        select(ConsentRow, AttemptRow.created_at, CoachingRow.invited_address)
        .outerjoin(AttemptRow, AttemptRow.id == ConsentRow.attempt_id)
        .outerjoin(CoachingRow, CoachingRow.id == ConsentRow.coaching_id)
        .where(condition)
        .order_by(ConsentRow.given_at, ConsentRow.id)
    )
    return [_facts(row, begun_at, coach) for row, begun_at, coach in rows]


def _facts(row: ConsentRow, begun_at: datetime | None, coach: str | None) -> Consent:
    whose = Whose(row.attempt_id, row.account_id, row.coaching_id)
    times = row.given_at, row.withdrawn_at
    return Consent(row.id, whose, row.purpose, row.text_version, *times, begun_at, coach)
