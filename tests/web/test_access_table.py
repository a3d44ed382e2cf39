"""tests/access.toml, walked completely: every address, each method, as everybody in the table.

Whether a rule let somebody in is seen by what the view was asked: each view is replaced by one
that only says that it was reached, so that no answer depends on what a form holds.
"""

import tomllib
from pathlib import Path

import pytest

from tests.people import taken
from tests.web import walking
from tests.web.everybody import Everybody

TABLE = tomllib.loads((Path(__file__).parents[1] / "access.toml").read_text(encoding="utf-8"))
PEOPLE, RULES = TABLE["people"], TABLE["rules"]
REACHED = "this view was reached"


@pytest.fixture
def attempt_id(keep, content):
    return keep(taken.add_submitted, content)


@pytest.fixture
def guards(app):
    """The application with every view replaced by one that tells that its rule let through."""
    from assessment.web import access

    for endpoint, view in list(app.view_functions.items()):
        if rule := getattr(view, "rule", None):
            reached = access.allows(getattr(access, rule))(lambda **_: REACHED)
            app.view_functions[endpoint] = reached
    return app


@pytest.fixture
def everybody(app, attempt_id):
    return Everybody(app, attempt_id)


def outcome(response):
    """Return what an answer comes to, in the words of the table; a page that was shown is "in"."""
    if response.get_data(as_text=True) == REACHED:
        return "in"
    if response.status_code == 302 and response.location == "/aanmelden":
        return "sign in"
    return str(response.status_code)


def test_the_table_names_every_rule_and_everybody_in_each(app):
    declared = {view.rule for view in app.view_functions.values() if hasattr(view, "rule")}

    assert declared == set(RULES)
    for rule, cells in RULES.items():
        assert list(cells) == list(PEOPLE), rule
        assert set(cells.values()) <= {"see", "change", "sign in", "404"}, rule


@pytest.mark.parametrize("person", list(PEOPLE))
def test_everybody_gets_on_every_address_what_the_table_says(guards, everybody, attempt_id, person):
    client = everybody.enter(person)
    walked = walking.requests(walking.rules(guards, with_attempt=False))
    assert len(walked) > 70

    for method, rule in walked:
        address = walking.address(guards, rule, attempt_id, **everybody.ids)
        answer = client.open(address, method=method)
        allowed = RULES[guards.view_functions[rule.endpoint].rule][person]
        lets_in = allowed == "change" or (allowed, method) == ("see", "GET")
        assert outcome(answer) == ("in" if lets_in else allowed), (person, method, rule)


@pytest.mark.parametrize("person", list(PEOPLE))
def test_a_forged_number_opens_nothing_for_anybody(guards, everybody, person):
    client = everybody.enter(person)

    for method, rule in walking.requests(walking.rules(guards, with_attempt=True)):
        address = walking.address(guards, rule, walking.NOBODY)
        assert client.open(address, method=method).status_code == 404, (person, method, rule)
