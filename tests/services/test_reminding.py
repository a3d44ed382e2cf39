"""Reminders: only for who asks, once, and at the right moment whatever the clock does."""

from datetime import datetime, timedelta

import pytest

from assessment.services import accounts, agreeing, consenting, mailing, planning, reminding
from assessment.services.moments import AMSTERDAM
from assessment.store import attempts, results
from tests.clusters import on_each_database as on_each_database
from tests.people import someone, taken
from tests.people.signed_in import NOOR, add_account
from tests.people.taken import NOW

URL = "https://bop.example"
YEAR = NOW.replace(year=NOW.year + 1)


@pytest.fixture
def attempt_id(db, content):
    return taken.add_submitted(db, content)


@pytest.fixture
def noor(db, attempt_id):
    return add_account(db, NOOR, at=NOW, attempts=(attempt_id,))


def write(db, now):
    return reminding.write_due(db, url=URL, now=now)


def test_nobody_is_written_to_who_did_not_ask(db, noor):
    assert sum(write(db, NOW + timedelta(days=day)) for day in range(0, 600, 10)) == 0


def test_measuring_again_is_told_once_after_a_year(db, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=NOW)

    assert write(db, YEAR - timedelta(hours=1)) == 0
    assert write(db, YEAR + timedelta(hours=1)) == 1
    assert write(db, YEAR + timedelta(hours=2)) == 0
    (letter,) = mailing.list_mail(db)
    assert letter.recipient == NOOR
    assert URL in letter.text


def test_a_clock_that_goes_back_and_forth_writes_it_once(db, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=NOW)
    moments = [YEAR + timedelta(days=d) for d in (1, -30, 2, -1, 3, 29)]

    assert sum(write(db, moment) for moment in moments) == 1


def test_what_is_long_overdue_is_not_written_any_more(db, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=NOW)

    assert write(db, YEAR + timedelta(days=60)) == 0


def test_who_asks_after_the_moment_gets_no_mail_about_it(db, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=YEAR + timedelta(days=2))

    assert write(db, YEAR + timedelta(days=3)) == 0


def test_who_stops_gets_none_from_that_moment(db, noor):
    reminding.set_wanted(db, noor.id, reminding.KINDS, now=NOW)
    reminding.set_wanted(db, noor.id, [], now=YEAR)

    assert write(db, YEAR + timedelta(hours=1)) == 0


def test_goals_are_told_after_half_a_year_if_there_are_any(db, content, noor, attempt_id):
    reminding.set_wanted(db, noor.id, ["goals"], now=NOW)
    half = taken.LATER.replace(year=NOW.year + 1, month=5)
    assert write(db, half + timedelta(hours=2)) == 0

    plan, seen = planning.open_plan(db, content, attempt_id)
    plan = planning.with_goal(plan, 1, someone.goal(aim="Luisteren"))
    planning.save_plan(db, content, attempt_id, plan, seen=seen, now=half)

    assert write(db, half + timedelta(hours=2)) == 1
    (letter,) = mailing.list_mail(db)
    assert "een half jaar geleden diende je je antwoorden in" in letter.text  # not: chose goals


def test_a_later_attempt_takes_the_place_of_an_earlier_one(db, content, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=NOW)
    later = taken.add_submitted(db, content, seed=8)
    attempts.set_submitted(db, later, NOW + timedelta(days=200), now=NOW)
    accounts.adopt_attempt(db, noor.id, later, now=NOW)

    assert write(db, YEAR + timedelta(hours=1)) == 0
    assert write(db, YEAR + timedelta(days=201, hours=1)) == 1


def test_the_hour_stays_the_same_over_summer_time(db, noor, attempt_id):
    winter = datetime(2026, 1, 5, 9, 30, tzinfo=AMSTERDAM)
    attempts.set_submitted(db, attempt_id, winter, now=NOW)
    results.keep_plan(db, attempt_id, {"goals": [{"aim": "Luisteren"}]}, seen=0, now=NOW)

    at = reminding.list_coming(db, noor.id)["goals"].at

    assert (at.astimezone(AMSTERDAM).hour, at.astimezone(AMSTERDAM).month) == (9, 7)


def test_subjects_tell_nothing_of_anybody(db, noor):
    reminding.set_wanted(db, noor.id, reminding.KINDS, now=NOW)
    for day in range(0, 600, 5):
        write(db, NOW + timedelta(days=day))

    subjects = {letter.subject for letter in mailing.list_mail(db)}
    assert subjects == {"Een herinnering van het Bestuurlijk ontwikkelplan"}


def test_wanting_reminders_is_a_yes_among_the_others_and_taking_it_back_stops_them(db, noor):
    def find_yes():
        (found,) = [one for one in agreeing.list_agreements(db, noor.id) if one.can_withdraw]
        return found.consent

    reminding.set_wanted(db, noor.id, reminding.KINDS, now=NOW)
    assert find_yes().purpose == consenting.REMINDERS

    agreeing.withdraw(db, noor.id, find_yes().id, now=NOW + timedelta(days=1))

    assert reminding.list_wanted(db, noor.id) == {}
    assert write(db, YEAR + timedelta(hours=1)) == 0


def test_who_wants_no_reminder_any_more_took_the_yes_back_too(db, noor):
    reminding.set_wanted(db, noor.id, reminding.KINDS, now=NOW)

    reminding.set_wanted(db, noor.id, [], now=YEAR)

    (yes,) = consenting.list_consents(db, noor.id)[-1:]
    assert yes.purpose == consenting.REMINDERS
    assert yes.withdrawn_at == YEAR


def test_a_reminder_that_waits_goes_with_the_account(db, noor):
    reminding.set_wanted(db, noor.id, ["measuring"], now=NOW)
    assert write(db, YEAR + timedelta(hours=1)) == 1
    (letter,) = mailing.list_mail(db)

    accounts.delete_account(db, noor, url="", now=YEAR + timedelta(hours=2))

    assert mailing.list_mail(db) == []
    assert mailing.take_up(db, letter.id, now=YEAR + timedelta(hours=3)) is None
    assert write(db, YEAR + timedelta(hours=4)) == 0
