"""What an account holds: adopting, opening on any device, deleting."""

from datetime import timedelta

import pytest

from assessment.services import codes
from assessment.services.moments import now
from assessment.store import accounts, database
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web import walking
from tests.web.visitor import fields

CODE = "ABCD-EFGH-JKMN-PQRS"


@pytest.fixture
def earlier(keep, content):
    return keep(taken.add_submitted, content, code_hash=codes.hash_code(CODE))


def adopt(noor, code=CODE):
    form = noor.get("/account").select_one('form[action="/account/afnames"]')
    return noor.post_and_leave("/account/afnames", {**fields(form), "code": code})


def test_an_adopted_attempt_opens_after_signing_in_on_any_device(
    noor, earlier, other_browser, account
):
    assert adopt(noor) == "/account"
    assert noor.get("/account").select_one(f'a[href="/afname/{earlier}"]')

    sign_in(other_browser.client, account)
    other_browser.get(f"/afname/{earlier}")
    other_browser.get(f"/afname/{earlier}/resultaat")


def test_the_code_still_opens_an_adopted_attempt_without_signing_in(noor, earlier, other_browser):
    adopt(noor)

    assert other_browser.post_and_leave("/verder", {"code": CODE}) == f"/afname/{earlier}"


def test_another_account_cannot_adopt_it_and_hears_no_more_than_of_an_unknown_code(
    noor, earlier, other_browser, keep
):
    adopt(noor)
    sign_in(other_browser.client, keep(add_account, ELS, at=now()))

    told = {
        str(other_browser.post("/account/afnames", {"code": code}, status=422).select(".problem"))
        for code in (CODE, "AAAA-BBBB-CCCC-DDDD")
    }

    assert len(told) == 1
    other_browser.get(f"/afname/{earlier}", status=404)


def test_who_is_signed_in_and_begins_has_the_attempt_in_the_account(noor, account, engine):
    form = fields(noor.get("/begin").select_one("form"))

    location = noor.post_and_leave("/begin", {**form, "phase": "zittend", "agree": "y"})

    noor.get(location)
    with database.reading(engine) as db:
        [attempt_id] = accounts.list_adopted(db, account.id)
    assert str(attempt_id) in location


def test_closing_an_attempt_of_the_account_signs_this_browser_out(noor, earlier, app):
    adopt(noor)
    stolen = noor.client.get_cookie("bop").value
    assert "afgemeld" in noor.get(f"/afname/{earlier}").get_text()

    noor.post_and_leave(f"/afname/{earlier}/sluiten")

    for client in (noor.client, app.test_client()):
        client.set_cookie("bop", stolen)
        assert client.get("/account").status_code == 302
        assert client.get(f"/afname/{earlier}").status_code == 404


def test_closing_elsewhere_signs_the_owner_out_elsewhere(noor, earlier, other_browser, account):
    adopt(noor)
    sign_in(other_browser.client, account)
    page = noor.get(f"/afname/{earlier}/apparaten")
    assert len(page.select("main li")) == 2

    noor.post_and_leave(f"/afname/{earlier}/apparaten/sluiten")

    other_browser.get(f"/afname/{earlier}", status=404)
    noor.get(f"/afname/{earlier}")


def test_a_new_code_can_be_made_for_an_attempt_that_is_open_by_signing_in(noor, earlier):
    adopt(noor)
    form = noor.get(f"/afname/{earlier}/code").select_one("main form")

    location = noor.post_and_leave(form["action"], fields(form))

    assert noor.get(location).select_one("#code").text != CODE


def test_who_signed_in_just_now_deletes_an_attempt_without_its_code(noor, earlier):
    adopt(noor)
    page = noor.get(f"/afname/{earlier}/verwijderen")
    assert page.select_one("#code") is None

    noor.post_and_leave(f"/afname/{earlier}/verwijderen", fields(page.select_one("form")))

    noor.get(f"/afname/{earlier}", status=404)
    noor.get("/account")


def test_who_signed_in_longer_ago_is_asked_for_the_code(visitor, earlier, account):
    sign_in(visitor.client, account, at=now() - timedelta(minutes=11))
    adopt(visitor)

    visitor.post(f"/afname/{earlier}/verwijderen", status=422)
    visitor.post_and_leave(f"/afname/{earlier}/verwijderen", {"code": CODE})


def test_deleting_the_account_deletes_every_attempt_in_it(noor, earlier, account, engine):
    adopt(noor)
    page = noor.get("/account/verwijderen")
    assert NOOR in page.get_text()

    assert noor.post_and_leave("/account/verwijderen", fields(page.select_one("form"))) == "/"

    assert "verwijderd" in noor.get("/").select_one("[role=status]").text
    assert noor.client.get("/account").status_code == 302
    with database.reading(engine) as db:
        assert accounts.find_account(db, account.id) is None
    noor.get(f"/afname/{earlier}", status=404)


@pytest.mark.parametrize(
    "address", ["/account/verwijderen", "/account/beveiliging", "/account/beheerder"]
)
def test_what_changes_an_account_asks_who_signed_in_long_ago_to_do_so_again(
    visitor, account, address
):
    sign_in(visitor.client, account, at=now() - timedelta(minutes=11))

    assert visitor.client.get(address).location == "/aanmelden"
    assert visitor.client.post("/account/sleutels/vraag").location == "/aanmelden"
    visitor.get("/account")


def test_an_account_that_was_deleted_elsewhere_is_gone_at_once(
    noor, other_browser, account, earlier
):
    adopt(noor)
    sign_in(other_browser.client, account)
    page = noor.get("/account/verwijderen")
    noor.post_and_leave("/account/verwijderen", fields(page.select_one("form")))

    assert other_browser.client.get("/account").location == "/aanmelden"
    other_browser.get(f"/afname/{earlier}", status=404)


def test_nothing_of_the_account_opens_without_signing_in(visitor):
    for rule in walking.rules(visitor.client.application, with_attempt=False):
        if rule.rule.startswith("/account"):
            address = walking.address(visitor.client.application, rule, walking.NOBODY)
            for method in rule.methods & {"GET", "POST"}:
                response = visitor.client.open(address, method=method)
                assert response.location == "/aanmelden", rule


def test_consents_and_events_are_one_click_from_the_account(noor):
    page = noor.get("/account")
    for address in ("/toestemmingen", "/account/gebeurtenissen"):
        assert page.select_one(f'main a[href="{address}"]')
        noor.get(address)


# --- another return code ---


def test_who_finds_a_browser_open_makes_no_code_of_what_is_in_an_account(
    visitor, other_browser, keep, mailed, engine
):
    attempt_id = keep(taken.add)
    account = keep(add_account, at=now(), attempts=(attempt_id,))
    sign_in(visitor.client, account, at=now() - timedelta(minutes=11))
    other_browser.owns(attempt_id)  # by its code, where nobody signed in
    new = f"/afname/{attempt_id}/code/nieuw"

    for browser in (visitor, other_browser):
        page = browser.get(f"/afname/{attempt_id}/code")
        assert page.select_one("main form") is None
        assert page.select_one(f"main a[href='{new}']")
        answer = browser.client.post(new, data={"once": "x" * 22})
        assert (answer.status_code, answer.location) == (302, "/aanmelden")
        assert "net bent aangemeld" in browser.get("/aanmelden").get_text()


def test_who_signs_in_again_comes_back_and_makes_a_new_code(visitor, keep, mailed):
    attempt_id = keep(taken.add)
    account = keep(add_account, at=now(), attempts=(attempt_id,))
    sign_in(visitor.client, account, at=now() - timedelta(minutes=11))
    at, new = f"/afname/{attempt_id}/code", f"/afname/{attempt_id}/code/nieuw"

    assert visitor.client.get(new).location == "/aanmelden"
    visitor.post_and_leave("/aanmelden", {"address": NOOR})
    assert visitor.post_and_leave("/aanmelden/code", {"digits": mailed()}) == new
    assert visitor.client.get(new).location == at
    visitor.post_and_leave(new, fields(visitor.get(at).select_one("main form")))

    assert visitor.get(at).select_one("#code")
