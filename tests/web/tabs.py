"""A browser with tabs: what it asks for goes out, and the answer arrives when a test says so."""

import time
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch
from uuid import UUID

from flask import Flask, redirect
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from werkzeug.test import TestResponse

from assessment.web import access
from assessment.web.security import CookieOfItsToken
from tests.web.visitor import open_in

DAY = 24 * 60 * 60
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"


class Browser:
    """Keeps cookies as a browser does, by the order in which answers arrive."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, address: str, data: Any = None) -> TestResponse:
        """Send a request with the cookies of now; its answer did not arrive yet."""
        client = FlaskClient(self.app, use_cookies=False)
        client.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": AGENT}
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie} if cookie else {}
        return client.open(address, method=method, data=data, headers=headers)

    def receive(self, answer: TestResponse) -> TestResponse:
        """Let an answer arrive."""
        for sent in answer.headers.getlist("Set-Cookie"):
            [(name, morsel)] = SimpleCookie(sent).items()
            self.cookies.pop(name, None)
            if morsel["max-age"] != "0":
                self.cookies[name] = morsel.value
        return answer

    def get(self, address: str) -> TestResponse:
        return self.receive(self.ask("GET", address))

    def post(self, address: str, data: Any, *, status: int) -> TestResponse:
        answer = self.receive(self.ask("POST", address, data))
        assert answer.status_code == status, answer.text
        return answer

    def owns(self, attempt_id: UUID) -> None:
        """Let an attempt be open here, under a cookie as versions of before gave it."""
        client = self.app.test_client()
        open_in(client, attempt_id)
        cookie = client.get_cookie("bop")
        assert cookie is not None
        self.cookies = {"bop": cookie.value}

    def make_old(self) -> None:
        """Let the cookies be of two days ago."""
        signer = CookieOfItsToken().get_signing_serializer(self.app)
        assert signer is not None
        with patch("itsdangerous.timed.time.time", return_value=time.time() - 2 * DAY):
            self.cookies = {name: signer.dumps(signer.loads(v)) for name, v in self.cookies.items()}

    def copy(self) -> "Browser":
        """Return what somebody has who copied the cookies."""
        copied = Browser(self.app)
        copied.cookies = dict(self.cookies)
        return copied


def add_sign_in(app: Flask) -> None:
    """Add an address where whoever asks is signed in at once to an account."""

    @app.post("/binnen/<uuid:account_id>")
    def enter(account_id: UUID) -> ResponseReturnValue:
        access.sign_in(account_id, strong=False)
        return redirect("/account", code=303)
