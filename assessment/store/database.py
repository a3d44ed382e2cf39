"""Open the database: SQLite with a write-ahead log that survives a crash."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from assessment.wording import say

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
WRITES = "bop_writes"
_CHANGES = "bop_changes"  # of rows, counted by SQLite when the transaction began
BUSY_SECONDS = 10
PULSE_SECONDS = 2
EMPTYING_SECONDS = 2  # emptying the log keeps other writers waiting


class UnsavedChanges(RuntimeError):
    """A transaction that wrote something was about to be ended as if it had only read."""


class DatabaseUnusable(Exception):
    """The database cannot be reached, or is not one of ours; says why in a few words."""


def open_engine(url: str) -> Engine:
    """Return an engine for ``url``; an acknowledged commit is on disk.

    Its errors never tell the parameters, because those are somebody's answers.
    Raises DatabaseUnusable for anything but SQLite: others need locks that this program lacks.
    """
    _check_url(url)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _check_url(url: str) -> None:
    try:
        driver = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise DatabaseUnusable(say("database.no_address")) from error
    if driver != "sqlite":
        raise DatabaseUnusable(say("database.only_sqlite"))


def reading(engine: Engine) -> Session:
    """Return a session that only reads."""
    return Session(engine)


def writing(engine: Engine) -> Session:
    """Return a session that takes SQLite's write lock at its start, so reads in it stay true."""
    return Session(engine.execution_options(**{WRITES: True}))


@contextmanager
def between_transactions(db: Session) -> Iterator[None]:
    """Run the block outside any transaction, so that others may write however long it takes.

    Use it between reading what slow work needs and writing what came of it. What was read before
    may have changed since: read again what the writing rests on. Nothing may have been written
    before, because that would not be kept; on SQLite UnsavedChanges is raised if there was.
    """
    if db.new or db.dirty or db.deleted or _has_written(db):
        raise UnsavedChanges
    db.rollback()  # nothing to undo: it ends the transaction, and with it the lock
    yield


def _has_written(db: Session) -> bool:
    """Return whether this transaction changed a row; False on an engine that does not count."""
    connection = db.connection()
    if connection.dialect.name != "sqlite":
        return False
    before = connection.info.get(_CHANGES)
    return before is not None and connection.connection.total_changes != before


def upgrade(url: str, *, to: str = "head") -> None:
    """Bring the database at ``url`` to a migration, the newest one unless told otherwise.

    Raises DatabaseUnusable.
    """
    _check_url(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    try:
        command.upgrade(config, to)
    except (SQLAlchemyError, CommandError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise DatabaseUnusable(reason) from error


def newest_version() -> str | None:
    """Return the name of the newest migration."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def check_current(url: str) -> None:
    """Raise DatabaseUnusable unless there is a database of this version at ``url``; change nothing.

    The check opens the file for reading only, so that it does not make one.
    """
    _check_url(url)
    file = _file(url)
    if file is None or not file.exists():
        raise DatabaseUnusable(say("database.not_there"))
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
            versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error as error:
        raise DatabaseUnusable(str(error)) from error
    if versions != [(newest_version(),)]:
        raise DatabaseUnusable(say("database.other_version"))


def write_pulse(engine: Engine, now: datetime) -> None:
    """Write a row to the file that the settings name, and have it on disk.

    Opens the file anew: an open connection goes on writing to a file that was moved away.
    Raises sqlite3.Error or OSError when that cannot be done.
    """
    url = f"file:{quote(engine.url.database or '')}?mode=rw"
    with closing(sqlite3.connect(url, uri=True, timeout=PULSE_SECONDS)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("INSERT OR REPLACE INTO pulse VALUES (1, ?)", [now.isoformat(" ")])
        connection.commit()


def free_bytes(engine: Engine) -> int:
    """Return how much the disk of the database can still hold."""
    return shutil.disk_usage(Path(engine.url.database or ".").parent).free


def _file(url: str) -> Path | None:
    """Return the file of a database, or None when it lives in memory."""
    name = make_url(url).database
    return Path(name) if name and name != ":memory:" else None


def empty_log(engine: Engine, *, seconds: int = EMPTYING_SECONDS) -> bool:
    """Empty SQLite's log, which still holds what was deleted; False when a reader is in the way.

    Waits at most ``seconds`` for that reader.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={seconds * 1000}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, *_), *_ = cursor.fetchall()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    except engine.dialect.loaded_dbapi.Error:
        log.warning("the log of the database could not be emptied now")
        connection.invalidate()
        return False
    finally:
        connection.close()
    return not busy


def is_outage(error: BaseException) -> bool:
    """Return whether this is a database that cannot be used now, and may be in a while."""
    return isinstance(error, OperationalError)


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    connection.info[_CHANGES] = connection.connection.total_changes
