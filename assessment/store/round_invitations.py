"""Invitations of rounds: whom, whether each was used, and which mails were written for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, insert, not_, select, update
from sqlalchemy.orm import Session, aliased

from assessment.store.mail import BOUNCED, FAILED
from assessment.store.tables import (
    AttemptRow,
    ConsentRow,
    MailRow,
    RoundInvitationRow,
    RoundLetterRow,
    RoundRefusalRow,
    RoundRow,
)

ORGANISER = "organiser"  # the purpose of a yes to telling the desk that one is done


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation of one mailbox in a round. Only the services of rounds handle it."""

    id: UUID
    round_id: UUID
    address: str
    code: str
    counts: bool
    added_at: datetime  # or added again, after it was withdrawn
    sent_at: datetime | None
    begun_at: datetime | None
    attempt_id: UUID | None
    bounced_at: datetime | None
    refused_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the people of a round stand of whom the desk may not know it by name, and how many may.

    ``waiting`` can still begin: their mail arrived and they were not withdrawn. ``reached`` are all
    who were mailed and not withdrawn, with who may be named; ``named`` are told by name already,
    and ``nameable`` may be from now on.
    """

    handed_in: int
    begun: int  # and did not hand in
    bounced: int
    waiting: int
    reached: int
    named: int
    nameable: Sequence[UUID]


def add_invitations(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep invitations that are not mailed yet."""
    if rows:
        db.execute(insert(RoundInvitationRow), [{"counts": False, **row} for row in rows])


def find_by_code(db: Session, code_hash: str, *, lock: bool = False) -> Invitation | None:
    """Return the invitation of a code, or None."""
    found = select(RoundInvitationRow).where(RoundInvitationRow.code_hash == code_hash)
    return _first(db, found.with_for_update() if lock else found)


def find_by_attempt(db: Session, attempt_id: UUID) -> Invitation | None:
    """Return the invitation with which an attempt was begun, or None."""
    return _first(db, select(RoundInvitationRow).where(RoundInvitationRow.attempt_id == attempt_id))


def find_by_address(db: Session, round_id: UUID, address: str) -> Invitation | None:
    """Return the invitation of a mailbox in a round, or None."""
    own = (RoundInvitationRow.round_id == round_id) & (RoundInvitationRow.address == address)
    return _first(db, select(RoundInvitationRow).where(own))


def list_addresses(db: Session, round_id: UUID) -> list[str]:
    """Return the mailboxes of a round that were not withdrawn; none goes until the copy is kept."""
    own = RoundInvitationRow.round_id == round_id
    found = select(RoundInvitationRow.address).where(own, RoundInvitationRow.withdrawn_at.is_(None))
    found = found.order_by(RoundInvitationRow.address).with_for_update(read=True, key_share=True)
    return list(db.scalars(found))


def change_invitation(db: Session, invitation_id: UUID, **values: Any) -> None:
    """Change an invitation."""
    own = RoundInvitationRow.id == invitation_id
    db.execute(update(RoundInvitationRow).where(own).values(**values))


def delete_of_address(db: Session, address: str) -> None:
    """Delete every invitation of a mailbox, and that it wants no mail.

    They are locked first: whoever copies one is waited for, and then the copy goes too.
    """
    own = RoundInvitationRow.address == address
    locking = select(RoundInvitationRow.id).where(own).order_by(RoundInvitationRow.id)
    db.execute(locking.with_for_update())
    db.execute(delete(RoundInvitationRow).where(own))
    db.execute(delete(RoundRefusalRow).where(RoundRefusalRow.address == address))


def delete_closed_before(db: Session, day: date) -> list[UUID]:
    """Delete the invitations of rounds that closed before a day; return those rounds."""
    rounds = list(db.scalars(select(RoundRow.id).where(RoundRow.closes_on < day)))
    own = RoundInvitationRow.round_id.in_(rounds)
    db.execute(delete(RoundInvitationRow).where(own))
    return rounds


# Mailing


def list_to_look_at(db: Session, round_id: UUID, after: UUID | None, most: int) -> list[Invitation]:
    """Return the next invitations of a round in the order of their ids."""
    found = select(RoundInvitationRow).where(RoundInvitationRow.round_id == round_id)
    if after is not None:
        found = found.where(RoundInvitationRow.id > after)
    ordered = found.order_by(RoundInvitationRow.id).limit(most)
    rows = db.scalars(ordered.execution_options(populate_existing=True))
    return [_facts(row) for row in rows]


def list_counted_elsewhere(db: Session, round_id: UUID, today: date) -> set[str]:
    """Return the mailboxes that count in another round that is open."""
    found = (
        select(RoundInvitationRow.address)
        .join(RoundRow, RoundRow.id == RoundInvitationRow.round_id)
        .where(
            RoundInvitationRow.round_id != round_id,
            RoundInvitationRow.counts,
            RoundRow.closes_on >= today,
        )
    )
    return set(db.scalars(found))


def list_begun_elsewhere(db: Session, round_id: UUID, today: date) -> set[str]:
    """Return the mailboxes of which somebody began in another round that is open."""
    found = (
        select(RoundInvitationRow.address)
        .join(RoundRow, RoundRow.id == RoundInvitationRow.round_id)
        .where(
            RoundInvitationRow.round_id != round_id,
            RoundInvitationRow.begun_at.is_not(None),
            RoundRow.closes_on >= today,
        )
    )
    return set(db.scalars(found))


def list_refused(db: Session) -> set[str]:
    """Return the mailboxes that want no mail of any round."""
    return set(db.scalars(select(RoundRefusalRow.address)))


def set_refused(db: Session, address: str, now: datetime) -> None:
    """Keep that a mailbox wants no mail of any round."""
    db.merge(RoundRefusalRow(address=address, refused_at=now))
    db.flush()


def delete_refused_before(db: Session, moment: datetime) -> None:
    """Forget who wanted no mail, long ago."""
    db.execute(delete(RoundRefusalRow).where(RoundRefusalRow.refused_at < moment))


def has_letter(db: Session, invitation_id: UUID, key: str) -> bool:
    """Return whether a mail was written for an invitation."""
    return db.get(RoundLetterRow, (invitation_id, key)) is not None


def add_letter(db: Session, invitation_id: UUID, key: str, mail_id: UUID, *, now: datetime) -> None:
    """Note that a mail was written; its key is used once."""
    row = {"invitation_id": invitation_id, "key": key, "mail_id": mail_id, "written_at": now}
    db.execute(insert(RoundLetterRow), row)


def list_letters(db: Session, address: str, round_id: UUID | None = None) -> list[UUID]:
    """Return the mails that were written to a mailbox, of one round or of all."""
    found = select(RoundLetterRow.mail_id).join(RoundInvitationRow)
    found = found.where(RoundInvitationRow.address == address)
    if round_id is not None:
        found = found.where(RoundInvitationRow.round_id == round_id)
    return list(db.scalars(found))


def note_bounced(db: Session, round_id: UUID, now: datetime) -> None:
    """Note of which invitations of a round a mail did not arrive, as the outbox says."""
    bounced = (
        select(RoundLetterRow.invitation_id)
        .join(MailRow, MailRow.id == RoundLetterRow.mail_id)
        .where(MailRow.state.in_((BOUNCED, FAILED)), MailRow.problem != "")
    )
    own = (
        (RoundInvitationRow.round_id == round_id)
        & RoundInvitationRow.bounced_at.is_(None)
        & RoundInvitationRow.id.in_(bounced)
    )
    db.execute(update(RoundInvitationRow).where(own).values(bounced_at=now))


# Counting


def read_standing(db: Session, round_id: UUID, today: date) -> Standing:
    """Return how the people of a round stand; who counts in another round is left out."""
    row = RoundInvitationRow
    may_be_named = exists().where(
        ConsentRow.attempt_id == row.attempt_id, ConsentRow.purpose == ORGANISER
    )
    counted = and_(row.round_id == round_id, row.counts, row.sent_at.is_not(None))
    hidden = and_(counted, not_(may_be_named), row.named_on.is_(None))
    done = AttemptRow.submitted_at.is_not(None)
    not_begun = and_(hidden, row.begun_at.is_(None))
    present = and_(not_begun, row.bounced_at.is_(None), row.withdrawn_at.is_(None))
    return Standing(
        handed_in=_count(db, and_(hidden, done), with_attempt=True),
        begun=_count(db, and_(hidden, not_(done)), with_attempt=True),
        bounced=_count(db, and_(not_begun, row.bounced_at.is_not(None))),
        waiting=_count(db, and_(present, not_(_began_elsewhere(today)))),
        reached=_count(db, and_(counted, row.withdrawn_at.is_(None), row.bounced_at.is_(None))),
        named=_count(db, and_(counted, row.named_on.is_not(None))),
        nameable=list(db.scalars(_select_done(row.id, round_id).where(row.named_on.is_(None)))),
    )


def set_named(db: Session, invitation_ids: Sequence[UUID], on: date) -> None:
    """Let the desk see, by name, that people are done."""
    for invitation_id in invitation_ids:
        change_invitation(db, invitation_id, named_on=on)


def list_named(db: Session, round_id: UUID) -> list[str]:
    """Return the mailboxes of who is done and lets the desk see that, as far as it is told."""
    row = RoundInvitationRow
    found = _select_done(row.address, round_id).where(row.named_on.is_not(None))
    return list(db.scalars(found.order_by(row.address)))


def _select_done(column: Any, round_id: UUID) -> Any:
    """Return the query of who handed in and says yes, now, to telling that."""
    row = RoundInvitationRow
    says_yes = exists().where(
        ConsentRow.attempt_id == row.attempt_id,
        ConsentRow.purpose == ORGANISER,
        ConsentRow.withdrawn_at.is_(None),
    )
    return (
        select(column)
        .join(AttemptRow, AttemptRow.id == row.attempt_id)
        .where(row.round_id == round_id, AttemptRow.submitted_at.is_not(None), says_yes)
    )


def _began_elsewhere(today: date) -> ColumnElement[bool]:
    other, its_round = aliased(RoundInvitationRow), aliased(RoundRow)
    return exists().where(
        other.address == RoundInvitationRow.address,
        other.id != RoundInvitationRow.id,
        other.begun_at.is_not(None),
        its_round.id == other.round_id,
        its_round.closes_on >= today,
    )


def _count(db: Session, condition: ColumnElement[bool], *, with_attempt: bool = False) -> int:
    found = select(func.count()).select_from(RoundInvitationRow)
    if with_attempt:
        found = found.join(AttemptRow, AttemptRow.id == RoundInvitationRow.attempt_id)
    return db.scalar(found.where(condition)) or 0


def _first(db: Session, query: Any) -> Invitation | None:
    row = db.scalar(query.execution_options(populate_existing=True))
    return None if row is None else _facts(row)


def _facts(row: RoundInvitationRow) -> Invitation:
    return Invitation(*(getattr(row, field.name) for field in fields(Invitation)))
