"""Somebody with an account, and the mail that came."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from assessment.services import mailing
from assessment.services.moments import now
from assessment.store import database
from assessment.store.accounts import Account
from tests.people.signed_in import NOOR, add_account, read_code, sign_in
from tests.web.visitor import Visitor


@pytest.fixture
def account(keep) -> Account:
    return keep(add_account, at=now())


@pytest.fixture
def noor(visitor: Visitor, account: Account) -> Visitor:
    sign_in(visitor.client, account)
    return visitor


@pytest.fixture
def mailed(engine: Engine) -> Callable[..., str]:
    """Return the code in the newest mail to somebody."""

    def read(address: str = NOOR) -> str:
        with database.reading(engine) as db:
            mails = [m for m in mailing.list_mail(db) if m.recipient == address]
        return read_code(mails[0].text)

    return read
