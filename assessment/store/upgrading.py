"""Bring the database to the newest migration, after a copy; never an unexpected empty one."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from assessment.store import database, snapshots
from assessment.store.data_keys import DataKeys
from assessment.store.database import DatabaseUnusable
from assessment.store.noting_keys import list_noted_keys
from assessment.store.tables import DataKeyRow
from assessment.wording import say

NO_VERSION = "0"  # of a database without our tables
HALF = ".half"  # how the name of a copy ends that is not whole yet
COPY_DAYS = 7  # that the copy of before an upgrade is kept: it holds who deletes everything since


def upgrade_safely(
    url: str, keys: DataKeys, *, may_be_new: bool, traces: Sequence[Path]
) -> Path | None:
    """Bring the database to the newest migration; return the copy of before that, if one was made.

    Parameters
    ----------
    url
        Of the database. Of one that is no SQLite file no copy is made.
    keys
        With which what people wrote is locked.
    may_be_new
        Whether a database that is missing or empty may be made.
    traces
        Files that only a product that ran leaves behind: then the database is not new but lost.

    Raises
    ------
    DatabaseUnusable
        When it is missing and may not be made, or cannot be brought up to date. Nothing changed.
    """
    file = snapshots.find_file(url)
    copy = None
    if database.is_empty(url):
        _check_new(url, may_be_new=may_be_new, traces=traces)
        if file is not None:
            _make_private(file)
    elif file is not None and (version := read_version(file)) != database.newest_version():
        if version != NO_VERSION and not database.is_known(version):
            raise DatabaseUnusable(say("database.newer_version"))
        copy = file.with_name(f"{file.name}.before-{version}")
        _copy_whole(file, copy)
    try:
        database.upgrade(url, keys)
    except DatabaseUnusable:
        if copy is not None:  # the database is still what was copied
            copy.unlink()
        raise
    return copy


def is_locked(url: str) -> bool:
    """Return whether keys may have locked something in a database already."""
    return bool(list_locking(url))


def list_locking(url: str) -> list[str]:
    """Return the names of the keys that may have locked something in a database, of any version."""
    if database.is_empty(url):
        return []
    engine = database.open_engine(url)
    try:
        if not inspect(engine).has_table(DataKeyRow.__tablename__):
            return []
        with database.reading(engine) as db:
            return list_noted_keys(db)
    except SQLAlchemyError as error:
        raise DatabaseUnusable(database.explain_error(error)) from error
    finally:
        engine.dispose()


def read_version(file: Path) -> str:
    """Return of which migration a database is; NO_VERSION for one without our tables."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return NO_VERSION
    except sqlite3.Error as error:
        raise DatabaseUnusable(str(error)) from error
    return str(found[0]) if found else NO_VERSION


def drop_old_copies(file: Path, now: datetime) -> None:
    """Delete the copies of before an upgrade that are older than COPY_DAYS."""
    for copy in file.parent.glob(f"{file.name}.before-*"):
        made_at = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
        if now - made_at > timedelta(days=COPY_DAYS):
            copy.unlink()


def _copy_whole(file: Path, copy: Path) -> None:
    """Copy a database; whoever is killed meanwhile leaves no half copy under this name."""
    half = copy.with_name(f"{copy.name}{HALF}")
    try:
        snapshots.copy_database(file, half)
        half.replace(copy)
    except (OSError, DatabaseUnusable):
        half.unlink(missing_ok=True)
        raise


def _check_new(url: str, *, may_be_new: bool, traces: Sequence[Path]) -> None:
    if may_be_new:
        return
    lost = any(trace.exists() for trace in traces)
    told = "database.lost" if lost else "database.say_new"
    raise DatabaseUnusable(say(told, path=database.name_database(url)))


def _make_private(file: Path) -> None:
    """Make the file for its owner only, before SQLite makes it as the umask likes."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseUnusable(str(error)) from error
