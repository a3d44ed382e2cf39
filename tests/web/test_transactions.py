"""One transaction per request: it commits only for a POST that says it changed something."""

import pytest
from flask import g

from assessment.services import codes, moments, sessions, taking
from assessment.store import database
from assessment.store.attempts import save_answers
from tests.clusters import on_each_database as on_each_database
from tests.keys import KEYS
from tests.people import taken
from tests.web import house_rules, walking
from tests.web.visitor import open_in


def add_view(app, attempt_id, method, answer):
    @app.route("/schrijf", methods=[method])
    def write():
        save_answers(g.db, attempt_id, "gedrag", {"a": 4}, seen={}, now=taken.NOW)
        return answer()


@pytest.mark.parametrize(
    ("method", "status", "kept"),
    [
        ("POST", 303, True),
        ("POST", 201, True),
        ("POST", 204, True),
        ("POST", 200, False),
        ("POST", 302, False),
        ("POST", 400, False),
        ("POST", 409, False),
        ("POST", 422, False),
        ("GET", 303, False),
        ("GET", 200, False),
    ],
)
def test_only_a_post_that_says_it_changed_something_is_kept(
    app, attempt_id, stored, method, status, kept
):
    add_view(app, attempt_id, method, lambda: ("", status))

    assert app.test_client().open("/schrijf", method=method).status_code == status

    assert bool(stored().answers) is kept


def test_an_exception_keeps_nothing_and_shows_a_page_without_details(
    app, attempt_id, stored, caplog
):
    def broken():
        raise RuntimeError("geheim detail")

    add_view(app, attempt_id, "POST", broken)

    response = app.test_client().post("/schrijf")

    text = response.get_data(as_text=True)
    assert response.status_code == 500
    house_rules.check(text)
    assert "geheim detail" not in text
    assert "Traceback" not in text
    assert "geheim detail" in caplog.text
    assert stored().answers == {}


def test_a_commit_that_fails_is_never_told_as_saved(make_app, attempt_id, stored, monkeypatch):
    app = make_app(TESTING=False)
    add_view(app, attempt_id, "POST", lambda: ("", 303))

    def full_disk(_):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr("sqlalchemy.orm.Session.commit", full_disk)
    response = app.test_client().post("/schrijf")

    text = response.get_data(as_text=True)
    assert response.status_code == 500
    assert "bij ons" in house_rules.check(text).h1.text
    monkeypatch.undo()
    assert stored().answers == {}


def test_somebody_who_holds_the_lock_too_long_gets_others_a_page_and_no_crash(
    make_app, engine, database_url, attempt_id, monkeypatch
):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    impatient = database.open_engine(database_url, KEYS)
    monkeypatch.setattr("assessment.web.app.writing", lambda _: database.writing(impatient))
    client = make_app().test_client()
    open_in(client, attempt_id)

    with database.writing(engine) as other:
        taking.open_attempt(other, attempt_id, lock=True)
        response = client.post(f"/afname/{attempt_id}/gedrag/1", data={})

    assert response.status_code == 500
    house_rules.check(response.get_data(as_text=True))
    impatient.dispose()


def test_a_document_is_queued_after_the_commit_and_only_then(make_app, keep, content, stored):
    seen = []

    def enqueue(document):
        seen.append(stored(attempt_id).submitted_at)

    attempt_id = keep(taken.add_submitted, content)
    client = make_app(enqueue=enqueue).test_client()
    open_in(client, attempt_id)

    client.post(f"/afname/{attempt_id}/document")
    client.get(f"/afname/{attempt_id}/document")

    assert len(seen) == 1


def test_a_queue_that_does_not_answer_loses_no_document(make_app, keep, content, engine, caplog):
    from assessment.services import reporting

    def broken(_):
        raise OSError("de wachtrij is op slot")

    attempt_id = keep(taken.add_submitted, content)
    client = make_app(enqueue=broken).test_client()
    open_in(client, attempt_id)

    assert client.post(f"/afname/{attempt_id}/document").status_code == 303

    with database.reading(engine) as db:
        assert len(reporting.waiting_documents(db)) == 1
    assert "could not be queued" in caplog.text


CODE = "ABCD-EFGH-JKMN-PQRS"
VALID = {"phase": "zittend", "office": "wethouder", "agree": "y", "research": "y", "revision": "0",
         "code": CODE, "about": "POL1", "aim": "Doel", "followed": "BAS"}  # fmt: skip


def cookie_of(client):
    with client.session_transaction() as session:
        return dict(session)


def test_when_a_commit_fails_every_page_says_so_and_the_cookie_stays_as_it_was(
    make_app, keep, content, engine, monkeypatch, quick_pdf
):
    app = make_app(TESTING=False)
    attempt_id = keep(taken.add_submitted, content, code_hash=codes.hash_code(CODE))
    client = app.test_client()
    came = {"token": open_in(client, attempt_id)}

    def full_disk(_):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr("sqlalchemy.orm.Session.commit", full_disk)
    failed = set()
    for rule in walking.rules(app, with_attempt=False):
        if "POST" not in rule.methods:
            continue
        with client.session_transaction() as session:
            session.clear()
            session.update(came)
        response = client.post(walking.address(app, rule, attempt_id), data=VALID)
        if response.status_code == 500:
            failed.add(rule.endpoint)
            page = house_rules.check(response.get_data(as_text=True))
            assert "bij ons" in page.h1.text
            assert page.select("[role=status], .notice") == [], rule
            assert cookie_of(client) == came, rule
    assert {"home.begin", "home.leave", "answering.delete", "devices.close_others"} <= failed
    assert len(failed) > 6
    with database.reading(engine) as db:
        opened = sessions.find_current(db, came["token"], now=moments.now())
    assert list(opened.opened) == [attempt_id]


@pytest.mark.parametrize("address", ["/verder", "/begin"])
def test_a_page_that_fails_after_a_new_token_leaves_the_cookie_as_it_was(
    make_app, keep, monkeypatch, address
):
    client = make_app(TESTING=False).test_client()
    attempt_id = keep(taken.add, code_hash=codes.hash_code(CODE))
    came = {"token": open_in(client, attempt_id)}

    def full_disk(*_, **__):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr(sessions, "open_attempt", full_disk)

    assert client.post(address, data=VALID).status_code == 500

    assert cookie_of(client) == came
    assert client.get(f"/afname/{attempt_id}").status_code == 200


def test_who_waits_too_long_for_the_turn_of_accounts_is_one_fault(make_app, monkeypatch, log):
    def wait(*_):
        raise OSError("waited too long")

    monkeypatch.setattr("assessment.web.app.take_turn", wait)
    answer = make_app(TESTING=False).test_client().post("/aanmelden", data={"address": "a@b.nl"})

    assert answer.status_code == 500
    house_rules.check(answer.get_data(as_text=True))
    assert "waited too long" in log.getvalue()
    assert "AttributeError" not in log.getvalue()
