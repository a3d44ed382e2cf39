"""Two sessions at once, on the production engine."""

import threading

import pytest
from sqlalchemy.exc import OperationalError

from assessment.store import database
from assessment.store.attempts import AnswersChanged, get_attempt, save_answers
from tests.people import taken


@pytest.fixture
def impatient(monkeypatch, engine):
    """An engine that does not wait for another writer."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    other = database.open_engine(str(engine.url))
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
    waiting.join(timeout=20)

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
        one.join(timeout=30)

    with database.reading(engine) as db:
        attempt = get_attempt(db, attempt_id)
    assert len(attempt.given("gedrag")) == 30
    assert sorted(a.revision for a in attempt.answers["gedrag"].values()) == list(range(1, 31))


def test_a_writer_holds_the_lock_from_its_first_read(engine, impatient, attempt_id):
    with database.writing(engine) as first:
        get_attempt(first, attempt_id)

        with (
            database.writing(impatient) as second,
            pytest.raises(OperationalError, match="locked"),
        ):
            get_attempt(second, attempt_id)


def test_readers_do_not_wait_for_a_writer_and_see_only_what_was_committed(
    engine, impatient, attempt_id
):
    with database.writing(engine) as writer, database.reading(impatient) as reader:
        save_answers(writer, attempt_id, "gedrag", {"a": 5}, seen={}, now=taken.NOW)

        assert get_attempt(reader, attempt_id).answers == {}
