"""Backups: a copy of the database, locked with a key of the operator, and put back after checks.

A backup is an age file (https://age-encryption.org/v1). Inside stands one line of JSON that says
what the copy holds, and then the database itself; `age -d` and `tail -n +2` open it too. The
server needs only the public half of the key, so who takes the server over cannot read old backups.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pyrage

from assessment.store import deletions, snapshots
from assessment.store.snapshots import Measured
from assessment.wording import say

FORMAT = "bop-backup/1"
_LONGEST_LINE = 100_000  # bytes


class BackupRefused(Exception):
    """No backup was made, or none was put back; says why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """When a backup was made, and what is in it."""

    made_at: datetime
    measured: Measured


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


def back_up(file: Path, public_key: str, target: Path, *, now: datetime) -> Backup:
    """Make a backup of a database in use, whole or not at all; return what is in it.

    Raises BackupRefused for a wrong key, DatabaseUnusable for a broken database, OSError.
    """
    key = _read_public(public_key)
    with _workplace(file.parent) as folder:
        copy = folder / "copy.db"
        snapshots.copy_database(file, copy)
        backup = Backup(now, snapshots.measure(copy))
        plain = folder / "plain"
        with plain.open("wb") as joined, copy.open("rb") as database:
            joined.write(_write_line(backup))
            shutil.copyfileobj(database, joined)
        copy.unlink()
        with _replacing(target) as locked, plain.open("rb") as opened:
            pyrage.encrypt_io(opened, locked, [key])
    deletions.forget_old(file.with_name(deletions.FILE_NAME), now)
    return backup


def put_back(
    source: Path, secret_key: str, file: Path, *, lists: Iterable[Path], now: datetime
) -> Restored:
    """Put a backup, or a plain copy, where the database should be; nothing may be there yet.

    It is checked page by page, by its hash and by its counts. Who was deleted since, according to
    ``lists`` and the list beside the database, is left out.

    Raises BackupRefused, DatabaseUnusable, OSError; then nothing has changed.
    """
    if file.exists() and file.stat().st_size:
        raise BackupRefused(say("backup.not_empty", path=file))
    with _workplace(file.parent) as folder:
        copy = folder / "copy.db"
        backup = _unpack(source, secret_key, folder / "plain", copy)
        measured = snapshots.measure(copy)
        if backup is not None and backup.measured != measured:
            raise BackupRefused(say("backup.other_content"))
        if backup is not None and now - backup.made_at > timedelta(days=deletions.KEPT_DAYS):
            raise BackupRefused(say("backup.too_old", days=deletions.KEPT_DAYS))
        deleted: set[str] = set()
        for known in [*lists, file.with_name(deletions.FILE_NAME)]:
            deleted |= set(deletions.read_deleted(known))
        left_out = snapshots.take_out(copy, deleted)
        _put(copy, file)
    return Restored(backup, measured, left_out)


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
    table = {"format": FORMAT, "made_at": backup.made_at.isoformat(), **asdict(backup.measured)}
    return json.dumps(table).encode() + b"\n"


def _read_line(line: bytes) -> Backup:
    try:
        table: dict[str, Any] = json.loads(line)
        if table.pop("format") != FORMAT:
            raise BackupRefused(say("backup.no_backup"))
        return Backup(datetime.fromisoformat(table.pop("made_at")), Measured(**table))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(say("backup.no_backup")) from error


def _read_public(text: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupRefused(say("backup.no_key")) from error


def _put(copy: Path, file: Path) -> None:
    """Move a checked copy into place; an old log would be read as if it belonged to it."""
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    with copy.open("rb") as opened:
        os.fsync(opened.fileno())
    os.chmod(copy, 0o600)
    os.replace(copy, file)


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """Yield a folder for its owner only, on the same disk; nothing readable is left in it."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=".backup-") as name:
        yield Path(name)


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of ``target`` once it is whole and on disk."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".bop-")
    try:
        with open(handle, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
