"""Each time that somebody comes in, or tries to, is a line in the log that follows nobody."""

import json
from datetime import date, timedelta

import pyotp
import pytest

from assessment.services import accounts as account_services
from assessment.services import codes, second_step, taking
from assessment.services.moments import now
from assessment.web.app import BLUEPRINTS
from assessment.web.entering import WAYS, Outcome, Way, make_pseudonym
from assessment.web.limits import CODES, LIMITED, OWN_CODES, SIGN_IN
from tests.people import taken
from tests.people.authenticator import Authenticator
from tests.people.provider import CLIENT, SECRET, running_provider
from tests.people.signed_in import NOOR, add_account
from tests.web.account.test_own_organisation import Provider, come_back, go_on
from tests.web.account.test_security import add_passkey, use_passkey
from tests.web.account.test_sign_in import ask
from tests.web.visitor import Visitor, open_in

KEY = "tests"
LETS_NOBODY_IN = {  # addresses that count tries and take no code
    "home.new_code",  # makes one
    "passkeys.ask_sign_in",  # a question to a device, which names nobody
    "invited.stop_mail",
}


@pytest.fixture
def entered(log, monkeypatch):
    """Return way and outcome of each line so far, and of whom they are; it stays one day."""
    monkeypatch.setattr("assessment.web.entering.day_of", lambda _: date(2026, 11, 29))

    def read():
        lines = [json.loads(line) for line in log.getvalue().splitlines()]
        return [line for line in lines if line["where"] == "assessment.web.entering"]

    return read


def ways(lines):
    return [(line["way"], line["outcome"]) for line in lines]


def test_every_address_that_counts_tries_of_a_code_is_written_down():
    limited = {name for name, limits in LIMITED.items() if {CODES, OWN_CODES, SIGN_IN} & {*limits}}

    assert limited - LETS_NOBODY_IN <= WAYS.keys()
    assert {name.split(".")[0] for name in WAYS} <= {bp.name for bp in BLUEPRINTS}


def test_a_code_by_mail_is_written_down_from_asking_to_signing_out(
    visitor, mailed, entered, log, app
):
    ask(visitor)
    code = mailed()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    visitor.post("/aanmelden/code", {"digits": wrong}, status=422)
    visitor.post_and_leave("/aanmelden/code", {"digits": code})
    visitor.post_and_leave("/afmelden")

    lines = entered()
    assert ways(lines) == [(Way.ASKED, Outcome.DONE), (Way.CODE, Outcome.REFUSED),
                           (Way.CODE, Outcome.DONE), (Way.SIGNED_OUT, Outcome.DONE)]  # fmt: skip
    assert len({line["who"] for line in lines}) == 1
    assert len({line["request"] for line in lines}) == 4
    told = log.getvalue()
    for private in (NOOR, "noor", "gemeente.example", code, wrong):
        assert private not in told.lower(), private


def test_who_asks_too_often_is_written_down(visitor, entered):
    for _ in range(6):
        visitor.client.post("/aanmelden", data={"address": NOOR})

    assert ways(entered())[-1] == (Way.ASKED, Outcome.WAITS)


def test_the_second_step_tells_app_and_recovery_code_apart(visitor, mailed, keep, entered, log):
    def add(db):
        account = add_account(db, at=now())
        token = second_step.begin_set_up(db, account, secret=KEY, now=now())
        drawn, _ = second_step.show_set_up(db, account, token, secret=KEY, now=now())
        before = now() - timedelta(hours=1)  # so that the code of now was not used
        typed = pyotp.TOTP(drawn).at(before)
        return drawn, second_step.finish_set_up(db, account, token, typed, secret=KEY, now=before)

    drawn, recovery = keep(add)
    ask(visitor)
    visitor.post_and_leave("/aanmelden/code", {"digits": mailed()})
    visitor.post("/aanmelden/tweede-stap", {"digits": codes.draw_code()}, status=422)
    visitor.post("/aanmelden/tweede-stap", {"digits": "12 34"}, status=422)
    visitor.post_and_leave("/aanmelden/tweede-stap", {"digits": recovery[0]})

    assert ways(entered())[2:] == [(Way.RECOVERY, Outcome.REFUSED), (Way.APP, Outcome.REFUSED),
                                   (Way.RECOVERY, Outcome.DONE)]  # fmt: skip
    assert len({line["who"] for line in entered()}) == 1
    assert recovery[0] not in log.getvalue()
    assert drawn not in log.getvalue()


def test_a_passkey_is_written_down_right_and_wrong(noor, other_browser, entered):
    device = Authenticator("localhost", "http://localhost")
    add_passkey(noor, device)
    use_passkey(other_browser, device)
    other_browser.client.post("/aanmelden/sleutel", data={"answer": "{}"})

    right, wrong = entered()
    assert ways([right, wrong]) == [(Way.PASSKEY, Outcome.DONE), (Way.PASSKEY, Outcome.REFUSED)]
    assert right["who"]
    assert wrong["who"] == ""  # it named nobody


def test_the_organisation_is_written_down_right_and_wrong(make_app, entered, log):
    with running_provider() as provider:
        known = Provider(provider.issuer, "de vereniging", CLIENT, SECRET)
        browser = make_app(provider=known).test_client()
        go_on(browser, come_back(browser))
        browser.get("/aanmelden/organisatie/terug?code=x&state=y")

    assert ways(entered()) == [(Way.PROVIDER, Outcome.DONE), (Way.ORGANISATION, Outcome.DONE),
                               (Way.PROVIDER, Outcome.REFUSED)]  # fmt: skip
    assert "gemeente.example" not in log.getvalue().lower()


def test_a_return_code_is_written_down_with_no_number_of_the_attempt(visitor, keep, entered, log):
    code = codes.draw_code()
    attempt_id = keep(taken.add)
    keep(lambda db: taking.replace_code(db, attempt_id, code, now=now()))
    visitor.post("/verder", {"code": codes.draw_code()}, status=422)
    visitor.post_and_leave("/verder", {"code": code})
    visitor.client.post(f"/afname/{attempt_id}/sluiten")

    wrong, right, closed = entered()
    assert ways([wrong, right, closed]) == [
        (Way.RETURN, Outcome.REFUSED), (Way.RETURN, Outcome.DONE), (Way.CLOSED, Outcome.DONE)
    ]  # fmt: skip
    assert right["who"] == closed["who"]
    assert wrong["who"] == ""
    for private in (str(attempt_id), code, code.replace("-", "")):
        assert private not in log.getvalue(), private


def test_deleting_is_coming_in_only_where_the_code_is_asked(visitor, keep, noor, entered):
    attempt_id = keep(taken.add)
    visitor = Visitor(noor.client.application.test_client())
    open_in(visitor.client, attempt_id)
    visitor.post(f"/afname/{attempt_id}/verwijderen", {"code": codes.draw_code()}, status=422)

    assert ways(entered()) == [(Way.RETURN, Outcome.REFUSED)]


def test_the_set_up_code_is_written_down(noor, keep, entered):
    keep(account_services.make_setup_code, now=now())
    noor.post("/account/beheerder", {"code": "x"}, status=422)

    assert ways(entered()) == [(Way.SETUP, Outcome.REFUSED)]


def test_what_could_not_be_kept_is_not_told_as_done(make_app, mailed, monkeypatch, entered):
    visitor = Visitor(make_app(TESTING=False).test_client())
    ask(visitor)
    code = mailed()

    def full_disk(_):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr("sqlalchemy.orm.Session.commit", full_disk)
    visitor.post("/aanmelden/code", {"digits": code}, status=500)

    assert ways(entered())[-1] == (Way.CODE, Outcome.FAULT)


def test_a_pseudonym_is_of_one_day_one_installation_and_one_person():
    today, key = date(2026, 11, 29), "k" * 40
    made = {
        make_pseudonym(NOOR, secret=key, day=today),
        make_pseudonym(NOOR, secret=key, day=today + timedelta(days=1)),
        make_pseudonym(NOOR, secret="l" * 40, day=today),
        make_pseudonym("els@gemeente.example", secret=key, day=today),
    }

    assert len(made) == 4
    assert make_pseudonym(NOOR, secret=key, day=today) in made


def test_an_ordinary_page_writes_no_line(noor, entered):
    noor.get("/account")
    noor.client.get("/aanmelden/code")

    assert entered() == []


def test_who_a_rule_keeps_out_is_written_down_without_whose_page_it_was(visitor, attempt_id, log):
    visitor.get(f"/afname/{attempt_id}", status=404)
    visitor.client.get("/account")  # is asked to sign in: nobody is kept out

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    told = [line["message"] for line in lines if line["where"] == "assessment.web.access"]
    assert told == ["own_attempt keeps a GET of answering.overview out"]
    assert str(attempt_id) not in log.getvalue()
