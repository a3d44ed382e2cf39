"""People with an account, signed in with a browser."""

import re
from datetime import datetime
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessment.services import sessions
from assessment.services.moments import now
from assessment.store import accounts
from assessment.store.accounts import Account
from assessment.store.database import writing

NOOR, ELS = "noor@gemeente.example", "els@gemeente.example"


def add_account(
    db: Session,
    address: str = NOOR,
    *,
    at: datetime,
    role: str = "",
    attempts: tuple[UUID, ...] = (),
) -> Account:
    """Keep an account with a role and attempts in it."""
    account = accounts.add_account(db, address, now=at)
    accounts.set_role(db, account.id, role)
    for attempt_id in attempts:
        accounts.adopt_attempt(db, account.id, attempt_id, now=at)
    found = accounts.find_account(db, account.id)
    assert found is not None
    return found


def sign_in(
    client: FlaskClient, account: Account, *, strong: bool = False, at: datetime | None = None
) -> str:
    """Sign somebody in with a browser, now or at an earlier moment; return its token."""
    with writing(client.application.extensions["engine"]) as db:
        token = sessions.sign_in(
            db, account.id, strong=strong, device="Firefox, Linux", now=at or now(), opened=None,
            token="",
        )  # fmt: skip
        db.commit()
    with client.session_transaction() as session:
        session["token"] = token
    return token


def read_code(text: str) -> str:
    """Return the six digits in a mail."""
    found = re.search(r"\b(\d{6})\b", text)
    assert found is not None, text
    return found[1]
