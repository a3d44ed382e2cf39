"""What only a server can do: cut a connection, wait for ever, be away."""

import threading

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from assessment.store import database
from assessment.store.attempts import get_attempt, get_attempt_facts, save_answers
from assessment.store.engines import postgresql
from tests.clusters import only_postgresql, running_cluster
from tests.keys import KEYS
from tests.people import taken

CUT = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{}'"


def save(db, attempt_id, answers, *, seen=None):
    save_answers(db, attempt_id, "gedrag", answers, seen=seen or {}, now=taken.NOW)


@only_postgresql
def test_a_connection_that_was_cut_is_noticed_before_it_is_used(engine, attempt_id, cluster):
    with database.reading(engine) as db:
        get_attempt(db, attempt_id)
    cluster.run(CUT.format(engine.url.database))

    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).id == attempt_id


@only_postgresql
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


@only_postgresql
def test_who_does_nothing_in_a_transaction_does_not_keep_its_locks_for_ever(
    database_url, attempt_id, monkeypatch
):
    monkeypatch.setattr(postgresql, "IDLE_SECONDS", 1)
    forgetful = database.open_engine(database_url, KEYS)
    monkeypatch.undo()
    engine = database.open_engine(database_url, KEYS)

    with database.writing(forgetful) as idle:
        get_attempt_facts(idle, attempt_id, lock=True)
        with database.writing(engine) as db:
            save(db, attempt_id, {"a": 4})
            db.commit()
        idle.invalidate()

    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).given("gedrag") == {"a": 4}
    for used in (forgetful, engine):
        used.dispose()


@only_postgresql
def test_two_that_wait_for_each_other_are_told_apart_as_an_outage(engine):
    with database.writing(engine) as db:
        both = [taken.add(db), taken.add(db)]
        db.commit()
    has_first, errors = threading.Barrier(2), []

    def lock(order):
        with database.writing(engine) as db:
            get_attempt(db, order[0], lock=True)
            has_first.wait(timeout=120)
            try:
                get_attempt(db, order[1], lock=True)
            except Exception as error:
                errors.append(error)

    locking = [threading.Thread(target=lock, args=(order,)) for order in (both, both[::-1])]
    for one in locking:
        one.start()
    for one in locking:
        one.join(timeout=120)

    assert [database.is_outage(error) for error in errors] == [True]


@only_postgresql
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


@only_postgresql
def test_the_pulse_does_not_wait_for_ever(engine, monkeypatch):
    monkeypatch.setattr(database, "PULSE_SECONDS", 0.1)
    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE pulse")

        with pytest.raises(Exception, match="timeout"):
            database.write_pulse(engine, taken.NOW)


WRITERS, CRASHES, MOST = 3, 3, 2_000


def save_until_the_crash(engine, attempt_id, acknowledged, enough, errors):
    """Save one answer after the other, and note each that was committed."""
    try:
        for number in range(len(acknowledged), MOST):
            with database.writing(engine) as db:
                save(db, attempt_id, {f"item-{number}": number, f"other-{number}": number})
                db.commit()
            acknowledged.append(number)
            enough.set()
    except Exception as error:
        errors.append(error)
    enough.set()


def test_after_a_crash_of_the_server_nothing_acknowledged_is_lost_and_nothing_is_half():
    with running_cluster() as cluster:
        url = cluster.create("crash")
        database.upgrade(url)
        engine = database.open_engine(url, KEYS)
        with database.writing(engine) as db:
            acknowledged = {taken.add(db): [] for _ in range(WRITERS)}
            db.commit()

        for _ in range(CRASHES):
            enough, errors = [threading.Event() for _ in acknowledged], []
            saving = [
                threading.Thread(target=save_until_the_crash, args=(engine, *of_one, event, errors))
                for of_one, event in zip(acknowledged.items(), enough, strict=True)
            ]
            for one in saving:
                one.start()
            for event in enough:
                assert event.wait(timeout=120)
            cluster.crash()
            for one in saving:
                one.join(timeout=120)
            cluster.start()
            assert all(database.is_outage(error) for error in errors)

            with database.reading(engine) as db:
                for attempt_id, numbers in acknowledged.items():
                    kept = get_attempt(db, attempt_id).given("gedrag")
                    assert all(kept.get(f"item-{number}") == number for number in numbers)
                    items = {item for item in kept if item.startswith("item-")}
                    others = {item.replace("other-", "item-") for item in set(kept) - items}
                    assert items == others  # of one commit: both or neither
                    numbers.extend(range(len(numbers), len(items)))  # committed, never told
        engine.dispose()
        assert all(len(numbers) >= CRASHES for numbers in acknowledged.values())


WORD = "goed"


@pytest.fixture(scope="module")
def strict():
    """Return where a server of its own listens, which asks somebody for a password."""
    with running_cluster() as cluster:
        cluster.run(f"CREATE ROLE noor LOGIN PASSWORD '{WORD}'")
        cluster.run("CREATE ROLE els NOLOGIN")
        cluster.run("CREATE DATABASE full_up CONNECTION LIMIT 0")
        cluster.run("CREATE DATABASE frozen")
        cluster.run("ALTER DATABASE frozen SET default_transaction_read_only = on")
        lines = (
            f"host all {who} 127.0.0.1/32 {how}\n"
            for who, how in {
                "noor": "scram-sha-256",
                "bop": "trust",
                "els": "trust",
                "ann": "trust",
            }.items()
        )
        (cluster.folder / "data" / "pg_hba.conf").write_text("".join(lines))
        cluster.crash()
        cluster.start()
        yield f"127.0.0.1:{cluster.port}"


@pytest.mark.parametrize(
    ("who", "what", "passes"),
    [
        ("noor:fout", "postgres", False),
        ("noor", "postgres", False),  # without a password
        (f"noor:{WORD}", "nowhere", False),
        ("els", "postgres", False),  # may not sign in
        ("ann", "postgres", False),  # is not there
        ("piet", "postgres", False),  # pg_hba.conf knows no such person
        ("bop", "postgres?sslmode=require", False),
        ("bop", "postgres?sslmode=verify-full", False),
        ("bop", "postgres?sslmode=gek", False),
        ("bop", "postgres?gek=1", False),
        (f"noor:{WORD}", "full_up", True),
    ],
)
@pytest.mark.parametrize("ask", [database.is_empty, database.list_versions, database.upgrade])
def test_a_server_that_refuses_who_we_say_we_are_is_not_away(strict, who, what, passes, ask):
    with pytest.raises(database.DatabaseUnusable) as told:
        ask(f"postgresql://{who}@{strict}/{what}")

    assert isinstance(told.value, database.DatabaseAway) is passes, told.value


def test_a_server_that_cannot_serve_now_is_away():
    for said in (
        "FATAL:  the database system is starting up",
        "FATAL:  sorry, too many clients already",
        "failed to resolve host 'db.example': [Errno -2] Name or service not known",
        "SSL error: certificate verify failed",
    ):  # a clock that is late, or one renewed
        error = OperationalError("", {}, psycopg.OperationalError(f"connection failed: {said}"))
        assert postgresql.may_pass(error), said


def test_a_server_that_only_reads_for_a_while_is_away(strict):
    with pytest.raises(database.DatabaseAway):
        database.upgrade(f"postgresql://bop@{strict}/frozen")
