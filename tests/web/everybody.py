"""Everybody in tests/access.toml, each as a browser that asks for a page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessment.services import accounts, sessions
from assessment.services.moments import now
from assessment.store.accounts import Account
from assessment.store.database import writing
from assessment.store.passkeys import add_passkey
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web.visitor import open_in


class Everybody:
    """Makes the browser of each person; ``attempt_id`` is what the addresses are about."""

    def __init__(self, app: Flask, attempt_id: UUID) -> None:
        self.app, self.attempt_id = app, attempt_id

    def enter(self, person: str) -> FlaskClient:
        """Return the browser of a person, named as in the table."""
        make: Callable[[], FlaskClient] = getattr(self, person.replace("-", "_"))
        return make()

    def visitor(self) -> FlaskClient:
        return self.app.test_client()

    def owner_by_code(self) -> FlaskClient:
        return self._opened(self.attempt_id)

    def owner_by_account(self) -> FlaskClient:
        return self._signed_in(attempts=(self.attempt_id,))

    def owner_signed_in_long_ago(self) -> FlaskClient:
        return self._signed_in(attempts=(self.attempt_id,), at=now() - timedelta(minutes=11))

    def other_participant(self) -> FlaskClient:
        return self._opened(self._write(taken.add))

    def other_account(self) -> FlaskClient:
        return self._signed_in(attempts=(self._write(taken.add),))

    def coach(self) -> FlaskClient:
        return self._signed_in(role="coach", strong=True)

    def medewerker(self) -> FlaskClient:
        return self._signed_in(role="medewerker", strong=True)

    def beheerder(self) -> FlaskClient:
        return self._signed_in(role="beheerder", strong=True)

    def beheerder_by_mail(self) -> FlaskClient:
        return self._signed_in(role="beheerder")

    def guarded_beheerder_by_mail(self) -> FlaskClient:
        client, account = self._account(role="beheerder")
        key = {"credential_id": b"x", "public_key": b"x", "sign_count": 0, "name": "x"}
        self._write(add_passkey, account.id, **key, now=now())
        return client

    def former_beheerder(self) -> FlaskClient:
        client = self.beheerder()
        self._write(add_account, ELS, at=now(), role="beheerder")
        self._write(accounts.set_role, NOOR, "", now=now())
        return client

    def closed(self) -> FlaskClient:
        client = self._opened(self.attempt_id, self._write(taken.add))
        with client.session_transaction() as cookie:
            here = self._write(sessions.find_current, cookie["token"], now=now()).id
        self._write(sessions.close_attempt, here, self.attempt_id)
        return client

    def signed_out(self) -> FlaskClient:
        client, account = self._account(attempts=(self.attempt_id,))
        self._write(sessions.end_all, account.id)
        return client

    def expired(self) -> FlaskClient:
        long_ago = now() - sessions.IDLE - timedelta(minutes=1)
        return self._signed_in(attempts=(self.attempt_id,), at=long_ago)

    def forged(self) -> FlaskClient:
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["token"] = "verzonnen"
            cookie["attempts"] = [str(self.attempt_id)]
        return client

    def _opened(self, *attempt_ids: UUID) -> FlaskClient:
        client = self.app.test_client()
        open_in(client, *attempt_ids)
        return client

    def _signed_in(self, **facts: Any) -> FlaskClient:
        return self._account(**facts)[0]

    def _account(
        self, *, strong: bool = False, at: Any = None, **facts: Any
    ) -> tuple[FlaskClient, Account]:
        client = self.app.test_client()
        account = self._write(add_account, NOOR, at=now(), **facts)
        sign_in(client, account, strong=strong, at=at)
        return client, account

    def _write(self, do: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
        db: Session
        with writing(self.app.extensions["engine"]) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done
