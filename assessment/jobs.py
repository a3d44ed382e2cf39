"""The worker: makes PDFs outside the web processes, from a queue that survives a restart."""

import logging
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from huey import SqliteHuey
from sqlalchemy import Engine

from assessment.services import reminding, reporting, retention
from assessment.services.content import Content
from assessment.services.errands import declare_errand, open_stored
from assessment.services.policy import Errand
from assessment.store.database import erase_later, is_outage

log = logging.getLogger(__name__)

WARNING_SECONDS = 3600.0  # between two warnings of the same
MOST_DEATHS = 3  # times that one document may end the worker


def remake_broken_queue(file: Path) -> None:
    """Put a queue file aside that is no database: what it held is asked for in the database too.

    Call before any process of this installation has the queue open.
    """
    if not file.exists():
        return
    connection = sqlite3.connect(file)
    try:
        whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.OperationalError:
        return  # it is locked, or may not be read: not broken
    except sqlite3.DatabaseError:
        whole = False
    finally:
        connection.close()
    if not whole:
        log.warning("the queue %s was broken and is made anew", file.name)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        file.replace(file.with_name(file.name + ".broken"))


class Worker:
    """A queue of documents to make; ``immediate`` makes them at once, for tests.

    ``public_url`` is the address that its reminders lead to; without it none are written.
    """

    def __init__(
        self,
        engine: Engine,
        content: Content,
        file: Path,
        *,
        public_url: str = "",
        immediate: bool = False,
    ) -> None:
        self.engine, self.content, self.public_url = engine, content, public_url
        self.huey = SqliteHuey("bop", filename=str(file), immediate=immediate)
        self._warned_at: float | None = None
        self._make = self.huey.task()(self.make)

    def enqueue(self, document: UUID) -> None:
        """Have a document made soon. Call after the commit, so that the worker can see it."""
        self._make(str(document))

    @declare_errand(Errand.ASKED)
    def make(self, document: str) -> None:
        """Make one document. A failure is logged, and kept so that its owner is told.

        A document that ended this process ``MOST_DEATHS`` times is given up. When the database is
        away the document stays asked for, and is made later.
        """
        document_id = UUID(document)
        deaths = self._count_deaths(document)
        made: reporting.Made | None = None
        try:
            if deaths < MOST_DEATHS:
                with open_stored(self.engine) as db:
                    made = reporting.make_document(db, self.content, document_id)
                if made is None:
                    return
            else:
                log.error("document %s is given up: it ended the worker %d times",
                          document_id, deaths)  # fmt: skip
            self._keep(document_id, made)
        except Exception as error:
            if is_outage(error):
                log.warning("document %s waits: the database cannot be used now", document_id)
            else:
                log.exception("document %s could not be made", document_id)
                self._keep(document_id, None)
        finally:
            self.huey.storage.pop_data(self._deaths_key(document))

    def _keep(self, document_id: UUID, made: reporting.Made | None) -> None:
        with open_stored(self.engine, change=True) as db:
            reporting.keep_document(db, document_id, made)
            db.commit()

    def _count_deaths(self, document: str) -> int:
        """Return how often this process ended while it made the document; note one more.

        What is noted is taken back when the process is alive after it.
        """
        key = self._deaths_key(document)
        noted = self.huey.storage.peek_data(key)
        deaths = int(noted) if isinstance(noted, bytes) else 0
        self.huey.storage.put_data(key, str(deaths + 1).encode())
        return deaths

    @staticmethod
    def _deaths_key(document: str) -> bytes:
        return f"deaths of {document}".encode()

    @declare_errand(Errand.STATES)
    def enqueue_waiting(self) -> int:
        """Queue again what was asked for before a crash; return how many."""
        self.huey.storage.flush_queue()
        with open_stored(self.engine) as db:
            waiting = reporting.waiting_documents(db)
        for document in waiting:
            self.enqueue(document)
        return len(waiting)

    @declare_errand(Errand.WHOLE)
    def look_after(self) -> None:
        """Note that the worker lives, and do what was left undone. Never raises.

        Left undone may be: a document that was committed but could not be queued; the log of the
        database, which holds deleted rows as long as somebody was reading; the deletion of what
        nobody used for a year.
        """
        try:
            self.say_alive()
            if not len(self.huey):
                self.enqueue_waiting()
            self.run_retention()
            erase_later(self.engine, seconds=0)
        except Exception:
            log.exception("the worker could not look after what was left")

    @declare_errand(Errand.FORGETS)
    def run_retention(self) -> None:
        """Write reminders, and mark and delete what nobody used for long, once a day.

        Nothing happens when the clock is odd, and nothing is deleted when the number is: that is
        for a person to look at.
        """
        now = datetime.now(UTC)
        with open_stored(self.engine) as db:
            if not retention.is_time(db, now=now):
                return
        with open_stored(self.engine, change=True) as db:
            due = retention.find_due(db, now=now)
            if not retention.is_time(db, now=now):  # another worker did it meanwhile
                return
            if self.public_url and not due.clock_jumped:
                reminding.write_due(db, url=self.public_url, now=now)
            if due.clock_jumped or due.is_large:
                self._warn_about(due)
                db.commit()
                return
            retention.carry_out(db, due)
            db.commit()
        if due.to_mark or due.to_delete:
            log.warning("retention: marked %d and deleted %d of %d attempts",
                        len(due.to_mark), len(due.to_delete), due.total)  # fmt: skip

    def _warn_about(self, due: retention.Due) -> None:
        """Log why nothing is deleted, once an hour."""
        if self._warned_at is not None and time.monotonic() - self._warned_at < WARNING_SECONDS:
            return
        self._warned_at = time.monotonic()
        log.warning(
            "retention did nothing, see bop retention: the clock says %s, the database knows %s; "
            "%d of %d attempts would be deleted",
            due.now, due.known, len(due.to_delete), due.total,
        )  # fmt: skip

    def last_seen(self) -> datetime | None:
        """Return when the worker last said that it lives."""
        stamp = self.huey.storage.peek_data(b"alive")
        return datetime.fromisoformat(stamp.decode()) if isinstance(stamp, bytes) else None

    def say_alive(self) -> None:
        """Note that the worker lives."""
        self.huey.storage.put_data(b"alive", datetime.now(UTC).isoformat().encode())

    def warm_up(self) -> None:
        """Get ready, so that the first document does not wait for it."""
        reporting.warm_up()
