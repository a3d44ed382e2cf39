"""Where an attempt is open, and ending that at once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from assessment.services import sessions, taking
from assessment.services.moments import now
from assessment.store import database
from assessment.web.user_agents import name_device
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.web import walking
from tests.web.visitor import Visitor, copy_cookie, fields

BEGIN = {"phase": "starter", "office": "wethouder", "agree": "y"}
CODE = "ACDE-FHJK-MNPQ-RTVW"


@pytest.fixture
def elsewhere(other_browser, attempt_id):
    return other_browser.owns(attempt_id)


def test_each_browser_is_listed_and_this_one_is_named_first(participant, elsewhere, home):
    told = [h2.text for h2 in participant.get(f"{home}/apparaten").select("main h2")]

    assert told == ["Firefox, Linux (hier)", "Firefox, Linux"]


def test_the_overview_leads_to_it(participant, home):
    assert participant.get(home).select_one(f'a[href="{home}/apparaten"]')


def test_closing_there_works_at_once_and_leaves_this_browser_open(participant, elsewhere, home):
    there = participant.get(f"{home}/apparaten").select("main li form")[1]

    participant.post_and_leave(there["action"], fields(there))

    elsewhere.get(home, status=404)
    elsewhere.post(f"{home}/gedrag/1", status=404)
    participant.get(home)


def test_closing_everywhere_else_leaves_only_this_browser(
    app, participant, elsewhere, home, attempt_id
):
    third = type(elsewhere)(app.test_client()).owns(attempt_id)

    participant.post_and_leave(f"{home}/apparaten/sluiten")

    for browser in (elsewhere, third):
        browser.get(home, status=404)
    assert len(participant.get(f"{home}/apparaten").select("main li")) == 1


def test_closing_here_ends_on_the_start_page(participant, elsewhere, home):
    here = participant.get(f"{home}/apparaten").select("main li form")[0]

    assert participant.post_and_leave(here["action"], fields(here)) == "/"

    participant.get(home, status=404)
    elsewhere.get(home)


def test_a_browser_of_somebody_else_cannot_be_closed(
    participant, other_browser, keep, engine, home
):
    other = keep(taken.add)
    other_browser.owns(other)
    with database.reading(engine) as db:
        [theirs] = sessions.list_devices(db, other, now=now())

    for session_id in (theirs.id, walking.NOBODY):
        participant.post(f"{home}/apparaten/{session_id}/sluiten", status=404)

    other_browser.get(f"/afname/{other}")


@pytest.mark.parametrize("way_out", ["sluiten", "apparaten"])
def test_an_old_cookie_never_opens_what_was_closed(app, participant, home, attempt_id, way_out):
    participant.get(home)
    stolen = participant.client.get_cookie("bop").value
    if way_out == "sluiten":
        participant.post_and_leave(f"{home}/sluiten")
    else:
        form = participant.get(f"{home}/apparaten").select_one("main li form")
        participant.post_and_leave(form["action"])

    thief = app.test_client()
    thief.set_cookie("bop", stolen)
    for method, rule in walking.requests(walking.rules(app, with_attempt=True)):
        address = walking.address(app, rule, attempt_id)
        assert thief.open(address, method=method).status_code == 404, (method, rule)


def test_a_cookie_tells_nothing_of_what_is_open_not_even_the_code(visitor):
    form = fields(visitor.get("/begin").select_one("form"))
    location = visitor.post_and_leave("/begin", {**form, "phase": "zittend", "agree": "y"})
    code = visitor.get(location).select_one("#code").text

    with visitor.client.session_transaction() as session:
        kept = str(dict(session))

    assert code not in kept
    assert re.search(r"[0-9a-f-]{36}", location)[0] not in kept


def test_a_page_notes_that_the_browser_was_used(participant, home, engine, attempt_id):
    long_ago = now() - timedelta(days=3)
    with database.writing(engine) as db:
        db.execute(text("UPDATE session SET seen_at = :at"), {"at": long_ago.isoformat(" ")[:26]})
        db.commit()

    participant.get(home)

    with database.reading(engine) as db:
        [device] = sessions.list_devices(db, attempt_id, now=now())
    assert now() - device.seen_at < timedelta(minutes=1)


def test_that_a_browser_was_used_is_lost_rather_than_the_page(
    participant, home, monkeypatch, caplog
):
    monkeypatch.setattr(sessions, "needs_note", lambda *_, **__: True)

    def full_disk(*_, **__):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr(sessions, "note_use", full_disk)
    participant.get(home)

    assert "could not be written" in caplog.text


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
         "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
         " Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
         " Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
         " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge, Windows"),
        ("<script>", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_words_its_owner_knows(user_agent, name):
    assert name_device(user_agent) == name


# --- a new token when something is opened ---


@pytest.fixture
def arrival(visitor, keep, engine):
    """Begin something, go away, and open something of before by its code; as a person would."""

    def arrive():
        begun = visitor.post_and_leave("/begin", BEGIN).removesuffix("/code")
        shown = visitor.get(f"{begun}/code").select_one("#code").text
        before = with_cookie_of(visitor)
        other = keep(taken.add)
        with database.writing(engine) as db:
            taking.replace_code(db, other, CODE, now=now())
            db.commit()
        assert visitor.post_and_leave("/verder", {"code": CODE}) == f"/afname/{other}"
        return begun, shown, before, f"/afname/{other}"

    return arrive


def with_cookie_of(browser):
    client = browser.client.application.test_client()
    copy_cookie(browser.client, client)
    return client


def test_a_cookie_of_before_never_opens_what_a_code_opened(visitor, arrival):
    begun, _, planted, other = arrival()

    assert planted.get(other).status_code == 404
    visitor.get(other)

    for address in (begun, other):
        assert planted.get(address).status_code == 404
        visitor.get(address)


def test_what_is_begun_is_not_open_for_who_planted_the_cookie(visitor, arrival):
    arrival()
    planted = with_cookie_of(visitor)

    begun = visitor.post_and_leave("/begin", BEGIN)

    assert planted.get(begun).status_code == 404
    visitor.get(begun)


def test_an_answer_with_a_new_cookie_that_gets_lost_closes_nothing(arrival):
    begun, shown, again, other = arrival()  # the browser never got the answer

    assert shown in again.get(f"{begun}/code").get_data(as_text=True)
    assert again.post("/verder", data={"code": CODE}).location == other

    for address in (begun, other):
        assert again.get(address).status_code == 200
    assert shown in again.get(f"{begun}/code").get_data(as_text=True)


def test_another_tab_goes_on_where_a_code_gave_a_new_token(make_app, keep, engine, stored):
    browser = Visitor(make_app(WTF_CSRF_ENABLED=True).test_client())
    mine, other = keep(taken.add), keep(taken.add)
    browser.owns(mine)
    with database.writing(engine) as db:
        taking.replace_code(db, other, CODE, now=now())
        db.commit()
    tab = fields(browser.get(f"/afname/{mine}/gedrag/1").select_one("form[data-answers]"))
    item = next(name.removeprefix("seen.") for name in tab if name.startswith("seen."))
    form = fields(browser.get("/verder").select_one("main form"))

    browser.post_and_leave("/verder", {**form, "code": CODE})
    browser.get(f"/afname/{other}")
    browser.post_and_leave(f"/afname/{mine}/gedrag/1", {**tab, item: "4"})

    assert stored(mine).given("gedrag") == {item: 4}


def test_after_one_more_page_the_browser_is_listed_once(visitor, arrival):
    begun, _, _, other = arrival()
    visitor.get(other)

    assert len(visitor.get(f"{begun}/apparaten").select("main h2")) == 1
