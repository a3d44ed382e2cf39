"""``bop doctor``: what is wrong with an installation, and how to mend it; it changes nothing."""

import argparse
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from http.client import HTTPConnection, HTTPException
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote, urlsplit

from assessment.cli.groups import open_database
from assessment.cli.parsing import Commands, command_texts
from assessment.config import Settings, read_settings
from assessment.json_reading import InputError
from assessment.resources import TEMPLATES
from assessment.services import backing_up, retention
from assessment.services.content import check_content
from assessment.services.errands import declare_errand
from assessment.services.monitoring import LEAST_FREE
from assessment.services.policy import Errand
from assessment.store import database, results, snapshots, upgrading
from assessment.store.database import DatabaseUnusable
from assessment.wording import explain_os_error, say

LITTLE_FREE = 20 * LEAST_FREE  # bytes; then somebody should look
LONG_QUEUE = 20  # documents that wait
ANSWER_SECONDS = 5
LOCK = TEMPLATES.parent / "requirements.lock"


class Level(Enum):
    """How bad it is; the value is the key of the word for it."""

    GOOD = "good"
    CARE = "care"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look showed; its sentence says how to mend it."""

    level: Level
    sentence: str


Findings = Iterator[Finding]


def add_to(command: Commands) -> None:
    """Add ``bop doctor`` to the commands."""
    parser = command.add_parser("doctor", **command_texts("doctor"))
    parser.set_defaults(run=examine_installation)


@declare_errand(Errand.STATES)
def examine_installation(_: argparse.Namespace) -> int:
    """Print every finding; 1 when something is wrong."""
    try:
        settings = read_settings()
    except InputError as error:
        found = [Finding(Level.WRONG, problem) for problem in error.problems]
    else:
        found = [finding for look in LOOKS for finding in look(settings)]
    for finding in found:
        print(f"{say(f'doctor.{finding.level.value}')}: {finding.sentence}")
    return 1 if any(finding.level is Level.WRONG for finding in found) else 0


def look_at_settings(settings: Settings) -> Findings:
    """Look for what works but should not stay so where people really come."""
    if settings.is_local:
        yield _care("local", url=settings.public_url)
    elif not settings.secure:
        yield _wrong("no_tls", url=settings.public_url)
    else:
        yield _good("settings", url=settings.public_url)
    if not settings.is_local and not settings.proxies:
        yield _care("no_proxies")


def look_at_database(settings: Settings) -> Findings:
    """Look whether the database is there, whole, of this version, and can be written."""
    file = snapshots.find_file(settings.database_url)
    if file is None:
        yield _care("other_database")
        return
    if not file.exists() or not file.stat().st_size:
        yield _wrong("no_database", path=file)
        return
    try:
        with closing(_connect(file, "ro")) as connection:
            snapshots.check_whole(connection)
        with closing(_connect(file, "rw")) as connection:
            connection.execute("DELETE FROM alembic_version WHERE 0")  # nothing, but it must lock
            connection.rollback()
    except (sqlite3.Error, DatabaseUnusable) as error:
        yield _wrong("broken_database", path=file, reason=error)
        return
    found, newest = upgrading.read_version(file), database.newest_version()
    if found != newest:
        yield _wrong("other_version", found=found, newest=newest)
    else:
        yield _good("database", path=file, version=found)


def look_at_what_is_in_it(settings: Settings) -> Findings:
    """Look at the clock and at the documents that wait, as the database knows them."""
    try:
        database.check_current(settings.database_url)
        engine = open_database(settings)
    except DatabaseUnusable:
        return  # told already
    try:
        with database.reading(engine) as db:
            due = retention.find_due(db, now=datetime.now(UTC))
            waiting = len(results.list_queued_documents(db))
    except Exception as error:  # a broken page is told already, as what the database itself says
        yield _care("not_looked", reason=type(error).__name__)
        return
    finally:
        engine.dispose()
    if due.known is not None and due.clock_jumped:
        yield _wrong("clock", now=_minute(due.now), known=_minute(due.known))
    else:
        yield _good("clock_right", now=_minute(due.now))
    if waiting > LONG_QUEUE:
        yield _care("long_queue", count=waiting)


def look_at_queue(settings: Settings) -> Findings:
    """Look whether the queue is a database."""
    broken = settings.queue_file.with_name(settings.queue_file.name + ".broken")
    if broken.exists():
        yield _care("old_queue", path=broken)
    if not settings.queue_file.exists():
        return
    try:
        with closing(_connect(settings.queue_file, "ro")) as connection:
            connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        yield _wrong("queue", path=settings.queue_file, reason=error)
    else:
        yield _good("queue_whole")


def look_at_website(settings: Settings) -> Findings:
    """Ask the website itself how it is."""
    address = f"{urlsplit(settings.public_url).path}/klaar"
    try:
        connection = HTTPConnection(settings.host, settings.port, timeout=ANSWER_SECONDS)
        connection.request("GET", address)
        state = json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        yield _care("not_running", host=settings.host, port=settings.port)
        return
    silent = [name for name, works in state.items() if not works]
    if silent:
        yield _wrong("not_ready", parts=", ".join(silent))
    else:
        yield _good("running")


def look_at_disk(settings: Settings) -> Findings:
    """Look how much room is left."""
    found = os.statvfs(settings.data)
    free = found.f_bavail * found.f_frsize
    told = {"free": free // 1_000_000, "path": settings.data}
    if free < LEAST_FREE:
        yield _wrong("disk_full", **told)
    elif free < LITTLE_FREE:
        yield _care("disk", **told)
    else:
        yield _good("disk_free", **told)


def look_at_permissions(settings: Settings) -> Findings:
    """Look for files that others can read, that are not ours, or that were left behind."""
    found = False
    for file in sorted(settings.data.iterdir()):
        try:
            state = file.stat()
        except OSError as error:
            yield _wrong("unreadable", path=file, reason=explain_os_error(error))
            continue
        if file.is_dir() and file.name.startswith(".backup-"):
            yield _care("left_behind", path=file)
        elif stat.S_IMODE(state.st_mode) & 0o077 and file.is_file():
            found = True
            yield _wrong("open_file", path=file)
        elif state.st_uid != os.getuid():
            found = True
            yield _wrong("not_ours", path=file, owner=state.st_uid, us=os.getuid())
    if not found:
        yield _good("permissions", path=settings.data)


def look_at_backups(settings: Settings) -> Findings:
    """Look whether backups can be made."""
    if not settings.backup_key:
        yield _good("no_backups_here") if settings.is_local else _wrong("no_backup_key")
        return
    try:
        backing_up.check_key(settings.backup_key)
    except backing_up.BackupRefused as refused:
        yield _wrong("backup_key", reason=refused)
    else:
        yield _good("backups")


def look_at_content(_: Settings) -> Findings:
    """Look whether content and fonts can be read."""
    problems = check_content()
    for problem in problems:
        yield _wrong("content", problem=problem)
    try:
        from assessment.report.pdf.fonts import register_fonts  # slow to import

        register_fonts()
    except Exception as error:  # whatever it is, no document can be made
        yield _wrong("fonts", reason=error)
    else:
        if not problems:
            yield _good("content_right")


def look_at_versions(_: Settings) -> Findings:
    """Look whether what is installed is what was tested."""
    if not LOCK.exists():
        return
    other = list(find_other_versions(LOCK.read_text(encoding="utf-8")))
    for name, installed, locked in other:
        yield _care("other_package", name=name, installed=installed, locked=locked)
    if not other:
        yield _good("versions")


def find_other_versions(lock: str) -> Iterator[tuple[str, str, str]]:
    """Return the packages that are installed in another version than locked, with both.

    What is locked for other machines only is not installed here, and not told.
    """
    for line in lock.splitlines():
        name, locked, wanted = line.partition("==")
        if not locked or line[0].isspace():
            continue
        wanted = wanted.split()[0]
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue
        if installed != wanted and ";" not in line:
            yield name, installed, wanted


LOOKS: tuple[Callable[[Settings], Findings], ...] = (
    look_at_settings,
    look_at_database,
    look_at_what_is_in_it,
    look_at_queue,
    look_at_website,
    look_at_disk,
    look_at_permissions,
    look_at_backups,
    look_at_content,
    look_at_versions,
)


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode={mode}", uri=True, timeout=2)


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _good(key: str, **values: object) -> Finding:
    return Finding(Level.GOOD, say(f"doctor.{key}", **values))


def _care(key: str, **values: object) -> Finding:
    return Finding(Level.CARE, say(f"doctor.{key}", **values))


def _wrong(key: str, **values: object) -> Finding:
    return Finding(Level.WRONG, say(f"doctor.{key}", **values))
