"""PostgreSQL: many writers at once, so whoever writes of an attempt locks its row first."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from zlib import crc32

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from assessment.store.engines.kinds import ERASING_DELAY, LARGEST_REWRITE, PROGRAM

log = logging.getLogger(__name__)

DRIVER = "postgresql+psycopg"
CONNECT_SECONDS = 5
IDLE_SECONDS = 60  # a transaction in which nothing is asked for so long is ended, with its locks

# Classes of SQLSTATE: of the connection, of two in each other's way, of room, of locks, of who
# runs the server, and of its disk. A server that only reads may be a copy that takes over soon.
_PASSING = {"08", "40", "53", "55", "57", "58"}
_READ_ONLY = "25006"
_REFUSED = re.compile(  # who we say we are, which database we ask for, or how: a setting is wrong
    "authentication failed|no password supplied|no pg_hba.conf entry|is not permitted to log in"
    '|(?:role|database) ".*" does not exist|permission denied|invalid sslmode value'
    "|does not support SSL|root certificate file .* does not exist"
)

_PROGRAMS = text("SELECT application_name FROM pg_stat_activity WHERE datname = current_database()")
_PENDING = text(
    "SELECT id FROM erasing WHERE EXISTS (SELECT FROM erasing"
    " WHERE deleted_at <= now() - make_interval(secs => :seconds))"
)
_DONE = text("DELETE FROM erasing WHERE id = :id")
_TABLES = text(
    "SELECT relname FROM pg_stat_user_tables WHERE schemaname = current_schema() ORDER BY relname"
)
_OLDER_READERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
)


def open_engine(url: URL, *, wait_seconds: float, program: str) -> Engine:
    """Return an engine of which every statement sees all that was committed before it.

    So what is read after a row was locked stays true. A connection that was cut is noticed before
    it is used.
    """
    options = {
        "lock_timeout": f"{round(wait_seconds * 1000) or 1}ms",
        "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
        "synchronous_commit": "on",
        "timezone": "UTC",
    }
    engine = create_engine(
        url.set(drivername=DRIVER),
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        connect_args={
            "application_name": program,
            "connect_timeout": CONNECT_SECONDS,
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        },
    )
    event.listen(engine, "handle_error", _hide_values)
    return engine


def is_empty(url: URL) -> bool:
    """Return whether the database has no tables."""
    engine = open_engine(url, wait_seconds=CONNECT_SECONDS, program=PROGRAM)
    try:
        return not inspect(engine).get_table_names()
    finally:
        engine.dispose()


def list_revisions(url: URL) -> list[str]:
    """Return the migrations it stands at."""
    engine = open_engine(url, wait_seconds=CONNECT_SECONDS, program=PROGRAM)
    try:
        with engine.connect() as connection:
            return list(connection.scalars(text("SELECT version_num FROM alembic_version")))
    finally:
        engine.dispose()


def may_pass(error: Exception) -> bool:
    """Return whether the server is away, full, or in other hands, and not we refused for good.

    Of a connection that is not made its driver tells no SQLSTATE, so there words decide: what none
    of them is in may pass.
    """
    said = getattr(error, "orig", error)
    state = getattr(said, "sqlstate", None)
    if state is None:
        return isinstance(error, OperationalError) and not _REFUSED.search(str(said))
    return state[:2] in _PASSING or state == _READ_ONLY


def list_programs(engine: Engine) -> set[str]:
    """Return the names of the programs that are connected to this database."""
    with engine.connect() as connection:
        return set(connection.scalars(_PROGRAMS))


def take_turn(db: Session, name: str, *, wait_seconds: float) -> None:
    """Wait for the advisory lock of this name; it is kept until the transaction ends."""
    usual = db.scalar(text("SELECT current_setting('lock_timeout')"))
    limit = text("SELECT set_config('lock_timeout', :value, true)")
    db.execute(limit, {"value": f"{round(wait_seconds * 1000)}ms"})
    db.execute(
        text("SELECT pg_advisory_xact_lock(:number)"), {"number": crc32(f"bop {name}".encode())}
    )
    db.execute(limit, {"value": usual})


@contextmanager
def try_turn(engine: Engine, name: str) -> Iterator[bool]:
    """Take an advisory lock of a connection of its own, outside any transaction."""
    number = {"number": crc32(f"bop {name}".encode())}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), number))
        try:
            yield taken
        finally:
            if taken:
                with suppress(DBAPIError):  # the connection was cut, and the lock went with it
                    connection.execute(text("SELECT pg_advisory_unlock(:number)"), number)


def write_pulse(engine: Engine, now: datetime, *, wait_seconds: float) -> None:
    """Write a row."""
    limit = text("SELECT set_config('statement_timeout', :value, true)")
    row = text(
        "INSERT INTO pulse VALUES (1, :now) ON CONFLICT (id) DO UPDATE SET written_at = :now"
    )
    with engine.begin() as connection:
        connection.execute(limit, {"value": f"{round(wait_seconds * 1000)}ms"})
        connection.execute(row, {"now": now})


def free_bytes(engine: Engine) -> int | None:
    """Return None: the disk is that of another program, and often of another machine."""
    return None


def note_deletion(db: Session) -> None:
    """Note that rows were deleted, so that the worker erases them from the files."""
    db.execute(text("INSERT INTO erasing (id, deleted_at) VALUES (gen_random_uuid(), now())"))


def erase_at_once(engine: Engine, *, wait_seconds: float) -> bool:
    """Leave it to the worker: erasing takes a lock on whole tables."""
    return False


def erase_later(engine: Engine, *, wait_seconds: float) -> bool:
    """Copy every table into a new file without what was deleted, and drop the old one.

    A deletion leaves the row in the file, and VACUUM leaves its bytes on the page; only VACUUM FULL
    does not. It keeps others out of the table meanwhile. So deletions are gathered for
    ``ERASING_DELAY`` seconds, and a table of more than ``LARGEST_REWRITE`` bytes is not copied.
    """
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        pending = connection.scalars(_PENDING, {"seconds": ERASING_DELAY}).all()
        if not pending:
            return True
        if connection.scalar(_OLDER_READERS):  # what they may still read is copied too
            return False
        connection.execute(text(f"SET lock_timeout = {round(wait_seconds * 1000) or 1}"))
        try:
            for table in connection.scalars(_TABLES).all():
                _vacuum(connection, table)
            connection.execute(_DONE, [{"id": erased} for erased in pending])
        except OperationalError:
            log.warning("what was deleted could not be erased from the tables now")
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True


def _vacuum(connection: Connection, table: str) -> None:
    name = connection.dialect.identifier_preparer.quote(table)
    size = connection.scalar(text("SELECT pg_table_size(CAST(:name AS regclass))"), {"name": name})
    if size is not None and size > LARGEST_REWRITE:
        log.warning("table %s is too large to copy: deleted rows stay in its file", table)
    full = size is not None and size <= LARGEST_REWRITE
    connection.exec_driver_sql(f"VACUUM {'FULL ' if full else ''}{name}")


def _hide_values(context: ExceptionContext) -> None:
    """Take the lines after the first out of an error: they tell the row, with answers."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])
