"""A whole copy of the database while it is in use, and whether a copy is whole."""

import hashlib
import os
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from assessment.store.carrying import carry_to_file
from assessment.store.database import DatabaseUnusable
from assessment.store.deletions import hash_id
from assessment.wording import say

HEADER = b"SQLite format 3\0"
# What must not come back: who was signed in then is not signed in now, and mail was sent already.
OF_THEN = ("opened", "signed_in", "session", "pending", "throttle", "setup_code", "mail")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What a copy holds: rows by table, the migration it is of, and its size and SHA-256."""

    version: str
    counts: dict[str, int]
    size: int
    sha256: str


def find_file(url: str) -> Path | None:
    """Return the file of an SQLite database, None for any other; may raise DatabaseUnusable."""
    try:
        parts = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnusable(say("database.no_address")) from error
    if parts.get_backend_name() != "sqlite" or not parts.database or parts.database == ":memory:":
        return None
    return Path(parts.database)


def take_snapshot(url: str, copy: Path) -> None:
    """Copy the database at ``url`` to a new SQLite file, as it is at one moment.

    Raises DatabaseUnusable.
    """
    file = find_file(url)
    if file is None:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        carry_to_file(url, copy)
    else:
        copy_database(file, copy)


def copy_database(file: Path, copy: Path) -> None:
    """Copy a database as it is at one moment, while others read and write.

    What is committed at that moment is in the copy, and nothing else. Only the owner may read it.
    Raises DatabaseUnusable when there is none, or when it is broken.
    """
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with closing(_open(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    except sqlite3.Error as error:
        raise DatabaseUnusable(str(error)) from error


def measure(file: Path) -> Measured:
    """Return what a copy holds; DatabaseUnusable unless every page and every reference is right."""
    try:
        with closing(_open(file)) as connection:
            check_whole(connection)
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            version = found[0] if found else ""
            counts = {
                table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                for table in list_tables(connection)
            }
    except sqlite3.Error as error:
        raise DatabaseUnusable(str(error)) from error
    return Measured(version, counts, file.stat().st_size, hash_file(file))


def check_whole(connection: sqlite3.Connection) -> None:
    """Raise DatabaseUnusable when a page is broken, or a row belongs to nothing."""
    told = " ".join(str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0]).split())
    if told != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DatabaseUnusable(say("database.broken", reason=told))


def list_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of our tables."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    own = (str(name) for (name,) in named)
    return [name for name in own if not name.startswith("sqlite_") and name != "alembic_version"]


def take_out(file: Path, deleted: Collection[str]) -> int:
    """Delete from a copy who is in ``deleted``, by hash, and what is of then; return how many."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        ids = [(stored,) for (stored,) in connection.execute("SELECT id FROM attempt")]
        gone: list[tuple[Any]] = [one for one in ids if hash_id(_as_uuid(one[0])) in deleted]
        if "account" in list_tables(connection):  # a backup may be older than accounts are
            known = [(stored,) for (stored,) in connection.execute("SELECT id FROM account")]
            closed = [one for one in known if hash_id(_as_uuid(one[0])) in deleted]
            _take_out_invitations(connection, closed)
            connection.executemany("DELETE FROM account WHERE id = ?", closed)
        if "college_member" in list_tables(connection):  # who left stays out
            known = [(stored,) for (stored,) in connection.execute("SELECT id FROM college_member")]
            left = [one for one in known if hash_id(_as_uuid(one[0])) in deleted]
            connection.executemany("DELETE FROM college_member WHERE id = ?", left)
        connection.executemany("UPDATE attempt SET previous_id = NULL WHERE previous_id = ?", gone)
        connection.executemany("DELETE FROM attempt WHERE id = ?", gone)
        for table in set(OF_THEN).intersection(list_tables(connection)):
            connection.execute(f'DELETE FROM "{table}"')
        connection.commit()
        connection.execute("VACUUM")  # pages that were split before still hold rows of then
        check_whole(connection)
    return len(gone)


def _take_out_invitations(connection: sqlite3.Connection, closed: list[tuple[Any]]) -> None:
    """Delete the invitations of accounts, which are known by a mailbox and not by a key."""
    for table in {"round_invitation", "round_refusal"}.intersection(list_tables(connection)):
        for mailboxes in ("account WHERE id = ?", "mailbox WHERE account_id = ?"):
            own = f'DELETE FROM "{table}" WHERE address IN (SELECT address FROM {mailboxes})'
            connection.executemany(own, closed)


def hash_file(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _as_uuid(stored: str) -> UUID:
    return UUID(stored)


def _open(file: Path) -> sqlite3.Connection:
    """Open a database that must be there; without changing it."""
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)
