"""Backups: a copy of the database, locked with a key of the operator, and put back after checks.

A backup is an age file (https://age-encryption.org/v1). Inside stands one line of JSON that says
what the copy holds, with the data keys, and then the copy: an SQLite file, also of PostgreSQL.
`age -d` and `tail -n +2` open it too. The server needs only the public half of the key, so who
takes the server over cannot read old backups.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pyrage

from assessment.store import carrying, database, deletions, snapshots
from assessment.store.data_keys import DataKeys, read_lines, write_lines
from assessment.store.snapshots import Measured
from assessment.wording import say

FORMAT = "bop-backup/2"
_LOCKED = b"age-encryption.org/"  # how an age file begins
_LONGEST_LINE = 100_000  # bytes
_HALF = ".bop-backup-"  # how the name of a backup begins that is not whole yet
_WORKPLACE = ".backup-"  # how the name of a folder begins in which a copy is checked


class BackupRefused(Exception):
    """No backup was made, or none was put back; says why."""


class BackupInTheWay(Exception):
    """Where a backup should come stands something else, such as the database; says what."""


@dataclass(frozen=True, slots=True)
class Backup:
    """When a backup was made, what is in it, and the data keys that open what is locked there."""

    made_at: datetime
    measured: Measured
    keys: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and how many attempts were left out because they were deleted since."""

    backup: Backup | None  # None for a plain copy, which tells nothing of itself
    measured: Measured
    left_out: int


def make_key() -> tuple[str, str]:
    """Return a new key: the half that opens backups, and the half that makes them."""
    key = pyrage.x25519.Identity.generate()
    return str(key), str(key.to_public())


def check_key(public_key: str) -> None:
    """Raise BackupRefused unless backups can be made with this half of a key."""
    _read_public(public_key)


def back_up(
    url: str, keys: DataKeys, folder: Path, public_key: str, target: Path, *, now: datetime
) -> Backup:
    """Make a backup of a database in use, whole or not at all; return what is in it.

    ``folder`` is the data folder: there the work is done, and deletions are noted there.
    Raises BackupRefused for a wrong key, BackupInTheWay, DataKeyMissing, DatabaseUnusable for a
    broken database, OSError.
    """
    key = _read_public(public_key)
    if target.exists() and not _is_locked(target):
        raise BackupInTheWay(say("backup.in_the_way", path=target))
    noted = database.find_folder(url, folder) or folder
    with _workplace(noted) as place:
        copy = place / "copy.db"
        snapshots.take_snapshot(url, copy)
        backup = Backup(now, snapshots.measure(copy), write_lines(keys.list()))
        plain = place / "plain"
        with plain.open("wb") as joined, copy.open("rb") as opened:
            joined.write(_write_line(backup))
            shutil.copyfileobj(opened, joined)
        copy.unlink()
        with _replacing(target) as locked, plain.open("rb") as opened:
            pyrage.encrypt_io(opened, locked, [key])
    deletions.forget_old(noted / deletions.FILE_NAME, now)
    return backup


def put_back(
    source: Path,
    secret_key: str,
    url: str,
    keys: DataKeys,
    folder: Path,
    *,
    lists: Iterable[Path],
    now: datetime,
) -> Restored:
    """Put a backup, or a plain copy, where the database should be; nothing may be there yet.

    It is checked page by page, by its hash and by its counts. Who was deleted since, according to
    ``lists`` and the list in ``folder`` (of SQLite: beside it), is left out. The data keys that the
    backup brings are added to the file.

    Raises BackupRefused, DatabaseUnusable, OSError; then nothing has changed.
    """
    in_the_way = BackupRefused(say("backup.not_empty", path=database.name_database(url)))
    if not database.is_empty(url):
        raise in_the_way
    noted = database.find_folder(url, folder) or folder
    file = _find_real_file(url)
    with _workplace(file.parent if file else noted) as place:
        copy = place / "copy.db"
        backup = _unpack(source, secret_key, place / "plain", copy)
        measured = snapshots.measure(copy)
        if backup is not None and backup.measured != measured:
            raise BackupRefused(say("backup.other_content"))
        if backup is not None and now - backup.made_at > timedelta(days=deletions.KEPT_DAYS):
            raise BackupRefused(say("backup.too_old", days=deletions.KEPT_DAYS))
        if not database.is_known(measured.version):
            raise BackupRefused(say("database.newer_version"))
        deleted: set[str] = set()
        for known in [*lists, noted / deletions.FILE_NAME]:
            deleted |= set(deletions.read_deleted(known))
        left_out = snapshots.take_out(copy, deleted)
        if backup is not None:
            _add_keys(keys, backup.keys)
        try:
            _put(copy, url, keys)
        except (database.NotEmpty, FileExistsError) as error:  # somebody put one there meanwhile
            raise in_the_way from error
    return Restored(backup, measured, left_out)


def _is_locked(file: Path) -> bool:
    """Return whether a file is one of ours, or of another program that locks as we do."""
    with file.open("rb") as opened:
        return opened.read(len(_LOCKED)) == _LOCKED


def _add_keys(keys: DataKeys, lines: str) -> None:
    """Add the keys of a backup to the file, after those that are there: these lock from now on."""
    with keys.changing():
        there = keys.list() if keys.file.exists() else ()
        known = {key.id for key in there}
        new = [key for key in read_lines(lines) if key.id not in known]
        if new:
            keys.keep([*there, *new])


def _unpack(source: Path, secret_key: str, plain: Path, copy: Path) -> Backup | None:
    """Write the database in ``source`` to ``copy``; return what it says of itself, if anything."""
    with source.open("rb") as opened:
        if opened.read(len(snapshots.HEADER)) == snapshots.HEADER:
            snapshots.copy_database(source, copy)
            return None
    try:
        key = pyrage.x25519.Identity.from_str(secret_key)
        with source.open("rb") as locked, plain.open("wb") as opened:
            pyrage.decrypt_io(locked, opened, [key])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise BackupRefused(say("backup.not_opened")) from error
    except OSError as error:
        if error.errno is None:  # age says so of a file that was changed or cut off
            raise BackupRefused(say("backup.not_opened")) from error
        raise
    with plain.open("rb") as joined, copy.open("wb") as database:
        backup = _read_line(joined.readline(_LONGEST_LINE))
        shutil.copyfileobj(joined, database)
    plain.unlink()
    return backup


def _write_line(backup: Backup) -> bytes:
    table = {"format": FORMAT, "made_at": backup.made_at.isoformat(), "keys": backup.keys,
             **asdict(backup.measured)}  # fmt: skip
    return json.dumps(table).encode() + b"\n"


def _read_line(line: bytes) -> Backup:
    try:
        table: dict[str, Any] = json.loads(line)
        if table.pop("format") != FORMAT:
            raise BackupRefused(say("backup.no_backup"))
        made_at, keys = datetime.fromisoformat(table.pop("made_at")), str(table.pop("keys"))
        return Backup(made_at, Measured(**table), keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(say("backup.no_backup")) from error


def _read_public(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupRefused(say("backup.no_key")) from error


def _find_real_file(url: str) -> Path | None:
    """Return the file of an SQLite database, where a link leads to it; None for a server."""
    file = snapshots.find_file(url)
    return None if file is None else Path(os.path.realpath(file))


def _put(copy: Path, url: str, keys: DataKeys) -> None:
    """Bring a checked copy to its place; an old log would be read as if it belonged to it.

    Raises NotEmpty or FileExistsError when something is there by now: that stays as it is.
    """
    file = _find_real_file(url)
    if file is None:
        database.upgrade(f"sqlite:///{copy}", keys)
        carrying.carry_from_file(copy, url)
        return
    with copy.open("rb") as opened:
        os.fsync(opened.fileno())
    os.chmod(copy, 0o600)
    if database.is_empty(url):
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    os.link(copy, file)  # never over a file


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """Yield a folder for its owner only, on the same disk; nothing readable is left in it.

    What a process left there that was killed goes first: it may hold a database with its keys.
    """
    with ExitStack() as opened:
        with _holding(beside):
            for left in beside.glob(f"{_WORKPLACE}*"):
                _delete_left(left)
            place = Path(tempfile.mkdtemp(dir=beside, prefix=_WORKPLACE))
            opened.enter_context(_holding(place))
        opened.callback(shutil.rmtree, place)
        yield place


def _delete_left(folder: Path) -> None:
    """Delete a folder that no process works in any more; one of somebody else stays."""
    with suppress(OSError), _holding(folder, wait=False):
        shutil.rmtree(folder)


@contextmanager
def _holding(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep a folder or a file for one process at a time; BlockingIOError when another has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of ``target`` once it is whole and on disk.

    A link stays a link: the file that it leads to is replaced. What a process left beside it that
    was killed goes first: no other would ever take it away.
    """
    target = Path(os.path.realpath(target))
    for left in target.parent.glob(f"{_HALF}*"):
        with suppress(OSError), _holding(left, wait=False):
            left.unlink()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_HALF)
    try:
        with open(handle, "wb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
