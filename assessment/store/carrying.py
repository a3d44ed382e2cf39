"""Carry every row from one database to another, as it stands there: nothing is opened or locked.

So a backup of PostgreSQL is the same file as one of SQLite, and can be put back on either.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from assessment.store import database
from assessment.store.database import DatabaseUnusable
from assessment.store.tables import Base
from assessment.store.tables.columns import EncryptedBytes, EncryptedText
from assessment.wording import say

ROWS = 500  # that are in memory at a time


def carry_to_file(url: str, file: Path) -> None:
    """Copy a database of this version to a new SQLite file, as it is at one moment."""
    target = f"sqlite:///{file}"
    database.upgrade(target)
    with _opened(url) as source, _opened(target) as copy, copy.begin() as writing:
        _carry(source.execution_options(isolation_level="REPEATABLE READ"), writing)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it


def carry_from_file(file: Path, url: str) -> None:
    """Fill a database without tables with what is in an SQLite file of this version.

    Tables and rows at once, or nothing. Raises NotEmpty when somebody else made tables meanwhile,
    and DatabaseUnusable when there are not as many rows afterwards.
    """
    with _opened(f"sqlite:///{file}") as source:
        database.upgrade(url, fill=partial(_carry, source))


def _carry(source: Engine, writing: Connection) -> None:
    with source.connect() as reading:
        for table in _plain_tables():
            found = reading.execution_options(yield_per=ROWS).execute(select(table))
            for rows in found.mappings().partitions():
                writing.execute(table.insert(), [dict(row) for row in rows])
        for table in Base.metadata.sorted_tables:
            count = select(func.count()).select_from(table)
            if reading.scalar(count) != writing.scalar(count):
                raise DatabaseUnusable(say("backup.other_count", table=table.name))


def _plain_tables() -> list[Table]:
    """Return our tables, those that others refer to first, with what is locked left locked."""
    plain = MetaData()
    tables = [table.to_metadata(plain) for table in Base.metadata.sorted_tables]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, EncryptedText | EncryptedBytes):
                column.type = column.type.impl_instance
    return tables


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    engine = database.open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
