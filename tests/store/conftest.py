"""Sessions on each database, and one attempt to work on."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.store import database
from tests.clusters import on_each_database as on_each_database
from tests.people import taken


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with database.writing(engine) as db:
        yield db


@pytest.fixture
def attempt_id(engine: Engine) -> UUID:
    with database.writing(engine) as db:
        attempt_id = taken.add(db)
        db.commit()
    return attempt_id
