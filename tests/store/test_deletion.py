import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from assessment.store import attempts, database, personal, results, sessions
from assessment.store.engines import postgresql, sqlite
from assessment.store.personal import Whose
from assessment.store.tables import Base
from tests.clusters import only_postgresql, only_sqlite
from tests.people import taken
from tests.people.everywhere import fill_tables

SECRET = "Dit-schreef-alleen-ik"


@pytest.fixture
def gathered(monkeypatch):
    """Deletions were gathered long enough."""
    monkeypatch.setattr(postgresql, "ERASING_DELAY", 0)
    monkeypatch.setattr(sqlite, "ERASING_DELAY", -1)


def fill_every_table(db):
    attempt_id = taken.add(db, name=SECRET)
    answer = {"vraag": SECRET}
    attempts.save_answers(db, attempt_id, "verdieping", answer, seen={}, now=taken.NOW)
    results.keep_profile(db, attempt_id, {"over": SECRET}, taken.NOW)
    results.keep_plan(db, attempt_id, {"doel": SECRET}, seen=0, now=taken.NOW)
    document = results.add_document(db, attempt_id, taken.NOW, recipient=SECRET)
    results.finish_document(db, document, SECRET.encode(), "0" * 64)
    copy = results.Copy(uuid4(), "intervisiekaart", "html", SECRET, taken.NOW, "1" * 64)
    results.add_copy(db, attempt_id, copy, SECRET.encode())
    browser = sessions.add_session(db, uuid4().hex, device=SECRET, now=taken.NOW)
    sessions.open_attempt(db, browser, attempt_id, now=taken.NOW, most=5)
    return attempt_id


def rows(db):
    tables = [Base.metadata.tables[name] for name in personal.list_personal_tables()]
    return {t.name: db.scalar(select(func.count()).select_from(t)) for t in tables}


def test_deleting_an_attempt_leaves_no_row_of_it_in_any_table(db):
    person = fill_tables(db, "Noor")
    found = personal.read_holdings(db, Whose(attempt_ids=[person.attempt_id]))

    attempts.delete_attempt(db, person.attempt_id)

    # That browser is signed in as well; a college is of its other members too, and a round with its
    # invitations of who invites.
    of_others = {"session", "college", "round", "round_invitation", "round_letter"}
    of_attempt = {one.table for one in found} - of_others
    assert of_attempt >= {"attempt", "answer", "profile", "plan", "document", "opened"}
    left = {table for table in of_attempt if rows(db)[table]}
    assert left == set()


def test_deleting_an_attempt_leaves_those_of_others(db):
    other = fill_every_table(db)
    theirs = rows(db)
    attempt_id = fill_every_table(db)

    attempts.delete_attempt(db, attempt_id)

    assert rows(db) == theirs
    assert attempts.get_attempt(db, other).given("verdieping") == {"vraag": SECRET}


def test_deleting_an_attempt_unties_the_one_that_followed_it(db):
    earlier, later = fill_every_table(db), fill_every_table(db)
    attempts.set_previous(db, later, earlier)
    assert attempts.get_attempt(db, later).previous_id == earlier

    attempts.delete_attempt(db, earlier)

    assert attempts.get_attempt(db, later).previous_id is None


def on_disk(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir())


@only_sqlite
def test_after_the_commit_nothing_of_it_can_be_read_from_the_files(engine, tmp_path):
    with database.writing(engine) as db:
        attempt_id = fill_every_table(db)
        db.commit()
    assert SECRET.encode() in on_disk(tmp_path)

    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()

    assert SECRET.encode() not in on_disk(tmp_path)


@only_sqlite
def test_a_reader_in_the_way_does_not_hold_up_a_deletion(engine, tmp_path):
    with database.writing(engine) as db:
        attempt_id = fill_every_table(db)
        db.commit()

    with database.reading(engine) as reader:
        assert attempts.get_attempt(reader, attempt_id).name == SECRET
        with database.writing(engine) as db:
            attempts.delete_attempt(db, attempt_id)
            db.commit()
        with database.reading(engine) as db:
            assert set(rows(db).values()) == {0}
    assert database.erase_later(engine)  # what the worker does again later

    assert SECRET.encode() not in on_disk(tmp_path)


def leave_bytes(engine, attempt_id):
    """Delete as a page does that was split before: the row is gone and its bytes are not."""
    with closing(sqlite3.connect(engine.url.database)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM attempt WHERE id = ?", [attempt_id.hex])
        connection.commit()


@only_sqlite
def test_what_stayed_on_a_page_that_was_split_goes_when_the_file_is_made_anew(
    engine, tmp_path, gathered
):
    with database.writing(engine) as db:
        other, split, attempt_id = taken.add(db, name="Blijft"), taken.add(db), taken.add(db)
        db.commit()
    leave_bytes(engine, split)
    assert database.erase_later(engine)
    assert split.hex.encode() in on_disk(tmp_path)

    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()
    assert database.erase_later(engine)

    assert split.hex.encode() not in on_disk(tmp_path)
    assert attempt_id.hex.encode() not in on_disk(tmp_path)
    with database.reading(engine) as db:
        assert attempts.get_attempt(db, other).name == "Blijft"
        assert db.scalar(text("SELECT count(*) FROM erasing")) == 0


@only_sqlite
def test_a_file_is_made_anew_once_for_all_deletions_of_ten_minutes(engine, tmp_path):
    with database.writing(engine) as db:
        split, attempt_id = taken.add(db), taken.add(db)
        db.commit()
    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()
    leave_bytes(engine, split)

    assert database.erase_later(engine)
    assert split.hex.encode() in on_disk(tmp_path)

    with engine.begin() as connection:
        connection.execute(text("UPDATE erasing SET deleted_at = '2026-01-01 00:00:00.000000'"))
    assert database.erase_later(engine)
    assert split.hex.encode() not in on_disk(tmp_path)


@only_sqlite
def test_a_file_that_is_too_large_to_make_anew_is_told(engine, gathered, monkeypatch, caplog):
    monkeypatch.setattr(sqlite, "LARGEST_REWRITE", 0)
    with database.writing(engine) as db:
        attempts.delete_attempt(db, taken.add(db))
        db.commit()

    assert database.erase_later(engine)

    assert "too large to make anew" in caplog.text


@only_postgresql
def test_after_the_worker_looked_nothing_of_it_can_be_read_from_the_tables(
    engine, gathered, cluster
):
    with database.writing(engine) as db:
        other = taken.add(db, name="Blijft")
        attempt_id = fill_every_table(db)
        db.commit()
    assert SECRET.encode() in cluster.read_tables()

    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()
    assert database.erase_later(engine)

    assert SECRET.encode() not in cluster.read_tables()
    with database.reading(engine) as db:
        assert attempts.get_attempt(db, other).name == "Blijft"


@only_postgresql
def test_what_a_reader_may_still_see_is_erased_when_it_is_done(engine, gathered, cluster):
    with database.writing(engine) as db:
        attempt_id = fill_every_table(db)
        db.commit()

    with engine.execution_options(isolation_level="REPEATABLE READ").connect() as reader:
        reader.execute(select(func.count()).select_from(Base.metadata.tables["answer"]))
        with database.writing(engine) as db:
            attempts.delete_attempt(db, attempt_id)
            db.commit()
        assert not database.erase_later(engine)
    assert database.erase_later(engine)

    assert SECRET.encode() not in cluster.read_tables()


@only_postgresql
def test_tables_are_copied_once_for_all_deletions_of_ten_minutes(engine, cluster, monkeypatch):
    copied = []
    monkeypatch.setattr(postgresql, "_vacuum", lambda _, table: copied.append(table))
    for _ in range(2):
        with database.writing(engine) as db:
            attempts.delete_attempt(db, fill_every_table(db))
            db.commit()
    assert database.erase_later(engine)
    assert copied == []

    with engine.begin() as connection:
        first = "SELECT id FROM erasing LIMIT 1"
        earlier = f"deleted_at = now() - interval '10 minutes' WHERE id IN ({first})"
        connection.execute(text(f"UPDATE erasing SET {earlier}"))
    assert database.erase_later(engine)
    assert database.erase_later(engine)

    assert copied == sorted({"alembic_version", *Base.metadata.tables})


@only_postgresql
def test_a_table_that_is_too_large_to_copy_is_told(engine, gathered, monkeypatch, caplog):
    monkeypatch.setattr(postgresql, "LARGEST_REWRITE", 0)
    with database.writing(engine) as db:
        attempts.delete_attempt(db, fill_every_table(db))
        db.commit()

    assert database.erase_later(engine)

    assert "table answer is too large to copy" in caplog.text


@only_postgresql
def test_a_writer_in_the_way_puts_erasing_off(engine, gathered, cluster):
    with database.writing(engine) as db:
        attempt_id, other = fill_every_table(db), taken.add(db)
        db.commit()
    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()

    with database.writing(engine) as db:
        attempts.mark_used(db, other, taken.NOW)
        assert not database.erase_later(engine, seconds=0)
    assert database.erase_later(engine)

    assert SECRET.encode() not in cluster.read_tables()


def test_a_deletion_that_is_not_committed_deletes_nothing(engine):
    with database.writing(engine) as db:
        attempt_id = fill_every_table(db)
        db.commit()
        before = rows(db)
        attempts.delete_attempt(db, attempt_id)
        db.rollback()

        assert rows(db) == before


def test_deleting_what_does_not_exist_deletes_nothing(db):
    fill_every_table(db)
    before = rows(db)

    attempts.delete_attempt(db, uuid4())

    assert rows(db) == before
