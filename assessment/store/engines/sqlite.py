"""SQLite: one file with a write-ahead log that survives a crash; one writer at a time."""

import logging
import math
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from assessment.store.engines.kinds import ERASING_DELAY, LARGEST_REWRITE, WRITES

log = logging.getLogger(__name__)

_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED}
_PRIMARY = 0xFF  # the part of an error code of SQLite that tells what it is about
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0003, 0.02  # seconds between two tries to be the one who writes


def open_engine(url: URL, *, wait_seconds: float, program: str) -> Engine:
    """Return an engine of which a writing transaction has the write lock from its start."""
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _set_pragmas)
    line = _Line(engine, wait_seconds)
    event.listen(engine, "begin", partial(_begin, _Freezing(engine), line))
    return engine


def find_file(url: URL) -> Path | None:
    """Return the file of a database, or None when it lives in memory."""
    name = url.database
    return Path(name) if name and name != ":memory:" else None


def is_empty(url: URL) -> bool:
    """Return whether the file is missing or has nothing in it."""
    file = find_file(url)
    return file is not None and (not file.exists() or not file.stat().st_size)


def list_revisions(url: URL) -> list[str]:
    """Return the migrations it stands at; opens for reading only, so that it makes no file."""
    file = find_file(url)
    if file is None or not file.exists():
        raise FileNotFoundError(str(file))
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return [revision for (revision,) in rows]


def may_pass(error: Exception) -> bool:
    """Return whether others hold the file, or its disk is full or does not answer."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY in _PASSING


def list_programs(engine: Engine) -> set[str]:
    """Return none."""
    return set()


def take_turn(db: Session, name: str, *, wait_seconds: float) -> None:
    """Do nothing: a writing transaction is the only one already."""


@contextmanager
def try_turn(engine: Engine, name: str) -> Iterator[bool]:
    """Give it always: a file is of one machine, where the queue hands each document out once.

    Two workers that make the same document all the same keep it once.
    """
    yield True


def write_pulse(engine: Engine, now: datetime, *, wait_seconds: float) -> None:
    """Write a row; opens the file anew, because an open connection follows a file that moved."""
    url = f"file:{quote(engine.url.database or '')}?mode=rw"
    with closing(sqlite3.connect(url, uri=True, timeout=wait_seconds)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        try:
            connection.execute("INSERT OR REPLACE INTO pulse VALUES (1, ?)", [now.isoformat(" ")])
        except sqlite3.OperationalError as error:
            if is_read_only(error):
                engine.dispose()
            raise
        connection.commit()


def free_bytes(engine: Engine) -> int | None:
    """Return how much the disk of the file can still hold."""
    return shutil.disk_usage(Path(engine.url.database or ".").parent).free


def note_deletion(db: Session) -> None:
    """Note that rows were deleted, so that the worker makes the file anew without them."""
    note = text("INSERT INTO erasing (id, deleted_at) VALUES (:id, :now)")
    db.execute(note, {"id": uuid4().hex, "now": _as_kept(datetime.now(UTC))})


def erase_at_once(engine: Engine, *, wait_seconds: float) -> bool:
    """Empty the log, which still holds what was deleted; False when a reader is in the way.

    Rows in the file itself are overwritten by every deletion (``secure_delete``). A row that was
    on a page that was split before may still stand on the old page too: see ``erase_later``.
    """
    return _with_cursor(engine, _empty_log, wait_seconds=wait_seconds)


def erase_later(engine: Engine, *, wait_seconds: float) -> bool:
    """Make the file anew without what was deleted, and empty the log; False as above.

    Others cannot write meanwhile. So deletions are gathered for ``ERASING_DELAY`` seconds, and a
    file of more than ``LARGEST_REWRITE`` bytes is left as it is.
    """
    return _with_cursor(engine, _make_anew, wait_seconds=wait_seconds)


def _make_anew(cursor: sqlite3.Cursor) -> bool:
    gathered = _as_kept(datetime.now(UTC) - timedelta(seconds=ERASING_DELAY))
    waits_long = "SELECT 1 FROM erasing WHERE deleted_at <= ?"
    pending = cursor.execute("SELECT id FROM erasing").fetchall()
    if cursor.execute(waits_long, [gathered]).fetchone() is None:
        return _empty_log(cursor)
    (pages,), (size,) = (cursor.execute(f"PRAGMA page_{name}").fetchone()
                         for name in ("count", "size"))  # fmt: skip
    if pages * size > LARGEST_REWRITE:
        log.warning("the database is too large to make anew: a deleted id may stay in its file")
    else:
        cursor.execute("VACUUM")
    if not _empty_log(cursor):
        return False
    cursor.executemany("DELETE FROM erasing WHERE id = ?", pending)
    return _empty_log(cursor)


def _empty_log(cursor: sqlite3.Cursor) -> bool:
    (busy, *_), *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return not busy


def _with_cursor(engine: Engine, work: Callable[[Any], bool], *, wait_seconds: float) -> bool:
    """Return what ``work`` returns, outside any transaction; False when others are in the way."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={round(wait_seconds * 1000)}")
        done = work(cursor)
        cursor.execute(f"PRAGMA busy_timeout={usual}")
    except engine.dialect.loaded_dbapi.Error:
        log.warning("what was deleted could not be erased from the files now")
        connection.invalidate()
        return False
    finally:
        connection.close()
    return done


def _as_kept(moment: datetime) -> str:
    """Return a moment as SQLAlchemy keeps it here: in UTC, without a zone."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


class _Freezing:
    """Lets every connection go when one of them may only read.

    SQLite opens a file that may not be written for reading, without a word, and goes on so when it
    may be written again: each connection of this process, old or new, until all of them are closed.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._frozen_at = engine, -math.inf
        event.listen(engine, "connect", self._note_when)
        event.listen(engine, "handle_error", lambda context: self.note(context.original_exception))
        event.listen(engine, "checkin", self._close_when_given_back)

    def note(self, error: BaseException) -> None:
        """Close the connections at rest when this error tells that a file could only be read."""
        if is_read_only(error):
            self._frozen_at = time.monotonic()
            self._engine.dispose()

    def _note_when(self, _: Any, record: ConnectionPoolEntry) -> None:
        record.info["opened"] = time.monotonic()

    def _close_when_given_back(self, _: Any, record: ConnectionPoolEntry) -> None:
        if record.info.get("opened", math.inf) <= self._frozen_at:
            record.invalidate()


def is_read_only(error: BaseException) -> bool:
    """Return whether SQLite refuses to write because the file was opened for reading."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY == sqlite3.SQLITE_READONLY


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


class _Line:
    """Who wants to write waits in line, and only the first of a process asks SQLite.

    SQLite itself lets everybody try, with pauses of up to 100 ms: whoever waits longest tries least
    often, and the file is free while all of them sleep.
    """

    def __init__(self, engine: Engine, wait_seconds: float) -> None:
        self._first, self._wait_seconds = threading.Lock(), wait_seconds
        event.listen(engine, "checkin", self._leave)

    def begin(self, connection: Connection) -> None:
        """Begin to write, or raise OperationalError when others keep the file for too long."""
        began = time.monotonic()
        if "first" not in connection.info and self._first.acquire(timeout=self._wait_seconds):
            connection.info["first"] = True
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        try:
            while not _may_write(cursor, last=time.monotonic() >= began + self._wait_seconds):
                waited = time.monotonic() - began
                time.sleep(min(max(SHORTEST_PAUSE, waited / 20), LONGEST_PAUSE))
        finally:
            cursor.execute(f"PRAGMA busy_timeout={round(self._wait_seconds * 1000)}")

    def _leave(self, _: Any, record: ConnectionPoolEntry) -> None:
        if record.info.pop("first", False):
            self._first.release()


def _may_write(cursor: Any, *, last: bool) -> bool:
    """Try to begin; return False when somebody else writes, or raise when this is the last try."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _begin(freezing: _Freezing, line: _Line, connection: Connection) -> None:
    """Begin with the cursor itself: as a statement of SQLAlchemy it costs as much as three."""
    try:
        if connection.get_execution_options().get(WRITES):
            line.begin(connection)
        else:
            connection.connection.cursor().execute("BEGIN")
    except sqlite3.Error as error:
        freezing.note(error)  # SQLAlchemy did not see this one
        raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error) from error
