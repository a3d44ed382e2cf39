"""Facts and answers of an attempt are two types, so that facts can never pose as an attempt."""

from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from assessment.services import comparing, submitting, taking
from assessment.store.attempts import (
    Attempt,
    AttemptFacts,
    get_attempt,
    get_attempt_facts,
    load_answers,
    save_answers,
)
from assessment.store.database import open_engine, upgrade
from tests.keys import KEYS
from tests.people import taken

NEEDS_ANSWERS = [taking.list_parts, taking.open_page, taking.list_gaps, taking.find_resume_point,
                 taking.find_first_open_pages, submitting.submit, submitting.answers_of,
                 comparing.find_previous]  # fmt: skip
PARTS = st.sampled_from(["gedrag", "stijl", "waardenkeuze", "verdieping"])
MOVED_BY_SAVING = {"revision", "used_at"}  # how often and when, never what


def names_of(thing):
    return {name for name in dir(thing) if not name.startswith("_")}


def test_facts_have_nothing_that_answers_decide(db):
    facts = get_attempt_facts(db, taken.add(db))

    assert type(facts) is AttemptFacts
    assert names_of(facts) == {field.name for field in fields(AttemptFacts)}
    assert names_of(Attempt) - names_of(AttemptFacts) == {"answers", "given", "kept"}


@pytest.mark.parametrize("function", NEEDS_ANSWERS, ids=lambda function: function.__name__)
def test_what_needs_answers_takes_no_facts(function):
    assert get_type_hints(function)["attempt"] is Attempt


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('types') / 'bop.db'}"
    upgrade(url)
    engine = open_engine(url, KEYS)
    engine.connect().close()  # opens the connection that the tests share
    yield engine
    engine.dispose()


@given(answers=st.dictionaries(st.text(max_size=5), st.integers(1, 5), max_size=4), part=PARTS)
def test_facts_are_the_same_whatever_was_answered(engine, answers, part):
    with Session(engine) as db:
        attempt_id = taken.add(db)
        before = get_attempt_facts(db, attempt_id)

        save_answers(db, attempt_id, part, answers, seen={}, now=taken.LATER)

        after = get_attempt_facts(db, attempt_id)
        for field in fields(AttemptFacts):
            if field.name not in MOVED_BY_SAVING:
                assert getattr(after, field.name) == getattr(before, field.name), field.name
        assert load_answers(db, after).given(part) == answers
        assert load_answers(db, after) == get_attempt(db, attempt_id)
