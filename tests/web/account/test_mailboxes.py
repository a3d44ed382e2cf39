"""A person with two addresses: adding one, signing in with either; who is known is never told."""

import pytest

from assessment.services import mailing
from assessment.services.accounts import delete_account
from assessment.services.moments import now
from assessment.store import accounts, database
from tests.people.signed_in import ELS, NOOR, add_account, sign_in

SECOND = "noor@provincie.example"


@pytest.fixture
def stored(engine, account):
    def read():
        with database.reading(engine) as db:
            found = accounts.find_account(db, account.id)
            return found.address, accounts.find_second_address(db, account.id)

    return read


def add_second(noor, mailed, address=SECOND):
    noor.post_and_leave("/account/mailadres", {"address": address})
    return noor.post_and_leave("/account/mailadres/code", {"digits": mailed(address)})


def make_first(noor, address=SECOND):
    """Press the button that names this mailbox, perhaps of an old tab."""
    noor.post_and_leave("/account/mailadres/wissel", {"address": address})


def take_away(noor, address=SECOND):
    noor.post_and_leave("/account/mailadres/weg", {"address": address})


def test_a_mailbox_is_added_by_the_code_that_went_to_it(noor, mailed, stored):
    assert add_second(noor, mailed) == "/account/beveiliging"

    assert stored() == (NOOR, SECOND)
    assert SECOND in noor.get("/account/beveiliging").main.text


def test_either_mailbox_signs_in_to_the_same_account(noor, mailed, other_browser, account):
    add_second(noor, mailed)

    other_browser.post_and_leave("/aanmelden", {"address": SECOND})
    other_browser.post_and_leave("/aanmelden/code", {"digits": mailed(SECOND)})

    assert NOOR in other_browser.get("/account").main.text


def test_the_first_mailbox_hears_of_it(noor, mailed, engine):
    add_second(noor, mailed)

    with database.reading(engine) as db:
        told = [m for m in mailing.list_mail(db) if m.recipient == NOOR]
    assert "tweede mailadres" in told[0].text
    assert SECOND not in told[0].subject + told[0].text


def mails_to(engine, address):
    with database.reading(engine) as db:
        return [m.text for m in mailing.list_mail(db) if m.recipient == address]


def test_the_mailbox_that_was_first_hears_that_the_other_is(noor, mailed, engine):
    add_second(noor, mailed)
    make_first(noor)

    assert "naar het andere mailadres" in mails_to(engine, NOOR)[0]
    assert not any("naar het andere mailadres" in text for text in mails_to(engine, SECOND))


def test_a_mailbox_hears_that_it_was_taken_away_and_is_forgotten_with_the_account(
    noor, mailed, engine, account, keep
):
    add_second(noor, mailed)
    take_away(noor)

    (told,) = mails_to(engine, SECOND)
    assert "Dit mailadres is weggehaald" in told
    assert NOOR not in told

    take_away(noor)  # there is none any more: nobody is told
    assert len(mails_to(engine, SECOND)) == 1
    keep(delete_account, account, url="", now=now())
    assert mails_to(engine, SECOND) == []


def test_a_wrong_code_adds_nothing_and_counts(noor, stored):
    noor.post_and_leave("/account/mailadres", {"address": SECOND})
    for _ in range(5):
        noor.post("/account/mailadres/code", {"digits": "000000"}, status=422)

    assert noor.client.post("/account/mailadres/code", data={"digits": "1"}).status_code == 302
    assert stored() == (NOOR, None)


def test_a_known_and_an_unknown_mailbox_get_the_same_answer(noor, keep):
    keep(add_account, ELS, at=now())
    answers = []
    for address in (ELS, "n1@gemeente.example", NOOR):
        answer = noor.client.post("/account/mailadres", data={"address": address})
        page = noor.get("/account/mailadres/code").main.text.replace(address, "X")
        answers.append((answer.status_code, answer.location, page))

    assert answers[0] == answers[1] == answers[2]


def test_only_who_reads_the_mailbox_hears_that_it_has_an_account(noor, keep, mailed, stored):
    keep(add_account, ELS, at=now())

    add_second(noor, mailed, ELS)

    assert stored() == (NOOR, None)
    assert f"Bij {ELS} hoort al een account" in noor.get("/account/beveiliging").main.text


def test_there_are_two_at_most(noor, mailed, stored):
    add_second(noor, mailed)

    page = noor.post("/account/mailadres", {"address": "derde@provincie.example"}, status=422)

    assert "al twee mailadressen" in page.select_one(".error-summary").text
    assert stored() == (NOOR, SECOND)


def test_the_second_becomes_the_first_and_the_other_is_taken_away(noor, mailed, stored):
    add_second(noor, mailed)

    make_first(noor)
    assert stored() == (SECOND, NOOR)

    take_away(noor, NOOR)
    assert stored() == (SECOND, None)


def test_who_presses_twice_to_be_written_to_elsewhere_is(noor, mailed, stored, engine):
    add_second(noor, mailed)
    sent = len(mails_to(engine, NOOR))

    make_first(noor)
    make_first(noor)

    assert stored() == (SECOND, NOOR)
    assert len(mails_to(engine, NOOR)) == sent + 1
    assert f"We schrijven je op {SECOND}" in noor.get("/account/beveiliging").main.text


def test_an_old_tab_takes_no_other_mailbox_away_than_its_button_names(noor, mailed, stored):
    add_second(noor, mailed)
    make_first(noor)

    take_away(noor)

    assert stored() == (SECOND, NOOR)
    assert f"{SECOND} staat er nog" in noor.get("/account/beveiliging").main.text


def test_a_mailbox_that_was_taken_away_is_of_nobody(noor, mailed, other_browser, stored):
    add_second(noor, mailed)
    take_away(noor)

    other_browser.post_and_leave("/aanmelden", {"address": SECOND})
    other_browser.post_and_leave("/aanmelden/code", {"digits": mailed(SECOND)})

    assert f"aangemeld als {SECOND}" in other_browser.get("/account").main.text
    assert stored() == (NOOR, None)


def test_the_code_for_adding_signs_nobody_in(noor, mailed, other_browser):
    noor.post_and_leave("/account/mailadres", {"address": SECOND})
    with noor.client.session_transaction() as cookie:
        token = cookie["adding"]
    with other_browser.client.session_transaction() as cookie:
        cookie["asked"] = token

    answer = other_browser.client.post("/aanmelden/code", data={"digits": mailed(SECOND)})

    assert answer.status_code == 302
    assert other_browser.client.get("/account").status_code == 302


def test_another_account_cannot_use_the_token(noor, mailed, other_browser, keep, stored):
    noor.post_and_leave("/account/mailadres", {"address": SECOND})
    with noor.client.session_transaction() as cookie:
        token = cookie["adding"]
    sign_in(other_browser.client, keep(add_account, ELS, at=now()))
    with other_browser.client.session_transaction() as cookie:
        cookie["adding"] = token

    data = {"digits": mailed(SECOND)}
    answer = other_browser.client.post("/account/mailadres/code", data=data)

    assert answer.status_code == 302
    assert stored() == (NOOR, None)


def test_the_code_app_and_the_other_device_come_with_a_code_to_scan(noor):
    page = noor.get("/account/beveiliging")
    assert page.select_one(".scan svg path")

    noor.post_and_leave("/account/code-app/begin")
    assert noor.get("/account/code-app").select_one('.scan[role="img"][aria-label] svg')
