"""Rounds in which others tell how they see somebody. Who changes one locks it first."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment.store.attempts import SavedAnswer
from assessment.store.tables import MailRow, OthersRoundRow, RaterAnswerRow, RaterRow


class RoundNotFound(LookupError):
    """There is no such round, or not for who asks."""


class InvitationNotFound(LookupError):
    """There is no such invitation, or no more."""


class RoundOpenAlready(Exception):
    """An account has one open round at most; nothing has been written."""


class AskedAlready(Exception):
    """Somebody was asked in this round already; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Round:
    """One time that an owner asks others; ``result`` is what became of it, as JSON, once opened."""

    id: UUID
    account_id: UUID
    attempt_id: UUID
    name: str
    words: str
    version: int
    begun_at: datetime
    closes_at: datetime
    reminded_at: datetime | None
    closed_at: datetime | None
    opened_at: datetime | None
    result: str | None

    def is_open(self, now: datetime) -> bool:
        """Return whether others may answer, and be asked."""
        return self.closed_at is None and now < self.closes_at


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who was asked; ``address`` is None once the round closed."""

    id: UUID
    round_id: UUID
    address: str | None
    group: str
    mail_id: UUID | None
    invited_at: datetime


@dataclass(frozen=True, slots=True)
class RaterAnswers:
    """What somebody answered so far, by item; it counts once it was sent."""

    answers: Mapping[str, SavedAnswer]
    revision: int
    saved_at: datetime
    sent_at: datetime | None
    declined_at: datetime | None


def add_round(db: Session, **facts: Any) -> Round:
    """Keep a new round, or raise RoundOpenAlready."""
    row = OthersRoundRow(**facts)
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise RoundOpenAlready from error
    return _round(row)


def get_round(db: Session, round_id: UUID, *, lock: bool = False) -> Round:
    """Return a round, or raise RoundNotFound; locked until the transaction ends."""
    found = select(OthersRoundRow).where(OthersRoundRow.id == round_id)
    found = found.with_for_update() if lock else found
    row = db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise RoundNotFound(round_id)
    return _round(row)


def list_rounds(db: Session, account_id: UUID) -> list[Round]:
    """Return the rounds of an account, the newest first."""
    found = select(OthersRoundRow).where(OthersRoundRow.account_id == account_id)
    rows = db.scalars(found.order_by(OthersRoundRow.begun_at.desc(), OthersRoundRow.id))
    return [_round(row) for row in rows]


def find_result(db: Session, attempt_id: UUID) -> str | None:
    """Return the result beside an attempt that was opened last, as JSON; None without any."""
    opened = (OthersRoundRow.attempt_id == attempt_id) & OthersRoundRow.opened_at.is_not(None)
    found = select(OthersRoundRow.result).where(opened)
    return db.scalar(found.order_by(OthersRoundRow.opened_at.desc()))


def list_over(db: Session, before: datetime) -> list[UUID]:
    """Lock and return the rounds whose time was over at a moment and that nobody closed.

    One in which somebody does something at this moment is passed over.
    """
    over = OthersRoundRow.closed_at.is_(None) & (OthersRoundRow.closes_at <= before)
    found = select(OthersRoundRow.id).where(over).order_by(OthersRoundRow.id)
    return list(db.scalars(found.with_for_update(skip_locked=True)))


def lock_with(db: Session, account_id: UUID, addresses: Collection[str]) -> None:
    """Lock every round that somebody began or was asked in, whoever does it in the same order."""
    asked = select(RaterRow.round_id).where(RaterRow.address.in_(addresses))
    either = or_(OthersRoundRow.account_id == account_id, OthersRoundRow.id.in_(asked))
    found = select(OthersRoundRow.id).where(either).order_by(OthersRoundRow.id)
    db.execute(found.with_for_update())


def change_round(db: Session, round_id: UUID, **values: Any) -> None:
    """Note something of a round that is locked."""
    db.execute(update(OthersRoundRow).where(OthersRoundRow.id == round_id).values(**values))
    db.expire_all()


def add_rater(
    db: Session, rater_id: UUID, round_id: UUID, address: str, group: str, token_hash: str,
    *, now: datetime,
) -> None:  # fmt: skip
    """Keep somebody who is asked, or raise AskedAlready."""
    row = RaterRow(id=rater_id, round_id=round_id, address=address, group=group,
                   token_hash=token_hash, invited_at=now)  # fmt: skip
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise AskedAlready(address) from error


def set_mail(db: Session, rater_id: UUID, mail_id: UUID) -> None:
    """Note which mail invited somebody, or reminded them last."""
    db.execute(update(RaterRow).where(RaterRow.id == rater_id).values(mail_id=mail_id))


def list_raters(db: Session, round_id: UUID) -> list[Rater]:
    """Return who was asked in a round, by group and address."""
    found = select(RaterRow).where(RaterRow.round_id == round_id)
    rows = db.scalars(found.order_by(RaterRow.group, RaterRow.address, RaterRow.id))
    return [_rater(row) for row in rows]


def find_by_token(db: Session, token_hash: str) -> Rater:
    """Return who was invited with a token, or raise InvitationNotFound."""
    row = db.scalar(select(RaterRow).where(RaterRow.token_hash == token_hash))
    if row is None:
        raise InvitationNotFound
    return _rater(row)


def forget_mails(db: Session, **of: UUID) -> None:
    """Delete the invitations of a round, rater, attempt or account from the outbox.

    ``of`` names a column of the round, or ``rater_id``.
    """
    found = select(RaterRow.mail_id).join(OthersRoundRow)
    for name, value in of.items():
        column = RaterRow.id if name == "rater_id" else getattr(OthersRoundRow, name)
        found = found.where(column == value)
    db.execute(delete(MailRow).where(MailRow.id.in_(found)))


def delete_rater(db: Session, round_id: UUID, rater_id: UUID) -> None:
    """Forget that somebody was asked, with what was answered; raise InvitationNotFound."""
    forget_mails(db, rater_id=rater_id, id=round_id)
    own = (RaterRow.id == rater_id) & (RaterRow.round_id == round_id)
    if db.scalar(delete(RaterRow).where(own).returning(RaterRow.id)) is None:
        raise InvitationNotFound(rater_id)
    db.expire_all()


def read_answers(db: Session, rater_id: UUID) -> RaterAnswers | None:
    """Return what somebody answered so far; None when nothing was ever kept."""
    row = db.get(RaterAnswerRow, rater_id, populate_existing=True)
    return None if row is None else _answers(row)


def keep_answers(
    db: Session, rater: Rater, answers: Mapping[str, SavedAnswer], *, revision: int, now: datetime
) -> None:
    """Keep all answers of somebody, in place of what was kept before; the round is locked."""
    text = json.dumps({item: [one.value, one.revision] for item, one in answers.items()},
                      ensure_ascii=False, sort_keys=True)  # fmt: skip
    row = db.get(RaterAnswerRow, rater.id, populate_existing=True)
    if row is None:
        row = RaterAnswerRow(rater_id=rater.id, address=rater.address)
        db.add(row)
    row.answers, row.revision, row.saved_at, row.declined_at = text, revision, now, None
    db.flush()


def set_sent(
    db: Session, rater_id: UUID, *, sent_at: datetime | None, declined_at: datetime | None = None
) -> None:
    """Note that answers count, count no more, or will not come."""
    own = RaterAnswerRow.rater_id == rater_id
    values = {"sent_at": sent_at, "declined_at": declined_at}
    db.execute(update(RaterAnswerRow).where(own).values(**values))
    db.expire_all()


def list_answers(db: Session, round_id: UUID) -> list[tuple[Rater, RaterAnswers]]:
    """Return what was kept of everybody in a round, with who it is of."""
    found = (
        select(RaterRow, RaterAnswerRow)
        .join(RaterAnswerRow, RaterAnswerRow.rater_id == RaterRow.id)
        .where(RaterRow.round_id == round_id)
        .order_by(RaterRow.id)
    )
    return [(_rater(rater), _answers(kept)) for rater, kept in db.execute(found)]


def forget_raters(db: Session, round_id: UUID) -> None:
    """Delete all answers of a round and forget who was asked; their links say that it is over."""
    forget_mails(db, id=round_id)
    raters = select(RaterRow.id).where(RaterRow.round_id == round_id)
    db.execute(delete(RaterAnswerRow).where(RaterAnswerRow.rater_id.in_(raters)))
    _forget_addresses(db, RaterRow.round_id == round_id)


def forget_who(db: Session, round_id: UUID) -> None:
    """Forget the addresses of a round, and keep what was answered."""
    forget_mails(db, id=round_id)
    raters = select(RaterRow.id).where(RaterRow.round_id == round_id)
    own = RaterAnswerRow.rater_id.in_(raters)
    db.execute(update(RaterAnswerRow).where(own).values(address=None))
    _forget_addresses(db, RaterRow.round_id == round_id)


def forget_address(db: Session, address: str) -> None:
    """Forget somebody everywhere: that they were asked, and what they answered."""
    db.execute(delete(RaterAnswerRow).where(RaterAnswerRow.address == address))
    _forget_addresses(db, RaterRow.address == address)


def _forget_addresses(db: Session, of: ColumnElement[bool]) -> None:
    """Forget the addresses of some who were asked."""
    db.execute(update(RaterRow).where(of).values(address=None, mail_id=None))
    db.expire_all()


def _round(row: OthersRoundRow) -> Round:
    return Round(**{field.name: getattr(row, field.name) for field in fields(Round)})


def _rater(row: RaterRow) -> Rater:
    return Rater(**{field.name: getattr(row, field.name) for field in fields(Rater)})


def _answers(row: RaterAnswerRow) -> RaterAnswers:
    told: Mapping[str, Sequence[Any]] = json.loads(row.answers)
    answers = {item: SavedAnswer(value, revision) for item, (value, revision) in told.items()}
    return RaterAnswers(answers, row.revision, row.saved_at, row.sent_at, row.declined_at)
