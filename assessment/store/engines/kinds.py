"""What the module of every database offers."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

PROGRAM = "bop"  # how a server knows this program, when it matters to nobody
WRITES = "bop_writes"  # the execution option of a session that writes
LARGEST_REWRITE = 256_000_000  # bytes; copying more keeps everybody waiting for seconds
ERASING_DELAY = 600  # seconds in which deletions are gathered before everything is copied


class EngineKind(Protocol):
    """The functions of a module in this folder."""

    def open_engine(self, url: URL, *, wait_seconds: float, program: str) -> Engine:
        """Return an engine; an acknowledged commit is on disk.

        It waits at most ``wait_seconds`` for others. A server knows it as ``program``.
        """

    def list_programs(self, engine: Engine) -> set[str]:
        """Return which programs are connected, this one too; of a file nobody knows."""

    def is_empty(self, url: URL) -> bool:
        """Return whether there is no database, or one without anything in it."""

    def list_revisions(self, url: URL) -> list[str]:
        """Return the migrations that the database stands at; make and change nothing.

        Raises FileNotFoundError without a database, and SQLAlchemyError or sqlite3.Error when it
        cannot be read.
        """

    def may_pass(self, error: Exception) -> bool:
        """Return whether this error may be over in a while, though nobody does anything here."""

    def take_turn(self, db: Session, name: str, *, wait_seconds: float) -> None:
        """Wait until no other transaction has the turn of this name, and keep it to the end."""

    def try_turn(self, engine: Engine, name: str) -> AbstractContextManager[bool]:
        """Return whether nobody else has the turn of this name; if so it is kept for the block.

        It ends with the process at the latest.
        """

    def write_pulse(self, engine: Engine, now: datetime, *, wait_seconds: float) -> None:
        """Write a row where the settings say the database is, and have it on disk, or raise."""

    def free_bytes(self, engine: Engine) -> int | None:
        """Return how much the disk of the database can still hold; None when that is unknown."""

    def note_deletion(self, db: Session) -> None:
        """Note, in the transaction, that its deletions must be erased from the files."""

    def erase_at_once(self, engine: Engine, *, wait_seconds: float) -> bool:
        """Overwrite what was deleted, as far as that is quick; False when others are in the way."""

    def erase_later(self, engine: Engine, *, wait_seconds: float) -> bool:
        """Overwrite what was deleted and still stands in files; False as above. For the worker."""
