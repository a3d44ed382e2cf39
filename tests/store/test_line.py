"""Who waits to write on SQLite: one behind the other, and never longer than was said."""

import sqlite3
import threading
from contextlib import closing, suppress
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from assessment.store import database
from assessment.store.database import reading, writing
from assessment.store.engines import sqlite
from tests.clusters import only_sqlite
from tests.keys import KEYS

pytestmark = only_sqlite
WRITE = text("INSERT OR REPLACE INTO pulse VALUES (1, '2026-11-29 08:00:00')")


@pytest.fixture
def elsewhere(engine):
    """Another process that writes, as far as the file can tell."""
    with closing(sqlite3.connect(engine.url.database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@pytest.fixture
def open_engine(engine, monkeypatch):
    """Open an engine that waits for so many seconds, with the lock that is its line."""
    opened = []

    def open_one(seconds):
        line = threading.Lock()
        monkeypatch.setattr(sqlite, "threading", SimpleNamespace(Lock=lambda: line))
        monkeypatch.setattr(database, "BUSY_SECONDS", seconds)
        opened.append(database.open_engine(str(engine.url), KEYS))
        monkeypatch.undo()
        return opened[-1], line

    yield open_one
    for one in opened:
        one.dispose()


def write(engine):
    with writing(engine) as db:
        db.execute(WRITE)
        db.commit()


def test_who_waits_for_another_process_tries_again_after_pauses_that_grow(
    engine, elsewhere, monkeypatch
):
    pauses, clock = [], iter(range(10_000))

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 40:
            elsewhere.execute("COMMIT")

    monkeypatch.setattr(sqlite.time, "sleep", sleep)
    monkeypatch.setattr(sqlite.time, "monotonic", lambda: next(clock) / 100)

    write(engine)

    assert pauses[0] < pauses[5] <= pauses[39] == sqlite.LONGEST_PAUSE
    assert min(pauses) >= sqlite.SHORTEST_PAUSE
    assert pauses == sorted(pauses)


@pytest.mark.parametrize("seconds", [0, 0.01])
def test_who_waited_too_long_is_told_and_leaves_the_line(open_engine, elsewhere, seconds):
    impatient, line = open_engine(seconds)

    with pytest.raises(OperationalError, match="locked"):
        write(impatient)

    assert not line.locked()
    elsewhere.execute("COMMIT")
    write(impatient)


def test_of_two_in_one_process_the_second_writes_after_the_first(open_engine):
    patient, line = open_engine(60)
    tried = []

    def second():
        with writing(patient) as db:
            db.connection()
            tried.append("second")
            db.execute(WRITE)
            db.commit()

    with writing(patient) as first:
        first.execute(WRITE)
        waiting = threading.Thread(target=second)
        waiting.start()
        assert line.locked()
        tried.append("first")
        first.commit()
    waiting.join(timeout=60)

    assert tried == ["first", "second"]
    assert not line.locked()


def test_who_only_reads_waits_in_no_line(open_engine):
    patient, line = open_engine(60)

    with writing(patient) as writer, reading(patient) as reader:
        writer.execute(WRITE)
        assert line.locked()
        assert reader.scalar(text("SELECT 1")) == 1


def cut(db):
    db.connection().invalidate()


def break_statement(db):
    with suppress(DBAPIError):
        db.execute(text("no such statement"))


def go_on_reading(db):
    db.commit()
    db.scalar(text("SELECT 1"))


def roll_back(db):
    db.rollback()


@pytest.mark.parametrize("happens", [cut, break_statement, go_on_reading, roll_back])
def test_the_place_in_line_is_given_back_whatever_happens(open_engine, happens):
    patient, line = open_engine(60)

    with writing(patient) as db:
        db.execute(WRITE)
        happens(db)

    assert not line.locked()
    write(patient)


def test_a_file_that_may_only_be_read_is_told_at_once_and_keeps_nobody_in_line(open_engine):
    patient, line = open_engine(60)
    with reading(patient) as db:
        db.execute(text("PRAGMA query_only=ON"))

    with pytest.raises(DBAPIError, match="readonly"):
        write(patient)

    assert not line.locked()


@pytest.mark.parametrize("in_the_way", [False, True])
def test_other_statements_wait_as_long_as_before(open_engine, elsewhere, in_the_way):
    one, _ = open_engine(0.01)
    if not in_the_way:
        elsewhere.execute("COMMIT")

    with suppress(OperationalError):
        write(one)

    with reading(one) as db:
        assert db.scalar(text("PRAGMA busy_timeout")) == 10
