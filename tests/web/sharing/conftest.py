"""An owner and a coach, each signed in with a browser of their own."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import database
from tests.people import coached
from tests.people.coached import Pair
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor


@pytest.fixture
def pair(engine: Engine, content: Content) -> Pair:
    with database.writing(engine) as db:
        made = coached.add_pair(db, content, name="Noor de Wit", at=now())
        db.commit()
    return made


@pytest.fixture
def owner(visitor: Visitor, pair: Pair) -> Visitor:
    sign_in(visitor.client, pair.owner)
    return visitor


@pytest.fixture
def coach(app: Flask, pair: Pair) -> Visitor:
    client = app.test_client()
    sign_in(client, pair.coach, strong=True)
    return Visitor(client)


@pytest.fixture
def release(engine: Engine, content: Content, pair: Pair) -> Callable[..., UUID]:
    """Release parts of the pair's attempt now: `release("story", "style")`."""

    def run(*parts: str) -> UUID:
        with database.writing(engine) as db:
            released = coached.release(db, content, pair, parts or coached.SOME, now=now())
            db.commit()
        return released

    return run
