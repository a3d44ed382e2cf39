"""Headers and cookies that keep other sites and other people out."""

import base64
import hashlib
import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, Request, Response, current_app, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from assessment.services import sessions
from assessment.services.certificates import MOST_BYTES
from assessment.services.moments import now

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICIES = {
    "image/svg+xml": "default-src 'none'; style-src 'unsafe-inline'",  # it carries its own styles
    # A browser shows a PDF inside a page of its own, and a policy on the PDF is laid on that page:
    # with default-src 'none' Chrome shows a strip of it and Safari nothing.
    "application/pdf": "base-uri 'none'; frame-ancestors 'none'",
}
SENT_EVERY = timedelta(days=1)  # more often a cookie is not sent again
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
LOST = "\ufffd"  # what Werkzeug reads in a part where bytes are no UTF-8
MAX_POST = 256 * 1024  # bytes; a page of the longest answers is a tenth of this
TAKES_FILES = {
    "logbook.add_entry": "certificate",
    "logbook.change_entry": "certificate",
    "round_people.add_people": "file",
}  # which field
# Of who signed in. More than a certificate may be: one that is too large is then refused in words,
# with the form as it was typed.
MAX_WITH_FILE = 3 * MOST_BYTES


def cookie_settings(*, secure: bool) -> dict[str, Any]:
    """Return the settings of the session cookie and of the CSRF token."""
    return {
        "SESSION_COOKIE_NAME": "__Host-bop" if secure else "bop",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": sessions.IDLE,
        "SESSION_REFRESH_EACH_REQUEST": False,  # see access.keep_cookie
        # A page may stay open for hours; the token lives as long as the cookie it belongs to.
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": MAX_POST,
        "MAX_FORM_MEMORY_SIZE": MAX_POST,
    }


def key_settings(secret_key: str, cookie_keys: Sequence[str]) -> dict[str, Any]:
    """Return which key is for what; a cookie may be signed with another while people work.

    The CSRF token of a page that stands open holds what is in the cookie, and is signed with the
    key of the installation: that page can still be sent when the cookie has another key.
    """
    newest, *others = cookie_keys or (secret_key,)
    return {
        "SECRET_KEY": newest,
        "SECRET_KEY_FALLBACKS": others,
        "WTF_CSRF_SECRET_KEY": secret_key,
        "INSTALLATION_KEY": secret_key,
    }


class CookieSession(SecureCookieSession):
    """What a cookie holds; beside it what ``others`` with a token hold that came along, by name."""

    def __init__(self, name: str, held: Mapping[str, Any], others: dict[str, Any]) -> None:
        super().__init__(held)
        self.came = self.name = name  # of the cookie; empty when none came
        self.others = others
        self.gone: set[str] = set()  # names of cookies that this answer takes away

    def go_on_with(self, name: str) -> None:
        """Hold what the cookie of this name holds; the rest of what came goes with this answer."""
        self.gone |= {self.came, *self.others}
        if name != self.name:
            self.name = name
            self.clear()
            self.update(self.others[name])
        self.modified = True

    def put_back(self, came: Mapping[str, Any]) -> None:
        """Hold again what came, and let every cookie that came stay."""
        self.name = self.came
        self.gone.clear()
        self.clear()
        self.update(came)


class CookieOfItsToken(SecureCookieSessionInterface):
    """Keeps each token in a cookie of its own, so that a late answer overwrites no newer one.

    It reads a cookie whatever this machine says of the time: how old it may be, the row tells.
    Flask takes a cookie from the future for a forgery. A clock that was put back, if only for a
    minute, would so close every browser that came in that minute, for good.
    """

    def open_session(self, app: Flask, request: Request) -> CookieSession | None:
        """Return what a cookie holds that is ours, rather one with a token than one without."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        usual, came, found = self.get_cookie_name(app), request.cookies, {}
        for name in came:
            if name.startswith(usual):
                try:
                    found[name] = signer.loads(came[name])
                except BadSignature:
                    continue
        if len(found) == 1:
            [(name, held)] = found.items()
            return CookieSession(name, held, {})
        with_token = {name: held for name, held in found.items() if "token" in held}
        name = next(iter([*with_token, *found]), "")
        held = found.get(name, {})
        with_token.pop(name, None)
        return CookieSession(name, held, with_token)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what changed, under the name that its token has; take away what it replaces."""
        if not session.modified or not isinstance(session, CookieSession):
            super().save_session(app, session, response)
            return
        usual = self.get_cookie_name(app)
        name = session.name if "token" in session and session.name else usual
        for gone in sorted({session.came, *session.gone} - {name, ""}):
            response.delete_cookie(
                gone,
                path=self.get_cookie_path(app),
                secure=self.get_cookie_secure(app),
                httponly=self.get_cookie_httponly(app),
                samesite=self.get_cookie_samesite(app),
            )
        _Named(name).save_session(app, session, response)


class _Named(SecureCookieSessionInterface):
    """Saves a cookie under a name of its own."""

    def __init__(self, name: str) -> None:
        self.name = name

    def get_cookie_name(self, app: Flask) -> str:
        return self.name


def current_cookie() -> CookieSession:
    """Return the session as what it is: what a cookie holds, with those beside it."""
    return session._get_current_object()  # type: ignore[attr-defined,no-any-return]


def is_cookie_old() -> bool:
    """Return whether the cookie that came is a day old, or signed with a key that may go."""
    signer = CookieOfItsToken().get_signing_serializer(current_app)
    assert signer is not None  # there is a key: without one nobody is let in
    signer.secret_keys = signer.secret_keys[-1:]  # the newest
    came = request.cookies.get(current_cookie().came, "")
    try:
        _, sent_at = signer.loads(came, return_timestamp=True)
    except BadSignature:
        return True
    return not timedelta(0) <= now() - sent_at < SENT_EVERY


def refuse_endless_posts(app: Flask) -> None:
    """Refuse a body that is too long, or cut off; call before anything reads a form.

    Werkzeug 3.1 cuts a body without a stated length off at the limit, and takes what is left, or
    what came before a connection ended, as if it were all.
    """

    @app.after_request
    def close_unread(response: Response) -> Response:
        stated = request.content_length or "Transfer-Encoding" in request.headers
        if stated and not g.get("body_read"):
            response.headers["Connection"] = "close"  # what comes next on it is no request
        return response

    @app.before_request
    def measure() -> None:
        if request.method != "POST":
            return
        most = MAX_POST
        if request.endpoint in TAKES_FILES and "token" in session:
            most = request.max_content_length = MAX_WITH_FILE
        read, stated = _read_body(), request.content_length
        g.body_read = True
        if stated is None and read >= most:
            raise RequestEntityTooLarge
        if stated is not None and read < stated:  # the connection ended: half a form is no form
            raise BadRequest


def _read_body() -> int:
    """Return how long the body is; one that the server cannot read is a bad request.

    A server has errors of its own for that, such as a chunk of which the size is no number.
    """
    try:
        return len(request.get_data())
    except HTTPException:
        raise
    except Exception as error:
        raise BadRequest from error


def refuse_what_is_no_form(app: Flask) -> None:
    """Refuse a POST with a body that cannot be read as a form in UTF-8, whole.

    Werkzeug takes such a body for a form without fields, or with names and texts in which signs
    are replaced: a page of answers would be acknowledged, and nothing of it kept as it was sent.
    """

    @app.before_request
    def look_at_form() -> None:
        if request.method == "POST" and request.get_data() and not _is_form():
            raise BadRequest


def _is_form() -> bool:
    body = request.get_data()
    if request.mimetype == URLENCODED:
        return _is_utf_8(unquote_to_bytes(body)) and _has_names(request.form)
    if request.mimetype != MULTIPART:
        return False
    parser = request.make_form_data_parser()
    parser.silent = False
    parser.stream_factory = lambda *_, **__: io.BytesIO()  # it is all in memory already
    try:
        _, form, _ = parser.parse(io.BytesIO(body), MULTIPART, len(body), request.mimetype_params)
    except ValueError:
        return False
    texts = "".join(text for texts in form.listvalues() for text in texts)
    return texts.count(LOST) <= body.count(LOST.encode()) and _has_names(form)


def _is_utf_8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _has_names(form: MultiDict[str, str]) -> bool:
    """Return whether the fields have names as ours do; those of UTF-16 are full of NULs."""
    return not any("\0" in name for name in form)


def refuse_files(app: Flask) -> None:
    """Refuse a POST that holds a file, but where a form asks for one."""

    @app.before_request
    def look_for_files() -> None:
        asked = TAKES_FILES.get(request.endpoint or "")
        if request.method == "POST" and set(request.files) - {asked}:
            raise BadRequest


def standalone_csp(style_sheet: str) -> str:
    """Return the content security policy of an HTML file that holds its own style sheet.

    Nothing but that style sheet may be used; the policy knows it by its hash.
    """
    digest = base64.b64encode(hashlib.sha256(style_sheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


LEAVING = {"home.leave", "sign_in.sign_out", "answering.delete", "account.delete"}


def clear_when_leaving(app: Flask) -> None:
    """Let a browser forget the figures that it kept, for who leaves it to somebody else."""

    @app.after_request
    def clear(response: Response) -> Response:
        if request.endpoint in LEAVING and response.status_code == HTTPStatus.SEE_OTHER:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def set_headers(app: Flask, *, secure: bool) -> None:
    """Send the security headers with every answer."""

    @app.after_request
    def add(response: Response) -> Response:
        policy = POLICIES.get(response.mimetype or "", POLICY)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
