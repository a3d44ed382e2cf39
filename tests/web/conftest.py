"""The application on a database of its own, and a visitor who notices broken pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from assessment.jobs import Worker
from assessment.services.content import Content
from assessment.store import attempts, database
from assessment.web.app import create_app
from tests import attempts as made
from tests.web import house_rules


class Visitor:
    """Fetch and submit pages as one person in one browser, checking each page on the way."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.response: TestResponse

    def owns(self, *attempt_ids: UUID) -> "Visitor":
        with self.client.session_transaction() as session:
            session["attempts"] = [str(attempt_id) for attempt_id in attempt_ids]
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
        for link in page.select('a[href^="/"], img[src^="/"]'):
            routes.match(str(link.get("href") or link.get("src")).split("?")[0].split("#")[0])
        for form in page.select('form[action^="/"]'):
            routes.match(str(form["action"]), method="POST")


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


@pytest.fixture
def make_app(engine: Engine, content: Content, tmp_path: Path) -> Callable[..., Flask]:
    def make(**changes: Any) -> Flask:
        worker = Worker(engine, content, tmp_path / "queue.db", immediate=True)
        config: dict[str, Any] = {
            "enqueue": worker.enqueue,
            "worker_alive": lambda: True,
            "secret_key": "tests",
            "secure": False,
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
        }
        return create_app(engine, content, **(config | changes))

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def other_browser(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def keep(engine: Engine) -> Callable[..., UUID]:
    """Keep an attempt: `keep(made.add, phase="starter")`."""

    def run(add: Callable[..., UUID], *arguments: Any, **facts: Any) -> UUID:
        with database.writing(engine) as db:
            attempt_id = add(db, *arguments, **facts)
            db.commit()
        return attempt_id

    return run


@pytest.fixture
def attempt_id(keep: Callable[..., UUID]) -> UUID:
    return keep(made.add)


@pytest.fixture
def home(attempt_id: UUID) -> str:
    return f"/afname/{attempt_id}"


@pytest.fixture
def participant(visitor: Visitor, attempt_id: UUID) -> Visitor:
    return visitor.owns(attempt_id)


@pytest.fixture
def stored(engine: Engine, attempt_id: UUID) -> Callable[..., Any]:
    """Return the attempt as it is in the database now."""

    def read(other: UUID | None = None) -> attempts.Attempt:
        with database.reading(engine) as db:
            return attempts.get_attempt(db, other or attempt_id)

    return read


@pytest.fixture
def reading(engine: Engine) -> Iterator[Session]:
    with database.reading(engine) as db:
        yield db
