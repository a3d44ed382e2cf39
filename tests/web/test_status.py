from sqlalchemy.exc import OperationalError


def test_the_process_says_that_it_answers(client):
    response = client.get("/gezond")

    assert (response.status_code, response.json) == (200, {"process": True})


def test_ready_means_that_database_and_worker_answer(client):
    response = client.get("/klaar")

    assert (response.status_code, response.json) == (200, {"database": True, "worker": True})


def test_a_silent_worker_makes_it_not_ready(make_app):
    response = make_app(worker_alive=lambda: False).test_client().get("/klaar")

    assert (response.status_code, response.json) == (503, {"database": True, "worker": False})


def test_a_database_that_does_not_answer_makes_it_not_ready(client, monkeypatch):
    def broken(_):
        raise OperationalError("select", {}, Exception("schijf weg"))

    monkeypatch.setattr("assessment.services.monitoring.is_ready", broken)

    response = client.get("/klaar")

    assert (response.status_code, response.json) == (503, {"database": False, "worker": True})


def test_a_database_without_tables_is_not_ready(make_app, engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")

    assert make_app().test_client().get("/klaar").status_code == 503


def test_the_health_pages_tell_nothing_about_persons(client, attempt_id):
    assert str(attempt_id) not in client.get("/klaar").get_data(as_text=True)
