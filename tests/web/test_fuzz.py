"""Nothing that can be sent brings an error of ours, or anything of somebody else."""

import pytest
from flask import redirect

from tests.web import fuzzing
from tests.web.odd_requests import SECRET
from tests.web.odd_world import ROLES

SOME = 2_000


@pytest.fixture
def app(engine, content, compiled):
    app = fuzzing.make_served_app(engine, content)
    app.jinja_env.bytecode_cache = compiled
    return app


@pytest.fixture
def fuzzer(app, engine, content, tmp_path):
    return fuzzing.Fuzzer(app, engine, content, 13, tmp_path)


def test_two_thousand_odd_requests_of_everybody_bring_no_fault_and_nothing_of_somebody_else(fuzzer):
    outcome = fuzzer.run(SOME)

    assert outcome.findings == []
    assert outcome.sent > 0.95 * SOME
    assert {200, 302, 303, 400, 404, 405, 422} <= set(outcome.statuses)
    assert outcome.by_role.keys() == set(ROLES)


def test_a_page_that_fails_or_tells_of_somebody_else_or_leads_away_is_found(app, fuzzer):
    broken = {
        "home.privacy": lambda: 1 / 0,
        "home.start": lambda: f"lees {SECRET}",
        "support.show": lambda: redirect("//elders.example/"),
    }
    app.view_functions |= broken
    fuzzer.rules = [rule for rule in fuzzer.rules if rule.endpoint in broken]

    findings = fuzzer.run(100).findings

    assert {finding.partition(":")[0] for finding in findings} == {"500", "foreign", "elsewhere"}


def test_each_person_is_in_their_own_role_and_what_was_deleted_is_put_back(fuzzer):
    world = fuzzer.world
    roles = {browser.role: browser for browser in world.browsers}
    opens = {"owner_by_code": f"/afname/{world.own}", "owner_by_account": "/account",
             "their_coach": "/coach", "medewerker": "/medewerker/rondes",
             "beheerder": "/beheer/accounts",
             "college_member": f"/college/{world.own_ids['college_id']}"}  # fmt: skip

    roles["owner_by_account"].client.post(
        f"/afname/{world.own}/verwijderen", headers={"Sec-Fetch-Site": "same-origin"}
    )
    world.put_back()

    shown = {role: roles[role].client.get(address).status_code for role, address in opens.items()}
    assert shown == dict.fromkeys(opens, 200)
    assert roles["visitor"].client.get(f"/blik/{world.own_ids['token']}").status_code == 200
    for role, address in opens.items():
        if role != "visitor":
            assert roles["visitor"].client.get(address).status_code in (302, 404), role
