"""A POST from elsewhere is refused before anything is saved, on every address that takes one."""

import pytest

from assessment.store import attempts, database, results
from tests.people import taken
from tests.web import house_rules, walking
from tests.web.visitor import Visitor, fields


@pytest.fixture
def guarded(make_app):
    return make_app(WTF_CSRF_ENABLED=True)


@pytest.fixture
def owner(guarded, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    visitor = Visitor(guarded.test_client()).owns(attempt_id)
    return visitor, attempt_id


def everything(engine, attempt_id):
    with database.reading(engine) as db:
        return (
            attempts.get_attempt(db, attempt_id),
            results.find_plan(db, attempt_id),
            results.find_latest_document(db, attempt_id),
        )


def test_without_a_token_every_post_is_refused_and_nothing_changes(guarded, owner, engine):
    visitor, attempt_id = owner
    before = everything(engine, attempt_id)
    walked = [rule for rule in walking.rules(guarded, with_attempt=False)
              if "POST" in rule.methods]  # fmt: skip
    assert len(walked) > 10

    for rule in walked:
        address = walking.address(guarded, rule, attempt_id)
        for token in ({}, {"csrf_token": ""}, {"csrf_token": "verzonnen"}):
            response = visitor.client.post(address, data={"revision": "0", **token})
            assert response.status_code == 400, rule
            house_rules.check(response.get_data(as_text=True))

    assert everything(engine, attempt_id) == before


def test_the_page_tells_what_to_do(owner):
    visitor, attempt_id = owner

    page = visitor.post(f"/afname/{attempt_id}/verwijderen", status=400)

    assert "niet herkend" in page.h1.text
    assert page.select_one('main a[href="/verder"]')


def test_a_token_of_another_person_is_refused(guarded, owner, keep):
    visitor, attempt_id = owner
    stranger = Visitor(guarded.test_client())
    token = stranger.get("/begin").select_one("[name=csrf_token]")["value"]

    visitor.get(f"/afname/{attempt_id}")
    visitor.post(f"/afname/{attempt_id}/verwijderen", {"csrf_token": token}, status=400)


def test_the_forms_themselves_carry_a_token_that_works(guarded, keep, engine):
    visitor = Visitor(guarded.test_client())
    form = fields(visitor.get("/begin").select_one("form"))
    location = visitor.post_and_leave("/begin", {**form, "phase": "zittend", "agree": "y"})
    home = visitor.post_and_leave(location, fields(visitor.get(location).select_one("form")))
    page = fields(visitor.get(f"{home}/gedrag/1").select_one("form[data-answers]"))
    item = next(name.removeprefix("seen.") for name in page if name.startswith("seen."))

    assert visitor.post_and_leave(f"{home}/gedrag/1", {**page, item: "3"}) == f"{home}/gedrag/2"


HTTPS = {"base_url": "https://bop.example"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1:8000"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://bop.example:8443"}, 303),
        ({"Origin": "https://bop.example"}, 303),
        ({"Origin": "https://bop.example", "Host": "127.0.0.1:8000"}, 303),
        ({"Origin": "https://bop.example", "X-Forwarded-Host": "elders.example"}, 303),
        ({"Origin": "https://bop.example", "Referer": "https://elders.example/"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://bop.example"}, 403),
        ({"Origin": "https://elders.example"}, 403),
        ({"Origin": "http://bop.example"}, 403),
        ({"Origin": "https://bop.example.elders.example"}, 403),
        ({"Origin": "https://elders.example", "Host": "elders.example"}, 403),
        ({"Origin": "null"}, 400),
        ({}, 400),
        ({"Referer": "https://bop.example/begin"}, 400),
    ],
)
@pytest.mark.parametrize("with_token", [False, True])
def test_where_a_form_comes_from_decides_and_the_token_where_that_is_unknown(
    make_app, headers, status, with_token
):
    visitor = Visitor(make_app(WTF_CSRF_ENABLED=True, secure=True).test_client())
    page = visitor.client.get("/begin", **HTTPS).get_data(as_text=True)
    form = fields(house_rules.check(page).select_one("form"))
    if not with_token:
        form.pop("csrf_token")

    response = visitor.client.post(
        "/begin", data={**form, "phase": "zittend", "agree": "y"}, headers=headers, **HTTPS
    )

    expected = 303 if with_token and status == 400 else status
    assert response.status_code == expected
    if expected != 303:
        house_rules.check(response.get_data(as_text=True))


def test_who_comes_from_elsewhere_hears_that_and_the_log_tells_it(guarded, caplog):
    visitor = Visitor(guarded.test_client())

    response = visitor.client.post("/begin", headers={"Origin": "https://elders.example"})

    page = house_rules.check(response.get_data(as_text=True))
    assert response.status_code == 403
    assert "andere website" in page.h1.text
    assert "http://localhost" in page.select_one("main").text
    assert "https://elders.example" in caplog.text
    assert "http://localhost" in caplog.text


def test_without_a_cookie_the_page_and_the_log_say_so(guarded, caplog):
    page = Visitor(guarded.test_client()).post("/begin", status=400)

    assert "geen cookie" in page.select_one("main").text
    assert "Cookie sent: no" in caplog.text


def test_with_a_cookie_of_another_page_the_page_and_the_log_say_so(guarded, caplog):
    visitor = Visitor(guarded.test_client())
    visitor.get("/begin")

    page = visitor.post("/begin", {"csrf_token": "verzonnen"}, status=400)

    assert "geen cookie" not in page.select_one("main").text
    assert "hoort niet bij de cookie" in page.select_one("main").text
    assert "The CSRF token is invalid" in caplog.text


def test_the_script_sends_the_token_in_a_header(guarded, keep):
    attempt_id = keep(taken.add)
    visitor = Visitor(guarded.test_client()).owns(attempt_id)
    page = visitor.get(f"/afname/{attempt_id}/gedrag/1")
    token = page.select_one("[name=csrf_token]")["value"]
    item = page.select_one(".item")["data-item"]

    response = visitor.client.post(
        f"/afname/{attempt_id}/antwoord",
        data={"part": "gedrag", "item": item, item: "3", f"seen.{item}": "0"},
        headers={"X-CSRFToken": token},
    )

    assert response.status_code == 201


def test_a_page_that_stood_open_for_a_day_can_still_be_saved(guarded, keep, monkeypatch):
    attempt_id = keep(taken.add)
    visitor = Visitor(guarded.test_client()).owns(attempt_id)
    form = fields(visitor.get(f"/afname/{attempt_id}/gedrag/1").select_one("form[data-answers]"))
    import itsdangerous.timed

    later = itsdangerous.timed.TimestampSigner.get_timestamp
    monkeypatch.setattr(
        itsdangerous.timed.TimestampSigner, "get_timestamp", lambda self: later(self) + 86_400
    )

    visitor.post_and_leave(f"/afname/{attempt_id}/gedrag/1", form)
