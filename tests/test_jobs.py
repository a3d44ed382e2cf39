"""The worker, making documents at once; the real queue is tested where it must survive a crash."""

import logging
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from assessment.drawing_apart import DrawingDied
from assessment.jobs import Worker, remake_broken_queue
from assessment.services import erasing, mailing, reminding, reporting
from assessment.services.rounds import keeping, sending
from assessment.store import attempts, database, results
from assessment.store import retention as store_retention
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql
from tests.people import invited, taken
from tests.people.signed_in import NOOR, add_account


@pytest.fixture
def make_worker(engine, content, tmp_path):
    """Make workers with a queue of this name; each queue is closed after the test."""
    with ExitStack() as queues:

        def make(queue="queue.db", **settings):
            worker = Worker(engine, content, tmp_path / queue, **settings)
            queues.callback(worker.huey.storage.close)
            return worker

        yield make


@pytest.fixture
def worker(make_worker):
    return make_worker(immediate=True)


@pytest.fixture
def ask(engine, content):
    def ask_for_a_document():
        with database.writing(engine) as db:
            attempt_id = taken.add_submitted(db, content)
            attempt = attempts.get_attempt(db, attempt_id)
            document = reporting.ask_document(db, attempt, now=taken.LATER)
            db.commit()
        return document

    return ask_for_a_document


def state(engine, document):
    with database.reading(engine) as db:
        return results.get_document(db, document)


def file(engine, document):
    with database.reading(engine) as db:
        return results.read_file(db, document)


def test_a_document_that_is_asked_for_is_made(worker, engine, ask):
    document = ask()

    worker.enqueue(document)

    assert state(engine, document).state == results.READY
    assert file(engine, document).startswith(b"%PDF")


def test_a_failure_is_noted_so_that_the_owner_hears_it(worker, engine, ask, monkeypatch, caplog):
    document = ask()

    def broken(*_, **__):
        raise RuntimeError("geen letters")

    monkeypatch.setattr(reporting, "make_document", broken)
    with caplog.at_level(logging.ERROR):
        worker.enqueue(document)

    assert state(engine, document).state == results.FAILED
    assert "could not be made" in caplog.text


def test_deleting_everything_while_the_document_is_made_leaves_nothing(
    worker, engine, ask, monkeypatch
):
    document = ask()

    def deleted_meanwhile(*_, **__):
        with database.writing(engine) as db:
            erasing.delete_everything(db, results.get_document(db, document).attempt_id)
            db.commit()
        return reporting.Made(b"%PDF te laat", "0" * 64)

    monkeypatch.setattr(reporting, "make_document", deleted_meanwhile)
    worker.enqueue(document)

    with database.reading(engine) as db, pytest.raises(results.DocumentNotFound):
        results.get_document(db, document)


def test_a_document_that_is_gone_before_its_turn_is_passed_over(worker, engine, ask, caplog):
    document = ask()
    with database.writing(engine) as db:
        erasing.delete_everything(db, results.get_document(db, document).attempt_id)
        db.commit()

    with caplog.at_level(logging.ERROR):
        worker.enqueue(document)

    assert caplog.text == ""
    with pytest.raises(results.DocumentNotFound):
        state(engine, document)


def test_what_waited_before_a_crash_is_made_after_it(worker, engine, ask, quick_pdf):
    waiting = [ask(), ask()]

    assert worker.enqueue_waiting() == 2

    assert [file(engine, document) for document in waiting] == [quick_pdf] * 2
    assert worker.enqueue_waiting() == 0


def test_the_queue_survives_the_process_that_filled_it(make_worker, engine, ask, quick_pdf):
    document = ask()
    make_worker().enqueue(document)

    after_a_crash = make_worker()
    task = after_a_crash.huey.dequeue()
    after_a_crash.huey.execute(task)

    assert state(engine, document).state == results.READY


def test_waiting_documents_stand_in_the_queue_once(make_worker, ask):
    worker = make_worker()
    worker.enqueue(ask())

    worker.enqueue_waiting()
    worker.enqueue_waiting()

    assert len(worker.huey) == 1


def test_the_worker_says_that_it_lives(make_worker):
    worker = make_worker()
    assert worker.last_seen() is None

    worker.say_alive()

    seen = make_worker().last_seen()
    assert seen is not None
    assert seen.utcoffset().total_seconds() == 0


@pytest.mark.parametrize(("minutes", "alive"), [(0, True), (1, True), (3, False), (-60, False)])
def test_a_worker_that_said_nothing_lately_does_not_live(make_worker, minutes, alive):
    worker = make_worker()
    assert not worker.is_alive()
    said = datetime.now(UTC) - timedelta(minutes=minutes)  # later than now: the clock went back
    worker.huey.storage.put_data(b"alive", said.isoformat().encode())

    assert worker.is_alive() == alive


def test_a_document_that_stands_in_the_queue_twice_is_made_once(worker, engine, ask, quick_pdf):
    document = ask()
    worker.enqueue(document)
    first = state(engine, document)

    worker.enqueue(document)

    assert state(engine, document) == first


def test_a_document_that_failed_is_not_tried_again_by_itself(worker, engine, ask, quick_pdf):
    document = ask()
    with database.writing(engine) as db:
        reporting.keep_document(db, document, None)
        db.commit()

    worker.enqueue(document)

    assert state(engine, document).state == results.FAILED


def test_a_document_that_never_reached_the_queue_is_found_later(worker, engine, ask, quick_pdf):
    document = ask()

    worker.look_after()

    assert file(engine, document) == quick_pdf
    assert worker.last_seen() is not None


def test_looking_after_leaves_alone_what_stands_in_the_queue(make_worker, ask):
    worker = make_worker()
    worker.enqueue(ask())

    worker.look_after()

    assert len(worker.huey) == 1


def test_looking_after_goes_on_when_the_database_does_not_answer(worker, monkeypatch, caplog):
    monkeypatch.setattr("assessment.jobs.open_stored", None)

    worker.look_after()

    assert "could not look after" in caplog.text


def keep_marked(engine, *, count):
    """Keep attempts that were marked in time and are due now, and one that is in use."""
    now = datetime.now(UTC)
    with database.writing(engine) as db:
        old = [taken.add(db, now=now - timedelta(days=400)) for _ in range(count)]
        store_retention.mark(db, old, now - timedelta(days=31))
        taken.add(db, now=now)
        db.commit()
    return count


def count_attempts(engine):
    with database.reading(engine) as db:
        return store_retention.count_attempts(db)


def test_the_worker_deletes_what_was_marked_and_nobody_used_for_a_year(worker, engine, caplog):
    keep_marked(engine, count=2)

    worker.look_after()

    assert count_attempts(engine) == 1
    assert "deleted 2 of 3 attempts" in caplog.text


@pytest.fixture
def reminded(make_worker, engine, content):
    """A worker that writes reminders, and somebody who wants one a year after ``days`` ago."""

    def make(days):
        now = datetime.now(UTC)
        with database.writing(engine) as db:
            attempt_id = taken.add_submitted(db, content, now=now)
            attempts.set_submitted(db, attempt_id, now - timedelta(days=days), now=now)
            noor = add_account(db, NOOR, at=now, attempts=(attempt_id,))
            reminding.set_wanted(db, noor.id, ["measuring"], now=now - timedelta(days=days))
            db.commit()
        url = "https://bop.example"
        return make_worker(public_url=url, immediate=True)

    return make


def count_mail(engine):
    with database.reading(engine) as db:
        return len(mailing.list_mail(db))


def test_the_worker_writes_a_reminder_once_however_often_it_looks(reminded, engine):
    worker = reminded(days=370)

    for _ in range(3):
        worker.look_after()

    assert count_mail(engine) == 1


def test_no_reminder_is_written_before_its_day_or_while_the_clock_jumps(
    reminded, engine, monkeypatch
):
    worker = reminded(days=300)
    worker.look_after()
    assert count_mail(engine) == 0

    class Jumped(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=75)

    monkeypatch.setattr("assessment.jobs.datetime", Jumped)
    worker.look_after()

    assert count_mail(engine) == 0


def test_what_fails_in_one_thing_keeps_the_others_from_nothing(
    reminded, engine, monkeypatch, caplog
):
    worker = reminded(days=370)

    def fail():
        raise ValueError("of this test")

    done = []
    monkeypatch.setattr(worker, "run_retention", fail)
    monkeypatch.setattr(worker, "write_round_mail", lambda: done.append("mail"))
    monkeypatch.setattr(worker, "publish_demand", lambda: done.append("demand"))

    worker.look_after()

    assert done == ["mail", "demand"]
    assert caplog.text.count("could not look after") == 1


def test_retention_runs_once_a_day(worker, engine):
    worker.look_after()
    keep_marked(engine, count=2)

    worker.look_after()

    assert count_attempts(engine) == 3


def test_a_clock_that_jumps_deletes_and_marks_nobody_and_is_logged_once(
    worker, engine, monkeypatch, caplog
):
    keep_marked(engine, count=2)

    class Jumped(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=400)

    monkeypatch.setattr("assessment.jobs.datetime", Jumped)
    for _ in range(3):
        worker.look_after()

    assert count_attempts(engine) == 3
    assert caplog.text.count("retention did nothing") == 1


def test_a_round_is_not_counted_by_a_clock_that_jumped(worker, engine, monkeypatch):
    worker.look_after()
    asked = []
    monkeypatch.setattr("assessment.jobs.counting.is_due", lambda db, now: asked.append(now))
    monkeypatch.setattr("assessment.jobs.retention.has_clock_jumped", lambda db, now: True)

    worker.count_rounds()

    assert asked == []


def test_a_large_share_is_left_to_a_person(worker, engine, caplog):
    keep_marked(engine, count=11)

    worker.look_after()

    assert count_attempts(engine) == 12
    assert "11 of 12 attempts would be deleted" in caplog.text


@pytest.fixture
def deadly(make_worker):
    """Return a worker of which every document ends the process that draws it."""

    def die(_):
        raise DrawingDied("status -9")

    return make_worker(draw=die)


def test_a_document_that_ended_its_process_three_times_is_given_up(deadly, engine, ask, caplog):
    document = ask()
    for _ in range(2):
        deadly.make(str(document))
        assert state(engine, document).state == results.QUEUED

    deadly.make(str(document))

    assert state(engine, document).state == results.FAILED
    assert f"{document} is given up: that happened 3 times" in caplog.text


def test_deaths_are_those_of_one_document(deadly, engine, ask):
    documents = [ask() for _ in range(4)]

    for document in documents:
        deadly.make(str(document))

    assert {state(engine, document).state for document in documents} == {results.QUEUED}


def test_deaths_are_counted_over_all_machines_together(make_worker, deadly, engine, ask):
    document = ask()
    elsewhere = make_worker("of-another-machine.db", draw=deadly._draw)
    for worker in (deadly, elsewhere):
        worker.make(str(document))
        assert state(engine, document).state == results.QUEUED

    deadly.make(str(document))

    assert state(engine, document).state == results.FAILED


def test_a_document_that_died_once_is_still_made(make_worker, deadly, engine, ask, quick_pdf):
    document = ask()
    deadly.make(str(document))

    make_worker().make(str(document))

    assert state(engine, document).state == results.READY


@only_postgresql
def test_a_document_that_another_worker_has_in_hand_is_left_to_it(
    worker, engine, database_url, ask, quick_pdf
):
    document = ask()
    elsewhere = database.open_engine(database_url)
    with database.try_turn(elsewhere, f"document {document}") as is_theirs:
        assert is_theirs
        worker.make(str(document))
        assert state(engine, document).state == results.QUEUED
    elsewhere.dispose()

    worker.make(str(document))

    assert state(engine, document).state == results.READY


@only_postgresql
def test_the_turn_of_a_worker_that_is_gone_is_free(worker, engine, database_url, ask, quick_pdf):
    document = ask()
    elsewhere = database.open_engine(database_url)
    with database.try_turn(elsewhere, f"document {document}"):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as operator:
            operator.exec_driver_sql(
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks JOIN pg_database"
                " ON pg_database.oid = pg_locks.database AND datname = current_database()"
                " WHERE locktype = 'advisory'"
            )
        worker.make(str(document))
    elsewhere.dispose()

    assert state(engine, document).state == results.READY


def test_a_database_that_is_away_for_a_while_fails_no_document(
    worker, engine, ask, monkeypatch, quick_pdf, caplog
):
    from sqlalchemy.exc import OperationalError

    document = ask()

    def away(*_, **__):
        raise OperationalError("select", {}, Exception("de schijf is weg"))

    with monkeypatch.context() as outage:
        outage.setattr(reporting, "make_document", away)
        for _ in range(5):
            worker.make(str(document))
    assert state(engine, document).state == results.QUEUED
    assert "waits" in caplog.text

    worker.look_after()

    assert state(engine, document).state == results.READY


def test_a_queue_that_is_no_database_is_made_anew(make_worker, ask, tmp_path, quick_pdf):
    queue = tmp_path / "queue.db"
    queue.write_bytes(b"dit is een brief" * 300)

    remake_broken_queue(queue)
    worker = make_worker()
    worker.enqueue(ask())

    assert len(worker.huey) == 1
    assert (tmp_path / "queue.db.broken").exists()


def test_a_folder_in_the_place_of_the_queue_is_put_aside(make_worker, ask, tmp_path, quick_pdf):
    queue = tmp_path / "queue.db"
    queue.mkdir()

    remake_broken_queue(queue)
    worker = make_worker()
    worker.enqueue(ask())

    assert len(worker.huey) == 1
    assert (tmp_path / "queue.db.broken").is_dir()


def test_a_queue_that_somebody_has_locked_stays(tmp_path, monkeypatch):
    queue = tmp_path / "queue.db"
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda file: connect(file, timeout=0))  # no waiting
    with closing(connect(queue)) as other:
        other.execute("CREATE TABLE task (id)")
        other.execute("BEGIN EXCLUSIVE")
        remake_broken_queue(queue)

    assert queue.exists()
    assert not (tmp_path / "queue.db.broken").exists()


def test_a_queue_that_is_whole_stays(make_worker, ask, tmp_path):
    queue = tmp_path / "queue.db"
    remake_broken_queue(queue)
    make_worker().enqueue(ask())

    remake_broken_queue(queue)

    assert len(make_worker().huey) == 1


def test_the_worker_counts_rounds_and_writes_their_mail_once_it_knows_where_people_come(
    make_worker, engine
):
    with database.writing(engine) as db:
        round_id = invited.add_round(db, invited.name_people(3), now=datetime.now(UTC))
        sending.ask_mailing(db, None, round_id, sending.INVITATION, now=datetime.now(UTC))
        db.commit()

    def look_after(**settings):
        make_worker(**settings).look_after()
        with database.reading(engine) as db:
            counted = keeping.find_round(db, round_id).counted_on is not None
            return counted, len(mailing.list_mail(db))

    assert look_after() == (True, 0)
    assert look_after(public_url="https://bop.example") == (True, 3)
    assert look_after(public_url="https://bop.example") == (True, 3)
