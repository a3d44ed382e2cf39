"""Who opens a connection to SQLite closes it, whatever the Python that the tests run on.

Python tells of one that was left open since 3.13 only, and then in whichever test is running.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

TESTS = str(Path(__file__).parent)

Opened = list[tuple[sqlite3.Connection, str]]


@pytest.fixture(scope="session", autouse=True)
def opened_connections() -> Iterator[Opened]:
    """Every connection that this test opens, and which line of the tests had it opened."""
    opened: Opened = []
    connect = sqlite3.connect

    def note(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        opened.append((connection, _find_line()))
        return connection

    with pytest.MonkeyPatch.context() as patch:
        for module in (sqlite3, sqlite3.dbapi2):  # SQLAlchemy uses the second
            patch.setattr(module, "connect", note)
        yield opened


@pytest.fixture(autouse=True)
def closed_connections(opened_connections: Opened) -> Iterator[None]:
    """Fail a test that leaves a connection open; fixtures of more than one test keep theirs."""
    with all_closed(opened_connections):
        yield


@contextmanager
def all_closed(opened: Opened) -> Iterator[None]:
    """Refuse that a connection which the block opened is still open after it."""
    opened.clear()
    yield
    left = [line for connection, line in opened if _is_open(connection)]
    opened.clear()
    assert not left, f"connections to SQLite are still open that were opened at {left}"


def _find_line() -> str:
    frame = sys._getframe(2)
    while frame.f_back and not frame.f_code.co_filename.startswith(TESTS):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:  # closed
        return False
