"""A disk that took no writes for a while, and then does again: so does the program."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assessment.services.moments import now
from assessment.store import database
from assessment.store.database import reading, write_pulse, writing
from tests.breaking import can_be_immutable, immutable
from tests.clusters import only_sqlite
from tests.keys import KEYS

WRITE = text("INSERT OR REPLACE INTO pulse VALUES (1, '2026-11-29 08:00:00')")
READ = text("SELECT count(*) FROM pulse")
OPEN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("INSERT OR REPLACE INTO pulse VALUES (1, '2026-11-29 07:00:00')")
connection.commit()
print("open", flush=True)
sys.stdin.read()
"""


def write(engine):
    with writing(engine) as db:
        db.execute(WRITE)
        db.commit()


def read_only(engine, count):
    """Let connections that rest in the pool refuse to write, as when they were opened frozen."""
    sessions = [reading(engine) for _ in range(count)]
    for db in sessions:
        db.execute(text("PRAGMA query_only=ON"))
    return sessions


@only_sqlite
def test_after_one_write_is_refused_no_connection_goes_on_reading_only(engine):
    for db in read_only(engine, 3):
        db.close()

    with pytest.raises(DBAPIError, match="readonly"):
        write(engine)

    for _ in range(3):
        write(engine)


@only_sqlite
def test_a_connection_that_was_in_use_meanwhile_is_closed_when_it_is_given_back(engine):
    busy, resting = read_only(engine, 2)
    resting.close()
    with pytest.raises(DBAPIError, match="readonly"):
        write(engine)
    dbapi = busy.connection().connection.driver_connection

    busy.close()

    with pytest.raises(Exception, match="closed database"):
        dbapi.execute("SELECT 1")
    write(engine)


def test_where_nobody_can_forbid_writing_that_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))  # no chattr there

    assert not can_be_immutable(tmp_path)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def in_use_elsewhere(file):
    """Let another process have the database open, so that its log stays there."""
    other = subprocess.Popen([sys.executable, "-c", OPEN, str(file)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    try:
        assert other.stdout.readline() == b"open\n"
        yield
    finally:
        other.communicate()


@pytest.mark.parametrize("who_finds_out", ["a save", "the monitor"])
def test_a_process_that_first_opened_a_frozen_file_writes_again_once_it_may(
    tmp_path, who_finds_out
):
    if not can_be_immutable(tmp_path):
        pytest.skip("nobody may forbid writing here")
    database.upgrade(f"sqlite:///{tmp_path / 'bop.db'}")
    engine = database.open_engine(f"sqlite:///{tmp_path / 'bop.db'}", KEYS)
    with in_use_elsewhere(tmp_path / "bop.db"):
        with immutable([*tmp_path.glob("bop.db*"), tmp_path]), reading(engine) as db:
            assert db.scalar(READ) == 1

        refused = (lambda: write(engine)) if who_finds_out == "a save" else (
            lambda: write_pulse(engine, now()))  # fmt: skip
        with pytest.raises(Exception, match="readonly"):
            refused()

        write(engine)
        write_pulse(engine, now())
        engine.dispose()
