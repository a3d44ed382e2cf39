"""Signing in at the organisation: with a real provider on this machine, and with lying ones."""

import time
from urllib.parse import urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey

from assessment.identity import Provider
from assessment.services import mailing
from assessment.services.moments import now
from assessment.store import database
from tests.people.provider import CLIENT, SECRET, running_provider
from tests.people.signed_in import add_account
from tests.web import house_rules
from tests.web.visitor import fields

AT = "/aanmelden/organisatie"


@pytest.fixture
def provider():
    with running_provider() as provider:
        yield provider


@pytest.fixture
def browser(make_app, provider):
    known = Provider(provider.issuer, "de vereniging", CLIENT, SECRET, frozenset({"high"}))
    return make_app(provider=known).test_client()


def go_there(browser):
    """Go to the provider and return where it sends the browser back to."""
    there = browser.get(AT)
    assert there.status_code == 302
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def come_back(browser, at=None):
    return browser.get(at or go_there(browser))


def go_on(browser, page):
    form = house_rules.check(page.text).select_one("main form")
    return browser.post(form["action"], data=fields(form))


def is_refused(answer):
    return answer.status_code == 302 and answer.headers["Location"] == "/aanmelden"


def test_the_page_of_signing_in_leads_there_only_when_the_settings_name_one(browser, visitor):
    assert "Aanmelden via de vereniging" in browser.get("/aanmelden").text
    assert visitor.get("/aanmelden").select_one(f'a[href="{AT}"]') is None
    visitor.get(AT, status=404)


def test_who_the_provider_knows_is_signed_in_after_saying_that_it_is_right(browser):
    page = come_back(browser)
    assert "Ga verder als noor@gemeente.example" in page.text
    assert browser.get("/account").status_code == 302  # not signed in yet

    assert go_on(browser, page).headers["Location"] == "/account"

    assert "noor@gemeente.example" in browser.get("/account").text


def test_it_opens_the_account_that_there_was(browser, keep):
    account = keep(add_account, "noor@gemeente.example", at=now(), role="coach")

    go_on(browser, come_back(browser))

    assert "Coach" in browser.get("/account").text
    assert account.address == "noor@gemeente.example"


@pytest.mark.parametrize(("acr", "strong"), [("high", True), ("low", False), (None, False)])
def test_a_role_works_only_after_a_way_of_signing_in_that_shows_more(
    browser, provider, keep, acr, strong
):
    keep(add_account, "noor@gemeente.example", at=now(), role="beheerder")
    provider.claims["acr"] = acr

    go_on(browser, come_back(browser))

    assert (browser.get("/beheer/accounts").status_code == 200) is strong


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "true"},
        {"email": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"email": "geen adres"},
        {"email": ["noor@gemeente.example"]},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"nonce": "another"},
        {"exp": int(time.time()) - 3600},
    ],
)
def test_an_answer_that_proves_nothing_signs_nobody_in(browser, provider, claims):
    provider.claims |= claims

    assert is_refused(come_back(browser))
    assert is_refused(browser.post(AT))
    assert browser.get("/account").status_code == 302


def test_an_answer_that_somebody_else_signed_is_refused(browser, provider):
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"})

    assert is_refused(come_back(browser))


def test_a_provider_that_tells_of_another_is_refused(browser, provider):
    provider.other_issuer = "https://another.example"

    assert is_refused(browser.get(AT))
    assert is_refused(browser.get(f"{AT}/terug?code=x&state=y"))


def test_who_came_before_is_known_by_who_they_are_there_and_not_by_the_mailbox(browser, provider):
    go_on(browser, come_back(browser))
    browser.post("/afmelden")
    provider.claims["email"] = "noor.de.wit@gemeente.example"

    page = come_back(browser)
    assert "zegt dat jij noor.de.wit@gemeente.example bent" in page.text
    assert "Ga verder als noor@gemeente.example" in page.text  # which is what opens
    go_on(browser, page)

    assert "aangemeld als noor@gemeente.example" in browser.get("/account").text


def test_somebody_else_with_the_same_mailbox_does_not_get_the_account(browser, provider):
    go_on(browser, come_back(browser))
    browser.post("/afmelden")
    provider.claims["sub"] = "2"

    assert is_refused(go_on(browser, come_back(browser)))

    assert "Laat je een code mailen" in browser.get("/aanmelden").text
    assert browser.get("/account").status_code == 302


def test_who_reads_the_mailbox_lets_go_of_the_old_one_and_is_known_again(browser, provider, mailed):
    go_on(browser, come_back(browser))
    browser.post("/afmelden")
    provider.claims["sub"] = "2"
    browser.post("/aanmelden", data={"address": "noor@gemeente.example"})
    browser.post("/aanmelden/code", data={"digits": mailed()})
    form = house_rules.check(browser.get("/account/beveiliging").text).select_one(
        "form[action='/account/organisatie/los']"
    )

    browser.post(form["action"], data=fields(form))
    assert "organisatie/los" not in browser.get("/account/beveiliging").text
    browser.post("/afmelden")
    go_on(browser, come_back(browser))
    assert "noor@gemeente.example" in browser.get("/account").text
    browser.post("/afmelden")
    provider.claims["sub"] = "1"

    assert is_refused(go_on(browser, come_back(browser)))


def test_the_mailbox_hears_that_the_organisation_opens_the_account_and_that_it_does_no_more(
    browser, keep, engine
):
    keep(add_account, "noor@gemeente.example", at=now())
    go_on(browser, come_back(browser))
    browser.post("/afmelden")
    go_on(browser, come_back(browser))  # known already: nothing changed
    page = house_rules.check(browser.get("/account/beveiliging").text)
    form = page.select_one("form[action='/account/organisatie/los']")
    browser.post(form["action"], data=fields(form))
    browser.post(form["action"], data=fields(form))  # of who was known no more, nothing changes

    with database.reading(engine) as db:
        letters = list(reversed(mailing.list_mail(db)))
    assert {letter.recipient for letter in letters} == {"noor@gemeente.example"}
    tied, untied = (letter.text for letter in letters)
    assert "nu ook aanmelden via je eigen organisatie" in tied
    assert "niet meer aanmelden via je eigen organisatie" in untied


def test_another_provider_in_the_settings_begins_with_the_mailbox_again(browser, make_app):
    go_on(browser, come_back(browser))
    with running_provider() as other:
        known = Provider(other.issuer, "een ander", CLIENT, SECRET)
        elsewhere = make_app(provider=known).test_client()

        go_on(elsewhere, come_back(elsewhere))

        assert "noor@gemeente.example" in elsewhere.get("/account").text


def test_who_another_provider_calls_the_same_is_somebody_else(browser, make_app):
    go_on(browser, come_back(browser))
    with running_provider() as other:
        other.claims["email"] = "els@gemeente.example"
        known = Provider(other.issuer, "een ander", CLIENT, SECRET)
        elsewhere = make_app(provider=known).test_client()

        go_on(elsewhere, come_back(elsewhere))

        assert "aangemeld als els@gemeente.example" in elsewhere.get("/account").text


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys"])
def test_what_is_asked_of_the_provider_goes_nowhere_else(browser, provider, path):
    provider.moved = {path}

    answer = browser.get(AT)
    if path != "/.well-known/openid-configuration":
        answer = come_back(browser)

    assert is_refused(answer)
    assert provider.followed == []


def test_an_answer_is_good_once_and_in_the_browser_that_asked_only(browser, provider, make_app):
    at = go_there(browser)
    known = Provider(provider.issuer, "de vereniging", CLIENT, SECRET)
    assert is_refused(make_app(provider=known).test_client().get(at))

    assert come_back(browser, at).status_code == 200
    assert is_refused(come_back(browser, at))


def test_who_waits_too_long_begins_again(browser, monkeypatch):
    page = come_back(browser)
    late = time.time() + 301
    monkeypatch.setattr("assessment.web.account.own_organisation.time.time", lambda: late)

    assert is_refused(go_on(browser, page))


def test_a_provider_that_is_away_or_that_the_person_left_is_told(browser, provider, make_app):
    gone = Provider("http://127.0.0.1:9", "de vereniging", CLIENT, SECRET)
    away = make_app(provider=gone).test_client()

    assert is_refused(away.get(AT))
    assert "lukt nu niet" in away.get("/aanmelden").text
    assert is_refused(browser.get(f"{AT}/terug?error=access_denied&state=x"))
    assert "niet afgemaakt" in browser.get("/aanmelden").text
