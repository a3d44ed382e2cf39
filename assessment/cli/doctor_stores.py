"""What ``bop doctor`` looks at where things are kept: the database, its keys, and the queue."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from assessment.cli.findings import Finding, Findings, Level, tell_care, tell_good, tell_wrong
from assessment.cli.groups import opened_database, uses_other_secret
from assessment.config import Settings
from assessment.services import retention
from assessment.store import database, noting_keys, results, snapshots, upgrading
from assessment.store.data_keys import DataKeyMissing
from assessment.store.database import DatabaseUnusable
from assessment.wording import explain_os_error, say

LONG_QUEUE = 20  # documents that wait
WAIT_SECONDS = 2.0  # for who holds a database
_KINDS = {  # of what SQLite says of a file; anything else is a file that is broken
    sqlite3.SQLITE_READONLY: "frozen",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CANTOPEN: "shut",
    sqlite3.SQLITE_PERM: "shut",
    sqlite3.SQLITE_FULL: "shut",
    sqlite3.SQLITE_IOERR: "shut",
}


def look_at_database(settings: Settings) -> Findings:
    """Look whether the database is there, whole, of this version, and can be written."""
    file = snapshots.find_file(settings.database_url)
    if file is None:
        yield from _look_at_server(settings)
        return
    if file.exists() and not file.is_file():
        yield tell_wrong("no_file", path=file)
        return
    if not file.exists() or not file.stat().st_size:
        yield tell_wrong("no_database", path=file)
        return
    try:
        with closing(_connect(file, "ro")) as connection:
            snapshots.check_whole(connection)
        with closing(_connect(file, "rw")) as connection:
            connection.execute("DELETE FROM alembic_version WHERE 0")  # nothing, but it must lock
            connection.rollback()
    except (sqlite3.Error, DatabaseUnusable) as error:
        yield tell_wrong(f"{_kind_of(error)}_database", path=file, reason=error)
        return
    yield _compare_version(upgrading.read_version(file), file)


def _kind_of(error: Exception) -> str:
    """Return what an error says of the file of a database: only a broken one is to be replaced."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return _KINDS.get(code & 0xFF, "broken")


def _compare_version(version: str, path: object) -> Finding:
    newest = database.newest_version()
    if version == newest:
        return tell_good("database", path=path, version=version)
    if version == upgrading.NO_VERSION:
        return tell_wrong("no_version", path=path)
    about = "older_version" if database.is_known(version) else "newer_version"
    return tell_wrong(about, found=version, newest=newest)


def _look_at_server(settings: Settings) -> Findings:
    try:
        name = database.name_database(settings.database_url)
    except DatabaseUnusable as error:  # its driver is not installed
        yield tell_wrong("no_server", reason=error)
        return
    try:
        if database.is_empty(settings.database_url):
            yield tell_wrong("no_database", path=name)
            return
        versions = database.list_versions(settings.database_url)
        version = versions[0] if versions else upgrading.NO_VERSION
        if version == database.newest_version():
            with opened_database(settings) as engine:
                database.write_pulse(engine, datetime.now(UTC))
            if uses_other_secret(settings):
                yield Finding(Level.WRONG, say("cli.other_secret"))
    except Exception as error:  # whatever it is, what the server says of it helps most
        yield tell_wrong("server", name=name, reason=database.explain_error(error))
    else:
        yield _compare_version(version, name)


def look_at_what_is_in_it(settings: Settings) -> Findings:
    """Look at the clock and at the documents that wait, as the database knows them."""
    try:
        database.check_current(settings.database_url)
    except DatabaseUnusable:
        return  # told already
    try:
        with opened_database(settings) as engine, database.reading(engine) as db:
            due = retention.find_due(db, now=datetime.now(UTC))
            documents = results.count_by_state(db)
    except Exception as error:  # a broken page is told already, as what the database itself says
        yield tell_care("not_looked", reason=type(error).__name__)
        return
    if due.known is not None and due.clock_jumped:
        yield tell_wrong("clock", now=_minute(due.now), known=_minute(due.known))
    else:
        yield tell_good("clock_right", now=_minute(due.now))
    if documents[results.QUEUED] > LONG_QUEUE:
        yield tell_care("long_queue", count=documents[results.QUEUED])
    if documents[results.FAILED]:
        yield tell_care("given_up", count=documents[results.FAILED])


def look_at_keys(settings: Settings) -> Findings:
    """Look whether every key that locked something is in its file, for its owner only."""
    file = settings.data_keys
    try:
        database.check_current(settings.database_url)
    except (DatabaseUnusable, OSError):
        return  # told already
    try:
        with opened_database(settings) as engine, database.reading(engine) as db:
            lost = noting_keys.find_lost_keys(db)
        mode = stat.S_IMODE(file.stat().st_mode)
    except DataKeyMissing as error:
        yield Finding(Level.WRONG, str(error))
        return
    except OSError as error:
        yield tell_wrong("keys_unreadable", path=file, reason=explain_os_error(error))
        return
    except Exception:  # a database that cannot be read is told already
        return
    if lost:
        yield Finding(Level.WRONG, say("keys.lost", names=", ".join(lost), path=file))
    elif mode & 0o077:
        yield tell_wrong("open_file", path=file)
    else:
        yield tell_good("keys", path=file)
    if not settings.is_local and file.is_relative_to(settings.data):
        yield tell_wrong("keys_beside", path=file)


def look_at_queue(settings: Settings) -> Findings:
    """Look whether the queue is a database."""
    broken = settings.queue_file.with_name(settings.queue_file.name + ".broken")
    if broken.exists():
        yield tell_care("old_queue", path=broken)
    if not settings.queue_file.exists():
        return
    if not settings.queue_file.is_file():
        reason = say("refused_file.EISDIR")
        yield tell_wrong("queue_shut", path=settings.queue_file, reason=reason)
        return
    try:
        with closing(_connect(settings.queue_file, "ro")) as connection:
            connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        about = "queue_shut" if _kind_of(error) == "shut" else "queue"
        yield tell_wrong(about, path=settings.queue_file, reason=error)
    else:
        yield tell_good("queue_whole")


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode={mode}", uri=True, timeout=WAIT_SECONDS)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
