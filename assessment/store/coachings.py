"""Who coaches whom."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment.store.tables import CoachingRow

INVITED, PROPOSED, CONFIRMED, ENDED = "invited", "proposed", "confirmed", "ended"


class CoachingNotFound(LookupError):
    """There is no such coaching."""


class AlreadyCoached(Exception):
    """An owner has this coach already; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Coaching:
    """A coach of an owner. ``coach_id`` is None until the invited address signed in as a coach."""

    id: UUID
    owner_id: UUID
    coach_id: UUID | None
    invited_address: str
    state: str
    proposed_by: UUID | None
    made_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None


def add_coaching(
    db: Session,
    owner_id: UUID,
    address: str,
    *,
    state: str,
    now: datetime,
    proposed_by: UUID | None = None,
) -> Coaching:
    """Keep a new coach of an owner, or raise AlreadyCoached."""
    row = CoachingRow(
        owner_id=owner_id,
        invited_address=address,
        state=state,
        proposed_by=proposed_by,
        made_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise AlreadyCoached(address) from error
    return _facts(row)


def get_coaching(db: Session, coaching_id: UUID, *, lock: bool = False) -> Coaching:
    """Return a coaching, or raise CoachingNotFound; locked until the transaction ends."""
    found = select(CoachingRow).where(CoachingRow.id == coaching_id)
    found = found.with_for_update() if lock else found
    row = db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise CoachingNotFound(coaching_id)
    return _facts(row)


def lock_with(db: Session, account_id: UUID) -> None:
    """Lock whatever somebody is owner or coach in, whoever does it in the same order."""
    own = or_(CoachingRow.owner_id == account_id, CoachingRow.coach_id == account_id)
    db.execute(select(CoachingRow.id).where(own).order_by(CoachingRow.id).with_for_update())


def list_of_owner(db: Session, owner_id: UUID) -> list[Coaching]:
    """Return the coaches of an owner, also those that ended; the newest first."""
    return _list(db, CoachingRow.owner_id == owner_id)


def list_of_coach(db: Session, coach_id: UUID) -> list[Coaching]:
    """Return whom somebody coaches, also what ended; the newest first."""
    return _list(db, CoachingRow.coach_id == coach_id)


def list_unclaimed(db: Session, addresses: Collection[str]) -> list[Coaching]:
    """Return the coachings that wait until who reads these mailboxes signs in as a coach."""
    waits = CoachingRow.coach_id.is_(None) & CoachingRow.state.in_((INVITED, PROPOSED))
    return _list(db, CoachingRow.invited_address.in_(addresses), waits)


def set_coach(db: Session, coaching_id: UUID, coach_id: UUID) -> None:
    """Note which account the invited address turned out to be."""
    _change(db, coaching_id, coach_id=coach_id)


def set_state(db: Session, coaching_id: UUID, state: str, **moments: datetime) -> None:
    """Note a state, with ``confirmed_at`` or ``ended_at``."""
    _change(db, coaching_id, state=state, **moments)


def forget_address(db: Session, coaching_id: UUID) -> None:
    """Forget to which mailbox the coach was invited."""
    _change(db, coaching_id, invited_address="")


def _list(db: Session, *conditions: ColumnElement[bool]) -> list[Coaching]:
    found = select(CoachingRow).where(*conditions)
    rows = db.scalars(found.order_by(CoachingRow.made_at.desc(), CoachingRow.id))
    return [_facts(row) for row in rows]


def _change(db: Session, coaching_id: UUID, **values: Any) -> None:
    db.execute(update(CoachingRow).where(CoachingRow.id == coaching_id).values(**values))
    db.expire_all()


def _facts(row: CoachingRow) -> Coaching:
    return Coaching(**{field.name: getattr(row, field.name) for field in fields(Coaching)})
