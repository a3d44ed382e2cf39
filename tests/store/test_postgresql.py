"""What only a server can do: cut a connection, wait for ever, be away."""

import threading

import pytest

from assessment.store import database
from assessment.store.attempts import get_attempt, get_attempt_facts, save_answers
from assessment.store.engines import postgresql
from tests.clusters import only_postgresql
from tests.people import taken

pytestmark = only_postgresql

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


def save(db, attempt_id, answers, *, seen=None):
    save_answers(db, attempt_id, "gedrag", answers, seen=seen or {}, now=taken.NOW)


def test_a_connection_that_was_cut_is_noticed_before_it_is_used(engine, attempt_id, cluster):
    with database.reading(engine) as db:
        get_attempt(db, attempt_id)
    cluster.run(CUT.format(engine.url.database))

    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).id == attempt_id


def test_a_connection_that_is_cut_in_the_middle_writes_nothing_and_is_an_outage(
    engine, attempt_id, cluster
):
    with database.writing(engine) as db:
        save(db, attempt_id, {"a": 4})
        cluster.run(CUT.format(engine.url.database))
        with pytest.raises(Exception, match=r"terminat|closed") as cut:
            db.commit()
    assert database.is_outage(cut.value)

    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).answers == {}


def test_who_does_nothing_in_a_transaction_does_not_keep_its_locks_for_ever(
    database_url, attempt_id, monkeypatch
):
    monkeypatch.setattr(postgresql, "IDLE_SECONDS", 1)
    forgetful = database.open_engine(database_url)
    monkeypatch.undo()
    engine = database.open_engine(database_url)

    with database.writing(forgetful) as idle:
        get_attempt_facts(idle, attempt_id, lock=True)
        with database.writing(engine) as db:
            save(db, attempt_id, {"a": 4})
            db.commit()
        idle.invalidate()

    for used in (forgetful, engine):
        used.dispose()


def test_two_that_wait_for_each_other_are_told_apart_as_an_outage(engine):
    with database.writing(engine) as db:
        both = [taken.add(db), taken.add(db)]
        db.commit()
    has_first, errors = threading.Barrier(2), []

    def lock(order):
        with database.writing(engine) as db:
            get_attempt(db, order[0], lock=True)
            has_first.wait(timeout=20)
            try:
                get_attempt(db, order[1], lock=True)
            except Exception as error:
                errors.append(error)

    locking = [threading.Thread(target=lock, args=(order,)) for order in (both, both[::-1])]
    for one in locking:
        one.start()
    for one in locking:
        one.join(timeout=30)

    assert [database.is_outage(error) for error in errors] == [True]


def test_the_pulse_is_written_and_fails_when_it_cannot_be(engine):
    for _ in range(2):
        database.write_pulse(engine, taken.NOW)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT written_at FROM pulse").scalars().all() == [
            taken.NOW
        ]
        connection.exec_driver_sql("DROP TABLE pulse")

    with pytest.raises(Exception, match="pulse"):
        database.write_pulse(engine, taken.NOW)
    assert database.free_bytes(engine) is None


def test_the_pulse_does_not_wait_for_ever(engine, monkeypatch):
    monkeypatch.setattr(database, "PULSE_SECONDS", 0.1)
    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE pulse")

        with pytest.raises(Exception, match="timeout"):
            database.write_pulse(engine, taken.NOW)
