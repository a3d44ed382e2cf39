"""The worker: makes PDFs outside the web processes, from a queue that survives a restart."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from huey import SqliteHuey
from sqlalchemy import Engine

from assessment.services import erasing, reporting
from assessment.services.content import Content
from assessment.store.database import empty_log, reading, writing

log = logging.getLogger(__name__)


class Worker:
    """A queue of documents to make; ``immediate`` makes them at once, for tests."""

    def __init__(
        self, engine: Engine, content: Content, file: Path, *, immediate: bool = False
    ) -> None:
        self.engine, self.content = engine, content
        self.huey = SqliteHuey("bop", filename=str(file), immediate=immediate)
        self._make = self.huey.task()(self.make)

    def enqueue(self, document: UUID) -> None:
        """Have a document made soon. Call after the commit, so that the worker can see it."""
        self._make(str(document))

    def make(self, document: str) -> None:
        """Make one document. A failure is logged, and kept so that its owner is told."""
        document_id = UUID(document)
        made: reporting.Made | None = None
        try:
            with reading(self.engine) as db:
                made = reporting.make_document(db, self.content, document_id)
            if made is None:
                return
        except Exception:
            log.exception("document %s could not be made", document_id)
        with writing(self.engine) as db:
            reporting.keep_document(db, document_id, made)
            db.commit()

    def enqueue_waiting(self) -> int:
        """Queue again what was asked for before a crash; return how many."""
        self.huey.storage.flush_queue()
        with reading(self.engine) as db:
            waiting = reporting.waiting_documents(db)
        for document in waiting:
            self.enqueue(document)
        return len(waiting)

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
            self.delete_due()
            empty_log(self.engine, seconds=0)
        except Exception:
            log.exception("the worker could not look after what was left")

    def delete_due(self) -> None:
        """Delete what nobody used for a year; writes only when there is any."""
        now = datetime.now(UTC)
        with reading(self.engine) as db:
            due = erasing.list_due(db, now=now)
        if due:
            with writing(self.engine) as db:
                log.info("deleted %d attempts after a year", erasing.delete_due(db, now=now))
                db.commit()

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
