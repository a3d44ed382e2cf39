"""Which attempts and accounts were deleted, kept beside the database: no backup brings them back.

A line holds the SHA-256 of an id and the moment. The id is random, so the hash says
nothing about anybody and leads nowhere without the row that was deleted. The file lies outside the
database and outside its backups: a database that is put back cannot hold what came after it.
Beside SQLite it is one file; of a server each machine has its own, in its data folder.
"""

import fcntl
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from assessment.store.database import NOTED_IN
from values.constants import KEPT_DELETIONS_DAYS

log = logging.getLogger(__name__)

FILE_NAME = "deleted-ids"
KEPT_DAYS = (
    KEPT_DELETIONS_DAYS  # no older backup is put back: of whom to leave out nothing is known then
)
_HASH_SIGNS = 64
_WAITING = "bop_deleted"  # of a session: what it deletes


def note_after_commit(db: Session, attempt_id: UUID) -> None:
    """Note a deletion once it is committed; of what is undone nothing is noted."""
    db.info.setdefault(_WAITING, []).append(attempt_id)
    if not event.contains(db, "after_commit", _note):
        event.listen(db, "after_commit", _note)
        event.listen(db, "after_rollback", _forget)


def hash_id(attempt_id: UUID) -> str:
    """Return the hash under which a deleted attempt is known."""
    return hashlib.sha256(attempt_id.bytes).hexdigest()


def add_deleted(file: Path, attempt_ids: list[UUID], now: datetime) -> None:
    """Add deletions to the file and have them on disk."""
    lines = "".join(f"{hash_id(one)} {now.isoformat(timespec='seconds')}\n" for one in attempt_ids)
    with _locked(file) as opened:
        half = opened.read()[-1:] not in ("", "\n")  # a full disk cut off what was noted last
        opened.write(f"\n{lines}" if half else lines)


def read_deleted(file: Path) -> dict[str, datetime]:
    """Return when what was deleted, by hash; empty without a file. Half a hash is left out."""
    if not file.exists():
        return {}
    text = file.read_text(encoding="ascii", errors="replace")
    return _read_lines(text, datetime.now(UTC))


def forget_old(file: Path, now: datetime) -> None:
    """Leave out what was deleted more than KEPT_DAYS before now, and before the last deletion.

    So a clock that is ahead forgets nobody who deleted by a right one.
    What is kept is on disk before anything is cut off: whenever this ends, no line is lost. Lines
    are equally long, and each moves towards the beginning.
    """
    if not file.exists():
        return
    with _locked(file) as opened:
        known = _read_lines(opened.read(), now)
        last = min(now, max(known.values(), default=now))
        kept = {one: at for one, at in known.items() if last - at <= timedelta(days=KEPT_DAYS)}
        opened.seek(0)
        opened.writelines(f"{one} {at.isoformat(timespec='seconds')}\n" for one, at in kept.items())
        _put_on_disk(opened)
        opened.truncate()


def _note(db: Session) -> None:
    deleted = db.info.pop(_WAITING, [])
    folder = db.get_bind().get_execution_options().get(NOTED_IN)
    if not deleted or folder is None:
        return
    try:
        add_deleted(folder / FILE_NAME, deleted, datetime.now(UTC))
    except OSError:  # it is deleted all the same
        log.exception("%d deletions could not be noted for who puts a backup back", len(deleted))


def _forget(db: Session) -> None:
    db.info.pop(_WAITING, None)


def _read_lines(text: str, at: datetime) -> dict[str, datetime]:
    """Return when what was deleted; a moment that was cut off is that of the line before it.

    ``at`` is for a first line; what does not tell its zone is in UTC.
    """
    found = {}
    for line in text.splitlines():
        hashed, _, moment = line.partition(" ")
        with suppress(ValueError):
            read = datetime.fromisoformat(moment)
            at = read if read.tzinfo else read.replace(tzinfo=UTC)
        if len(hashed) == _HASH_SIGNS:
            found[hashed] = at
    return found


@contextmanager
def _locked(file: Path) -> Iterator[IO[Any]]:
    """Open a file for one process at a time; what was written is on disk afterwards."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with open(handle, "r+", encoding="ascii", errors="replace") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened
        _put_on_disk(opened)


def _put_on_disk(opened: IO[Any]) -> None:
    opened.flush()
    os.fsync(opened.fileno())
