"""Who changes the catalogue on pages."""

import pytest

from assessment.services.moments import now
from tests.people.signed_in import add_account, sign_in


@pytest.fixture
def medewerker(keep, other_browser):
    account = keep(add_account, "mia@bond.example", at=now(), role="medewerker")
    sign_in(other_browser.client, account, strong=True)
    return other_browser
