"""Signing in with a code by mail, the second step, and signing out."""

import re
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import text

from assessment.services import mailing, second_step, throttling
from assessment.services.moments import now
from assessment.store import database
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web.visitor import Visitor, fields, open_in


def ask(visitor, address=NOOR):
    form = fields(visitor.get("/aanmelden").select_one("form"))
    return visitor.post_and_leave("/aanmelden", {**form, "address": address})


def test_a_code_by_mail_signs_in_and_makes_the_account(visitor, mailed):
    assert ask(visitor) == "/aanmelden/code"
    assert NOOR in visitor.get("/aanmelden/code").get_text()

    assert visitor.post_and_leave("/aanmelden/code", {"digits": mailed()}) == "/account"

    assert NOOR in visitor.get("/account").get_text()


def test_one_comes_back_where_one_wanted_to_go(visitor, mailed):
    assert visitor.client.get("/account/apparaten").location == "/aanmelden"
    ask(visitor)

    location = visitor.post_and_leave("/aanmelden/code", {"digits": mailed()})

    assert location == "/account/apparaten"


def test_capitals_and_blanks_make_no_other_mailbox(visitor, mailed):
    ask(visitor, " Noor@Gemeente.EXAMPLE ")

    visitor.post_and_leave("/aanmelden/code", {"digits": mailed()})


@pytest.mark.parametrize("typed", ["", "noor", "noor@", "a@b.nl, c@d.nl", "a@b.nl\r\nBcc: c@d.nl"])
def test_what_is_no_mailbox_is_said_and_no_mail_goes(visitor, engine, typed):
    page = visitor.post("/aanmelden", {"address": typed}, status=422)

    assert [a["href"] for a in page.select(".error-summary a")] == ["#address"]
    with database.reading(engine) as db:
        assert mailing.list_mail(db) == []


def bare(response):
    """Return what an answer says, without what differs from one visit to the next."""
    told = re.sub(r"[\w.-]{40,}", "", response.get_data(as_text=True))
    return response.status, told.replace(NOOR, "").replace(ELS, "")


def test_every_answer_is_the_same_for_a_known_and_an_unknown_mailbox(app, account):
    answers = {}
    for address in (NOOR, ELS):
        client = app.test_client()
        answers[address] = [
            bare(client.post("/aanmelden", data={"address": address})),
            bare(client.get("/aanmelden/code")),
            bare(client.post("/aanmelden/code", data={"digits": "x"})),
        ]

    assert answers[NOOR] == answers[ELS]


def test_a_wrong_code_is_said_and_counts_although_the_page_refuses(visitor, mailed):
    ask(visitor)
    code = mailed()
    wrong = f"{(int(code) + 1) % 10**6:06}"

    for _ in range(5):
        page = visitor.post("/aanmelden/code", {"digits": wrong}, status=422)
        assert [a["href"] for a in page.select(".error-summary a")] == ["#digits"]

    assert visitor.client.post("/aanmelden/code", data={"digits": code}).location == "/aanmelden"
    assert "Vraag een nieuwe" in visitor.get("/aanmelden").get_text()
    assert visitor.client.get("/account").status_code == 302


def test_too_many_codes_come_to_a_pause_in_plain_words(visitor):
    for _ in range(throttling.CODES.most):
        ask(visitor)

    page = visitor.post("/aanmelden", {"address": NOOR}, status=429)

    assert "Wacht een uur" in page.get_text()
    assert "wacht dan tot morgen" in page.get_text()  # so many a day are all there are


def test_a_code_does_not_work_in_the_browser_of_who_only_saw_it(visitor, other_browser, mailed):
    ask(visitor)
    ask(other_browser, ELS)

    other_browser.post("/aanmelden/code", {"digits": mailed(NOOR)}, status=422)


def test_without_asking_there_is_nothing_to_fill_in(visitor):
    for address in ("/aanmelden/code", "/aanmelden/tweede-stap"):
        assert visitor.client.get(address).location == "/aanmelden"
        assert visitor.client.post(address, data={"digits": "123456"}).location == "/aanmelden"


def test_a_cookie_of_before_signing_in_does_not_become_one_of_after(app, visitor, mailed, keep):
    open_in(visitor.client, keep(taken.add))
    planted = visitor.client.get_cookie("bop").value
    ask(visitor)
    visitor.post_and_leave("/aanmelden/code", {"digits": mailed()})

    thief = app.test_client()
    thief.set_cookie("bop", planted)

    assert thief.get("/account").location == "/aanmelden"


def test_a_commit_that_fails_signs_nobody_in_and_keeps_the_code(
    make_app, monkeypatch, mailed, engine
):
    visitor = Visitor(make_app(TESTING=False).test_client())
    ask(visitor)
    code = mailed()

    def full_disk(_):
        raise OSError("geen ruimte meer")

    with monkeypatch.context() as patched:
        patched.setattr("sqlalchemy.orm.Session.commit", full_disk)
        visitor.post("/aanmelden/code", {"digits": code}, status=500)
    assert visitor.client.get("/account").status_code == 302

    visitor.post_and_leave("/aanmelden/code", {"digits": code})
    visitor.get("/account")


# --- the second step ---

KEY = "tests"


@pytest.fixture
def guarded(keep):
    """A coach with a code app: the secret of the app and the recovery codes."""

    def add(db):
        account = add_account(db, at=now(), role="coach")
        token = second_step.begin_set_up(db, account, secret=KEY, now=taken.NOW)
        drawn, _ = second_step.show_set_up(db, account, token, secret=KEY, now=taken.NOW)
        typed = pyotp.TOTP(drawn).at(taken.NOW)
        return drawn, second_step.finish_set_up(
            db, account, token, typed, secret=KEY, now=taken.NOW
        )

    return keep(add)


def test_with_a_code_app_the_mail_leads_to_a_second_step(visitor, mailed, guarded):
    ask(visitor)
    assert visitor.post_and_leave("/aanmelden/code", {"digits": mailed()}) == (
        "/aanmelden/tweede-stap"
    )
    assert visitor.client.get("/account").status_code == 302
    visitor.get("/aanmelden/tweede-stap")

    visitor.post("/aanmelden/tweede-stap", {"digits": "000000"}, status=422)
    right = pyotp.TOTP(guarded[0]).now()
    assert visitor.post_and_leave("/aanmelden/tweede-stap", {"digits": right}) == "/account"

    assert "Je rol: Coach" in visitor.get("/account").get_text()
    assert visitor.get("/account").select(".notice") == []


def test_a_recovery_code_gets_in_without_the_telephone(visitor, mailed, guarded):
    ask(visitor)
    visitor.post_and_leave("/aanmelden/code", {"digits": mailed()})

    assert visitor.post_and_leave("/aanmelden/tweede-stap", {"digits": guarded[1][0]}) == "/account"


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("script", [WIDE, ARABIC], ids=["wide", "arabic"])
def test_digits_of_another_keyboard_are_the_same_digits(visitor, mailed, guarded, script):
    ask(visitor)
    visitor.post_and_leave("/aanmelden/code", {"digits": mailed().translate(script)})
    right = pyotp.TOTP(guarded[0]).now()

    for wrong in ("²" * 6, "१२"):
        visitor.post("/aanmelden/tweede-stap", {"digits": wrong}, status=422)
    typed = {"digits": right.translate(script)}

    assert visitor.post_and_leave("/aanmelden/tweede-stap", typed) == "/account"


# --- signing out ---


def test_signing_out_ends_the_browser_for_good(app, noor):
    noor.get("/account")
    stolen = noor.client.get_cookie("bop").value
    form = noor.get("/account").select_one('form[action="/afmelden"]')

    assert noor.post_and_leave("/afmelden", fields(form)) == "/"

    assert "afgemeld" in noor.get("/").select_one("[role=status]").text
    thief = app.test_client()
    thief.set_cookie("bop", stolen)
    assert thief.get("/account").location == "/aanmelden"


def test_each_browser_is_listed_and_signed_out_at_once(noor, other_browser, account):
    sign_in(other_browser.client, account)
    page = noor.get("/account/apparaten")
    assert [h2.text for h2 in page.select("main h2")] == ["Firefox, Linux (hier)", "Firefox, Linux"]

    noor.post_and_leave(page.select("main li form")[1]["action"])

    assert other_browser.client.get("/account").status_code == 302
    noor.get("/account")


def test_signing_out_everywhere_else_leaves_this_browser(noor, other_browser, account):
    sign_in(other_browser.client, account)

    noor.post_and_leave("/account/apparaten/afmelden")

    assert other_browser.client.get("/account").status_code == 302
    assert len(noor.get("/account/apparaten").select("main li")) == 1


def test_a_browser_of_somebody_else_cannot_be_signed_out(noor, other_browser, keep, engine):
    sign_in(other_browser.client, keep(add_account, ELS, at=now()))
    own = noor.get("/account/apparaten").select_one("main li form")["action"]
    with database.reading(engine) as db:
        ids = [UUID(str(i)) for i in db.execute(text("SELECT id FROM session")).scalars()]
    [theirs] = [str(i) for i in ids if str(i) not in own]

    noor.post(f"/account/apparaten/{theirs}/afmelden", status=404)

    other_browser.get("/account")


def test_this_browser_is_signed_out_from_the_list_too(noor):
    own = noor.get("/account/apparaten").select_one("main li form")

    assert noor.post_and_leave(own["action"]) == "/"

    assert noor.client.get("/account").status_code == 302
