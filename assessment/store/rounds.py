"""Rounds of the desk, what it asked to mail, and the numbers that it was told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from assessment.store.tables import (
    RoundCountRow,
    RoundKnownRow,
    RoundMailingRow,
    RoundRow,
)


class RoundNotFound(LookupError):
    """There is no such round."""


@dataclass(frozen=True, slots=True)
class Round:
    """People who are invited together; ``phase`` is proposed to who begins, empty for none."""

    id: UUID
    name: str
    kind: str
    phase: str
    closes_on: date
    invited: int
    made_at: datetime
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class Mailing:
    """Invitations or reminders that were asked for, and how far the worker is with them."""

    round_id: UUID
    kind: str
    number: int
    asked_at: datetime
    looked_at: int
    reached: UUID | None
    finished_at: datetime | None

    @property
    def key(self) -> str:
        """Return what each of its mails is known by, so that it is written once."""
        return f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Told:
    """A number that the desk was told, and on which day."""

    number: int
    on: date


def add_round(
    db: Session, *, name: str, kind: str, phase: str, closes_on: date, now: datetime
) -> UUID:
    """Keep a new round and return its id."""
    row = RoundRow(name=name, kind=kind, phase=phase, closes_on=closes_on, invited=0, made_at=now)
    db.add(row)
    db.flush()
    return row.id


def get_round(db: Session, round_id: UUID) -> Round:
    """Return a round, or raise RoundNotFound."""
    row = db.get(RoundRow, round_id, populate_existing=True)
    if row is None:
        raise RoundNotFound(round_id)
    return _facts(row)


def list_rounds(db: Session) -> list[Round]:
    """Return every round, the one that closes last first."""
    found = select(RoundRow).order_by(RoundRow.closes_on.desc(), RoundRow.made_at.desc())
    return [_facts(row) for row in db.scalars(found)]


def change_round(db: Session, round_id: UUID, *, name: str, closes_on: date) -> None:
    """Give a round another name or last day."""
    own = RoundRow.id == round_id
    db.execute(update(RoundRow).where(own).values(name=name, closes_on=closes_on))


def delete_round(db: Session, round_id: UUID) -> None:
    """Delete a round with everything of it."""
    db.execute(delete(RoundRow).where(RoundRow.id == round_id))


def delete_closed_before(db: Session, day: date) -> None:
    """Delete the rounds that closed before a day, with everything of them."""
    db.execute(delete(RoundRow).where(RoundRow.closes_on < day))


# Which mailboxes were added, as keyed hashes


def list_known(db: Session, round_id: UUID) -> dict[str, datetime | None]:
    """Return the keys of the mailboxes that were added, with when each was withdrawn."""
    own = RoundKnownRow.round_id == round_id
    found = select(RoundKnownRow.key, RoundKnownRow.withdrawn_at).where(own)
    return {row.key: row.withdrawn_at for row in db.execute(found)}


def add_known(db: Session, round_id: UUID, keys: Collection[str]) -> None:
    """Note that mailboxes were added, and how many that makes."""
    rows = [{"round_id": round_id, "key": key} for key in keys]
    if rows:
        db.execute(insert(RoundKnownRow), rows)
        more = RoundRow.invited + len(rows)
        db.execute(update(RoundRow).where(RoundRow.id == round_id).values(invited=more))


def set_withdrawn(
    db: Session, round_id: UUID, keys: Collection[str], withdrawn_at: datetime | None
) -> None:
    """Note that mailboxes were withdrawn, or with None that they are invited again."""
    for key in keys:
        own = (RoundKnownRow.round_id == round_id) & (RoundKnownRow.key == key)
        db.execute(update(RoundKnownRow).where(own).values(withdrawn_at=withdrawn_at))


def forget_known(db: Session, round_ids: Sequence[UUID]) -> None:
    """Forget which mailboxes were added to rounds."""
    db.execute(delete(RoundKnownRow).where(RoundKnownRow.round_id.in_(round_ids)))


# What the desk asked to mail


def add_mailing(db: Session, round_id: UUID, kind: str, *, now: datetime) -> Mailing:
    """Keep that the desk asks for invitations or reminders."""
    own = (RoundMailingRow.round_id == round_id) & (RoundMailingRow.kind == kind)
    last = db.scalar(select(func.max(RoundMailingRow.number)).where(own)) or 0
    row = RoundMailingRow(
        round_id=round_id, kind=kind, number=last + 1, asked_at=now, looked_at=0
    )  # fmt: skip
    db.add(row)
    db.flush()
    return _mailing(row)


def list_mailings(db: Session, round_id: UUID) -> list[Mailing]:
    """Return what was asked to mail for a round, the newest first."""
    found = (
        select(RoundMailingRow)
        .where(RoundMailingRow.round_id == round_id)
        .order_by(RoundMailingRow.asked_at.desc(), RoundMailingRow.number.desc())
        .execution_options(populate_existing=True)
    )
    return [_mailing(row) for row in db.scalars(found)]


def find_unfinished(db: Session) -> Mailing | None:
    """Return the mailing that waits longest, or None."""
    found = (
        select(RoundMailingRow)
        .where(RoundMailingRow.finished_at.is_(None))
        .order_by(RoundMailingRow.asked_at, RoundMailingRow.round_id, RoundMailingRow.kind)
        .limit(1)
        .execution_options(populate_existing=True)
    )
    row = db.scalar(found)
    return None if row is None else _mailing(row)


def note_progress(
    db: Session,
    mailing: Mailing,
    *,
    looked_at: int,
    reached: UUID | None,
    finished_at: datetime | None,
) -> None:
    """Note how far the worker is with a mailing."""
    own = (
        (RoundMailingRow.round_id == mailing.round_id)
        & (RoundMailingRow.kind == mailing.kind)
        & (RoundMailingRow.number == mailing.number)
    )
    values = {"looked_at": looked_at, "reached": reached, "finished_at": finished_at}
    db.execute(update(RoundMailingRow).where(own).values(values))


# What the desk was told


def list_told(db: Session, round_id: UUID) -> dict[str, Told]:
    """Return by count the number that was told last."""
    found = select(RoundCountRow.what, RoundCountRow.number, RoundCountRow.told_on).where(
        RoundCountRow.round_id == round_id
    )
    return {row.what: Told(row.number, row.told_on) for row in db.execute(found)}


def keep_told(db: Session, round_id: UUID, what: str, number: int, on: date) -> None:
    """Keep a number that is told from now on, in place of the one before."""
    db.merge(RoundCountRow(round_id=round_id, what=what, number=number, told_on=on))
    db.flush()


def list_uncounted(db: Session, today: date) -> list[UUID]:
    """Return the rounds that were not counted today and not since they closed."""
    not_today = RoundRow.counted_on.is_(None) | (RoundRow.counted_on < today)
    not_after = RoundRow.counted_on.is_(None) | (RoundRow.counted_on <= RoundRow.closes_on)
    return list(db.scalars(select(RoundRow.id).where(not_today, not_after).order_by(RoundRow.id)))


def note_counted(db: Session, round_id: UUID, today: date) -> None:
    """Note that a round was counted today."""
    db.execute(update(RoundRow).where(RoundRow.id == round_id).values(counted_on=today))


def _facts(row: RoundRow) -> Round:
    return Round(*(getattr(row, field.name) for field in fields(Round)))


def _mailing(row: RoundMailingRow) -> Mailing:
    return Mailing(*(getattr(row, field.name) for field in fields(Mailing)))
