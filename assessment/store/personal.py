"""Everything that the tables hold of one person, found by how the tables point at each other.

No table is named here. A row is somebody's when a key in it leads to their account or to one of
their attempts, or when it carries their address; the columns say the rest (tables/columns.py).
A new table is therefore in everybody's copy from its first day, and a test fails for a table of
which nobody can tell whose it is.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, TypeDecorator, exists, or_, select
from sqlalchemy.orm import Session

from assessment.store.tables import Base

ROOTS = ("account", "attempt")
OWNER = "owner"
_Row = Mapping[str, Any]
_Keys = dict[str, set[Any]]


@dataclass(frozen=True, slots=True)
class Whose:
    """A person: an account with its addresses, attempts, or both."""

    account_id: UUID | None = None
    attempt_ids: Collection[UUID] = ()
    addresses: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """What one table holds of somebody.

    ``rows`` are without what opens something (``left_out`` names those columns) and without
    ``files``, which stand apart by the key of their row. ``types`` gives the type of every column
    in ``rows``, and whether it may be empty.
    """

    table: str
    rows: Sequence[_Row]
    files: Mapping[str, bytes]
    left_out: Sequence[str]
    types: Mapping[str, tuple[type, bool]]


def holds_anybody(db: Session) -> bool:
    """Return whether there is an account or an attempt."""
    tables = [Base.metadata.tables[name] for name in ROOTS]
    return any(db.scalar(select(exists(select(table.c.id)))) for table in tables)


def list_personal_tables() -> list[str]:
    """Return the names of the tables that hold something of a person."""
    return [table.name for table in _tables()]


def read_holdings(db: Session, whose: Whose) -> list[Holding]:
    """Return everything that the tables hold of somebody; tables without any row are left out."""
    found = _find(db, whose, lambda table: list(table.columns))
    return [_hold(table, found[table.name]) for table in _tables() if found[table.name]]


def count_holdings(db: Session, whose: Whose) -> list[tuple[str, int]]:
    """Return how many rows each table holds of somebody, without reading more than their keys."""
    found = _find(db, whose, _keys)
    return [(table.name, len(found[table.name])) for table in _tables() if found[table.name]]


def _find(
    db: Session, whose: Whose, columns: Callable[[Table], Sequence[Column[Any]]]
) -> dict[str, dict[str, _Row]]:
    """Return the rows of somebody by table and name, with these columns.

    A key with ``side`` makes a row somebody's in another part than that of its owner, such as a
    coach: what hangs on that row follows only where its own key has the same ``side``.
    """
    found: dict[str, dict[str, _Row]] = {table.name: {} for table in _tables()}
    for side, known in _begin(whose).items():
        addresses = whose.addresses if side == OWNER else ()
        for table in _tables():
            conditions = list(_conditions(table, side, known, addresses))
            rows = _select(db, columns(table), or_(*conditions)) if conditions else []
            found[table.name] |= {_name_row(table, row): row for row in rows}
            if list(table.primary_key.columns.keys()) == ["id"]:
                known.setdefault(table.name, set()).update(row["id"] for row in rows)
    for table in _tables():
        for column, holder in _holders(table):
            wanted = {row[column.name] for row in found[table.name].values()}
            own = holder.columns["id"].in_(wanted)
            rows = _select(db, columns(holder), own) if wanted else []
            found[holder.name] |= {_name_row(holder, row): row for row in rows}
    return found


def _keys(table: Table) -> list[Column[Any]]:
    """Return the columns by which a row is known, and by which it leads to another."""
    holding = [column for column, _ in _holders(table)]
    return list(dict.fromkeys([*table.primary_key.columns, *holding]))


def find_unclear() -> list[str]:
    """Return the tables of which nobody can tell whose a row is, with what is wrong; for a test."""
    anybody = {table.name: {None} for table in _tables()}
    held = {holder.name for table in _tables() for _, holder in _holders(table)}
    sides = {str(c.info["side"]) for t in _tables() for c in t.columns if "side" in c.info}
    unclear = []
    for table in _tables():
        leads = any(
            True for side in {OWNER, *sides} for _ in _conditions(table, side, anybody, ("x",))
        )
        if not leads and table.name not in held:
            unclear.append(f"{table.name}: no key leads to an account, an attempt or an address")
    return unclear


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if not table.info.get("of_nobody")]


def _begin(whose: Whose) -> dict[str, _Keys]:
    account = set() if whose.account_id is None else {whose.account_id}
    sides = {str(c.info["side"]) for t in _tables() for c in t.columns if "side" in c.info}
    begun: dict[str, _Keys] = {side: {"account": set(account)} for side in sorted(sides)}
    begun[OWNER] = {"account": set(account), "attempt": set(whose.attempt_ids)}
    return begun


def _conditions(
    table: Table, side: str, known: _Keys, addresses: Collection[str]
) -> Iterator[ColumnElement[bool]]:
    """Yield what makes a row of a table somebody's."""
    if table.name in ROOTS and side == OWNER and known.get(table.name):
        yield table.columns["id"].in_(known[table.name])
    for column in table.columns:
        if column.info.get("address") and addresses:
            yield column.in_(addresses)
        if column.info.get("holder") or column.info.get("side", OWNER) != side:
            continue
        for key in column.foreign_keys:
            if known.get(key.column.table.name):
                yield column.in_(known[key.column.table.name])


def _select(
    db: Session, columns: Sequence[Column[Any]], condition: ColumnElement[bool]
) -> list[_Row]:
    order = [column for column in columns if column.primary_key]
    found = select(*columns).where(condition).order_by(*order)
    return [dict(row) for row in db.execute(found).mappings()]


def _holders(table: Table) -> Iterator[tuple[Column[Any], Table]]:
    for column in table.columns:
        if column.info.get("holder"):
            yield from ((column, key.column.table) for key in column.foreign_keys)


def _name_row(table: Table, row: _Row) -> str:
    return " ".join(str(row[column.name]) for column in table.primary_key.columns)


def _hold(table: Table, rows: Mapping[str, _Row]) -> Holding:
    shown = [c for c in table.columns if not c.info.get("secret") and not c.info.get("file")]
    files = [c for c in table.columns if c.info.get("file")]
    return Holding(
        table=table.name,
        rows=[{c.name: _read(c, row[c.name]) for c in shown} for row in rows.values()],
        files={
            name: row[column.name]
            for name, row in rows.items()
            for column in files
            if row[column.name]
        },
        left_out=[c.name for c in table.columns if c.info.get("secret")],
        types={c.name: (type_of(c), bool(c.nullable)) for c in shown},
    )


def _read(column: Column[Any], value: Any) -> Any:
    return json.loads(value) if column.info.get("json") and value is not None else value


def type_of(column: Column[Any]) -> type:
    """Return the type of what a column holds; ``object`` for JSON."""
    if column.info.get("json"):
        return object
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return kind.python_type
