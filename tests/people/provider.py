"""A provider of OpenID Connect on this machine, that tells what a test wants told."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from flask import Flask, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "bop", "s" * 40
_KEY = {"kid": "one", "use": "sig", "alg": "RS256"}


class FakeProvider:
    """``claims`` is what it says of who comes; ``signed_by`` None means by its own key."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, _KEY)
        self.claims: dict[str, Any] = {"email": "Noor@Gemeente.example", "email_verified": True}
        self.signing_key = self.key
        self.issuer = ""
        self.other_issuer = ""  # of whom it tells instead of itself
        self.moved: set[str] = set()  # paths that send on to where the same stands
        self.followed: list[str] = []  # what came there
        self._asked: dict[str, dict[str, str]] = {}

    def app(self) -> Flask:
        app = Flask("provider")
        app.before_request(self.send_on)
        app.add_url_rule("/.well-known/openid-configuration", view_func=self.tell)
        app.add_url_rule("/keys", view_func=self.keys)
        app.add_url_rule("/ask", view_func=self.ask)
        app.add_url_rule("/token", view_func=self.token, methods=["POST"])
        return app

    def send_on(self) -> Any:
        if request.path in self.moved and "moved" not in request.args:
            return redirect(f"{self.issuer}{request.path}?moved=1", code=307)
        if "moved" in request.args:
            self.followed.append(request.path)
        return None

    def tell(self) -> dict[str, Any]:
        return {
            "issuer": self.other_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/ask",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> Any:
        return KeySet([self.key]).as_dict(private=False)

    def ask(self) -> Any:
        code = secrets.token_hex(8)
        self._asked[code] = request.args.to_dict()
        back = {"code": code, "state": request.args["state"]}
        return redirect(f"{request.args['redirect_uri']}?{urlencode(back)}")

    def token(self) -> Any:
        asked = self._asked.pop(request.form["code"])
        assert request.form["code_verifier"]
        assert asked["code_challenge_method"] == "S256"
        at = int(time.time())
        claims = {"iss": self.issuer, "aud": asked["client_id"], "sub": "1",
                  "nonce": asked["nonce"], "iat": at, "exp": at + 60} | self.claims  # fmt: skip
        header = {"alg": "RS256", "kid": "one"}
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60,
                "id_token": jwt.encode(header, claims, self.signing_key)}  # fmt: skip


@contextmanager
def running_provider() -> Iterator[FakeProvider]:
    """Run a provider on a free port of this machine until the block ends."""
    provider = FakeProvider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
