"""A database of very many attempts beside an almost empty one: is anything slower in it?

`make scale` runs this on SQLite. A hundred people who do not exist answer everything, and half of
them hand in, by the program itself; the database then copies their rows, each time under other ids,
until there are as many as asked for. Every page is asked for in both databases in turn, each time
by another person, so that a busy machine is busy for both.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Column, Connection, Engine

from assessment.services import retention
from assessment.services.content import load_content
from assessment.services.moments import now
from assessment.store import database, results
from assessment.store.accounts import adopt_attempt
from assessment.store.personal import type_of
from assessment.store.tables import Base
from assessment.web.app import create_app
from bench import machine
from bench.quantiles import p50, quantile
from tests.keys import KEYS
from tests.people import taken
from tests.people.signed_in import add_account
from tests.web.everybody import Everybody
from tests.web.visitor import open_in

ATTEMPTS, ROUNDS = 1_000_000, 100
PEOPLE = 100  # that the program makes; the others are copies
WITH_FILE, FILE_BYTES = 50, 200_000  # one of so many has a document that is kept
BATCH = 100  # copies of all these people in one statement
UNIQUE_TEXTS = {"code_hash", "address", "token_hash"}
COPIED = ("attempt", "answer", "profile", "document", "consent", "account", "adopted")


@dataclass
class Installation:
    """A database with an application on it, and the people that ask for pages."""

    app: Flask
    engine: Engine
    owner: FlaskClient
    coach: FlaskClient
    beheerder: FlaskClient
    handed_in: list[UUID]
    open: list[UUID]


def fill(engine: Engine, attempts: int) -> tuple[list[UUID], list[UUID]]:
    """Make people, and copy them until there are so many attempts.

    Return those made that have handed in, and those that have not.
    """
    content = load_content()
    made: tuple[list[UUID], list[UUID]] = ([], [])
    with database.writing(engine) as db:
        for seed in range(PEOPLE):
            add = taken.add_submitted if seed % 2 else taken.add_filled
            attempt_id = add(db, content, seed=seed)
            made[1 - seed % 2].append(attempt_id)
            if seed % 3 == 0:
                add_account(db, f"p{seed}@gemeente.example", at=taken.NOW, attempts=(attempt_id,))
            if seed % WITH_FILE == 1:
                document = results.add_document(db, attempt_id, taken.LATER)
                results.finish_document(db, document, os.urandom(FILE_BYTES), "0" * 64)
        db.commit()
    with engine.connect() as connection:
        _copy(connection, attempts // PEOPLE - 1)
    return made


def _copy(connection: Connection, copies: int) -> None:
    """Copy all rows so many times, each time under ids that begin with the number of the copy."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
        connection.connection.execute(f"PRAGMA {pragma}")
    tables = [Base.metadata.tables[name] for name in COPIED]
    for table in tables:
        connection.exec_driver_sql(f"CREATE TEMP TABLE made_{table.name} AS SELECT * FROM {table}")
    connection.commit()
    for first in range(1, copies + 1, BATCH):
        last = min(first + BATCH - 1, copies)
        numbers = f"WITH RECURSIVE copy(n) AS (VALUES({first}) UNION ALL SELECT n + 1 FROM copy"
        for table in tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            columns = ", ".join(map(_as_copied, table.columns))
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({names}) "
                f"{numbers} WHERE n < {last}) SELECT {columns} FROM copy, made_{table.name}"
            )
        connection.commit()


def _as_copied(column: Column[Any]) -> str:
    name = f'"{column.name}"'
    if type_of(column) is UUID:
        return f"printf('%08x', n) || substr({name}, 9)"
    if column.name in UNIQUE_TEXTS:
        return f"printf('%08x', n) || {name}"
    return name


def install(folder: Path, attempts: int) -> tuple[Installation, dict[str, Any]]:
    """Make a database of so many attempts with an application; tell what it takes."""
    url = f"sqlite:///{folder / 'bop.db'}"
    database.upgrade(url, KEYS)
    engine = database.open_engine(url, KEYS)
    began = time.monotonic()
    made = fill(engine, attempts)
    engine.dispose()  # what was set to copy quickly goes with its connection
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()  # or what is made is still being written while pages are measured
    told = {"attempts": attempts, "seconds_to_make": round(time.monotonic() - began),
            "bytes_per_attempt": round((folder / "bop.db").stat().st_size / attempts),
            "bytes_per_attempt_by_table": _weigh(engine, attempts)}  # fmt: skip
    return _people_it(engine, made, attempts // PEOPLE), told


def _weigh(engine: Engine, attempts: int) -> dict[str, int]:
    """Return how many bytes of an attempt each table takes with its indexes, where SQLite tells."""
    names = "SELECT name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index')"
    sizes: dict[str, int] = defaultdict(int)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA compile_options").scalars().all()
        if "ENABLE_DBSTAT_VTAB" not in pages:
            return {}
        table_of = dict(connection.exec_driver_sql(names).all())
        told = connection.exec_driver_sql("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")
        for name, size in told:
            sizes[table_of.get(name, name)] += size
    return {n: round(size / attempts) for n, size in sizes.items() if size > attempts}


def _people_it(engine: Engine, made: tuple[list[UUID], list[UUID]], copies: int) -> Installation:

    content = load_content()
    app = create_app(engine, content, enqueue=lambda _: None, worker_alive=lambda: True,
                     secret_key="tests", public_url="http://localhost", TESTING=True,
                     WTF_CSRF_ENABLED=False)  # fmt: skip
    app.extensions["engine"] = engine
    with database.writing(engine) as db:
        of_owner, later = (taken.add_submitted(db, content, seed=s) for s in (901, 902))
        db.commit()
    everybody = Everybody(app, of_owner)
    with database.writing(engine) as db:
        adopt_attempt(db, everybody.pair.owner.id, later, now=now())
        db.commit()
    owner, coach, beheerder = (everybody.enter(name) for name in
                               ("owner_by_account", "their_coach", "beheerder"))  # fmt: skip
    handed_in, filling = (_draw(ids, copies) for ids in made)
    return Installation(app, engine, owner, coach, beheerder, handed_in, filling)


def _draw(made: list[UUID], copies: int) -> list[UUID]:
    """Return people of all over the database: one for each round, from another copy each time."""
    drawn = []
    for turn in range(ROUNDS):
        copy = turn * 7919 % copies
        one = made[turn % len(made)]
        drawn.append(UUID(f"{copy:08x}{one.hex[8:]}") if copy else one)
    return drawn


def acts(one: Installation, turn: int) -> Iterator[tuple[str, Callable[[], Any], int]]:
    """Yield what somebody does, how, and the answer that is expected."""
    filling, done = (drawn[turn % len(drawn)] for drawn in (one.open, one.handed_in))
    client = one.app.test_client()
    open_in(client, filling, done)
    name = load_content().library.gedrag.items[0].id
    page = f"/afname/{filling}/gedrag/1"
    given = {"part": "gedrag", "item": name, f"seen.{name}": "999", name: str(turn % 5 + 1)}
    yield "page of statements", lambda: client.get(page), 200
    yield "one answer", lambda: client.post(f"/afname/{filling}/antwoord", data=given), 201
    yield "overview", lambda: client.get(f"/afname/{filling}"), 200
    yield "result", lambda: client.get(f"/afname/{done}/resultaat"), 200
    yield "history", lambda: one.owner.get("/account/verloop"), 200
    yield "account", lambda: one.owner.get("/account"), 200
    yield "queue of a coach", lambda: one.coach.get("/coach"), 200
    yield "desk", lambda: one.beheerder.get("/beheer/accounts"), 200


def compare(small: Installation, large: Installation, rounds: int) -> dict[str, Any]:
    """Return the milliseconds of each page in both databases, and how many times longer."""
    clock: dict[tuple[str, str], list[float]] = defaultdict(list)
    work: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(rounds):
        both = (("small", small), ("large", large))
        for size, one in both if turn % 2 else both[::-1]:
            for what, act, expected in acts(one, turn):
                began, used = time.perf_counter(), time.process_time()
                status = act().status_code
                work[what, size].append((time.process_time() - used) * 1000)
                clock[what, size].append((time.perf_counter() - began) * 1000)
                if status != expected:
                    raise RuntimeError(f"{what} answered {status} in the {size} database")
    return {what: _judge(clock, work, what) for what, size in clock if size == "small"}


def _judge(clock: Any, work: Any, what: str) -> dict[str, Any]:
    def both(times: Any, share: float) -> list[float]:
        return [round(quantile(times[what, size], share), 1) for size in ("small", "large")]

    tail, middle = both(clock, 0.95), p50(work[what, "large"]) / p50(work[what, "small"])
    return {"p50_ms": both(clock, 0.5), "p95_ms": tail, "p95_times": round(tail[1] / tail[0], 2),
            "cpu_p50_ms": both(work, 0.5), "cpu_p95_ms": both(work, 0.95),
            "cpu_p50_times": round(middle, 2)}  # fmt: skip


def time_the_round(one: Installation) -> dict[str, float]:
    """Return the seconds of what the worker does each twenty seconds, and once a day."""
    told = {}
    with database.reading(one.engine) as db:
        for name, act in (
            ("what waits", lambda: results.list_queued_documents(db)),
            ("retention, once a day", lambda: retention.find_due(db, now=now())),
        ):
            began = time.perf_counter()
            act()
            told[name] = round(time.perf_counter() - began, 3)
    return told


def main() -> int:
    """Print the comparison as JSON; everything that was made is gone afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bop-scale-"))
    try:
        small, large = folder / "small", folder / "large"
        small.mkdir()
        large.mkdir()
        few, _ = install(small, PEOPLE)
        many, told = install(large, chosen.attempts)
        print(f"scale: {told}", file=sys.stderr, flush=True)
        compare(few, many, 3)  # fills what is kept in memory
        found = {"pages": compare(few, many, chosen.rounds), "worker": time_the_round(many)}
        load = [round(one, 1) for one in os.getloadavg()]
        told = {"format": "bop-scale/1", "machine": machine.describe(), **told, **found}
        print(json.dumps(told | {"machine_load": load}, indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
