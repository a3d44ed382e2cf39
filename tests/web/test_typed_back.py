"""Whatever a form of the product asks, a page that refuses it can give back what was filled in."""

import pytest
from bs4 import BeautifulSoup

from assessment.services.moments import now
from assessment.store import database
from assessment.web.participant.typed import list_typed
from tests.people import taken
from tests.people.signed_in import add_account, sign_in
from tests.web import walking

# Fields that are not given back, and why.
NOT_TOLD = {
    **dict.fromkeys(("csrf_token", "once", "revision", "from_result", "kaart"), "hidden"),
    "agree": "a tick to set again",
    "password": "a secret",
    "digits": "a secret that works once",
}


@pytest.fixture
def somebody(app, engine, keep, content):
    """A beheerder with a new attempt and one that was handed in: who sees most forms."""
    attempt_ids = keep(taken.add), keep(taken.add_submitted, content)
    with database.writing(engine) as db:
        account = add_account(db, at=now(), role="beheerder", attempts=attempt_ids)
        db.commit()
    client = app.test_client()
    sign_in(client, account, strong=True)
    client.post("/account/code-app/begin")
    return client, attempt_ids


@pytest.fixture
def fields(app, somebody):
    """Every field on a page of the product: its name, and a value that it can have."""
    client, attempt_ids = somebody
    found = {}
    for rule in walking.rules(app, with_attempt=False):
        for attempt_id in attempt_ids if "GET" in rule.methods else ():
            page = client.get(walking.address(app, rule, attempt_id))
            if page.mimetype == "text/html":
                found |= controls(page.get_data(as_text=True))
    return found


def controls(text):
    page = BeautifulSoup(text, "html.parser")
    return {
        str(one["name"]): str(one.get("value") or one.select_one("option[value]") or "Iets")
        for one in page.select("form input[name], form textarea[name], form select[name]")
        if not str(one["name"]).startswith("seen.")
    }


def test_every_field_is_given_back_or_there_is_a_reason_why_not(app, fields):
    told = set()
    for name, value in fields.items():
        with app.test_request_context("/", method="POST", data={name: value}):
            if list_typed():
                told.add(name)

    assert len(told) > 100
    assert fields.keys() - told == NOT_TOLD.keys() & fields.keys()


def test_what_was_chosen_is_told_by_its_name(app):
    form = {"POL1": "veel", "followed": "LBG", "phase": "aspirant", "role": "coach"}
    with app.test_request_context("/", method="POST", data=form):
        told = {one.asked: one.answer for one in list_typed()}

    assert "veel" in told.values()
    assert form.keys().isdisjoint(told)
    assert not set(told.values()) & {"LBG", "aspirant", "coach"}
