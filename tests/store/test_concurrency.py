"""Two sessions at once."""

import threading

import pytest
from sqlalchemy.exc import OperationalError

from assessment.store import database, versions
from assessment.store.attempts import AnswersChanged, get_attempt, save_answers
from tests.clusters import only_postgresql
from tests.keys import KEYS
from tests.people import taken


@pytest.fixture
def impatient(monkeypatch, engine):
    """An engine that does not wait for another writer."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    other = database.open_engine(str(engine.url), KEYS)
    yield other
    other.dispose()


def test_a_tab_that_waited_for_another_sees_what_that_wrote(engine, attempt_id):
    refused = []

    def second_tab():
        with database.writing(engine) as db:
            try:
                save_answers(db, attempt_id, "gedrag", {"a": 1}, seen={"a": 0}, now=taken.NOW)
            except AnswersChanged as changed:
                refused.append(changed.stored["a"].value)

    with database.writing(engine) as first:
        save_answers(first, attempt_id, "gedrag", {"a": 5}, seen={"a": 0}, now=taken.NOW)
        waiting = threading.Thread(target=second_tab)
        waiting.start()  # it waits for the write lock until the commit
        first.commit()
    waiting.join(timeout=120)

    assert refused == [5]
    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).given("gedrag") == {"a": 5}


def test_many_tabs_that_save_other_answers_lose_none(engine, attempt_id):
    def tab(number):
        for turn in range(5):
            with database.writing(engine) as db:
                answer = {f"item-{number}-{turn}": 3}
                save_answers(db, attempt_id, "gedrag", answer, seen={}, now=taken.NOW)
                db.commit()

    tabs = [threading.Thread(target=tab, args=(number,)) for number in range(6)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join(timeout=120)

    with database.reading(engine) as db:
        attempt = get_attempt(db, attempt_id)
    assert len(attempt.given("gedrag")) == 30
    assert sorted(a.revision for a in attempt.answers["gedrag"].values()) == list(range(1, 31))


def test_a_writer_holds_the_lock_of_an_attempt_from_its_first_read(engine, impatient, attempt_id):
    with database.writing(engine) as first:
        get_attempt(first, attempt_id, lock=True)

        with database.writing(impatient) as second, pytest.raises(OperationalError, match="lock"):
            get_attempt(second, attempt_id, lock=True)


@only_postgresql
def test_writers_of_different_attempts_do_not_wait_for_each_other(engine, impatient, attempt_id):
    with database.writing(engine) as first:
        get_attempt(first, attempt_id, lock=True)

        with database.writing(impatient) as second:
            other = taken.add(second)
            save_answers(second, other, "gedrag", {"a": 5}, seen={}, now=taken.NOW)
            second.commit()

    with database.reading(engine) as db:
        assert get_attempt(db, other).given("gedrag") == {"a": 5}


def test_a_turn_is_of_one_writer_until_its_transaction_ends(engine, impatient):
    with database.writing(engine) as first:
        first.connection()  # SQLite has its turn from here
        database.take_turn(first, "versions")
        with pytest.raises(OperationalError, match="lock"):
            take_the_turn(impatient)
        first.commit()

    take_the_turn(impatient)


def take_the_turn(engine):
    with database.writing(engine) as db:
        database.take_turn(db, "versions", wait_seconds=0.001)
        db.connection()


def test_versions_that_are_added_at_the_same_moment_get_numbers_of_their_own(engine):
    start = threading.Barrier(4)

    def add():
        start.wait(timeout=120)
        with database.writing(engine) as db:
            versions.add_version(db, "norm", "gedrag-1", {}, now=taken.NOW)
            db.commit()

    adding = [threading.Thread(target=add) for _ in range(4)]
    for one in adding:
        one.start()
    for one in adding:
        one.join(timeout=120)

    with database.reading(engine) as db:
        assert [kept.number for kept in versions.list_versions(db, "norm")] == [1, 2, 3, 4]


def test_readers_do_not_wait_for_a_writer_and_see_only_what_was_committed(
    engine, impatient, attempt_id
):
    with database.writing(engine) as writer, database.reading(impatient) as reader:
        save_answers(writer, attempt_id, "gedrag", {"a": 5}, seen={}, now=taken.NOW)

        assert get_attempt(reader, attempt_id).answers == {}
