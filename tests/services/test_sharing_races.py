"""Two at once, on each database: one release, one coach, and nothing readable after withdrawing."""

from datetime import timedelta

import pytest

from assessment.services import inviting, releasing
from assessment.services.coaching import queueing
from assessment.services.inviting import AlreadyCoached
from assessment.store import attempts, database
from tests.clusters import on_each_database as on_each_database
from tests.people import coached, taken
from tests.racing import at_once

NOW = taken.LATER
UNTIL = NOW + timedelta(days=30)


@pytest.fixture
def pair(engine, content):
    with database.writing(engine) as db:
        pair = coached.add_pair(db, content)
        db.commit()
    return pair


def release(content, pair, parts=("story",)):
    def act(db):
        attempt = attempts.get_attempt(db, pair.attempt_id, lock=True)
        seen = releasing.draft_release(db, content, attempt, parts, now=NOW).seen
        return releasing.release(
            db, content, pair.owner.id, pair.coaching.id, attempt, parts, until=UNTIL, seen=seen,
            now=NOW,
        )  # fmt: skip

    return act


def test_a_release_that_is_pressed_twice_at_once_is_one(engine, content, pair):
    first, second = at_once(engine, release(content, pair), release(content, pair))

    assert first == second
    with database.reading(engine) as db:
        assert len(releasing.list_for_owner(db, pair.owner.id, now=NOW)) == 1


def test_of_two_releases_at_once_one_is_live(engine, content, pair):
    at_once(engine, release(content, pair), release(content, pair, ("style",)))

    with database.reading(engine) as db:
        states = [one.state for one in releasing.list_for_owner(db, pair.owner.id, now=NOW)]
    assert sorted(states) == ["live", "withdrawn"]


def test_a_coach_that_is_invited_twice_at_once_is_one(engine, pair):
    def invite(db):
        return inviting.invite_coach(
            db, pair.owner, "bo@gemeente.example", url="x", secret="s", now=NOW
        )

    outcomes = at_once(engine, invite, invite)

    assert sum(isinstance(outcome, AlreadyCoached) for outcome in outcomes) == 1
    with database.reading(engine) as db:
        assert len(inviting.list_coaches(db, pair.owner.id)) == 2


def test_while_the_owner_withdraws_a_coach_reads_it_whole_or_not_at_all(engine, content, pair):
    [released] = at_once(engine, release(content, pair))

    def withdraw(db):
        releasing.withdraw(db, pair.owner.id, released, now=NOW)

    def read(db):
        return releasing.read_part(db, pair.reader, released, "story", now=NOW)

    outcomes = at_once(engine, read, withdraw, read)

    for outcome in (outcomes[0], outcomes[2]):
        refused = isinstance(outcome, releasing.ReleaseNotFound)
        assert refused or outcome.chapter("story").blocks
    with database.reading(engine) as db:
        assert queueing.list_people(db, pair.coach.id, now=NOW) == []


def test_ending_and_releasing_at_once_leaves_nothing_to_read(engine, content, pair):
    def end(db):
        inviting.end_coaching(db, pair.owner.id, pair.coaching, now=NOW)

    at_once(engine, release(content, pair), end)

    with database.reading(engine) as db:
        assert queueing.list_people(db, pair.coach.id, now=NOW) == []
