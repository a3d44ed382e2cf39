"""Enter the product in a browser as somebody who is in its database."""

from uuid import UUID

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import StorageState
from sqlalchemy.orm import Session

from assessment.services import sessions
from assessment.services.moments import now

KEY = "een geheim van de browsertests, lang genoeg"  # what the product signs its cookies with


def sign_in(db: Session, account_id: UUID, address: str, *, strong: bool) -> StorageState:
    """Sign somebody in; return what the browser keeps, for a product at ``address``."""
    token = sessions.sign_in(
        db, account_id, strong=strong, device="Chromium", now=now(), opened=None, token=""
    )
    cookie = {"name": "bop", "value": _sign(token), "url": address}
    return {"cookies": [cookie], "origins": []}  # type: ignore[typeddict-item]


def _sign(token: str) -> str:
    app = Flask("cookies")
    app.secret_key = KEY
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return str(serializer.dumps({"token": token, "_permanent": True}))
