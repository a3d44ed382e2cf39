"""Members at the same moment, on each database: one picture, one yes, and nothing of who left."""

import pytest

from assessment.services.colleges import joining, leaving, picturing
from assessment.services.colleges.joining import CollegeFull
from assessment.services.colleges.shares import NAMED
from assessment.store import attempts, colleges, database
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.colleagues import SECRET, URL, Colleges
from tests.services.test_sharing_races import at_once

NOW = taken.LATER


@pytest.fixture
def college(engine, content):
    """A college of four without a picture: its id, its members, and who was asked."""
    with database.writing(engine) as db:
        made = Colleges(db, content)
        college_id, people = made.begin(4)
        eva = made.person("Eva", seed=31)
        joining.ask_member(db, people[0], college_id, eva.address, url=URL, secret=SECRET, now=NOW)
        db.commit()
    return college_id, people, eva


def members_of(engine, college_id):
    with database.reading(engine) as db:
        return colleges.list_members(db, college_id)


def test_two_who_make_the_picture_at_once_make_one(engine, content, college):
    college_id, people, _ = college

    def make(member):
        def act(db):
            return picturing.make_picture(db, content, member.id, college_id, now=NOW)

        return act

    assert at_once(engine, make(people[0]), make(people[1])) == [None, None]

    with database.reading(engine) as db:
        ids = [one.account_id for one in colleges.list_members(db, college_id)]
        assert len(colleges.list_groups_with(db, ids)) == 1


def test_a_yes_that_is_pressed_twice_at_once_is_one(engine, content, college):
    college_id, _, eva = college

    def say_yes(db):
        [(invitation, _)] = joining.list_asked(db, eva, now=NOW)
        attempt = attempts.get_attempt(db, Colleges(db, content).attempt_of(eva), lock=True)
        _, seen = joining.preview_share(db, content, attempt)
        return joining.join_college(
            db, content, eva, invitation, attempt, name="Eva", dots=NAMED, seen=seen, now=NOW
        )

    outcomes = at_once(engine, say_yes, say_yes)

    assert college_id in outcomes
    assert [one.account_id for one in members_of(engine, college_id)].count(eva.id) == 1


def test_a_yes_to_what_was_taken_back_meanwhile_is_no_yes(engine, content, college):
    """The place may be given to somebody else: the rule of the page saw the invitation before."""
    college_id, people, eva = college
    with database.reading(engine) as db:
        [(invitation, _)] = joining.list_asked(db, eva, now=NOW)
    with database.writing(engine) as db:
        joining.take_back(db, college_id, invitation.id)
        db.commit()

    with database.writing(engine) as db:
        attempt = attempts.get_attempt(db, Colleges(db, content).attempt_of(eva), lock=True)
        _, seen = joining.preview_share(db, content, attempt)
        with pytest.raises(joining.CollegeNotFound):
            joining.join_college(
                db, content, eva, invitation, attempt, name="Eva", dots=NAMED, seen=seen, now=NOW
            )

    assert len(members_of(engine, college_id)) == len(people)


def test_the_last_place_is_given_once(engine, college):
    college_id, people, _ = college
    with database.writing(engine) as db:
        for number in range(joining.MOST_MEMBERS - 6):
            joining.ask_member(
                db, people[0], college_id, f"lid{number}@b.example", url=URL, secret=SECRET, now=NOW
            )
        db.commit()

    def ask(member, address):
        def act(db):
            return joining.ask_member(
                db, member, college_id, address, url=URL, secret=SECRET, now=NOW
            )

        return act

    outcomes = at_once(engine, ask(people[0], "een@b.example"), ask(people[1], "twee@b.example"))

    assert {type(outcome) for outcome in outcomes} == {CollegeFull, type(None)}


def test_a_picture_made_while_somebody_leaves_says_nothing_of_a_fifth_that_is_gone(
    engine, content, college
):
    college_id, people, _ = college

    def leave(db):
        return leaving.leave(db, people[3].id, college_id, now=NOW)

    def make(db):
        return picturing.make_picture(db, content, people[0].id, college_id, now=NOW)

    assert at_once(engine, leave, make) == [None, None]

    with database.reading(engine) as db:
        room = picturing.open_room(db, content, people[0].id, college_id, now=NOW)
    counted = room.picture.cover.lines[0]
    made_after = "Over 3 leden" in counted
    made_before = "Over 4 leden" in counted and "één lid eruit" in counted
    assert made_after or made_before
