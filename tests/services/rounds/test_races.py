"""Two at once, on each database: each mail is written once, and each mailbox is added once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from assessment.services import mailing
from assessment.services.rounds import counting, keeping, sending, taking_part
from assessment.services.rounds.sending import INVITATION, REMINDER, NotNow
from assessment.store import database, round_invitations
from tests.clusters import on_each_database as on_each_database
from tests.people import invited, taken
from tests.people.invited import DESK, URL, name_people
from tests.people.taken import NOW
from tests.services.test_sharing_races import at_once

PEOPLE = name_people(60)
LATER = NOW + timedelta(days=4)


@pytest.fixture
def round_id(engine):
    with database.writing(engine) as db:
        round_id = invited.invite(db, PEOPLE)
        db.commit()
    return round_id


def test_the_reminder_job_twice_at_once_sends_each_one_mail(engine, round_id):
    with database.writing(engine) as db:
        sending.ask_mailing(db, DESK, round_id, REMINDER, now=LATER)
        db.commit()

    def write(db):
        return sending.write_batch(db, url=URL, now=LATER)

    assert sorted(at_once(engine, write, write)) == [False, True]
    with database.reading(engine) as db:
        reminders = [m.recipient for m in mailing.list_mail(db) if "herinnering" in m.subject]
    assert sorted(reminders) == PEOPLE


def test_a_mail_whose_mailing_was_noted_as_unfinished_is_not_written_again(engine, round_id):
    with database.writing(engine) as db:
        before = len(mailing.list_mail(db))
        db.execute(text("UPDATE round_mailing SET finished_at = NULL, reached = NULL"))
        db.execute(text("UPDATE round_invitation SET sent_at = NULL"))
        while sending.write_batch(db, url=URL, now=NOW):
            pass
        assert len(mailing.list_mail(db)) == before


def test_asking_twice_at_once_is_asking_once(engine, round_id):
    def ask(db):
        sending.ask_mailing(db, DESK, round_id, INVITATION, now=LATER)

    outcomes = at_once(engine, ask, ask)

    assert sorted(map(type, outcomes), key=str) == sorted([type(None), NotNow], key=str)


def test_the_same_people_added_twice_at_once_are_added_once(engine, round_id):
    more = name_people(300, "meer")

    def add(db):
        return invited.add(db, round_id, more)

    outcomes = at_once(engine, add, add)

    assert sorted(one.new for one in outcomes) == [0, 300]
    with database.reading(engine) as db:
        assert keeping.find_round(db, round_id).invited == 360
        assert len(round_invitations.list_addresses(db, round_id)) == 360


def test_a_day_that_is_counted_by_two_workers_is_counted_once(engine, round_id):
    def count(db):
        return counting.count_due(db, now=LATER)

    assert sorted(at_once(engine, count, count)) == [0, 1]


def test_two_that_begin_with_one_invitation_at_once_count_once(engine, round_id):
    with database.writing(engine) as db:
        code = invited.read_code(db, round_id, PEOPLE[0])
        made = [taken.add(db) for _ in range(2)]
        db.commit()

    def begin(attempt_id):
        return lambda db: taking_part.tie_attempt(db, code, attempt_id, tells=False, now=LATER)

    assert at_once(engine, *map(begin, made)) == [True, True]
    with database.reading(engine) as db:
        ties = [taking_part.find_taking_part(db, attempt_id) for attempt_id in made]
    assert sum(tie is not None for tie in ties) == 1


def test_begun_while_the_reminders_are_written_is_begun_or_reminded_and_never_lost(
    engine, round_id
):
    with database.writing(engine) as db:
        sending.ask_mailing(db, DESK, round_id, REMINDER, now=LATER)
        code = invited.read_code(db, round_id, PEOPLE[0])
        attempt_id = taken.add(db)
        db.commit()

    at_once(
        engine,
        lambda db: sending.write_batch(db, url=URL, now=LATER),
        lambda db: taking_part.tie_attempt(db, code, attempt_id, tells=False, now=LATER),
    )

    with database.reading(engine) as db:
        assert taking_part.find_taking_part(db, attempt_id) is not None
