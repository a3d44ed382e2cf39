"""``bop retention``: what nobody used for a year."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assessment.cli import main
from assessment.store import database
from assessment.store.tables import AttemptRow
from tests.people import taken


@pytest.fixture
def address(tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    address = f"sqlite:///{tmp_path / 'var' / 'bop.db'}"
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("BOP_DATABASE_URL", raising=False)
    database.upgrade(address)
    engine = database.open_engine(address)
    with database.writing(engine) as db:
        for days in (400, 500, 10):
            taken.add(db, now=datetime.now(UTC) - timedelta(days=days))
        db.commit()
    engine.dispose()
    return address


def kept(address):
    engine = database.open_engine(address)
    with database.reading(engine) as db:
        found = len(db.scalars(select(AttemptRow.id)).all())
    engine.dispose()
    return found


def test_a_dry_run_tells_how_many_are_due_and_deletes_nothing(address, capsys):
    assert main(["retention", "--dry-run"]) == 0

    assert capsys.readouterr().out == "Een jaar niet gebruikt: 2. Er is niets verwijderd.\n"
    assert kept(address) == 3


def test_what_is_due_is_deleted_once(address, capsys):
    assert main(["retention"]) == 0
    assert main(["retention"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert told == [f"Een jaar niet gebruikt en nu verwijderd: {count}." for count in (2, 0)]
    assert kept(address) == 1
