"""Whoever is inside finds the way out on every page."""

import pytest

from assessment.services.moments import now
from tests.people import taken
from tests.people.signed_in import add_account, sign_in
from tests.web import walking
from tests.web.visitor import Visitor


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def pages(app, attempt_id):
    """Return every page that shows itself to a browser, by its address."""

    def read(browser):
        found = {}
        for rule in walking.rules(app, with_attempt=False):
            if "GET" not in rule.methods or app.view_functions[rule.endpoint].rule == "anyone":
                continue
            at = walking.address(app, rule, attempt_id)
            answer = browser.client.get(at)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                found[at] = browser.get(at)
        return found

    return read


def test_who_is_inside_by_a_code_can_close_on_every_page(participant, pages, home):
    read = pages(participant)

    assert len(read) > 20
    for at, page in read.items():
        assert page.select_one(f"header a[href='{home}#sluiten']"), at
    assert read[home].select_one(f"#sluiten form[action='{home}/sluiten']")


@pytest.mark.parametrize("role", ["", "beheerder"])
def test_who_signed_in_can_sign_out_on_every_page(visitor, keep, pages, attempt_id, role):
    account = keep(add_account, at=now(), role=role, attempts=(attempt_id,))
    sign_in(visitor.client, account, strong=bool(role))

    read = pages(visitor)

    assert len(read) >= 30
    for at, page in read.items():
        assert page.select_one("header a[href='/account#afmelden']"), at
    assert read["/account"].select_one("form#afmelden[action='/afmelden']")


def test_who_is_not_inside_finds_nothing_to_close(visitor: Visitor):
    for at in ("/", "/begin", "/aanmelden", "/privacy"):
        assert visitor.get(at).select("header a[href*='#']") == [], at
