"""SQLite: one file with a write-ahead log that survives a crash; one writer at a time."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from assessment.store.engines.kinds import WRITES

log = logging.getLogger(__name__)


def open_engine(url: URL, *, wait_seconds: float) -> Engine:
    """Return an engine of which a writing transaction has the write lock from its start."""
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait_seconds})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
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
        connection.execute("INSERT OR REPLACE INTO pulse VALUES (1, ?)", [now.isoformat(" ")])
        connection.commit()


def free_bytes(engine: Engine) -> int | None:
    """Return how much the disk of the file can still hold."""
    return shutil.disk_usage(Path(engine.url.database or ".").parent).free


def note_deletion(db: Session) -> None:
    """Do nothing: what was deleted is overwritten at once, and the worker empties the log."""


def erase_at_once(engine: Engine, *, wait_seconds: float) -> bool:
    """Empty the log, which still holds what was deleted; False when a reader is in the way.

    Pages of the file itself are overwritten by every deletion (``secure_delete``).
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={round(wait_seconds * 1000)}")
        (busy, *_), *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout={usual}")
    except engine.dialect.loaded_dbapi.Error:
        log.warning("the log of the database could not be emptied now")
        connection.invalidate()
        return False
    finally:
        connection.close()
    return not busy


erase_later = erase_at_once


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
