import shutil
import sqlite3
from pathlib import Path

import pytest

FINE = {"database": True, "disk": True, "keys": True, "worker": True}


@pytest.fixture
def file(engine):
    return Path(engine.url.database)


def test_the_process_says_that_it_answers(client):
    response = client.get("/gezond")

    assert (response.status_code, response.json) == (200, {"process": True})


def test_ready_means_that_database_disk_and_worker_do_their_work(client):
    response = client.get("/klaar")

    assert (response.status_code, response.json) == (200, FINE)


def test_a_silent_worker_makes_it_not_ready(make_app):
    response = make_app(worker_alive=lambda: False).test_client().get("/klaar")

    assert (response.status_code, response.json) == (503, FINE | {"worker": False})


def test_a_database_without_tables_is_not_ready(client, engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE pulse")

    assert client.get("/klaar").json == FINE | {"database": False}


def test_a_database_that_was_moved_away_is_not_ready(client, file):
    assert client.get("/gezond").status_code == 200
    file.rename(file.with_name("elders.db"))

    response = client.get("/klaar")

    assert (response.status_code, response.json) == (503, FINE | {"database": False})
    assert not file.exists()


def test_a_database_that_may_not_be_written_is_not_ready(client, monkeypatch, caplog):
    connect = sqlite3.connect

    def read_only(address, **options):
        return connect(address.replace("mode=rw", "mode=ro"), **options)

    monkeypatch.setattr("assessment.store.database.sqlite3.connect", read_only)

    assert client.get("/klaar").json == FINE | {"database": False}
    assert "readonly" in caplog.text


def test_a_full_disk_makes_it_not_ready(client, file, monkeypatch):
    usage = shutil.disk_usage(file.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))

    response = client.get("/klaar")

    assert (response.status_code, response.json) == (503, FINE | {"disk": False})


def test_who_asks_often_keeps_no_disk_busy(client, engine):
    client.get("/klaar")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE pulse")

    assert client.get("/klaar").json == FINE


def test_the_health_pages_tell_nothing_about_persons(client, attempt_id):
    assert str(attempt_id) not in client.get("/klaar").get_data(as_text=True)
