"""A writing session on the production engine."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.store import database


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with database.writing(engine) as db:
        yield db
