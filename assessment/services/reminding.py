"""Reminders by mail, for who asks for them: of goals, of measuring again, and of what was said.

A reminder is written once, known by its key: neither a clock that is put back nor a second worker
writes it again. One that is long overdue is not written any more, so that a clock that was wrong
for a while, or asking late, brings no mail about long ago.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import accounts, consenting, evaluating, mailing
from assessment.services.moments import AMSTERDAM
from assessment.store import reminders
from assessment.store.attempts import AttemptFacts
from assessment.store.database import take_turn
from values.calendar import months_later
from values.constants import REMIND_GOALS_MONTHS, REMIND_MEASURING_MONTHS

GOALS, MEASURING, COMMENTS = KINDS = ("goals", "measuring", "comments")
OVERDUE = timedelta(days=30)  # after its moment a reminder is not written any more


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail that is to be written at a moment, and the key under which it is written once."""

    kind: str
    key: str
    at: datetime


def set_wanted(db: Session, account_id: UUID, kinds: Collection[str], *, now: datetime) -> None:
    """Keep which reminders somebody wants. Who wants one no more gets none from this moment.

    Wanting any is a yes among the others (consenting.REMINDERS), and wanting none takes it back.
    """
    wanted = [kind for kind in KINDS if kind in kinds]
    reminders.set_wanted(db, account_id, wanted, now=now)
    for kind in set(KINDS) - set(wanted):
        mailing.forget_about(db, f"{kind} {account_id}")
    if wanted:
        consenting.allow_reminders(db, account_id, now=now)
    else:
        consenting.withdraw_reminders(db, account_id, now=now)


def list_wanted(db: Session, account_id: UUID) -> dict[str, datetime]:
    """Return since when somebody wants each kind of reminder."""
    return reminders.list_wanted(db, account_id)


def list_coming(db: Session, account_id: UUID) -> dict[str, Reminder]:
    """Return by kind the reminder that would be written to somebody, wanted or not.

    A mail on what the other said has no moment beforehand (coaching/announcing.py).
    """
    attempts = accounts.list_attempt_facts(db, account_id)
    handed_in = [attempt for attempt in attempts if attempt.submitted_at is not None]
    return {reminder.kind: reminder for reminder in _list(db, handed_in)}


def write_due(db: Session, *, url: str, now: datetime) -> int:
    """Write the reminders that are due now to who wants them; return how many.

    ``url`` is where people find this installation. The caller saw that the clock can be right.
    """
    take_turn(db, "reminders")
    written = 0
    for account_id, address in reminders.list_reminded_accounts(db):
        wanted, before = list_wanted(db, account_id), reminders.list_written(db, account_id)
        for kind, reminder in list_coming(db, account_id).items():
            if (
                kind in wanted
                and reminder.key not in before
                and _is_due(reminder, wanted[kind], now)
                and reminders.note_written(db, account_id, reminder.key, now=now)
            ):
                mailing.write_mail(
                    db,
                    address,
                    f"remind_{kind}",
                    now=now,
                    useful_for=OVERDUE,
                    about=f"{kind} {account_id}",
                    url=url,
                )
                written += 1
    return written


def _is_due(reminder: Reminder, asked_at: datetime, now: datetime) -> bool:
    return asked_at < reminder.at <= now < reminder.at + OVERDUE


def _list(db: Session, handed_in: list[AttemptFacts]) -> Iterator[Reminder]:
    """Yield what follows from the newest attempt."""
    if not handed_in:
        return
    moments = {a.id: a.submitted_at for a in handed_in if a.submitted_at is not None}
    newest = max(moments, key=lambda attempt_id: moments[attempt_id])
    if evaluating.has_goals(db, newest):
        at = _later(moments[newest], REMIND_GOALS_MONTHS)
        yield Reminder(GOALS, f"{GOALS} {newest}", at)
    at = _later(moments[newest], REMIND_MEASURING_MONTHS)
    yield Reminder(MEASURING, f"{MEASURING} {newest}", at)


def _later(moment: datetime, months: int) -> datetime:
    """Return the same hour here, so many months later; an hour of summer time moves nothing."""
    return months_later(moment.astimezone(AMSTERDAM), months)
