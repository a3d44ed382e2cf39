"""``bop retention``: what nobody used for long."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assessment.cli import main
from assessment.services.moments import AMSTERDAM
from assessment.store import database, retention
from assessment.store.tables import AttemptRow
from tests.keys import KEYS
from tests.people import taken


@pytest.fixture
def address(tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    address = f"sqlite:///{tmp_path / 'var' / 'bop.db'}"
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    database.upgrade(address)
    engine = database.open_engine(address, KEYS)
    with database.writing(engine) as db:
        now = datetime.now(UTC)
        for days in (400, 500, 350, 0):
            attempt_id = taken.add(db, now=now - timedelta(days=days))
            if days >= 400:
                retention.mark(db, [attempt_id], now - timedelta(days=31))
        db.commit()
    engine.dispose()
    return address


def kept(address):
    engine = database.open_engine(address, KEYS)
    with database.reading(engine) as db:
        found = len(db.scalars(select(AttemptRow.id)).all())
    engine.dispose()
    return found


def today():
    return f"{datetime.now(UTC).astimezone(AMSTERDAM):%Y-%m-%d}"


def contents(address):
    """Return all of the database as text, with the version of its tables."""
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())


def test_a_dry_run_tells_how_many_are_due_and_changes_nothing(address, capsys):
    before, began_on = contents(address), today()

    assert main(["retention", "--dry-run"]) == 0

    told = capsys.readouterr().out
    assert any(f"Het is {day}. Er zijn 4 afnames." in told for day in (began_on, today()))
    assert "nu te verwijderen: 2. Nu te markeren: 1." in told
    assert "Er is niets gemarkeerd of verwijderd." in told
    assert contents(address) == before


def test_a_dry_run_brings_no_database_up_to_date_and_makes_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    old = f"sqlite:///{tmp_path / 'bop.db'}"

    assert main(["retention", "--dry-run"]) == 2
    assert not (tmp_path / "bop.db").exists()

    database.upgrade(old, to="0005")
    before = contents(old)
    assert main(["retention", "--dry-run"]) == 2
    assert contents(old) == before
    assert "bop db upgrade" in capsys.readouterr().err


def test_without_yes_nothing_is_deleted(address, capsys):
    before = contents(address)

    assert main(["retention"]) == 2

    assert contents(address) == before
    assert "--yes" in capsys.readouterr().err


def test_with_yes_what_is_due_is_deleted_once(address, capsys):
    assert main(["retention", "--yes"]) == 0
    assert main(["retention", "--yes"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"Gemarkeerd: {marked}. Niet gebruikt en nu verwijderd: {deleted}."
        for marked, deleted in ((1, 2), (0, 0))
    ]
    assert kept(address) == 2


@pytest.fixture
def jumped(address):
    """Return the address of a database that nobody used for days."""
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        connection.execute("DELETE FROM attempt WHERE used_at > date('now', '-5 days')")
        connection.commit()
    return address


def test_a_clock_that_jumped_must_be_confirmed_with_the_day(jumped, capsys):
    assert main(["retention", "--yes"]) == 2
    assert main(["retention", "--yes", "--today", "2020-01-01"]) == 2
    assert kept(jumped) == 3
    assert "--today" in capsys.readouterr().err

    assert main(["retention", "--yes", "--today", today()]) == 0
    assert kept(jumped) == 1
