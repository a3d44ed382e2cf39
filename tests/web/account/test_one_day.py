"""Two attempts of one day are told apart wherever their owner chooses between them."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from assessment.services.moments import AMSTERDAM, now
from assessment.store import accounts, attempts, database
from tests.people import coached, taken
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor

NOON = now().astimezone(AMSTERDAM).replace(hour=12, minute=0) - timedelta(days=40)


@pytest.fixture
def pair(engine, content):
    """An owner with two attempts, handed in on one day; a coach reads parts of both."""
    with database.writing(engine) as db:
        made = coached.add_pair(db, content, at=NOON)
        other = taken.add_submitted(db, content, seed=9)
        accounts.adopt_attempt(db, made.owner.id, other, now=NOON)
        for hours, attempt_id in enumerate((made.attempt_id, other)):
            attempts.set_submitted(db, attempt_id, NOON + timedelta(hours=hours), now=NOON)
            of_it = coached.Pair(made.owner, made.coach, made.coaching, attempt_id)
            at = now() - timedelta(hours=2 - hours)
            coached.release(db, content, of_it, ("story",), now=at)
        db.commit()
    return made


@pytest.fixture
def owner(visitor, pair):
    sign_in(visitor.client, pair.owner)
    return visitor


def assert_all_differ(choices):
    """What people choose between: not fewer than two, and no two alike."""
    said = [" ".join(choice.get_text(" ").split()) for choice in choices]
    assert len(said) > 1
    assert max(Counter(said).values()) == 1, said


CHOOSING = {
    "the account": ("/account", "li.card > p:first-child"),
    "what a coach may read": ("/delen/coaches/{coaching}/vrijgeven", "label[for^=resultaat]"),
    "what to block": ("/delen/coaches/{coaching}/blokkeren", "main form button"),
    "what was released now": ("/delen", "#coaches ~ ul p:-soup-contains('Vrijgegeven')"),
    "what to take back": ("/delen", "main button:-soup-contains('Trek dit in')"),
    "a conversation": ("/delen", "#gesprekken ~ ul > li"),
    "what was measured": ("/account/verloop", "ol.plain > li > h3"),
    "a result to open": ("/account/verloop", "a:-soup-contains('Naar het resultaat')"),
}


@pytest.mark.parametrize("place", CHOOSING)
def test_two_attempts_of_one_day_are_told_apart(owner, pair, place):
    address, choices = CHOOSING[place]
    page = owner.get(address.format(attempt=pair.attempt_id, coaching=pair.coaching.id))
    assert_all_differ(page.select(choices))


def test_who_asks_to_compare_is_offered_each_of_that_day(owner, pair, engine, content):
    with database.writing(engine) as db:
        third = taken.add_submitted(db, content, seed=11)
        accounts.adopt_attempt(db, pair.owner.id, third, now=now())
        db.commit()
    assert_all_differ(owner.get(f"/afname/{third}/resultaat").select("label[for^=earlier]"))


def test_a_coach_tells_two_conversations_with_one_person_apart(app, pair):
    visitor = Visitor(app.test_client())
    sign_in(visitor.client, pair.coach, strong=True)
    assert_all_differ(visitor.get("/coach").select("li.card h3"))


def test_with_one_attempt_of_a_day_no_time_is_in_the_way(visitor, engine, content):
    with database.writing(engine) as db:
        only = coached.add_pair(db, content, at=NOON)
        coached.release(db, content, only, ("story",), now=now())
        db.commit()
    sign_in(visitor.client, only.owner)

    told = visitor.get("/delen").main.text

    assert "Vrijgegeven: het verhaal in het kort" in told
    assert not re.search(r"\d\d:\d\d uur", told)
