"""A test that leaves a connection to SQLite open fails, whatever the Python."""

import sqlite3
from contextlib import closing

import pytest

from assessment.store import database
from tests.connections import all_closed

HERE = r"test_connections\.py:\d+"


def test_a_block_that_commits_and_does_not_close_is_refused(opened_connections, tmp_path):
    refused = pytest.raises(AssertionError, match=HERE)
    with refused, all_closed(opened_connections), sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE one (id)")

    connection.close()


def test_an_engine_that_is_not_disposed_of_is_refused(opened_connections, sqlite_url):
    engine = database.open_engine(sqlite_url)

    with pytest.raises(AssertionError, match=HERE), all_closed(opened_connections):
        engine.connect().close()  # back to the engine, which keeps it

    engine.dispose()


def test_what_is_closed_by_who_opened_it_is_fine(opened_connections, sqlite_url, tmp_path):
    with all_closed(opened_connections):
        with closing(sqlite3.connect(tmp_path / "a.db")):
            pass
        engine = database.open_engine(sqlite_url)
        engine.connect().close()
        engine.dispose()
