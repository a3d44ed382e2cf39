"""The postman: sends what waits in the outbox, beside the pages and the making of documents."""

import logging
import time
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Engine

from assessment.mail.settings import MailSettings
from assessment.mail.smtp import MailDelayed, MailRefused, send_letter
from assessment.services import mailing
from assessment.services.errands import declare_errand, open_stored
from assessment.services.policy import Errand
from assessment.store.database import take_turn

log = logging.getLogger(__name__)

ROUND_SECONDS = 1.0  # between two looks in the outbox: a person waits for a code
WARNING_SECONDS = 3600.0  # between two warnings that mail cannot be sent


class Postman:
    """Sends mail through one server; what is not taken stays in the outbox."""

    def __init__(self, engine: Engine, settings: MailSettings) -> None:
        self.engine, self.settings = engine, settings
        self._warned_at: float | None = None

    @declare_errand(Errand.STATES)
    def deliver_due(self) -> None:
        """Try every mail that is due, once. Never raises."""
        try:
            now = datetime.now(UTC)
            with open_stored(self.engine) as db:
                due = mailing.list_due(db, now=now)
            for mail_id in due:
                self.deliver(mail_id, now=datetime.now(UTC))
        except Exception:
            log.exception("the outbox could not be emptied")

    @declare_errand(Errand.ASKED)
    def deliver(self, mail_id: UUID, *, now: datetime) -> None:
        """Try one mail and keep what became of it. Nothing is locked while the server thinks."""
        with open_stored(self.engine, change=True) as db:
            take_turn(db, "mail")  # a worker on another machine may see the same mail
            letter = mailing.take_up(db, mail_id, now=now)
            db.commit()
        if letter is None:
            return
        problem, refused = "", False
        try:
            send_letter(self.settings, letter, now=now)
        except MailRefused as error:
            problem, refused = str(error), True
            log.warning("mail %s bounced: %s", mail_id, error)
        except MailDelayed as error:
            problem = str(error)
            self._warn(mail_id, problem)
        with open_stored(self.engine, change=True) as db:
            if refused:
                mailing.note_bounced(db, mail_id, problem)
            elif problem:
                mailing.note_delayed(db, mail_id, problem)
            else:
                mailing.note_sent(db, mail_id)
            db.commit()

    def _warn(self, mail_id: UUID, problem: str) -> None:
        """Log that mail waits, once an hour; who it is for is never told."""
        if self._warned_at is None or time.monotonic() - self._warned_at > WARNING_SECONDS:
            self._warned_at = time.monotonic()
            log.warning("mail %s waits: %s said %s", mail_id, self.settings.host, problem)
