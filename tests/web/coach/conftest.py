"""An owner and a coach, each in a browser, with something released."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from assessment.plan import Goal, Plan
from assessment.services import planning
from assessment.services.content import Content
from assessment.services.moments import now
from assessment.store import conversations, database
from tests.people import coached
from tests.people.coached import Pair
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor

GOAL = Goal(about="POL1", aim="Vaker doorvragen in de raad", doing="Elke week een gesprek")
ALL = ("story", "competencies", "style", "values", "own_words", "plan", "explanation")


@pytest.fixture
def write(engine: Engine) -> Callable[..., Any]:
    def run(do: Callable[..., Any], *arguments: Any, **values: Any) -> Any:
        with database.writing(engine) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done

    return run


@pytest.fixture
def pair(write: Callable[..., Any], content: Content) -> Pair:
    made: Pair = write(coached.add_pair, content, name="Noor de Wit", at=now())
    plan = Plan(goals=(GOAL,))
    write(planning.save_plan, content, made.attempt_id, plan, seen=0, now=now())
    write(coached.release, content, made, ALL, now=now())
    return made


@pytest.fixture
def talk_id(write: Callable[..., Any], pair: Pair) -> UUID:
    found: UUID = write(conversations.find_id, pair.coaching.id, pair.attempt_id)
    return found


@pytest.fixture
def owner(app: Flask, pair: Pair) -> Visitor:
    visitor = Visitor(app.test_client())
    sign_in(visitor.client, pair.owner)
    return visitor


@pytest.fixture
def coach(app: Flask, pair: Pair) -> Visitor:
    visitor = Visitor(app.test_client())
    sign_in(visitor.client, pair.coach, strong=True)
    return visitor


@pytest.fixture
def theirs(talk_id: UUID) -> str:
    """The address of the owner, which the forms of both have."""
    return f"/gesprek/{talk_id}"


@pytest.fixture
def review(talk_id: UUID) -> str:
    """The address of the coach."""
    return f"/coach/gesprek/{talk_id}"
