"""The application on a database of its own, and attempts in it."""

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MethodType
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule

from assessment import logs
from assessment.jobs import Worker
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import attempts, database
from assessment.web.app import create_app
from tests.people import taken
from tests.people.signed_in import add_account, sign_in
from tests.web.visitor import Visitor


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates as code, so that each application need not compile them again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def rules_compiled_once() -> Iterator[None]:
    """Compile how an address is read and written once for each rule, not for each application."""
    compiled: dict[object, Rule] = {}
    compile_rule = Rule.compile

    def look_up(rule: Rule) -> None:
        key = rule.rule, repr(rule.defaults), rule.subdomain, rule.merge_slashes
        if key not in compiled:
            compile_rule(rule)
            compiled[key] = rule
        known = compiled[key]
        rule._parts, rule._trace, rule._converters = known._parts, known._trace, known._converters
        rule.arguments = known.arguments
        rule._build = MethodType(known._build.__func__, rule)
        rule._build_unknown = MethodType(known._build_unknown.__func__, rule)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", look_up)
        yield


@pytest.fixture
def make_app(
    engine: Engine, content: Content, tmp_path: Path, compiled: FileSystemBytecodeCache
) -> Callable[..., Flask]:
    def make(*, secure: bool = False, **changes: Any) -> Flask:
        worker = Worker(engine, content, tmp_path / "queue.db", immediate=True)
        config: dict[str, Any] = {
            "enqueue": worker.enqueue,
            "enqueue_round": worker.enqueue_round,
            "worker_alive": lambda: True,
            "secret_key": "tests",
            "public_url": "https://bop.example" if secure else "http://localhost",
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
        }
        config |= changes
        app = create_app(config.pop("engine", engine), content, **config)
        app.jinja_env.bytecode_cache = compiled
        app.extensions["engine"] = engine  # so that a visitor can be given what is open
        return app

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
    """Keep an attempt: `keep(taken.add, phase="starter")`."""

    def run(add: Callable[..., UUID], *arguments: Any, **facts: Any) -> UUID:
        with database.writing(engine) as db:
            attempt_id = add(db, *arguments, **facts)
            db.commit()
        return attempt_id

    return run


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Write the log here for a while, everything in it, as the product does."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up_logs(stream, level=logging.DEBUG)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def attempt_id(keep: Callable[..., UUID]) -> UUID:
    return keep(taken.add)


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
def somebody(
    app: Flask, engine: Engine, keep: Callable[..., UUID], content: Content
) -> tuple[FlaskClient, tuple[UUID, UUID]]:
    """A beheerder with a new attempt and one that was handed in: who sees most pages."""
    attempt_ids = keep(taken.add), keep(taken.add_submitted, content)
    with database.writing(engine) as db:
        account = add_account(db, at=now(), role="beheerder", attempts=attempt_ids)
        db.commit()
    client = app.test_client()
    sign_in(client, account, strong=True)
    client.post("/account/code-app/begin")
    return client, attempt_ids
