"""Keys that lock what people wrote: nothing readable on disk, nothing opened without its key."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from assessment.store import accounts, attempts, database, mail, noting_keys, passkeys, results
from assessment.store.data_keys import DataKeyMissing, DataKeys, draw_key, read_keys, write_keys
from assessment.store.tables.columns import lock_text, open_text
from tests.clusters import only_postgresql, only_sqlite
from tests.keys import KEYS
from tests.people import taken

SENTENCE = "Dit-schreef-alleen-ik"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path):
    keys = DataKeys(tmp_path / "keys")
    keys.keep([draw_key(NOW)])
    return keys


@given(st.text())
def test_a_text_comes_back_as_it_was_and_stands_nowhere_as_itself(written):
    locked = lock_text(KEYS, written)
    assert open_text(KEYS, locked) == written
    assert len(written) < 3 or written not in locked


def test_the_same_text_is_locked_in_another_way_each_time(keys):
    assert keys.lock(b"3") != keys.lock(b"3")


def test_what_was_changed_in_one_bit_does_not_open(keys):
    locked = keys.lock(b"een antwoord")
    for place in range(3, len(locked)):
        changed = bytearray(locked)
        changed[place] ^= 1
        with pytest.raises(DataKeyMissing, match="veranderd of beschadigd"):
            keys.open(bytes(changed))


def test_a_new_key_in_the_file_locks_at_once_and_the_old_one_still_opens(keys):
    before = keys.lock(b"eerder")
    elsewhere = DataKeys(keys.file)  # another process
    first = elsewhere.list()[0]
    new = draw_key(NOW + timedelta(days=1))
    elsewhere.keep([new, first])

    after = keys.lock(b"later")

    assert (before[:3], after[:3]) == (first.id, new.id)
    assert keys.open(before) == b"eerder"
    assert elsewhere.open(after) == b"later"


def test_without_its_key_nothing_opens_and_the_key_is_named(keys, tmp_path):
    locked = keys.lock(b"een antwoord")
    other = DataKeys(tmp_path / "other")
    other.keep([draw_key(NOW)])
    with pytest.raises(DataKeyMissing, match=keys.list()[0].name):
        other.open(locked)


def test_a_file_that_went_away_locks_nothing_that_could_not_be_opened_again(keys):
    keys.lock(b"eerder")
    keys.file.unlink()
    with pytest.raises(DataKeyMissing, match="staat geen gegevenssleutel"):
        keys.lock(b"later")


@pytest.mark.parametrize("line", ["geen sleutel", "2026-01-01T00:00:00+00:00 YWJj", "2026-01-01 x"])
def test_half_a_key_is_told_with_its_line(keys, line):
    keys.file.write_text(keys.file.read_text() + line + "\n")
    with pytest.raises(DataKeyMissing, match="regel 2"):
        read_keys(keys.file)


def test_the_file_is_for_its_owner_only(keys):
    assert keys.file.stat().st_mode & 0o777 == 0o600
    write_keys(keys.file, [draw_key(NOW)])
    assert [key.made_at for key in read_keys(keys.file)] == [NOW]


def write_everything(db):
    """Put one sentence wherever a person can write one, or where one is repeated."""
    attempt_id = taken.add(db, name=SENTENCE)
    attempts.save_answers(db, attempt_id, "verdieping", {"open": SENTENCE}, seen={}, now=taken.NOW)
    results.keep_profile(db, attempt_id, {"over": SENTENCE}, taken.NOW)
    results.keep_plan(db, attempt_id, {"doel": SENTENCE}, seen=0, now=taken.NOW)
    document = results.add_document(db, attempt_id, taken.NOW, recipient=SENTENCE)
    results.finish_document(db, document, SENTENCE.encode(), "0" * 64)
    mail.add_mail(db, "ik@voorbeeld.nl", "Onderwerp", SENTENCE, now=taken.NOW)
    account = accounts.add_account(db, "ik@voorbeeld.nl", now=taken.NOW)
    passkeys.add_passkey(db, account.id, credential_id=b"1", public_key=b"2", sign_count=0,
                         name=SENTENCE, now=taken.NOW)  # fmt: skip
    return attempt_id, document


@only_sqlite
def test_no_sentence_stands_in_the_files_of_the_database(engine, tmp_path):
    with database.writing(engine) as db:
        attempt_id, document = write_everything(db)
        db.commit()

    found = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert attempt_id.hex.encode() in found  # it is the right file
    assert SENTENCE.encode() not in found
    check_readable(engine, attempt_id, document)


@only_postgresql
def test_no_sentence_stands_in_the_tables_of_the_server(engine, cluster):
    with database.writing(engine) as db:
        attempt_id, document = write_everything(db)
        db.commit()

    found = cluster.read_tables()
    assert attempt_id.bytes in found
    assert SENTENCE.encode() not in found
    check_readable(engine, attempt_id, document)


def check_readable(engine, attempt_id, document):
    with database.reading(engine) as db:
        attempt = attempts.get_attempt(db, attempt_id)
        assert attempt.name == attempt.given("verdieping")["open"] == SENTENCE
        assert results.find_profile(db, attempt_id) == {"over": SENTENCE}
        assert results.find_plan(db, attempt_id)[0] == {"doel": SENTENCE}
        assert results.get_document(db, document).recipient == SENTENCE
        assert results.read_file(db, document) == SENTENCE.encode()
        assert mail.list_mail(db)[0].text == SENTENCE


def test_a_database_names_the_keys_it_needs_and_misses_one(database_url, keys):
    engine = database.open_engine(database_url, keys)
    noting_keys.match_keys(engine, NOW)
    [first] = keys.list()
    keys.keep([draw_key(NOW)])

    with pytest.raises(DataKeyMissing, match=first.name):
        noting_keys.match_keys(engine, NOW)

    with database.reading(engine) as db:  # and the new key was not noted
        assert noting_keys.list_noted_keys(db) == [first.name]
    engine.dispose()


def test_who_opens_a_database_without_keys_is_told_so(database_url, engine, attempt_id):
    without = database.open_engine(database_url)
    with database.writing(without) as db, pytest.raises(DataKeyMissing) as told:
        attempts.save_answers(db, attempt_id, "gedrag", {"a": 1}, seen={}, now=taken.NOW)
    assert database.is_outage(told.value)  # a document that needs it waits and does not fail
    without.dispose()


def test_what_is_not_locked_is_not_taken_for_what_is(engine, attempt_id):
    with engine.begin() as connection:
        connection.execute(text("UPDATE attempt SET name = 'niet op slot'"))
    with database.reading(engine) as db, pytest.raises(DataKeyMissing):
        attempts.get_attempt(db, attempt_id)
