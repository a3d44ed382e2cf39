"""``bop demo``: in a folder of its own, and never among people who exist."""

import os

import pytest

from assessment.cli import demonstrating, main
from assessment.services import accounts
from assessment.store import database, snapshots
from assessment.store.data_keys import draw_key, write_keys
from tests.keys import KEYS
from tests.people import taken
from tests.people.signed_in import NOOR, add_account


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of a demonstration; what the command does to the environment ends here."""
    environ = {name: value for name, value in os.environ.items() if name != "BOP_DATABASE_URL"}
    environ |= {"BOP_DEMO_DATA": str(tmp_path / "demo"), "BOP_DATA": str(tmp_path / "var")}
    monkeypatch.setattr(os, "environ", environ)
    return tmp_path / "demo"


@pytest.fixture
def fills(monkeypatch):
    """What is known of the mail when a demonstration is filled; with one of its people."""
    known = []

    def fill(db, *_, now, **__):
        known.append(demonstrating.read_settings().mail)
        address = demonstrating.demonstrating.list_entrances()[0].address
        accounts.set_role(db, address, "coach", now=now)

    monkeypatch.setattr(demonstrating.demonstrating, "fill_demonstration", fill)
    return known


def fill():
    return main(["demo", "--fill-only"])


def in_it(folder, write):
    engine = database.open_engine(f"sqlite:///{folder / 'bop.db'}", KEYS)
    with database.writing(engine) as db:
        write(db)
        db.commit()
    engine.dispose()


def test_a_demonstration_is_filled_once_and_mails_nobody(folder, fills):
    os.environ.update(BOP_MAIL_HOST="mail.example", BOP_MAIL_FROM="plan@mail.example")

    assert fill() == 0
    assert fill() == 0

    assert fills == [None]


def test_a_demonstration_that_cannot_be_filled_leaves_no_database_open(folder, monkeypatch):
    monkeypatch.setattr(demonstrating.demonstrating, "fill_demonstration", None)

    with pytest.raises(TypeError):  # tests.connections.closed_connections looks what is open
        fill()


def test_a_demonstration_has_keys_of_its_own_and_leaves_those_of_the_installation(
    folder, fills, tmp_path
):
    keys = tmp_path / "data-keys"
    write_keys(keys, [draw_key(taken.NOW)])
    before = keys.read_bytes()
    os.environ.update(BOP_DATA_KEYS=str(keys), BOP_SECRET_KEY="s" * 32, BOP_COOKIE_KEYS="c" * 32,
                      BOP_SIGN_IN_ISSUER="https://aanmelden.example")  # fmt: skip

    assert fill() == 0

    settings = demonstrating.read_settings()
    assert settings.data_keys == folder / "data-keys"
    assert settings.data_keys.is_file()
    assert settings.secret_key == (folder / "secret-key").read_text().strip()
    assert (settings.cookie_keys, settings.provider) == ((), None)
    assert keys.read_bytes() == before


@pytest.mark.parametrize("who", ["somebody who answered", "an account", "a beheerder"])
def test_a_folder_with_people_in_it_is_refused_and_stays_as_it_is(folder, fills, who, capsys):
    folder.mkdir()
    database.upgrade(f"sqlite:///{folder / 'bop.db'}")
    in_it(folder, {
        "somebody who answered": taken.add,
        "an account": lambda db: add_account(db, NOOR, at=taken.NOW),
        "a beheerder": lambda db: accounts.set_role(db, NOOR, "beheerder", now=taken.NOW),
    }[who])  # fmt: skip
    before = snapshots.hash_file(folder / "bop.db")

    assert fill() == 2

    assert "staan mensen die niet van de demonstratie zijn" in capsys.readouterr().err
    assert (fills, snapshots.hash_file(folder / "bop.db")) == ([], before)


def test_a_folder_of_which_the_database_is_lost_is_refused(folder, fills, capsys):
    folder.mkdir()
    (folder / "deleted-ids").touch()

    assert fill() == 2

    assert "is weg of leeg" in capsys.readouterr().err
    assert not (folder / "bop.db").exists()


def test_a_database_of_before_there_were_accounts_is_refused(folder, fills, capsys):
    folder.mkdir()
    database.upgrade(f"sqlite:///{folder / 'bop.db'}", to="0005")

    assert fill() == 2

    assert "staan mensen die niet van de demonstratie zijn" in capsys.readouterr().err
