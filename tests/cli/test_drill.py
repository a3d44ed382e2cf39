"""The drill of docs/beheer on both databases, and from one to the other: the machine is lost."""

from contextlib import ExitStack

import pytest
from sqlalchemy import func, select

from assessment.cli import main
from assessment.config import read_settings
from assessment.services import backing_up, erasing
from assessment.store import attempts, carrying, database, results, snapshots
from assessment.store.attempts import AttemptNotFound
from assessment.store.data_keys import DataKeys, draw_key, write_keys
from assessment.store.deletions import FILE_NAME
from assessment.store.tables import Base
from tests.people import taken
from tests.people.everywhere import fill_tables

SENTENCE = "Dit-schreef-alleen-ik"


@pytest.fixture
def make_url(request, tmp_path):
    """Return a function that makes the address of an empty database of a kind."""
    with ExitStack() as opened:

        def make(kind, name):
            if kind == "sqlite":
                return f"sqlite:///{tmp_path / name / 'bop.db'}"
            return opened.enter_context(request.getfixturevalue("cluster").database())

        yield make


class Machine:
    """A machine with its own data folder, key file and database."""

    def __init__(self, monkeypatch, folder, url, backup_key):
        self.monkeypatch, self.folder, self.url, self.backup_key = (
            monkeypatch, folder, url, backup_key,
        )  # fmt: skip
        folder.mkdir()

    def run(self, *command):
        told = {"DATA": self.folder, "DATABASE_URL": self.url, "BACKUP_KEY": self.backup_key,
                "DATA_KEYS": self.folder / "data-keys"}  # fmt: skip
        for name, value in told.items():
            self.monkeypatch.setenv(f"BOP_{name}", str(value))
        return main(list(map(str, command)))

    def open(self):
        keys = DataKeys(self.folder / "data-keys")
        return database.open_engine(self.url, keys, folder=self.folder)


def add_somebody(machine):
    engine = machine.open()
    with database.writing(engine) as db:
        taken.add(db)
        db.commit()
    engine.dispose()


def count_rows(engine):
    with database.reading(engine) as db:
        tables = Base.metadata.sorted_tables
        return {t.name: db.scalar(select(func.count()).select_from(t)) for t in tables}


@pytest.mark.parametrize("then", ["sqlite", "postgresql"])
@pytest.mark.parametrize("first", ["sqlite", "postgresql"])
def test_another_machine_brings_back_all_but_who_deleted(
    monkeypatch, tmp_path, make_url, capsys, first, then
):
    secret, public = backing_up.make_key()
    (tmp_path / "key").write_text(secret)
    old = Machine(monkeypatch, tmp_path / "old", make_url(first, "old"), public)
    new = Machine(monkeypatch, tmp_path / "new", make_url(then, "new"), public)
    assert old.run("db", "upgrade") == 0
    engine = old.open()
    with database.writing(engine) as db:
        fill_tables(db, "Noor")
        stays, goes = (taken.add(db, name=name) for name in (SENTENCE, "Gaat"))
        attempts.save_answers(db, stays, "gedrag", {"a": SENTENCE}, seen={}, now=taken.NOW)
        document = results.add_document(db, stays, taken.NOW)
        results.finish_document(db, document, b"%PDF" * 9, "0" * 64)
        db.commit()
    before = count_rows(engine)
    backup = tmp_path / "nacht.age"

    assert old.run("db", "backup", "-o", backup) == 0
    with database.writing(engine) as db:
        erasing.delete_everything(db, goes)
        db.commit()
    engine.dispose()
    capsys.readouterr()
    assert new.run("db", "restore", backup, "--key", tmp_path / "key",
                   "--deleted", old.folder / FILE_NAME) == 0  # fmt: skip

    told = capsys.readouterr().out
    assert "aantallen en controlegetal" in told
    assert "zijn verwijderd: 1." in told
    assert new.run("db", "upgrade") == 0  # of this version, and with every key
    engine = new.open()
    after = count_rows(engine)
    assert after == before | dict.fromkeys(snapshots.OF_THEN, 0) | {"attempt": 2}
    with database.reading(engine) as db:
        attempt = attempts.get_attempt(db, stays)
        assert attempt.name == attempt.given("gedrag")["a"] == SENTENCE
        assert results.read_file(db, document) == b"%PDF" * 9
        with pytest.raises(AttemptNotFound):
            attempts.get_attempt(db, goes)
    engine.dispose()
    assert new.run("db", "restore", backup, "--key", tmp_path / "key") == 2  # never over it
    assert "staat al een database" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_holds_no_sentence_even_for_who_opens_it_without_its_keys(
    monkeypatch, tmp_path, make_url, kind
):
    secret, public = backing_up.make_key()
    machine = Machine(monkeypatch, tmp_path / "one", make_url(kind, "one"), public)
    assert machine.run("db", "upgrade") == 0
    engine = machine.open()
    with database.writing(engine) as db:
        taken.add(db, name=SENTENCE)
        db.commit()
    engine.dispose()

    snapshots.take_snapshot(machine.url, tmp_path / "copy.db")

    assert snapshots.measure(tmp_path / "copy.db").counts["attempt"] == 1
    assert SENTENCE.encode() not in (tmp_path / "copy.db").read_bytes()
    assert not list(tmp_path.glob("copy.db-*"))


def test_rows_that_did_not_arrive_are_noticed(monkeypatch, tmp_path, make_url):
    machine = Machine(monkeypatch, tmp_path / "one", make_url("sqlite", "one"), "")
    assert machine.run("db", "upgrade") == 0
    add_somebody(machine)
    monkeypatch.setattr(carrying, "_plain_tables", lambda: Base.metadata.sorted_tables[:0])
    target = make_url("postgresql", "two")

    with pytest.raises(database.DatabaseUnusable, match="niet evenveel rijen"):
        carrying.carry_from_file(tmp_path / "one" / "bop.db", target)


@pytest.mark.parametrize("moment", ["meanwhile", "halfway"])
def test_a_server_is_filled_by_one_and_whole_or_not_at_all(
    monkeypatch, tmp_path, make_url, capsys, moment
):
    secret, public = backing_up.make_key()
    (tmp_path / "key").write_text(secret)
    old = Machine(monkeypatch, tmp_path / "old", make_url("sqlite", "old"), public)
    new = Machine(monkeypatch, tmp_path / "new", make_url("postgresql", "new"), public)
    assert old.run("db", "upgrade") == 0
    add_somebody(old)
    assert old.run("db", "backup", "-o", tmp_path / "nacht.age") == 0
    restore = ["db", "restore", tmp_path / "nacht.age", "--key", tmp_path / "key"]

    with monkeypatch.context() as patch:
        if moment == "meanwhile":
            carry = carrying.carry_from_file
            patch.setattr(carrying, "carry_from_file",
                          lambda *given: (database.upgrade(new.url), carry(*given)))  # fmt: skip
        else:
            patch.setattr(carrying, "_carry", lambda *_: 1 / 0)
        if moment == "meanwhile":
            assert new.run(*restore) == 2
            assert "staat al een database" in capsys.readouterr().err
        else:
            with pytest.raises(ZeroDivisionError):
                new.run(*restore)
            assert database.is_empty(new.url)
            patch.undo()
            assert new.run(*restore) == 0


def test_a_machine_with_other_keys_is_refused_before_anything_is_written(
    monkeypatch, tmp_path, make_url, capsys
):
    url = make_url("postgresql", "shared")
    first, second = (Machine(monkeypatch, tmp_path / name, url, "") for name in ("one", "two"))
    assert first.run("db", "upgrade") == 0
    write_keys(second.folder / "data-keys", [draw_key(taken.NOW)])
    engine = first.open()
    before = count_rows(engine)

    assert second.run("db", "upgrade") == 2
    assert "gegevenssleutel ontbreekt" in capsys.readouterr().err

    write_keys(second.folder / "data-keys", DataKeys(first.folder / "data-keys").list())
    monkeypatch.setenv("BOP_SECRET_KEY", "van de eerste machine, geheim genoeg")
    at_work = database.open_engine(url, program=read_settings().program)
    with at_work.connect():
        assert second.run("db", "upgrade") == 0  # the same on both
        monkeypatch.setenv("BOP_SECRET_KEY", "van de tweede machine, geheim genoeg")
        assert second.run("db", "upgrade") == 2
        assert "met een andere geheime sleutel" in capsys.readouterr().err
        assert second.run("doctor") == 1
        assert "fout: BOP_SECRET_KEY: een andere machine" in capsys.readouterr().out
    at_work.dispose()
    assert second.run("db", "upgrade") == 0  # all were stopped: it was meant
    assert count_rows(engine) | {"pulse": 0} == before  # which the doctor writes
    engine.dispose()
