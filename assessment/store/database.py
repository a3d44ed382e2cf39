"""Open the database, SQLite or PostgreSQL, and read and write in it in sessions."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Executable,
    delete,
    event,
    inspect,
    make_url,
    select,
    tuple_,
)
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session

from assessment.store.data_keys import DataKeyMissing, DataKeys
from assessment.store.engines import postgresql, sqlite
from assessment.store.engines.kinds import PROGRAM, WRITES, EngineKind
from assessment.store.tables.columns import Base, use_keys
from assessment.wording import say

MIGRATIONS = Path(__file__).parent / "migrations"
_KINDS: dict[str, EngineKind] = {"sqlite": sqlite, "postgresql": postgresql}
_DRIVERS = {"sqlite", "postgresql", postgresql.DRIVER}  # as an address may name them
REFUSALS = (OperationalError, InternalError)  # what a database raises that cannot do it now
NOTED_IN = "bop_folder"  # the execution option of an engine that says where deletions are noted
_CHANGED = "bop_changed"  # whether the transaction of a connection wrote something
_IN_USE = "bop_in_use"  # where a session keeps the connection of its transaction
_TO_WRITE = "bop_to_write"  # where an engine keeps itself as those use it who write
_Values: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]
BUSY_SECONDS = 10
MIGRATION_SECONDS = 600  # to wait for somebody else who brings the database up to date
PULSE_SECONDS = 2
ERASING_SECONDS = 2  # erasing keeps other writers waiting


class UnsavedChanges(RuntimeError):
    """A transaction that wrote something was about to be ended as if it had only read."""


class DatabaseUnusable(Exception):
    """The database cannot be reached, or is not one of ours; says why in a few words."""


class DatabaseAway(DatabaseUnusable):
    """The database cannot be reached now, and may be in a while: nobody did anything wrong."""


class NotEmpty(Exception):
    """A database was to be put where one is already."""


def open_engine(
    url: str,
    keys: DataKeys | None = None,
    *,
    folder: Path | None = None,
    program: str = PROGRAM,
) -> Engine:
    """Return an engine for ``url``; an acknowledged commit is on disk.

    ``keys`` lock and open what people wrote; without them DataKeyMissing is raised when that is
    read or written. ``folder`` is where deletions are noted: of SQLite beside its file, of a server
    nowhere without it. A server knows who is connected as ``program``. Errors never tell the
    parameters, because those are somebody's answers.
    Raises DatabaseUnusable for anything but SQLite and PostgreSQL, and without a driver.
    """
    address = _read_url(url)
    engine = _kind_of(address).open_engine(address, wait_seconds=BUSY_SECONDS, program=program)
    if keys is not None:
        use_keys(engine.dialect, keys)
    engine.update_execution_options(**{NOTED_IN: find_folder(url, folder)})
    event.listen(engine, "begin", _note_no_change)
    event.listen(engine, "after_cursor_execute", _note_change)
    return engine


def find_folder(url: str, folder: Path | None) -> Path | None:
    """Return the folder where deletions from the database at ``url`` are noted."""
    address = _read_url(url)
    if address.get_backend_name() != "sqlite":
        return folder
    file = sqlite.find_file(address)
    return None if file is None else file.parent


def _read_url(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number
        raise DatabaseUnusable(say("database.no_address")) from error
    if address.drivername not in _DRIVERS:
        raise DatabaseUnusable(say("database.only_two"))
    if address.drivername == "sqlite" and (sqlite.find_file(address) is None or address.query):
        raise DatabaseUnusable(say("database.no_file"))
    if address.get_backend_name() == "postgresql" and find_spec("psycopg") is None:
        raise DatabaseUnusable(say("database.no_driver"))
    return address


def _kind_of(address: URL) -> EngineKind:
    return _KINDS[address.get_backend_name()]


def reading(engine: Engine) -> Session:
    """Return a session that only reads."""
    return Session(engine)


def writing(engine: Engine) -> Session:
    """Return a session that writes; what it reads stays true once it has what it writes of.

    On SQLite it has the write lock of the whole database from its start. On PostgreSQL it has what
    it locked: an attempt (see ``attempts.lock_attempt``), or a turn.
    """
    kept = vars(engine)  # making it anew for each answer costs as much as a statement
    if _TO_WRITE not in kept:
        kept[_TO_WRITE] = engine.execution_options(**{WRITES: True})
    return Session(kept[_TO_WRITE])


def run_statement(
    db: Session, statement: Executable, values: _Values
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement on tables in the transaction of ``db``.

    For what every page and every answer runs: a session looks for objects that the statement may be
    about, which takes half as long as running it. Nothing that waits in the session is flushed.
    """
    connection = db.info.get(_IN_USE)
    if connection is None or not connection.in_transaction():
        connection = db.info[_IN_USE] = db.connection()
    return connection.execute(statement, values)


def delete_unlocked(db: Session, table: type[Base], *conditions: ColumnElement[bool]) -> int:
    """Delete rows but those that somebody uses at this moment, and return how many.

    Who deletes much of many waits for nobody then. SQLite has no locks on rows: all are deleted.
    """
    key = inspect(table).primary_key
    free = select(*key).where(*conditions).with_for_update(skip_locked=True)
    gone = delete(table).where(tuple_(*key).in_(free)).returning(key[0])
    count = len(db.scalars(gone.execution_options(synchronize_session=False)).all())
    db.expire_all()
    return count


def take_turn(db: Session, name: str, *, wait_seconds: float = BUSY_SECONDS) -> None:
    """Wait until nobody else has the turn of this name, and keep it until the transaction ends.

    For what is about no single attempt, such as the versions that are in use. A session that only
    reads needs no turn and takes none.
    """
    engine = db.get_bind()
    if engine.get_execution_options().get(WRITES):
        _kind_of(engine.engine.url).take_turn(db, name, wait_seconds=wait_seconds)


def try_turn(engine: Engine, name: str) -> AbstractContextManager[bool]:
    """Return whether no other process has the turn of this name; if so the block keeps it.

    It locks no row, and ends with the process at the latest. On SQLite everybody gets it.
    """
    return _kind_of(engine.url).try_turn(engine, name)


@contextmanager
def between_transactions(db: Session) -> Iterator[None]:
    """Run the block outside any transaction, so that others may write however long it takes.

    Use it between reading what slow work needs and writing what came of it. What was read before
    may have changed since: lock and read again what the writing rests on. Nothing may have been
    written before, because that would not be kept: UnsavedChanges is raised if there was.
    """
    if db.new or db.dirty or db.deleted or db.connection().info.get(_CHANGED):
        raise UnsavedChanges
    db.rollback()  # nothing to undo: it ends the transaction, and with it the locks
    yield


def _note_no_change(connection: Connection) -> None:
    connection.info[_CHANGED] = False


def _note_change(
    connection: Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool
) -> None:
    if context.isinsert or context.isupdate or context.isdelete:
        connection.info[_CHANGED] = True


def upgrade(
    url: str,
    keys: DataKeys | None = None,
    *,
    to: str = "head",
    fill: Callable[[Connection], None] | None = None,
) -> None:
    """Bring the database at ``url`` to a migration, the newest one unless told otherwise.

    ``keys`` are needed where something that people wrote is to be locked. Of two that do this at
    the same moment the second waits for the first. ``fill`` puts rows in the new tables: then
    tables and rows come together or not at all, and only where no table is.
    Raises DatabaseUnusable, and NotEmpty.
    """
    address = _read_url(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(url=url, keys=keys, fill=fill)
    try:
        command.upgrade(config, to)
    except CommandError as error:  # it stands at a migration that is not there
        raise DatabaseUnusable(say("database.newer_version")) from error
    except (SQLAlchemyError, DataKeyMissing) as error:
        raise _unusable(address, error) from error


def refuse_tables(connection: Connection) -> None:
    """Raise NotEmpty when there are tables already."""
    if inspect(connection).get_table_names():
        raise NotEmpty


def newest_version() -> str | None:
    """Return the name of the newest migration."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def is_known(version: str) -> bool:
    """Return whether a migration is one of this program; otherwise it is of a newer program."""
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    return version in known


def list_versions(url: str) -> list[str]:
    """Return the migrations that the database at ``url`` stands at.

    Makes and changes nothing. Raises DatabaseUnusable when there is none that can be read.
    """
    address = _read_url(url)
    try:
        return _kind_of(address).list_revisions(address)
    except FileNotFoundError as error:
        raise DatabaseUnusable(say("database.not_there")) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _unusable(address, error) from error


def check_current(url: str) -> None:
    """Raise DatabaseUnusable unless there is a database of this version at ``url``.

    The check makes and changes nothing.
    """
    revisions = list_versions(url)
    if revisions != [newest_version()]:
        known = all(is_known(revision) for revision in revisions)
        raise DatabaseUnusable(say("database.other_version" if known else "database.newer_version"))


def is_empty(url: str) -> bool:
    """Return whether there is no database at ``url``, or one without anything in it.

    Makes and changes nothing. Raises DatabaseUnusable when it cannot be reached.
    """
    address = _read_url(url)
    try:
        return _kind_of(address).is_empty(address)
    except SQLAlchemyError as error:
        raise _unusable(address, error) from error


def name_database(url: str) -> str:
    """Return how to call the database at ``url``: its file, or its address without who and how."""
    address = _read_url(url)
    if address.get_backend_name() == "sqlite":
        return address.database or ":memory:"
    where = URL.create("postgresql", host=address.host, port=address.port,
                       database=address.database)  # fmt: skip
    return where.render_as_string()


def _unusable(address: URL, error: Exception) -> DatabaseUnusable:
    """Return what to raise of what a database says."""
    passes = _kind_of(address).may_pass(error)
    return (DatabaseAway if passes else DatabaseUnusable)(explain_error(error))


def explain_error(error: Exception) -> str:
    """Return what a database says of an error, in one line."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def list_programs(engine: Engine) -> set[str]:
    """Return by what name programs are connected to the database, this one too."""
    return _kind_of(engine.url).list_programs(engine)


def write_pulse(engine: Engine, now: datetime) -> None:
    """Write a row to the database that the settings name, and have it on disk, or raise."""
    _kind_of(engine.url).write_pulse(engine, now, wait_seconds=PULSE_SECONDS)


def free_bytes(engine: Engine) -> int | None:
    """Return how much the disk of the database can still hold; None when that is unknown."""
    return _kind_of(engine.url).free_bytes(engine)


def erase_after_commit(db: Session) -> None:
    """Have what this transaction deletes overwritten in the files of the database too.

    SQLite does most of it right after the commit; the rest is for ``erase_later``, by the worker.
    """
    engine = db.get_bind().engine
    kind = _kind_of(engine.url)
    kind.note_deletion(db)
    erase = partial(kind.erase_at_once, engine, wait_seconds=ERASING_SECONDS)
    event.listen(db, "after_commit", lambda _: erase(), once=True)


def erase_later(engine: Engine, *, seconds: float = ERASING_SECONDS) -> bool:
    """Overwrite what was deleted and still stands in the files; False when others are in the way.

    Waits at most ``seconds`` for them.
    """
    return _kind_of(engine.url).erase_later(engine, wait_seconds=seconds)


def is_outage(error: BaseException) -> bool:
    """Return whether this is a database that cannot be used now, and may be in a while."""
    cut = isinstance(error, DBAPIError) and error.connection_invalidated
    return cut or isinstance(error, OperationalError | DataKeyMissing)
