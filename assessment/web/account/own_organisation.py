"""Signing in at the organisation (OpenID Connect), where the settings name a provider.

The provider sends the browser back with a GET, which writes nothing here: who came back is shown,
and a POST signs in. So nobody is signed in as somebody else by following a link.
"""

import logging
import time
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from authlib.integrations.requests_client import OAuth2Session
from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from requests import RequestException

from assessment.identity import Provider
from assessment.services import organisation_logins, signing_in
from assessment.services.moments import now
from assessment.services.organisation_logins import KnownAsAnother
from assessment.web.access import allows, anyone
from assessment.web.account import current_asker
from assessment.web.account.sign_in import finish_signing_in, go_on_signing_in
from assessment.web.entering import note_who
from assessment.web.participant.forms import ConfirmForm
from assessment.wording import say

log = logging.getLogger(__name__)
bp = Blueprint("own_organisation", __name__, url_prefix="/aanmelden/organisatie")

WAITS_SECONDS = 300  # between coming back from the provider and going on here
ANSWERS_SECONDS = 5  # that the provider may take for an answer
LONGEST_SUBJECT = 255  # signs, as OpenID Connect has it
_NAME = "organisation"


class StraightSession(OAuth2Session):  # type: ignore[misc]  # authlib ships no types
    """Asks what it asks where it is asked, and goes nowhere else: not where an answer sends it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.max_redirects = 0


class Client(FlaskOAuth2App):  # type: ignore[misc]
    """What asks the provider; a browser is sent there, and we ask it things ourselves too."""

    client_cls = StraightSession


def register(app: Flask, provider: Provider | None) -> None:
    """Offer signing in at ``provider``; without one the pages do not exist."""
    app.extensions["provider"] = provider
    app.jinja_env.globals["provider_name"] = provider.name if provider else ""
    if provider is None:
        return
    clients = OAuth(app)
    clients.register(
        _NAME,
        client_cls=Client,
        client_id=provider.client,
        client_secret=provider.secret,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": ANSWERS_SECONDS,
        },
    )
    app.extensions["identity"] = clients


@bp.get("")
@allows(anyone)
def ask() -> ResponseReturnValue:
    """Send the browser to the provider."""
    _provider()
    try:
        back = url_for(".come_back", _external=True)
        asked: ResponseReturnValue = _client().authorize_redirect(back)
        return asked
    except (OAuthError, RequestException, ValueError):
        log.exception("the provider of signing in cannot be reached")
        return _begin_again("web.provider_away")


@bp.get("/terug")
@allows(anyone)
def come_back() -> ResponseReturnValue:
    """Read what the provider tells, and show who that is."""
    provider = _provider()
    try:
        told = _client().authorize_access_token().get("userinfo") or {}
    except RequestException:
        log.exception("the provider of signing in cannot be reached")
        return _begin_again("web.provider_away")
    except Exception as error:  # a forged, stale or half answer fails in many ways: all are one
        log.warning("the answer of the provider is refused: %s", type(error).__name__)
        return _begin_again("web.provider_refused")
    address, subject = signing_in.read_address(str(told.get("email") or "")), told.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        return _begin_again("web.provider_refused")
    if told.get("email_verified") is not True or not signing_in.is_mailbox(address):
        return _begin_again("web.provider_no_mailbox")
    note_who(address)
    session["told"] = {
        "address": address,
        "subject": subject,
        "strong": told.get("acr") in provider.strong,
        "at": int(time.time()),
    }
    known = organisation_logins.find_account(g.db, provider.issuer, subject)
    opens = known.address if known else address  # a mailbox may have changed there since
    return render_template("account/own_organisation.html", address=address, opens=opens)


@bp.post("")
@allows(anyone)
def go_on() -> ResponseReturnValue:
    """Sign in who came back from the provider a moment ago."""
    _provider()
    told = session.pop("told", None)
    note_who(told["address"] if told else "")
    if not ConfirmForm().validate_on_submit() or told is None:
        return _begin_again("web.provider_over")
    if not 0 <= time.time() - told["at"] <= WAITS_SECONDS:
        return _begin_again("web.provider_over")
    try:
        account = organisation_logins.find_or_tie_account(
            g.db, told["address"], _provider().issuer, told["subject"],
            url=current_asker().url, now=now(),
        )  # fmt: skip
    except KnownAsAnother:
        return _begin_again("web.provider_another")
    if told["strong"]:
        return finish_signing_in(account, strong=True)
    return go_on_signing_in(account)


def _provider() -> Provider:
    provider: Provider | None = current_app.extensions["provider"]
    if provider is None:
        abort(404)
    return provider


def _client() -> Any:
    """Return the client, once what the provider tells of itself is seen to be its own."""
    client = current_app.extensions["identity"].create_client(_NAME)
    told = client.load_server_metadata().get("issuer")
    if str(told).rstrip("/") != _provider().issuer:
        raise OAuthError("issuer", "another provider tells of itself")
    return client


def _begin_again(key: str) -> ResponseReturnValue:
    flash(say(key))
    return redirect(url_for("sign_in.ask"), code=302)
