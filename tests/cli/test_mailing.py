"""``bop mail``: looking in the outbox and sending again."""

import re
import socket

import pytest

from assessment.cli import main
from assessment.config import list_missing, read_settings
from assessment.services import mailing
from assessment.services.codes import hash_code
from assessment.store import database
from assessment.store.accounts import find_setup_code
from tests.people.signed_in import add_account
from tests.people.taken import NOW

NOOR = "noor@gemeente.example"


@pytest.fixture
def bounced(database_url, engine, monkeypatch, tmp_path):
    """A mail that was refused, in the database that the command opens."""
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_DATABASE_URL", database_url)
    with database.writing(engine) as db:
        values = {"code": "123456", "url": "http://localhost"}
        mail_id = mailing.write_mail(db, NOOR, "sign_in", now=NOW, **values)
        mailing.note_bounced(db, mail_id, "550")
        db.commit()
    return mail_id


def test_the_outbox_tells_to_whom_and_how_it_stands_and_never_what_is_in_it(bounced, capsys):
    assert main(["mail", "list"]) == 0

    told = capsys.readouterr().out
    assert str(bounced) in told
    assert NOOR in told
    assert "geweigerd, 0 keer geprobeerd (550)" in told
    assert "123456" not in told


def test_a_refused_mail_is_put_in_front_again(bounced, capsys, engine):
    assert main(["mail", "resend", str(bounced)]) == 0

    with database.reading(engine) as db:
        assert mailing.list_due(db, now=NOW.replace(year=2027)) == [bounced]


@pytest.mark.parametrize("number", ["x", "74a16460-c879-4712-8b07-2d7fff7f7028", ""])
def test_what_is_no_mail_cannot_be_sent_again(bounced, capsys, number):
    assert main(["mail", "resend", number]) == 2

    assert "bop mail list" in capsys.readouterr().err


def test_an_empty_outbox_says_so(bounced, capsys, engine):
    with database.writing(engine) as db:
        mailing.delete_old(db, now=NOW.replace(year=2027))
        db.commit()

    assert main(["mail", "list"]) == 0
    assert "geen mail" in capsys.readouterr().out


MAIL = {"BOP_MAIL_HOST": "mail.bop.example", "BOP_MAIL_FROM": "plan@bop.example"}
ORGANISATION = {
    "BOP_ORGANISATION": "Vereniging van Voorbeelden",
    "BOP_ORGANISATION_HELP": "hulp@bop.example",
    "BOP_ORGANISATION_PRIVACY": "privacy@bop.example",
}
KEY = {"BOP_SECRET_KEY": "g" * 32}
DATA_KEYS = {"BOP_DATA_KEYS": "/etc/bop/data-keys"}
ELSEWHERE = {"BOP_HOST": "127.0.0.1", "BOP_PUBLIC_URL": "https://bop.example", **ORGANISATION}


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({}, []),
        (ELSEWHERE, ["BOP_SECRET_KEY", "BOP_DATA_KEYS", "BOP_MAIL_HOST"]),
        ({**ELSEWHERE, "BOP_HOST": "0.0.0.0", "BOP_PUBLIC_URL": "http://localhost"},
         ["BOP_SECRET_KEY", "BOP_DATA_KEYS", "BOP_MAIL_HOST"]),
        (ELSEWHERE | MAIL | DATA_KEYS, ["BOP_SECRET_KEY"]),
        (ELSEWHERE | MAIL | KEY, ["BOP_DATA_KEYS"]),
        (ELSEWHERE | DATA_KEYS | KEY, ["BOP_MAIL_HOST"]),
        (ELSEWHERE | MAIL | DATA_KEYS | KEY, []),
    ],
)  # fmt: skip
def test_where_people_come_from_elsewhere_each_missing_setting_is_named(tmp_path, told, missing):
    settings = read_settings({"BOP_DATA": str(tmp_path / "var"), **told})

    assert [line.partition(":")[0] for line in list_missing(settings)] == missing


def test_without_them_the_website_does_not_start(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("BOP_PORT", "0" * 4 + "1")
    for name, value in ELSEWHERE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("assessment.cli.serving._take_port", lambda _: socket.socket())

    assert main(["serve"]) == 2

    assert "BOP_MAIL_HOST" in capsys.readouterr().err
    assert not (tmp_path / "var" / "bop.db").exists()


def test_a_new_set_up_code_is_printed_and_only_its_hash_is_kept(bounced, capsys, engine):
    assert main(["setup-code"]) == 0

    told = capsys.readouterr().out
    code = re.search(r"\w{4}(-\w{4}){3}", told)[0]
    assert "/account/beheerder" in told
    with database.reading(engine) as db:
        assert find_setup_code(db) == hash_code(code)


def test_the_second_step_of_an_unknown_mailbox_cannot_be_reset(bounced, capsys, engine):
    assert main(["reset-second-step", "niemand@gemeente.example"]) == 2
    assert "geen account" in capsys.readouterr().err

    with database.writing(engine) as db:
        add_account(db, NOOR, at=NOW)
        db.commit()
    assert main(["reset-second-step", NOOR.upper()]) == 0
    with database.reading(engine) as db:
        told = next(mail for mail in mailing.list_mail(db) if mail.id != bounced)
    assert (told.recipient, read_settings().public_url in told.text) == (NOOR, True)
