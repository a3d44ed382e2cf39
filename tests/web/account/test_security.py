"""Passkeys, the code app, recovery codes, the set-up code, and roles."""

import json
import re
from datetime import timedelta

import pyotp
import pytest

from assessment.services import accounts as account_services
from assessment.services import mailing
from assessment.services.moments import now
from assessment.store import accounts, database
from tests.clusters import on_each_database as on_each_database
from tests.people.authenticator import Authenticator
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web.visitor import Visitor, fields


@pytest.fixture
def device():
    return Authenticator("localhost", "http://localhost")


def add_passkey(visitor, device, name="Mijn telefoon"):
    asked = visitor.client.post("/account/sleutels/vraag")
    assert asked.status_code == 201
    answer = {"answer": device.make(asked.get_data(as_text=True)), "name": name}
    return visitor.client.post("/account/sleutels", data=answer)


def use_passkey(visitor, device):
    asked = visitor.client.post("/aanmelden/sleutel/vraag")
    return visitor.client.post(
        "/aanmelden/sleutel", data={"answer": device.sign(asked.get_data(as_text=True))}
    )


# --- passkeys ---


def test_a_passkey_is_added_by_name_and_signs_in_alone(noor, other_browser, device):
    assert add_passkey(noor, device).get_json() == {"next": "/account/beveiliging"}
    assert "Mijn telefoon" in noor.get("/account/beveiliging").get_text()

    answer = use_passkey(other_browser, device)

    assert (answer.status_code, answer.get_json()) == (201, {"next": "/account"})
    assert NOOR in other_browser.get("/account").get_text()


def test_a_passkey_makes_a_role_count_and_a_code_by_mail_does_not(
    visitor, other_browser, keep, device
):
    beheerder = keep(add_account, at=now(), role="beheerder")
    sign_in(visitor.client, beheerder)
    visitor.get("/beheer/accounts", status=404)
    assert "Stel een toegangssleutel" in visitor.get("/account").select_one(".notice").text

    add_passkey(visitor, device)
    visitor.get("/beheer/accounts")

    sign_in(other_browser.client, beheerder)  # with a code by mail
    other_browser.get("/beheer/accounts", status=404)
    refused = other_browser.client.post("/account/sleutels/vraag")
    assert refused.location == "/aanmelden"  # or the mailbox would be enough after all
    assert "Meld je af en weer aan" in other_browser.get("/account").select_one(".notice").text


def test_a_foreign_key_is_refused_in_the_same_words_as_nonsense(noor, other_browser, device):
    add_passkey(noor, device)
    stranger = Authenticator("localhost", "http://localhost")

    answers = [use_passkey(other_browser, stranger)]
    other_browser.client.post("/aanmelden/sleutel/vraag")
    answers.append(other_browser.client.post("/aanmelden/sleutel", data={"answer": "{}"}))
    answers.append(other_browser.client.post("/aanmelden/sleutel", data={"answer": "{}"}))

    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.data for answer in answers}) == 1


def test_a_deleted_passkey_signs_in_no_more(noor, other_browser, device):
    add_passkey(noor, device)
    form = noor.get("/account/beveiliging").select_one('form[action*="/weg"]')

    noor.post_and_leave(form["action"], fields(form))

    assert use_passkey(other_browser, device).status_code == 422


def test_a_passkey_of_somebody_else_cannot_be_deleted(noor, other_browser, keep, device):
    sign_in(other_browser.client, keep(add_account, ELS, at=now()))
    add_passkey(other_browser, device)
    theirs = other_browser.get("/account/beveiliging").select_one('form[action*="/weg"]')["action"]

    noor.post(theirs, status=404)

    assert use_passkey(noor, device).status_code == 201


def test_a_strange_name_of_a_passkey_is_just_a_name(noor, device):
    add_passkey(noor, device, "<script>alert(1)</script>")

    page = noor.get("/account/beveiliging")

    assert "<script>alert(1)" in page.get_text()
    assert page.select("main script") == []


def test_a_long_name_of_a_passkey_is_refused_and_never_cut(noor, device):
    refused = add_passkey(noor, device, "x" * 61)

    assert (refused.status_code, "60" in refused.get_json()["message"]) == (422, True)
    assert add_passkey(noor, device, "x" * 60).status_code == 201


def test_where_a_browser_takes_no_passkeys_none_are_offered(make_app, account):
    visitor = Visitor(make_app(public_url="http://127.0.0.1").test_client())
    sign_in(visitor.client, account)

    assert visitor.get("/account/beveiliging").select("[data-passkey]") == []
    assert visitor.get("/aanmelden").select("[data-passkey]") == []
    for address in ("/aanmelden/sleutel/vraag", "/account/sleutels/vraag"):
        assert visitor.client.post(address).status_code == 404


def test_what_a_device_is_asked_to_sign_in_tells_nobody(noor, device, other_browser):
    add_passkey(noor, device)

    asked = json.loads(other_browser.client.post("/aanmelden/sleutel/vraag").data)

    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"
    assert asked["rpId"] == "localhost"


# --- the code app ---


def set_up_app(visitor):
    """Set up a code app as a person would; return its secret and the recovery codes."""
    form = visitor.get("/account/beveiliging").select_one('form[action$="code-app/begin"]')
    visitor.post_and_leave(form["action"], fields(form))
    page = visitor.get("/account/code-app")
    drawn = page.select_one("strong.address").text.replace(" ", "")
    form = fields(page.select_one("form"))
    location = visitor.post_and_leave(
        "/account/code-app", {**form, "digits": pyotp.TOTP(drawn).now()}
    )
    return drawn, [li.text for li in visitor.get(location).select("li.address")]


def test_a_code_app_is_taken_into_use_with_its_code_and_gives_recovery_codes(noor):
    _, codes = set_up_app(noor)

    assert len(codes) == 8
    assert all(re.fullmatch(r"\w{4}(-\w{4}){3}", code) for code in codes)
    assert "nog 8 herstelcodes" in noor.get("/account/beveiliging").get_text()


def test_a_wrong_code_takes_no_app_into_use(noor, account, engine):
    form = noor.get("/account/beveiliging").select_one('form[action$="code-app/begin"]')
    noor.post_and_leave(form["action"], fields(form))

    noor.post("/account/code-app", {"digits": "000000"}, status=422)

    with database.reading(engine) as db:
        assert accounts.find_account(db, account.id).locked_totp is None


def test_a_code_app_makes_a_role_count(visitor, keep):
    sign_in(visitor.client, keep(add_account, at=now(), role="beheerder"))

    set_up_app(visitor)

    visitor.get("/beheer/accounts")
    assert "je werk hier niet doen" in visitor.get("/account/beveiliging").text


def test_what_stops_working_is_told_before_codes_are_renewed_or_the_app_is_stopped(noor):
    set_up_app(noor)

    page = noor.get("/account/beveiliging")

    renewing = page.select_one('form[action$="herstelcodes/nieuw"]').text
    stopping = page.select_one('form[action$="code-app/stoppen"]').text
    assert "werken de oude meteen niet meer" in renewing
    assert "werken ook de herstelcodes niet meer" in stopping
    assert "je werk hier niet doen" not in stopping  # who has no role has no such work


def test_new_recovery_codes_are_shown_and_a_code_app_can_be_stopped(noor, account, engine):
    _, old = set_up_app(noor)
    form = noor.get("/account/beveiliging").select_one('form[action$="herstelcodes/nieuw"]')

    location = noor.post_and_leave(form["action"], fields(form))

    assert not set(old) & {li.text for li in noor.get(location).select("li.address")}
    form = noor.get("/account/beveiliging").select_one('form[action$="code-app/stoppen"]')
    noor.post_and_leave(form["action"], fields(form))
    with database.reading(engine) as db:
        assert accounts.find_account(db, account.id).locked_totp is None
        assert accounts.list_recovery_codes(db, account.id) == []


def test_the_secret_of_an_app_is_not_shown_once_it_is_in_use(noor):
    drawn, _ = set_up_app(noor)

    assert noor.client.get("/account/code-app").location == "/account/beveiliging"
    assert drawn not in noor.get("/account/beveiliging").get_text()


def test_pages_of_a_set_up_that_was_not_begun_lead_back(noor):
    for address in ("/account/code-app", "/account/herstelcodes"):
        assert noor.client.get(address).location == "/account/beveiliging"


# --- what the mailbox hears ---


def test_the_mailbox_hears_of_every_change_in_how_the_account_signs_in(noor, device, engine):
    add_passkey(noor, device)
    set_up_app(noor)
    noor.post_and_leave("/account/herstelcodes/nieuw")
    noor.post_and_leave("/account/code-app/stoppen")
    form = noor.get("/account/beveiliging").select_one('form[action*="sleutels"][action$="/weg"]')
    noor.post_and_leave(form["action"], fields(form))

    with database.reading(engine) as db:
        told = [mail.text for mail in reversed(mailing.list_mail(db)) if mail.recipient == NOOR]
    changes = ("sleutel gemaakt", "gebruikt nu een code-app", "nieuwe herstelcodes",
               "geen code-app meer", "sleutel weggehaald")  # fmt: skip
    assert len(told) == len(changes)
    assert all(sum(change in text for text in told) == 1 for change in changes)
    assert not any("Mijn telefoon" in text for text in told)


# --- the first beheerder, and roles ---


def test_the_setup_code_makes_the_first_beheerder(noor, keep, device):
    code = keep(account_services.make_setup_code, now=now())

    assert noor.post_and_leave("/account/beheerder", {"code": code}) == "/account/beveiliging"

    add_passkey(noor, device)
    assert NOOR in noor.get("/beheer/accounts").get_text()


def test_a_wrong_setup_code_is_said_and_counts(noor, keep):
    code = keep(account_services.make_setup_code, now=now())
    for _ in range(10):
        noor.post("/account/beheerder", {"code": "AAAA-BBBB-CCCC-DDDD"}, status=422)

    noor.post("/account/beheerder", {"code": code}, status=422)


@pytest.fixture
def beheerder(visitor, keep):
    sign_in(visitor.client, keep(add_account, at=now(), role="beheerder"), strong=True)
    return visitor


def give(visitor, address, role):
    form = fields(visitor.get("/beheer/accounts").select_one("form"))
    return visitor.post_and_leave("/beheer/accounts", {**form, "address": address, "role": role})


def test_a_beheerder_who_signed_in_a_while_ago_signs_in_again_to_give_a_role(visitor, keep, engine):
    boss = keep(add_account, at=now(), role="beheerder")
    sign_in(visitor.client, boss, strong=True, at=now() - timedelta(minutes=11))
    form = {"address": ELS, "role": "beheerder"}

    for answer in (visitor.client.post("/beheer/accounts", data=form),
                   visitor.client.get("/beheer/accounts")):  # fmt: skip
        assert (answer.status_code, answer.location) == (302, "/aanmelden")

    with database.reading(engine) as db:
        assert [one.address for one in accounts.list_with_role(db)] == [NOOR]


def test_a_beheerder_gives_a_role_and_takes_it_away(beheerder):
    give(beheerder, ELS, "coach")
    assert f"{ELS}: Coach" in beheerder.get("/beheer/accounts").get_text()

    give(beheerder, ELS, "none")
    assert ELS not in beheerder.get("/beheer/accounts").select_one("main").get_text()


def test_who_loses_a_role_is_out_at_once(beheerder, other_browser, keep):
    els = keep(add_account, ELS, at=now(), role="beheerder")
    sign_in(other_browser.client, els, strong=True)
    other_browser.get("/beheer/accounts")

    give(beheerder, ELS, "none")

    other_browser.get("/beheer/accounts", status=404)
    assert other_browser.client.get("/account").status_code == 302


def test_the_last_beheerder_is_kept(beheerder):
    fields_of = {"address": NOOR, "role": "none"}

    page = beheerder.post("/beheer/accounts", fields_of, status=422)
    assert "enige beheerder" in page.get_text()
    page = beheerder.post("/account/verwijderen", status=409)
    assert "enige beheerder" in page.get_text()


@pytest.mark.parametrize("sent", [{}, {"address": ELS}, {"address": ELS, "role": "koning"}])
def test_a_role_that_does_not_exist_is_given_to_nobody(beheerder, sent):
    beheerder.post("/beheer/accounts", sent, status=422)

    assert ELS not in beheerder.get("/beheer/accounts").select_one("main ul").get_text()
