"""A college with a picture, and one of its members in a browser."""

import pytest

from assessment.services.moments import now
from assessment.store.database import writing
from tests.people.colleagues import Colleges
from tests.people.signed_in import sign_in


@pytest.fixture
def college(content, engine):
    """A college of five with a picture: its id and its members."""
    with writing(engine) as db:
        made = Colleges(db, content, at=now())
        college_id, people = made.begin(5, dots="named")
        made.make(people[0], college_id)
        db.commit()
    return college_id, people


@pytest.fixture
def member(college, visitor):
    sign_in(visitor.client, college[1][0])
    return visitor
