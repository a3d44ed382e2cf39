"""Writing mail, and what becomes of it. It waits in the database until the server has it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.mail.smtp import Letter
from assessment.store import mail
from assessment.store.mail import BOUNCED, FAILED, SENT, WAITING
from assessment.store.mail import Mail as Mail
from assessment.texts import Texts
from values.constants import KEPT_MAIL_DAYS

TEXTS = Texts(Path(__file__).with_name("mails.toml"))
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
"""Between two tries of one mail; after the last it is given up."""
KEPT = timedelta(days=KEPT_MAIL_DAYS)


class NotResendable(Exception):
    """A mail is sent, waits already, is of no use any more, or does not exist."""


def write_mail(
    db: Session,
    recipient: str,
    kind: str,
    *,
    now: datetime,
    useful_for: timedelta | None = None,
    about: str | None = None,
    **values: object,
) -> UUID:
    """Put a mail in the outbox; ``values`` fill in the text of ``kind``, never its subject.

    ``about`` holds the ids of what it goes with; see ``forget_about``.
    """
    return mail.add_mail(
        db,
        recipient,
        TEXTS.say(f"{kind}.subject"),
        TEXTS.say(f"{kind}.text", **values),
        now=now,
        useful_until=None if useful_for is None else now + useful_for,
        about=about,
    )


def forget_about(db: Session, about: object) -> None:
    """Delete the mails that go with something that ended, or with somebody who is gone.

    What waits for the server, or came back, still has its text: it would arrive afterwards, or be
    kept. ``about`` is an id, or words with ids as they stand in ``about``.
    """
    mail.delete_about(db, str(about))


def keep_back(db: Session, mail_ids: Collection[UUID]) -> None:
    """Delete those of some mails that still wait: who they are for wants them no more."""
    mail.delete_waiting(db, mail_ids)


def list_due(db: Session, *, now: datetime) -> list[UUID]:
    """Return the mails that are to be tried now."""
    return mail.list_due(db, now)


def take_up(db: Session, mail_id: UUID, *, now: datetime) -> Letter | None:
    """Note a try of a mail and return what to send; None when it is not to be tried any more.

    The next try is noted beforehand: a program that ends while it sends tries again later, and
    not at once.
    """
    found = mail.find_mail(db, mail_id)
    if found is None or found.state != WAITING or found.next_try_at > now:
        return None
    if found.useful_until is not None and now > found.useful_until:
        mail.set_ended(db, mail_id, FAILED, problem=found.problem, keep=False)
        return None
    pause = PAUSES[min(found.tries, len(PAUSES) - 1)]
    mail.set_next_try(db, mail_id, found.tries + 1, now + pause)
    return Letter(found.recipient, found.subject, found.text)


def note_sent(db: Session, mail_id: UUID) -> None:
    """Note that the server has a mail; its text is forgotten."""
    mail.set_ended(db, mail_id, SENT, keep=False)


def note_bounced(db: Session, mail_id: UUID, problem: str) -> None:
    """Note that the mailbox refused a mail for good."""
    mail.set_ended(db, mail_id, BOUNCED, problem=problem, keep=True)


def note_delayed(db: Session, mail_id: UUID, problem: str) -> None:
    """Note that a mail was not taken now; after the last try it is given up."""
    found = mail.find_mail(db, mail_id)
    if found is None:
        return
    if found.tries > len(PAUSES):
        mail.set_ended(db, mail_id, FAILED, problem=problem, keep=True)
    else:
        mail.set_problem(db, mail_id, problem)


def send_again(db: Session, mail_id: UUID, *, now: datetime) -> None:
    """Have a mail that bounced or was given up sent again, as if it were new.

    Raises NotResendable; then nothing has changed.
    """
    found = mail.find_mail(db, mail_id)
    over = found is not None and found.useful_until is not None and now > found.useful_until
    if found is None or found.state not in (BOUNCED, FAILED) or over or not found.text:
        raise NotResendable(mail_id)
    mail.set_next_try(db, mail_id, 0, now)


def list_mail(db: Session, state: str | None = None) -> list[Mail]:
    """Return what is in the outbox, the newest first."""
    return mail.list_mail(db, state)


def list_waiting(db: Session, *, now: datetime) -> list[Mail]:
    """Return the mails that wait and are still of use, the newest first."""
    waiting = mail.list_mail(db, WAITING)
    return [m for m in waiting if m.useful_until is None or now <= m.useful_until]


def delete_old(db: Session, *, now: datetime) -> None:
    """Delete what stood in the outbox for long enough."""
    mail.delete_asked_before(db, now - KEPT)
