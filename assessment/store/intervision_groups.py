"""Groups for intervision, and who sits in them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit
from assessment.store.intervision import CONFIRMED, ENDED
from assessment.store.tables import (
    AccountRow,
    IntervisionGroupRow,
    IntervisionMemberRow,
    IntervisionRoundRow,
)


class GroupChanged(Exception):
    """Somebody else in the group saved it meanwhile; nothing has been written."""


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group with who sits in it."""

    id: UUID
    round_id: UUID
    number: int
    days: Sequence[date]
    agreed: str
    revision: int
    changed_at: datetime | None
    members: Sequence[UUID]


def replace_groups(
    db: Session, round_id: UUID, groups: Iterable[Iterable[UUID]], *, now: datetime
) -> None:
    """Keep these groups in place of those of before, numbered from 1; the round is locked."""
    db.execute(delete(IntervisionGroupRow).where(IntervisionGroupRow.round_id == round_id))
    db.expire_all()
    for number, members in enumerate(groups, start=1):
        group = IntervisionGroupRow(
            round_id=round_id, number=number, days="[]", agreed="", revision=1
        )
        db.add(group)
        db.flush()
        for account_id in members:
            add_member(db, group.id, round_id, account_id, now=now)
    erase_after_commit(db)


def add_member(
    db: Session, group_id: UUID, round_id: UUID, account_id: UUID, *, now: datetime
) -> None:
    """Give somebody without a seat one in a group."""
    db.add(
        IntervisionMemberRow(
            round_id=round_id, group_id=group_id, account_id=account_id, placed_at=now
        )
    )
    db.flush()


def move_member(db: Session, round_id: UUID, account_id: UUID, group_id: UUID) -> None:
    """Move somebody who has a seat to another group of the round."""
    own = IntervisionMemberRow.round_id == round_id, IntervisionMemberRow.account_id == account_id
    db.execute(update(IntervisionMemberRow).where(*own).values(group_id=group_id))
    db.expire_all()


def remove_member(db: Session, round_id: UUID, account_id: UUID) -> None:
    """Take the seat of somebody away."""
    own = IntervisionMemberRow.round_id == round_id, IntervisionMemberRow.account_id == account_id
    db.execute(delete(IntervisionMemberRow).where(*own))
    db.expire_all()


def note_change(db: Session, group_ids: Iterable[UUID], now: datetime) -> None:
    """Note that somebody came to these groups or left them after they were confirmed."""
    changed = IntervisionGroupRow.id.in_(list(group_ids))
    db.execute(update(IntervisionGroupRow).where(changed).values(changed_at=now))
    db.expire_all()


def delete_group(db: Session, group_id: UUID) -> None:
    """Delete a group with what it agreed."""
    db.execute(delete(IntervisionGroupRow).where(IntervisionGroupRow.id == group_id))
    db.expire_all()
    erase_after_commit(db)


def delete_empty(db: Session, round_id: UUID) -> None:
    """Delete the groups of a round in which nobody sits any more, with what they agreed."""
    seats = exists().where(IntervisionMemberRow.group_id == IntervisionGroupRow.id)
    empty = IntervisionGroupRow.round_id == round_id, ~seats
    gone = delete(IntervisionGroupRow).where(*empty).execution_options(synchronize_session=False)
    db.execute(gone)
    db.expire_all()
    erase_after_commit(db)


def delete_groups(db: Session, round_id: UUID) -> None:
    """Delete every group of a round with what they agreed."""
    db.execute(delete(IntervisionGroupRow).where(IntervisionGroupRow.round_id == round_id))
    db.expire_all()
    erase_after_commit(db)


def list_groups(db: Session, round_id: UUID) -> list[StoredGroup]:
    """Return the groups of a round by number."""
    of_round = IntervisionGroupRow.round_id == round_id
    rows = db.scalars(
        select(IntervisionGroupRow).where(of_round).order_by(IntervisionGroupRow.number)
    ).all()
    seats: dict[UUID, list[UUID]] = {row.id: [] for row in rows}
    taken = select(IntervisionMemberRow.group_id, IntervisionMemberRow.account_id).where(
        IntervisionMemberRow.round_id == round_id
    )
    for group_id, account_id in db.execute(taken.order_by(IntervisionMemberRow.id)):
        seats[group_id].append(account_id)
    return [_stored(row, seats[row.id]) for row in rows]


def find_group(db: Session, group_id: UUID, *, lock: bool = False) -> StoredGroup | None:
    """Return a group, or None; with ``lock`` nobody else changes it until the end."""
    found = select(IntervisionGroupRow).where(IntervisionGroupRow.id == group_id)
    found = found.with_for_update() if lock else found
    row = db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        return None
    seats = select(IntervisionMemberRow.account_id).where(IntervisionMemberRow.group_id == group_id)
    return _stored(row, list(db.scalars(seats.order_by(IntervisionMemberRow.id))))


def find_group_of(db: Session, round_id: UUID, account_id: UUID) -> StoredGroup | None:
    """Return the group of somebody in a round, or None."""
    own = IntervisionMemberRow.round_id == round_id, IntervisionMemberRow.account_id == account_id
    found = db.scalar(select(IntervisionMemberRow.group_id).where(*own))
    return None if found is None else find_group(db, found)


def has_seat(db: Session, round_id: UUID, account_id: UUID) -> bool:
    """Return whether somebody sits in a group of a round."""
    own = IntervisionMemberRow.round_id == round_id, IntervisionMemberRow.account_id == account_id
    return db.scalar(select(IntervisionMemberRow.id).where(*own)) is not None


def save_page(db: Session, group_id: UUID, *, days: Iterable[date], agreed: str, seen: int) -> None:
    """Replace what a group agreed and its days; raises GroupChanged unless ``seen`` is newest."""
    newest = IntervisionGroupRow.id == group_id, IntervisionGroupRow.revision == seen
    kept = json.dumps(sorted({day.isoformat() for day in days}))
    changed = update(IntervisionGroupRow).where(*newest)
    values = changed.values(days=kept, agreed=agreed, revision=seen + 1)
    if db.scalar(values.returning(IntervisionGroupRow.id)) is None:
        raise GroupChanged(group_id)
    db.expire_all()


def list_rounds_of(db: Session, account_id: UUID) -> list[UUID]:
    """Return the rounds in which somebody sits in a group that was confirmed."""
    found = (
        select(IntervisionMemberRow.round_id)
        .join(IntervisionRoundRow, IntervisionRoundRow.id == IntervisionMemberRow.round_id)
        .where(
            IntervisionMemberRow.account_id == account_id,
            IntervisionRoundRow.state.in_((CONFIRMED, ENDED)),
        )
    )
    return list(db.scalars(found))


def count_members(db: Session, group_id: UUID) -> int:
    """Return how many sit in a group."""
    seats = IntervisionMemberRow.group_id == group_id
    return db.scalar(select(func.count()).select_from(IntervisionMemberRow).where(seats)) or 0


def find_addresses(db: Session, account_ids: Iterable[UUID]) -> list[str]:
    """Return the mail addresses of some accounts."""
    wanted = AccountRow.id.in_(list(account_ids))
    return list(db.scalars(select(AccountRow.address).where(wanted).order_by(AccountRow.address)))


def _stored(row: IntervisionGroupRow, members: Sequence[UUID]) -> StoredGroup:
    days = [date.fromisoformat(day) for day in json.loads(row.days)]
    return StoredGroup(
        row.id, row.round_id, row.number, days, row.agreed, row.revision, row.changed_at,
        tuple(members),
    )  # fmt: skip
