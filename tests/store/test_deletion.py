from uuid import uuid4

from sqlalchemy import func, select

from assessment.store import attempts, database, results, sessions
from assessment.store.tables import Base
from tests.people import taken

SECRET = "Dit-schreef-alleen-ik"
# What somebody has without an attempt goes with the account: tests/services/test_accounts.py.
OF_ACCOUNTS = {"account", "adopted", "mail", "passkey", "pending", "recovery_code", "setup_code",
               "signed_in", "throttle"}  # fmt: skip
OF_NOBODY = {"version", "retention_run", "pulse", *OF_ACCOUNTS}  # counts and moments, of no person


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
    tables = [t for t in Base.metadata.sorted_tables if t.name not in OF_NOBODY]
    return {t.name: db.scalar(select(func.count()).select_from(t)) for t in tables}


def test_deleting_an_attempt_leaves_no_row_of_it_in_any_table(db):
    attempt_id = fill_every_table(db)
    assert 0 not in rows(db).values(), "name every table in fill_every_table"

    attempts.delete_attempt(db, attempt_id)

    assert set(rows(db).values()) == {0}


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


def test_after_the_commit_nothing_of_it_can_be_read_from_the_files(engine, tmp_path):
    with database.writing(engine) as db:
        attempt_id = fill_every_table(db)
        db.commit()
    assert SECRET.encode() in on_disk(tmp_path)

    with database.writing(engine) as db:
        attempts.delete_attempt(db, attempt_id)
        db.commit()

    assert SECRET.encode() not in on_disk(tmp_path)


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
    assert database.empty_log(engine)  # what the worker does again later

    assert SECRET.encode() not in on_disk(tmp_path)


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
