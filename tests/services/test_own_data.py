"""The copy of everything about somebody: whole, of nobody else, and readable by a program."""

import io
import json
import zipfile

import jsonschema
import pytest

from assessment.services import own_data
from assessment.store import personal
from tests.clusters import on_each_database as on_each_database
from tests.people.everywhere import fill_tables
from tests.people.taken import NOW


def open_copy(db, whose):
    return zipfile.ZipFile(io.BytesIO(own_data.write_copy(db, whose, now=NOW)))


@pytest.fixture
def mine(db):
    person = fill_tables(db, "Noor")
    fill_tables(db, "Els")
    return person


def test_the_copy_holds_every_kind_and_every_file_and_nothing_of_somebody_else(db, mine):
    copy = open_copy(db, own_data.of_account(db, mine.account_id))

    names = copy.namelist()
    assert {f"gegevens/{table}.json" for table in personal.list_personal_tables()} <= set(names)
    assert [name for name in names if name.startswith("bestanden/document/")]
    everything = b"".join(copy.read(name) for name in names)
    assert b"Noor" in everything
    assert b"Els" not in everything
    assert b"els@" not in everything


def test_every_file_of_the_copy_keeps_to_the_schema_beside_it(db, mine):
    copy = open_copy(db, own_data.of_account(db, mine.account_id))
    schema = json.loads(copy.read("schema.json"))
    checker = jsonschema.Draft202012Validator
    checker.check_schema(schema)

    for name in copy.namelist():
        if name.startswith("gegevens/"):
            checker(schema).validate(json.loads(copy.read(name)))

    odd = json.loads(copy.read("gegevens/answer.json"))
    odd["rows"][0]["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        checker(schema).validate(odd)


def test_the_guide_tells_of_each_kind_what_it_is_and_what_was_left_out(db, mine):
    copy = open_copy(db, own_data.of_account(db, mine.account_id))

    guide = copy.read("lees-mij.txt").decode()

    for table in personal.list_personal_tables():
        assert own_data.describe_kind(table) in guide
    assert "Niet meegegeven: code_hash." in guide


def test_what_opens_something_is_not_in_the_copy(db, mine):
    copy = open_copy(db, own_data.of_account(db, mine.account_id))

    session = json.loads(copy.read("gegevens/session.json"))

    assert "token_hash" not in session["rows"][0]


def test_without_an_account_the_copy_is_of_the_attempt(db, mine):
    copy = open_copy(db, own_data.of_attempt(mine.attempt_id))

    assert "gegevens/answer.json" in copy.namelist()
    assert "gegevens/passkey.json" not in copy.namelist()


@pytest.mark.parametrize("table", personal.list_personal_tables())
def test_somebody_wrote_what_each_table_holds(table):
    assert own_data.describe_kind(table).endswith(".")


def test_no_sentence_is_about_a_table_that_is_gone():
    told = {key.removeprefix("kinds.") for key in own_data.TEXTS.keys if key.startswith("kinds.")}

    assert told == set(personal.list_personal_tables())
