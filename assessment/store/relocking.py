"""Go through the locked columns of a table, and change what stands in them as it stands there."""

import base64
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    bindparam,
    func,
    select,
    tuple_,
    update,
)

from assessment.store.data_keys import ID_BYTES, DataKeys
from assessment.store.database import erase_after_commit, writing
from assessment.store.tables import Base
from assessment.store.tables.columns import EncryptedBytes, EncryptedText, lock_text_anew

ROWS = 500  # that are read and written at a time
_START = {False: ID_BYTES * 4 // 3, True: ID_BYTES}  # how much of a text or file tells its key

Change = Callable[[Any], Any]


def change_values(connection: Connection, table: str, column: str, change: Change) -> int:
    """Replace every value of a column by what ``change`` makes of it; return how many changed.

    The table is taken as the database knows it, so nothing is opened or locked on the way. A value
    that is empty, or that somebody else replaced meanwhile, stays.
    """
    known = _look_up(connection, table)
    changed, after = 0, None
    while rows := _read_rows(connection, known, column, after):
        *after, _ = rows[-1]
        changed += _write(connection, known, column, rows, change)
    return changed


def change_in_parts(engine: Engine, table: str, column: str, change: Change) -> Iterator[int]:
    """Do the same, each part in a transaction of its own; yield how many changed in it."""
    after: list[Any] | None = None
    known = _look_up(engine, table)  # once: it takes longer than a part does
    while True:
        with writing(engine) as db:
            connection = db.connection()
            rows = _read_rows(connection, known, column, after)
            changed = _write(connection, known, column, rows, change)
            db.commit()
        if not rows:
            return
        *after, _ = rows[-1]
        yield changed


def _look_up(bind: Engine | Connection, table: str) -> Table:
    """Return a table as the database knows it, without those that it refers to."""
    return Table(table, MetaData(), autoload_with=bind, resolve_fks=False)


def _read_rows(
    connection: Connection, table: Table, column: str, after: Collection[Any] | None
) -> list[Any]:
    """Return the key and the value of the next rows, in the order of the key."""
    keys = list(table.primary_key)
    found = select(*keys, table.c[column]).order_by(*keys).limit(ROWS)
    if after is not None:
        found = found.where(tuple_(*keys) > tuple_(*after))
    return list(connection.execute(found))


def _write(
    connection: Connection, table: Table, column: str, rows: Collection[Any], change: Change
) -> int:
    changed = [(key, old, change(old)) for *key, old in rows if old]
    keys = list(table.primary_key)
    same = [key == bindparam(f"key_{number}") for number, key in enumerate(keys)]
    place = update(table).where(*same, table.c[column] == bindparam("old"))
    new = [
        {f"key_{number}": part for number, part in enumerate(key)} | {"old": old, "new": value}
        for key, old, value in changed
        if value != old
    ]
    if new:
        connection.execute(place.values({column: bindparam("new")}), new)
    return len(new)


def list_locked() -> list[tuple[str, str, bool]]:
    """Return every locked column: its table, its name there, and whether it holds files."""
    return [
        (table.name, column.name, isinstance(column.type, EncryptedBytes))
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, EncryptedText | EncryptedBytes)
    ]


def count_by_key(engine: Engine) -> dict[str, int]:
    """Return how many values are locked with each key, by the name of the key."""
    counts: Counter[str] = Counter()
    with engine.connect() as connection:
        for table, column, holds_files in list_locked():
            known = _look_up(connection, table)
            start = func.substr(known.c[column], 1, _START[holds_files])
            found = select(start, func.count()).where(known.c[column].is_not(None)).group_by(start)
            for sign, count in connection.execute(found):
                if sign:
                    counts[_name_of(sign)] += count
    return dict(counts)


def lock_anew(engine: Engine, keys: DataKeys) -> Iterator[tuple[str, int]]:
    """Lock what an older key locked with the first one; yield the table and how many, in parts.

    Others can read and write meanwhile. What is done is done: who stops it and begins again goes
    on. At the end the old bytes are erased from the files, as after a deletion.
    """
    newest = keys.list()[0].id

    def change_text(locked: str) -> str:
        if base64.b64decode(locked)[:ID_BYTES] == newest:
            return locked
        return lock_text_anew(keys, locked)

    def change_file(locked: bytes) -> bytes:
        opened = bytes(locked)
        return locked if opened[:ID_BYTES] == newest else keys.lock(keys.open(opened))

    for table, column, holds_files in list_locked():
        for changed in change_in_parts(
            engine, table, column, change_file if holds_files else change_text
        ):
            yield table, changed
    with writing(engine) as db:
        erase_after_commit(db)
        db.commit()


def _name_of(sign: str | bytes) -> str:
    return (base64.b64decode(sign) if isinstance(sign, str) else bytes(sign)).hex()
