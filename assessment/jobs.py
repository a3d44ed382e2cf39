"""The worker: has PDFs made outside the web processes; the database says which are waiting."""

import logging
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from huey import SqliteHuey
from sqlalchemy import Engine

from assessment.drawing_apart import DrawingDied
from assessment.services import reminding, reporting, retention
from assessment.services.catalogue import reviewing, trying
from assessment.services.content import Content
from assessment.services.demand import publishing
from assessment.services.errands import declare_errand, open_stored
from assessment.services.intervision import proposing
from assessment.services.policy import Errand
from assessment.services.reporting import Draw
from assessment.services.rounds import counting, sending
from assessment.store.database import erase_later, is_outage, try_turn

log = logging.getLogger(__name__)

WARNING_SECONDS = 3600.0  # between two warnings of the same
SILENT = timedelta(minutes=2)  # after which a worker that said nothing does not live
MOST_DEATHS = 3  # times that one document may end the process that draws it


def remake_broken_queue(file: Path) -> None:
    """Put a queue aside that is no database: what it held is asked for in the database too.

    Call before any process of this installation has the queue open.
    """
    if not file.exists():
        return
    if not _is_whole(file):
        log.warning("the queue %s was broken and is made anew", file.name)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        file.replace(file.with_name(file.name + ".broken"))


def _is_whole(file: Path) -> bool:
    """Return whether a queue can be used, now or when who has it locked is done."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.OperationalError as error:  # a folder, or a file of somebody else, never opens
        return error.sqlite_errorcode != sqlite3.SQLITE_CANTOPEN
    except sqlite3.DatabaseError:
        return False


class Worker:
    """Makes the documents that the database says are waiting; a queue wakes it at once.

    Several workers, on one machine or more, share the database: each takes what no other has in
    hand. The queue is of one machine. ``draw`` draws a document, in this process unless told
    otherwise; ``immediate`` makes documents at once, for tests. ``public_url`` is the address that
    its reminders lead to; without it none are written.
    """

    def __init__(
        self,
        engine: Engine,
        content: Content,
        file: Path,
        *,
        public_url: str = "",
        draw: Draw | None = None,
        immediate: bool = False,
    ) -> None:
        self.engine, self.content, self._draw = engine, content, draw
        self.public_url = public_url
        self.huey = SqliteHuey("bop", filename=str(file), immediate=immediate)
        self._warned_at: float | None = None
        self._published_on: date | None = None
        self._make = self.huey.task()(self.make)
        self._place = self.huey.task()(self.place)
        self._try = self.huey.task()(self.try_catalogue)

    def enqueue(self, document: UUID) -> None:
        """Have a document made soon. Call after the commit, so that the worker can see it."""
        self._make(str(document))

    def enqueue_round(self, round_id: UUID) -> None:
        """Have the groups of a round worked out soon. Call after the commit, as with documents."""
        self._place(str(round_id))

    @declare_errand(Errand.ASKED)
    def place(self, round_id: str) -> None:
        """Work out the groups of a round for intervision, unless another worker does.

        A failure is logged, and kept so that the desk is told; when the database is away the round
        stays asked for and is done later.
        """
        try:
            with try_turn(self.engine, f"intervision {round_id}") as is_ours:
                if is_ours:
                    proposing.make_proposal(self.engine, UUID(round_id))
        except Exception as error:
            if is_outage(error):
                log.warning("round %s waits: the database cannot be used now", round_id)
                return
            log.exception("the groups of round %s could not be worked out", round_id)
            with open_stored(self.engine, change=True) as db:
                proposing.give_up(db, UUID(round_id))
                db.commit()

    @declare_errand(Errand.ASKED)
    def make(self, document: str) -> None:
        """Make one document, unless another worker has it in hand.

        A failure is logged, and kept so that its owner is told. A document that ended the process
        that drew it ``MOST_DEATHS`` times is given up; before that, and when the database is away,
        it stays asked for and is made later.
        """
        document_id = UUID(document)
        try:
            with try_turn(self.engine, f"document {document_id}") as is_ours:
                if is_ours:
                    self._make_ours(document_id)
        except DrawingDied as error:
            self._note_death(document_id, error)
        except Exception as error:
            if is_outage(error):
                log.warning("document %s waits: the database cannot be used now", document_id)
            else:
                log.exception("document %s could not be made", document_id)
                self._keep(document_id, None)

    def _make_ours(self, document_id: UUID) -> None:
        with open_stored(self.engine) as db:
            made = reporting.make_document(db, self.content, document_id, draw=self._draw)
        if made is not None:
            self._keep(document_id, made)

    def _keep(self, document_id: UUID, made: reporting.Made | None) -> None:
        with open_stored(self.engine, change=True) as db:
            reporting.keep_document(db, document_id, made)
            db.commit()

    def _note_death(self, document_id: UUID, error: DrawingDied) -> None:
        """Count that a document ended the process that drew it; give it up when that is often."""
        with open_stored(self.engine, change=True) as db:
            deaths = reporting.note_death(db, document_id)
            db.commit()
        log.warning("document %s ended the process that drew it: %s", document_id, error)
        if deaths >= MOST_DEATHS:
            log.error("document %s is given up: that happened %d times", document_id, deaths)
            self._keep(document_id, None)

    @declare_errand(Errand.ASKED)
    def try_catalogue(self, trial: str) -> None:
        """Count a step of what a changed catalogue does to advice, and queue the next one.

        Between two steps documents are made. A step that another worker counted is not kept.
        """
        with open_stored(self.engine) as db:
            step = trying.find_step(db, self.content, UUID(trial))
        if step is None:
            return
        try:
            counts = trying.count_step(self.content, *step)
        except Exception:
            log.exception("the catalogue could not be tried")
            counts = None
        with open_stored(self.engine, change=True) as db:
            goes_on = trying.keep_step(db, step[0], counts)
            db.commit()
        if goes_on:
            self._try(trial)

    @declare_errand(Errand.STATES)
    def enqueue_waiting(self) -> int:
        """Queue again what was asked for before a crash; return how many documents."""
        self.huey.storage.flush_queue()
        with open_stored(self.engine) as db:
            waiting = reporting.waiting_documents(db)
            rounds, trials = proposing.list_waiting(db), trying.list_waiting(db)
        for document in waiting:
            self.enqueue(document)
        for round_id in rounds:
            self.enqueue_round(round_id)
        for trial in trials:
            self._try(str(trial))
        return len(waiting)

    @declare_errand(Errand.WHOLE)
    def look_after(self) -> None:
        """Note that the worker lives, and do what was left undone. Never raises.

        Left undone may be: a document that was committed but could not be queued; the log of the
        database, which holds deleted rows as long as somebody was reading; the deletion of what
        nobody used for a year.
        """
        for step in (
            self.say_alive,
            self._enqueue_when_idle,
            self.run_retention,
            self.count_rounds,
            self.write_round_mail,
            partial(erase_later, self.engine, seconds=0),
            self.publish_demand,
        ):
            try:
                step()
            except Exception as error:  # what goes wrong in one keeps no other from being done
                log.exception("the worker could not look after what was left")
                if is_outage(error):
                    return

    def _enqueue_when_idle(self) -> None:
        if not len(self.huey):
            self.enqueue_waiting()

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
                reviewing.write_overdue(db, self.content, url=self.public_url, now=now)
                reviewing.write_interest(db, url=self.public_url, now=now)
            if due.clock_jumped or due.is_large:
                self._warn_about(due)
                if due.clock_jumped:
                    retention.note_jump(db, now=now)
                db.commit()
                return
            retention.carry_out(db, due, url=self.public_url)
            db.commit()
        if due.to_mark or due.to_delete:
            log.warning("retention: marked %d and deleted %d of %d attempts",
                        len(due.to_mark), len(due.to_delete), due.total)  # fmt: skip

    @declare_errand(Errand.GROUPS)
    def publish_demand(self) -> None:
        """Publish what people want of what is closed, once a day; not when the clock is odd."""
        now = datetime.now(UTC)
        if self._published_on == now.date():
            return
        with open_stored(self.engine, change=True) as db:
            if retention.has_clock_jumped(db, now=now):
                return
            made = publishing.publish_due(db, self.content, now=now)
            db.commit()
        self._published_on = now.date()
        if made:
            log.info("published what people of %d phases want", len(made))

    @declare_errand(Errand.GROUPS)
    def count_rounds(self) -> None:
        """Count the rounds of the desk, once a day each; pages show what was told then.

        Not when the clock is odd: a round that closed too early is counted for good.
        """
        now = datetime.now(UTC)
        with open_stored(self.engine) as db:
            if retention.has_clock_jumped(db, now=now) or not counting.is_due(db, now=now):
                return
        with open_stored(self.engine, change=True) as db:
            counting.count_due(db, now=now)
            db.commit()

    @declare_errand(Errand.ASKED)
    def write_round_mail(self) -> None:
        """Write the invitations and reminders that the desk asked for, some hundreds at a time."""
        with open_stored(self.engine) as db:
            waits = bool(self.public_url) and sending.is_waiting(db)
        while waits:
            with open_stored(self.engine, change=True) as db:
                waits = sending.write_batch(db, url=self.public_url, now=datetime.now(UTC))
                db.commit()

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

    def is_alive(self) -> bool:
        """Return whether the worker said lately that it lives; one of the future says nothing."""
        seen = self.last_seen()
        return seen is not None and abs(datetime.now(UTC) - seen) < SILENT

    def say_alive(self) -> None:
        """Note that the worker lives."""
        self.huey.storage.put_data(b"alive", datetime.now(UTC).isoformat().encode())
