"""No table is forgotten when somebody asks for everything, or has everything deleted."""

import pytest
from sqlalchemy import select
from sqlalchemy.event import listen

from assessment.store import personal
from assessment.store.personal import Whose
from assessment.store.tables import Base
from tests.clusters import on_each_database as on_each_database
from tests.people.everywhere import fill_tables

SECRET_WORDS = ("hash", "secret", "locked", "token", "credential", "public_key", "password")
# The hashes stand where their owner reads them; the last only sounds like one.
NO_SECRET = {"document.content_hash", "release.content_hash", "agreed_plan.content_hash",
             "release.blocked_at"}  # fmt: skip


def whose(person):
    return Whose(person.account_id, [person.attempt_id], [person.address])


def test_of_every_table_it_can_be_told_whose_its_rows_are():
    assert personal.find_unclear() == []


def test_a_table_of_which_nobody_can_tell_is_found(monkeypatch):
    monkeypatch.setattr(Base.metadata.tables["throttle"], "info", {})

    assert personal.find_unclear() == [
        "throttle: no key leads to an account, an attempt or an address"
    ]


def test_everything_of_a_person_is_found_in_every_table(db):
    mine = fill_tables(db, "Noor")
    fill_tables(db, "Els")

    found = personal.read_holdings(db, whose(mine))

    assert {one.table for one in found} == set(personal.list_personal_tables())
    assert all(len(one.rows) == 1 for one in found)
    assert "Noor" in str(found)
    assert "Els" not in str(found)


def test_who_has_no_account_gets_what_hangs_on_the_attempt(db):
    mine = fill_tables(db, "Noor")

    found = personal.read_holdings(db, Whose(attempt_ids=[mine.attempt_id]))

    names = {one.table for one in found}
    assert {"attempt", "answer", "profile", "plan", "document", "opened", "session"} <= names
    assert not {"account", "passkey", "mail", "pending"} & names


def test_what_there_is_of_somebody_is_counted_by_keys_alone(db, engine):
    mine, read = fill_tables(db, "Noor"), []
    fill_tables(db, "Els")
    listen(engine, "before_cursor_execute", lambda *about: read.append(about[2]))

    counted = personal.count_holdings(db, whose(mine))

    counting = list(read)
    found = personal.read_holdings(db, whose(mine))
    assert counted == [(one.table, len(one.rows)) for one in found]
    locked = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables
              for column in table.columns if hasattr(column.type, "process_result_value")
              and "Encrypted" in type(column.type).__name__}  # fmt: skip
    assert len(locked) > 10
    assert not [s for s in counting if any(column in s for column in locked)]
    assert [s for s in read if any(column in s for column in locked)]  # what reads all does


def test_of_nobody_nothing_is_found(db):
    fill_tables(db, "Noor")

    assert personal.read_holdings(db, Whose()) == []


@pytest.mark.parametrize("table", personal.list_personal_tables())
def test_what_opens_something_is_in_no_copy(table):
    for column in Base.metadata.tables[table].columns:
        looks_secret = any(word in column.name for word in SECRET_WORDS)
        if looks_secret and f"{table}.{column.name}" not in NO_SECRET:
            assert column.info.get("secret"), f"{table}.{column.name}"


def test_a_file_stands_apart_and_json_is_read(db):
    mine = fill_tables(db, "Noor")

    found = {one.table: one for one in personal.read_holdings(db, whose(mine))}

    assert [data[:4] for data in found["document"].files.values()] == [b"Noor"]
    assert "pdf" not in found["document"].rows[0]
    assert found["plan"].rows[0]["plan"] == {"over": "Noor"}


def test_the_filled_person_really_fills_every_table(db):
    fill_tables(db, "Noor")

    for name in personal.list_personal_tables():
        assert db.execute(select(Base.metadata.tables[name])).first() is not None, name
