"""Where a request comes from, and the one address at which this application stands."""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, g, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import Forbidden

log = logging.getLogger(__name__)

OWN = ("same-origin", "none")  # none: the person did it, not a page
UNKNOWN = "null"  # a browser that keeps its origin to itself

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Elsewhere(Forbidden):
    """A form was sent by a page of another site, or of another address than the public one."""


class FixedAddress:
    """Have the application see the public address, whatever a client or a proxy says of it.

    No header can then change an address in an answer. When the public address has a path, the
    proxy hands requests on with that path; what lies outside it does not exist.
    """

    def __init__(self, app: WsgiApp, public_url: str) -> None:
        self.app = app
        parts = urlsplit(public_url)
        self.scheme, self.host, self.path = parts.scheme, parts.netloc, parts.path

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        environ["wsgi.url_scheme"], environ["HTTP_HOST"] = self.scheme, self.host
        environ["SCRIPT_NAME"] = self.path
        path = environ.get("PATH_INFO", "")
        if self.path and not f"{path}/".startswith(f"{self.path}/"):
            start_response("404 Not Found", [("Content-Type", "text/plain"),
                                             ("Cache-Control", "no-store"),
                                             ("Connection", "close")])  # fmt: skip
            return [b""]
        environ["PATH_INFO"] = path[len(self.path) :] or "/"
        return self.app(environ, start_response)


def refuse_other_origins(app: Flask, public_url: str) -> None:
    """Refuse a POST that does not come from this site, before anything is saved.

    A browser says where a request comes from in ``Sec-Fetch-Site``, an older one in ``Origin``;
    no page can change what it says there. Who says neither must send the token of the form.
    """
    parts = urlsplit(public_url)
    own_origin = f"{parts.scheme}://{parts.netloc}"
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # it is asked for below
    app.config["WTF_CSRF_SSL_STRICT"] = False  # the Referer tells nothing that Origin does not
    token = CSRFProtect(app)

    @app.before_request
    def check() -> None:
        if request.method != "POST" or not request.endpoint:
            return
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        if site is None and origin in (None, UNKNOWN):
            if app.config["WTF_CSRF_ENABLED"]:
                token.protect()
        elif site in OWN or (site is None and origin == own_origin):
            g.csrf_valid = True  # the form itself need not look at its token
        else:
            log.warning(
                "refused a POST to %s: Sec-Fetch-Site %.20r, Origin %.100r; public address %s",
                request.endpoint, site, origin, own_origin,
            )  # fmt: skip
            raise Elsewhere
