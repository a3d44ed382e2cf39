"""Answers that arrive late, or at the same moment: nobody is out, and what ended stays ended."""

import itertools
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from assessment.services import taking
from assessment.services.moments import now
from assessment.store import database
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import add_account
from tests.web.tabs import Browser, add_sign_in

BEGIN = {"phase": "starter", "office": "wethouder", "agree": "y"}
CODES = "ACDE-FHJK-MNPQ-RTVW", "ACDE-FHJK-MNPQ-RTVX"


@pytest.fixture
def mine(keep):
    return f"/afname/{keep(taken.add)}"


@pytest.fixture
def browser(app, mine):
    """A browser in which something is open."""
    add_sign_in(app)
    browser = Browser(app)
    browser.owns(id_of(mine))
    return browser


@pytest.fixture
def others(keep, engine):
    """Attempts that are opened by their code."""
    found = [keep(taken.add) for _ in CODES]
    with database.writing(engine) as db:
        for attempt_id, code in zip(found, CODES, strict=True):
            taking.replace_code(db, attempt_id, code, now=now())
        db.commit()
    return [f"/afname/{attempt_id}" for attempt_id in found]


def id_of(address):
    return UUID(address.removeprefix("/afname/"))


def sign_in(browser, account):
    return browser.ask("POST", f"/binnen/{account.id}")


def by_code(browser, number=0):
    return browser.ask("POST", "/verder", {"code": CODES[number]})


def assert_open(browser, *addresses):
    for address in addresses:
        assert browser.get(address).status_code == 200, address


def assert_closed(browser, *addresses):
    for address in addresses:
        assert browser.get(address).status_code == 404, address


def count_tokens(engine):
    with database.reading(engine) as db:
        return db.execute(text("SELECT count(*) FROM session")).scalar()


# --- what comes late shuts nobody out ---


@pytest.mark.parametrize("followed", [True, False])
def test_an_overview_that_comes_late_shuts_nobody_out_of_what_another_tab_opened(
    browser, mine, others, engine, followed
):
    browser.make_old()
    slow = browser.ask("GET", mine)
    browser.receive(by_code(browser))
    if followed:
        assert_open(browser, others[0])

    browser.receive(slow)

    assert_open(browser, others[0], mine)
    browser.post(f"{mine}/gedrag/1", {}, status=303)
    assert len(browser.cookies) == 1
    assert count_tokens(engine) == 1


def test_a_message_that_comes_late_shuts_nobody_out(browser, mine, others):
    browser.post(f"{mine}/apparaten/sluiten", {}, status=303)  # leaves a message
    slow = browser.ask("GET", f"{mine}/apparaten")
    browser.receive(by_code(browser))
    assert_open(browser, others[0])

    browser.receive(slow)

    assert_open(browser, others[0], mine)


def test_the_page_after_opening_that_comes_late_shuts_nobody_out(browser, mine, others):
    browser.receive(by_code(browser))
    slow = browser.ask("GET", others[0])  # the new token came back
    browser.receive(by_code(browser, 1))
    assert_open(browser, others[1])

    browser.receive(slow)

    assert_open(browser, others[1], others[0], mine)


def test_an_opening_that_comes_late_takes_nothing_of_what_was_opened_since(browser, mine, others):
    slow = by_code(browser)
    browser.receive(by_code(browser, 1))
    assert_open(browser, others[1])
    begun = browser.post("/begin", BEGIN, status=303).location
    assert_open(browser, begun)

    browser.receive(slow)

    assert_open(browser, others[0], others[1], mine, begun)


# --- two at the same moment ---


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_tabs_open_at_the_same_moment_is_all_open(browser, mine, others, engine, order):
    answers = [by_code(browser, 0), by_code(browser, 1), browser.ask("POST", "/begin", BEGIN)]
    begun = answers[2].location
    for number in order:
        browser.receive(answers[number])

    assert_open(browser, others[0], others[1], mine)

    assert 'id="code"' in browser.get(begun).text
    assert len(browser.cookies) == 1
    assert count_tokens(engine) == 1


def test_who_never_was_here_and_begins_in_two_tabs_has_both(app):
    browser = Browser(app)
    first, second = browser.ask("POST", "/begin", BEGIN), browser.ask("POST", "/begin", BEGIN)
    for answer in (first, second):
        browser.receive(answer)

    for answer in (first, second):
        assert 'id="code"' in browser.get(answer.location).text


def test_tabs_that_bring_it_together_at_the_same_moment_lose_nothing(browser, mine, others, engine):
    for answer in [by_code(browser, 0), by_code(browser, 1)]:
        browser.receive(answer)
    followed = [browser.ask("GET", address) for address in (*others, mine)]
    assert [answer.status_code for answer in followed] == [200, 200, 200]
    for answer in followed:
        browser.receive(answer)

    assert_open(browser, *others, mine)
    assert len(browser.cookies) == 1
    assert count_tokens(engine) == 1


def test_a_refused_form_leaves_both_tokens_for_the_next_page(browser, mine, others):
    for answer in [by_code(browser, 0), by_code(browser, 1)]:
        browser.receive(answer)

    browser.post(f"{mine}/verwijderen", {"code": "x"}, status=422)

    assert_open(browser, *others, mine)


def test_who_signs_in_while_another_tab_opens_something_has_both(browser, mine, others, keep):
    opening = by_code(browser)
    account = keep(add_account, at=now())
    signing = sign_in(browser, account)
    for answer in (signing, opening):
        browser.receive(answer)

    assert_open(browser, "/account", others[0], mine)


# --- what was ended stays ended ---


@pytest.mark.parametrize("arrives", ["before", "after"])
def test_signing_out_ends_what_another_tab_was_given_meanwhile(
    browser, mine, others, keep, engine, arrives
):
    browser.receive(sign_in(browser, keep(add_account, at=now())))
    assert_open(browser, "/account")
    opening = by_code(browser)
    if arrives == "before":
        browser.receive(opening)

    browser.post("/afmelden", {}, status=303)
    browser.receive(opening)

    assert browser.get("/account").status_code == 302
    assert_closed(browser, mine, others[0])
    assert count_tokens(engine) == 0


def test_closing_closes_what_another_tab_was_given_meanwhile(browser, mine, others):
    opening = by_code(browser)

    browser.post(f"{mine}/sluiten", {}, status=303)
    browser.receive(opening)

    assert_closed(browser, mine)
    assert_open(browser, others[0])


@pytest.mark.parametrize("first", [0, 1])
def test_closing_with_two_tokens_closes_it_under_both(browser, app, mine, others, first):
    for answer in [by_code(browser, first), by_code(browser, 1 - first)]:
        browser.receive(answer)
    stolen = browser.copy()

    browser.post(f"{mine}/sluiten", {}, status=303)

    for one in (browser, stolen):
        assert_closed(one, mine)
    assert_open(browser, *others)


def test_a_page_that_comes_after_signing_out_brings_nothing_back(browser, mine, keep, engine):
    browser.receive(sign_in(browser, keep(add_account, at=now())))
    assert_open(browser, "/account")
    browser.make_old()
    slow = browser.ask("GET", mine)
    assert slow.headers.getlist("Set-Cookie")

    browser.post("/afmelden", {}, status=303)
    browser.receive(slow)

    assert browser.get("/account").status_code == 302
    assert_closed(browser, mine)


def test_closing_elsewhere_leaves_what_is_on_its_way_to_this_browser(browser, app, mine, others):
    elsewhere = Browser(app)
    elsewhere.owns(id_of(mine))
    on_its_way, theirs = by_code(browser), by_code(elsewhere, 1)

    browser.post(f"{mine}/apparaten/sluiten", {}, status=303)
    browser.receive(on_its_way)
    elsewhere.receive(theirs)

    assert_open(browser, mine, others[0])
    assert_closed(elsewhere, mine)
    assert_open(elsewhere, others[1])


def test_a_code_that_was_confirmed_is_shown_in_no_tab(browser, others):
    begun = browser.post("/begin", BEGIN, status=303).location
    assert 'id="code"' in browser.get(begun).text
    opening = by_code(browser)

    browser.post(begun, {}, status=303)
    browser.receive(opening)

    assert 'id="code"' not in browser.get(begun).text


# --- whoever planted a cookie gains nothing ---


def test_a_planted_cookie_gains_nothing_of_what_is_brought_together(browser, mine, others):
    planted = browser.copy()
    answers = [by_code(browser, 0), by_code(browser, 1)]
    pressed = planted.ask("POST", "/begin", BEGIN)
    for answer in answers:
        browser.receive(answer)
    planted.receive(pressed)

    assert_closed(planted, *others)
    assert_open(browser, *others)
    assert_closed(planted, *others)
    assert_closed(browser, pressed.location)


def test_the_tokens_that_were_brought_together_end_when_the_new_one_comes(browser, mine, others):
    for answer in [by_code(browser, 0), by_code(browser, 1)]:
        browser.receive(answer)
    copied = browser.copy()
    assert_open(browser, mine)
    assert_open(browser, mine)

    assert_closed(copied, mine, *others)


def test_the_browser_is_listed_once_while_a_token_is_on_its_way(browser, mine):
    by_code_never_arrives = browser.ask("POST", "/begin", BEGIN)
    assert by_code_never_arrives.status_code == 303

    assert browser.get(f"{mine}/apparaten").text.count("<h2>") == 1


# --- clocks, keys and versions ---


def test_a_clock_that_is_ahead_takes_none_of_two_tokens_away(browser, mine, others, monkeypatch):
    for answer in [by_code(browser, 0), by_code(browser, 1)]:
        browser.receive(answer)
    with monkeypatch.context() as ahead:
        ahead.setattr("assessment.web.tokens.now", lambda: now() + timedelta(days=400))
        assert_closed(browser, mine)
        browser.post("/verder", {"code": "x"}, status=422)

    assert_open(browser, mine, *others)


def test_a_late_answer_with_the_former_key_shuts_nobody_out(make_app, keep, mine, others):
    browser = Browser(make_app(cookie_keys=("een",)))
    browser.owns(id_of(mine))
    browser.make_old()
    slow = browser.ask("GET", mine)

    browser.app = make_app(cookie_keys=("twee", "een"))
    browser.receive(by_code(browser))
    assert_open(browser, others[0])
    browser.receive(slow)
    assert_open(browser, others[0], mine)
    browser.app = make_app(cookie_keys=("twee",))

    assert_open(browser, others[0], mine)


def test_an_overview_sends_the_cookie_once_a_day_and_other_pages_never(browser, mine):
    assert_open(browser, mine)
    assert browser.ask("GET", mine).headers.getlist("Set-Cookie") == []
    browser.make_old()
    assert browser.ask("GET", f"{mine}/gedrag/1").headers.getlist("Set-Cookie") == []

    assert len(browser.ask("GET", mine).headers.getlist("Set-Cookie")) == 1


def test_a_code_by_mail_can_be_typed_after_an_overview_that_came_late(browser, mine):
    assert_open(browser, mine)
    slow = browser.ask("GET", mine)
    browser.post("/aanmelden", {"address": "noor@gemeente.example"}, status=303)

    browser.receive(slow)

    assert browser.get("/aanmelden/code").status_code == 200
