"""An owner with a result in a browser, a round that runs, and the browser of an other."""

import pytest

from assessment.services.moments import now
from assessment.store import database
from tests.people import seen
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor


@pytest.fixture
def write(engine):
    def run(do, *arguments, **values):
        with database.writing(engine) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done

    return run


@pytest.fixture
def asking(write, content):
    return write(seen.ask, content, at=now())


@pytest.fixture
def owner(app, asking):
    client = app.test_client()
    sign_in(client, asking.owner)
    return Visitor(client)


@pytest.fixture
def tokens(asking):
    return list(asking.tokens.values())


@pytest.fixture
def home(asking):
    return f"/anderen/{asking.round.id}"
