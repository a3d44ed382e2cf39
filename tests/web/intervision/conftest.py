"""A desk, and people who take part in intervision, each with a browser."""

import pytest

from assessment.services.moments import now
from assessment.store import intervision_groups
from tests.people import placed
from tests.people.signed_in import add_account, sign_in
from tests.web.visitor import Visitor


@pytest.fixture
def enter(app):
    """Return a function that gives somebody with an account a browser."""

    def run(account, **how):
        client = app.test_client()
        sign_in(client, account, **how)
        return Visitor(client)

    return run


@pytest.fixture
def desk(keep, enter):
    account = keep(add_account, "balie@vereniging.example", at=now(), role="medewerker")
    return enter(account, strong=True)


@pytest.fixture
def round_id(keep):
    return keep(placed.open_round)


@pytest.fixture
def accounts(keep, round_id):
    """Six people who joined and sit in one group, which was confirmed."""
    people = [keep(placed.join, round_id, number) for number in range(6)]
    keep(placed.sit_together, [one.id for one in people], round_id=round_id)
    return people


@pytest.fixture
def group(accounts, keep, round_id):
    found = keep(intervision_groups.list_groups, round_id)
    return f"/intervisie/groep/{found[0].id}"


@pytest.fixture
def members(accounts, enter):
    return [enter(account) for account in accounts]
