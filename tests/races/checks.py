"""What the database holds, in numbers that do not depend on which id or moment was drawn."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    FromClause,
    Integer,
    Select,
    Subquery,
    cast,
    func,
    select,
    true,
)
from sqlalchemy.orm import Session

from assessment.store import accounts, audit, database
from assessment.store.personal import Whose, count_holdings
from assessment.store.tables import Base
from assessment.store.tables.accounts import AccountRow, AdoptedRow
from assessment.store.tables.attempts import AttemptRow

DRAWN = {"seed", "design", "progress"}  # by chance, or by how quick a machine is
OF_THE_CLOCK = {"catalogue_draft.revision", "catalogue_trial.revision"}
WAITS_FOR_QUIET = {"erasing"}  # tables of what is done once nobody is in the way
AT_A_TIME = 10  # tables; of more PostgreSQL thinks long about the order
State = Mapping[str, int]


def read_state(engine: Engine) -> State:
    """Return how many rows and values each table holds, and what its numbers add up to."""
    with database.reading(engine) as db:
        return {name: int(number or 0) for statement in _list_counts()
                for name, number in db.execute(statement).one()._mapping.items()}  # fmt: skip


@cache
def _list_counts() -> list[Select[Any]]:
    """Return what counts everything: of some tables at once, for it is asked after every act."""
    tables = [one for one in Base.metadata.sorted_tables if one.name not in WAITS_FOR_QUIET]
    counts = [_count(table) for table in tables]
    return [_beside(counts[n : n + AT_A_TIME]) for n in range(0, len(counts), AT_A_TIME)]


def _beside(counts: list[Subquery]) -> Select[Any]:
    """Return the counts of some tables in one row."""
    row: FromClause = counts[0]
    for one in counts[1:]:
        row = row.join(one, true())
    return select(*counts).select_from(row)


def _count(table: Any) -> Subquery:
    sums: dict[str, Any] = {table.name: func.count()}
    for column in table.columns:
        if column.nullable:
            sums[f"{table.name}.{column.name}"] = func.count(column)
        if _is_number(column):
            sums[f"{table.name}.{column.name} in all"] = func.sum(cast(column, Integer))
    named = (number.label(name) for name, number in sums.items())
    return select(*named).select_from(table).subquery(f"counts of {table.name}")


def _is_number(column: Column[Any]) -> bool:
    of_row = column.primary_key or column.foreign_keys
    drawn = column.name in DRAWN or str(column) in OF_THE_CLOCK
    return isinstance(column.type, Integer | Boolean) and not (of_row or drawn)


def subtract(after: State, before: State) -> State:
    """Return what changed between two moments."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def add(*changes: State) -> State:
    """Return what changed when all of this did."""
    names = {name for change in changes for name in change}
    total = {name: sum(change.get(name, 0) for change in changes) for name in names}
    return {name: number for name, number in total.items() if number}


class People:
    """Everybody who is in the database at first; tells afterwards what remains of who is gone."""

    def __init__(self, engine: Engine) -> None:
        with database.reading(engine) as db:
            self._people = [self._find(db, row.id) for row in db.scalars(select(AccountRow))]
            self._people += [Whose(attempt_ids=[one]) for one in db.scalars(select(AttemptRow.id))]

    def _find(self, db: Session, account_id: Any) -> Whose:
        account = accounts.find_account(db, account_id)
        assert account is not None
        own = select(AdoptedRow.attempt_id).where(AdoptedRow.account_id == account_id)
        addresses = accounts.list_addresses(db, account)
        return Whose(account_id, list(db.scalars(own)), addresses)

    def list_remains(self, db: Session) -> list[str]:
        """Return which tables hold something of whom that was deleted."""
        there = {*db.scalars(select(AccountRow.id)), *db.scalars(select(AttemptRow.id))}
        gone = [
            one for one in self._people if (one.account_id or [*one.attempt_ids][0]) not in there
        ]
        return sorted(f"{table}: {rows}" for one in gone for table, rows in count_holdings(db, one))


def list_wrong(engine: Engine, people: People) -> list[str]:
    """Return what remains of whom that was deleted, and whether the log is broken."""
    with database.reading(engine) as db:
        breaks = [f"the log is broken: {one}" for one in audit.find_breaks(db)]
        return people.list_remains(db) + breaks
