"""The outbox: mail that waits to be sent, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from assessment.store.database import delete_unlocked
from assessment.store.tables import MailRow

WAITING, SENT, BOUNCED, FAILED = "waiting", "sent", "bounced", "failed"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as kept; ``text`` is empty once it was sent or is of no use any more."""

    id: UUID
    recipient: str
    subject: str
    text: str
    state: str
    problem: str
    tries: int
    asked_at: datetime
    next_try_at: datetime
    useful_until: datetime | None


def add_mail(
    db: Session,
    recipient: str,
    subject: str,
    text: str,
    *,
    now: datetime,
    useful_until: datetime | None = None,
    about: str | None = None,
) -> UUID:
    """Keep a mail that waits to be sent and return its id."""
    row = MailRow(
        recipient=recipient,
        subject=subject,
        text=text,
        state=WAITING,
        problem="",
        tries=0,
        asked_at=now,
        next_try_at=now,
        useful_until=useful_until,
        about=about,
    )
    db.add(row)
    db.flush()
    return row.id


def list_due(db: Session, now: datetime) -> list[UUID]:
    """Return the mails whose next try is now, the longest waiting first."""
    due = (MailRow.state == WAITING) & (MailRow.next_try_at <= now)
    found = select(MailRow.id).where(due).order_by(MailRow.next_try_at, MailRow.id)
    return list(db.scalars(found))


def find_mail(db: Session, mail_id: UUID) -> Mail | None:
    """Return a mail, or None when it is not there any more."""
    row = db.get(MailRow, mail_id, populate_existing=True)
    return None if row is None else _facts(row)


def list_mail(db: Session, state: str | None = None) -> list[Mail]:
    """Return the mails, or those in one state, the newest first."""
    found = select(MailRow).order_by(MailRow.asked_at.desc(), MailRow.id)
    if state is not None:
        found = found.where(MailRow.state == state)
    return [_facts(row) for row in db.scalars(found)]


def set_next_try(db: Session, mail_id: UUID, tries: int, at: datetime) -> None:
    """Note how often a mail was tried, and when it is tried again."""
    _change(db, mail_id, tries=tries, next_try_at=at, state=WAITING)


def set_problem(db: Session, mail_id: UUID, problem: str) -> None:
    """Note why a mail was not taken at its last try."""
    _change(db, mail_id, problem=problem)


def set_ended(db: Session, mail_id: UUID, state: str, *, problem: str = "", keep: bool) -> None:
    """Note what became of a mail; without ``keep`` its text and what it goes with are forgotten."""
    gone: dict[str, object] = {} if keep else {"text": "", "about": None}
    _change(db, mail_id, state=state, problem=problem, **gone)


def delete_asked_before(db: Session, moment: datetime) -> None:
    """Delete the mails that were asked for before a moment."""
    delete_unlocked(db, MailRow, MailRow.asked_at < moment)


def delete_to(db: Session, recipient: str) -> None:
    """Delete every mail to one mailbox."""
    db.execute(delete(MailRow).where(MailRow.recipient == recipient))


def delete_about(db: Session, about: str) -> None:
    """Delete every mail that goes with something that ended, but those that the server has."""
    has_text = MailRow.state.in_([WAITING, BOUNCED, FAILED])  # few: these are found by an index
    db.execute(delete(MailRow).where(has_text, MailRow.about.contains(about, autoescape=True)))


def delete_waiting(db: Session, mail_ids: Collection[UUID]) -> None:
    """Delete those of some mails that the server does not have yet."""
    waits = MailRow.id.in_(mail_ids) & (MailRow.state == WAITING)
    db.execute(delete(MailRow).where(waits))


def _change(db: Session, mail_id: UUID, **values: object) -> None:
    db.execute(update(MailRow).where(MailRow.id == mail_id).values(**values))


def _facts(row: MailRow) -> Mail:
    return Mail(
        row.id, row.recipient, row.subject, row.text, row.state, row.problem, row.tries,
        row.asked_at, row.next_try_at, row.useful_until,
    )  # fmt: skip
