"""A person of whom every table holds something, whatever tables there are.

A table that is made tomorrow is filled too, so that a test over all of them cannot forget it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Table, insert
from sqlalchemy.orm import Session

from assessment.store.personal import type_of
from assessment.store.tables import Base
from tests.people.taken import NOW


@dataclass(frozen=True)
class Everywhere:
    """Whose it is, with what every text of theirs says."""

    account_id: UUID
    attempt_id: UUID
    address: str
    word: str


def fill_tables(db: Session, word: str) -> Everywhere:
    """Add a row of one person to every table that holds something of people."""
    made: dict[str, dict[str, Any]] = {}
    address = f"{word.lower()}@gemeente.example"
    for table in Base.metadata.sorted_tables:
        if table.info.get("of_nobody"):
            continue
        row = {column.name: _value(table, column, made, word, address) for column in table.columns}
        db.execute(insert(table).values(row))
        made[table.name] = row
    db.flush()
    return Everywhere(made["account"]["id"], made["attempt"]["id"], address, word)


def _value(
    table: Table, column: Column[Any], made: dict[str, dict[str, Any]], word: str, address: str
) -> Any:
    for key in column.foreign_keys:
        return made[key.column.table.name][key.column.name]
    if column.info.get("json"):
        return f'{{"over": "{word}"}}'
    if column.info.get("address") or (table.name, column.name) == ("account", "address"):
        return address
    kind = type_of(column)
    if kind is UUID:
        return uuid4()
    if kind is bytes:
        return f"{word} {uuid4()}".encode()
    values: dict[type, Any] = {datetime: NOW, date: NOW.date(), bool: False, int: 1, float: 1.0}
    return values.get(kind, f"{word} {uuid4()}")
