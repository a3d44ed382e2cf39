"""A visitor with one browser, who notices when a page breaks a rule every page must keep."""

from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from assessment.services.moments import now
from assessment.store.database import writing
from tests.people import opened
from tests.web import house_rules


class Visitor:
    """Fetch and submit pages as one person in one browser, checking each page on the way."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.response: TestResponse

    def owns(self, *attempt_ids: UUID) -> "Visitor":
        open_in(self.client, *attempt_ids)
        return self

    def get(self, url: str, *, status: int = 200) -> BeautifulSoup:
        return self._read(self.client.get(url), status)

    def post(self, url: str, data: Any = None, *, status: int = 200) -> BeautifulSoup:
        return self._read(self.client.post(url, data=data or {}), status)

    def post_and_leave(self, url: str, data: Any = None) -> str:
        self.response = self.client.post(url, data=data or {})
        assert self.response.status_code == 303, self.response.get_data(as_text=True)
        return str(self.response.location)

    def _read(self, response: TestResponse, status: int) -> BeautifulSoup:
        self.response = response
        text = response.get_data(as_text=True)
        assert response.status_code == status, text
        page = house_rules.check(text)
        self._check_addresses(page)
        return page

    def _check_addresses(self, page: BeautifulSoup) -> None:
        """Raise when the page leads to an address that this application does not have."""
        routes = self.client.application.url_map.bind("localhost")
        for one in page.find_all(["a", "img"]):
            if (link := str(one.get("href") or one.get("src"))).startswith("/"):
                routes.match(link.split("?")[0].split("#")[0])
        for form in page.find_all("form"):
            if (action := str(form.get("action"))).startswith("/"):
                routes.match(action, method=str(form["method"]).upper())


def open_in(client: FlaskClient, *attempt_ids: UUID) -> str:
    """Open attempts in a browser, newest first, as its only ones; return its token."""
    with writing(client.application.extensions["engine"]) as db:
        token = opened.open_new(db, *attempt_ids, now=now())
        db.commit()
    with client.session_transaction() as session:
        session["token"] = token
    return token


def copy_cookie(client: FlaskClient, other: FlaskClient) -> None:
    """Give another browser the cookie of this one."""
    with client.session_transaction() as session:
        name = session.came  # type: ignore[attr-defined]  # CookieSession has it
    cookie = client.get_cookie(name)
    assert cookie is not None
    other.set_cookie(name, cookie.value)


def fields(form: Tag) -> MultiDict[str, str]:
    """Return what a browser would send of ``form``, without its buttons."""
    found: MultiDict[str, str] = MultiDict()
    for control in form.select("input, select, textarea"):
        name = str(control["name"])
        if control.name == "textarea":
            text = control.get_text().replace("\r\n", "\n")
            found.add(name, text.removeprefix("\n").replace("\n", "\r\n"))  # as HTML reads it
        elif control.name == "select":
            chosen = control.select_one("option[selected]") or control.select_one("option")
            found.add(name, str(chosen["value"]))
        elif control.get("type") not in ("radio", "checkbox") or control.has_attr("checked"):
            found.add(name, str(control.get("value", "")))
    return found
