"""Nobody without a login stops it for others, and who must wait loses nothing of what was typed."""

import logging

import pytest

from assessment.store import database, results
from assessment.web import limits
from tests.people import taken
from tests.web import house_rules, walking
from tests.web.visitor import open_in

AN_HOUR = 3600


@pytest.fixture
def app(make_app):
    return make_app(PROXIES=("127.0.0.1/32",))


@pytest.fixture
def send(app, monkeypatch):
    """POST from an address: `send("203.0.113.7", "/verder", {"code": "x"})`."""
    client = app.test_client()

    def run(address, url, data=None, client=client):
        return client.post(url, data=data or {}, headers={"X-Forwarded-For": address})

    return run


def most(limit):
    return int(limit.rate.split()[0])


@pytest.mark.parametrize(
    ("url", "limit", "typed"),
    [("/begin", limits.BEGIN, {"name": "Anneke de Wit"}),
     ("/verder", limits.CODES, {"code": "ABCD-2345-EFGH-6788"})],
)  # fmt: skip
def test_who_asks_too_often_waits_and_sees_what_was_typed(send, url, limit, typed):
    for _ in range(most(limit)):
        assert send("203.0.113.7", url, typed).status_code == 422

    refused = send("203.0.113.7", url, typed)

    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= AN_HOUR + 1  # a second that began counts
    page = house_rules.check(refused.get_data(as_text=True))
    assert page.h1.text == "Even wachten"
    assert page.select_one("dd").text == next(iter(typed.values()))


def test_another_address_and_a_page_that_is_only_read_do_not_wait(app, send):
    for _ in range(most(limits.CODES) + 1):
        send("203.0.113.7", "/verder", {"code": "x"})

    assert send("203.0.113.8", "/verder", {"code": "x"}).status_code == 422
    read = app.test_client().get("/verder", headers={"X-Forwarded-For": "203.0.113.7"})
    assert read.status_code == 200


def test_the_limit_is_no_longer_than_its_time(send, monkeypatch):
    for _ in range(most(limits.CODES) + 1):
        refused = send("203.0.113.7", "/verder", {"code": "x"})
    later = float(refused.headers["Retry-After"]) + 1
    now = limits.time.time() + later
    monkeypatch.setattr("time.time", lambda: now)

    assert send("203.0.113.7", "/verder", {"code": "x"}).status_code == 422


def test_what_was_counted_by_a_clock_that_was_put_back_keeps_nobody_waiting(send, monkeypatch):
    ahead = limits.time.time() + 400 * 24 * AN_HOUR
    with monkeypatch.context() as wrong:
        wrong.setattr("time.time", lambda: ahead)
        for _ in range(most(limits.CODES)):
            send("203.0.113.7", "/verder", {"code": "x"})

    refused = send("203.0.113.7", "/verder", {"code": "x"})

    assert int(refused.headers["Retry-After"]) == 1
    assert send("203.0.113.7", "/verder", {"code": "x"}).status_code == 422


def test_what_a_client_says_of_itself_gives_no_fresh_count(send):
    for n in range(most(limits.CODES)):
        send(f"198.51.100.{n}, 203.0.113.7", "/verder", {"code": "x"})

    assert send("198.51.100.99, 203.0.113.7", "/verder", {"code": "x"}).status_code == 429


def test_documents_are_limited_for_each_attempt_wherever_it_is_opened(
    app, keep, content, quick_pdf, engine
):
    attempt_id = keep(taken.add_submitted, content)
    client = app.test_client()
    open_in(client, attempt_id)

    def ask(n):
        return client.post(
            f"/afname/{attempt_id}/document/intervisiekaart.pdf",
            data={"voor": f"groep {n}"},
            headers={"X-Forwarded-For": f"203.0.113.{n}"},
        )

    assert [ask(n).status_code for n in range(most(limits.OWN_DOCUMENTS))] == [303] * 20
    refused = ask(99)

    assert refused.status_code == 429
    assert "groep 99" in refused.get_data(as_text=True)
    with database.reading(engine) as db:
        assert len(results.list_copies(db, attempt_id)) == most(limits.OWN_DOCUMENTS)


def test_a_stranger_does_not_use_up_what_an_owner_may_ask(app, keep, content, send, quick_pdf):
    attempt_id = keep(taken.add_submitted, content)
    url = f"/afname/{attempt_id}/document/intervisiekaart.pdf"
    for n in range(most(limits.OWN_DOCUMENTS) + 1):
        send(f"203.0.113.{n}", url)
    owner = app.test_client()
    open_in(owner, attempt_id)

    assert send("203.0.113.200", url, client=owner).status_code == 303


def test_every_view_that_is_open_to_all_and_takes_a_post_is_limited(app):
    open_to_all = {
        rule.endpoint
        for method, rule in walking.requests(walking.rules(app, with_attempt=False))
        if method == "POST" and app.view_functions[rule.endpoint].rule == "anyone"
    }

    assert {"home.begin", "home.resume", "sign_in.ask", "sign_in.code"} <= open_to_all
    assert open_to_all <= set(limits.LIMITED)


def test_a_program_on_this_machine_is_not_counted(app):
    client = app.test_client()

    answers = {client.post("/verder", data={"code": "x"}).status_code for _ in range(40)}

    assert answers == {422}


def test_a_proxy_that_does_not_tell_who_visits_is_told_once(make_app, caplog):
    client = make_app(PROXIES=("127.0.0.1/32",), public_url="http://plan.example").test_client()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            client.post("/verder", data={"code": "x"})

    assert [r.message for r in caplog.records].count(
        "the proxy does not tell who visits (X-Forwarded-For): nothing is limited"
    ) == 1


def test_a_refusal_tells_the_log_no_address(send, caplog):
    for _ in range(most(limits.CODES) + 1):
        send("203.0.113.7", "/verder", {"code": "x"})

    assert "too many requests to home.resume" in caplog.text
    assert "203.0.113" not in caplog.text


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_connection_with_a_body_that_was_not_read_is_closed(client, method):
    answer = client.open("/verder", method=method, data=b"x" * 1000)

    assert answer.headers["Connection"] == "close"
    assert "Connection" not in client.post("/verder", data={"code": "x"}).headers
    assert "Connection" not in client.get("/verder").headers


def test_a_body_that_is_too_long_closes_the_connection(client):
    assert client.post("/verder", data=b"x" * 300_000).headers["Connection"] == "close"
