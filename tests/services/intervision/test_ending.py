"""What intervision keeps goes in time, and at once when somebody asks."""

from datetime import timedelta

import pytest

from assessment.services import accounts, retention
from assessment.services.intervision import ending, leaving, meeting, reviewing
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.moments import day_of, now
from assessment.services.policy import Actor
from assessment.store import accounts as account_store
from assessment.store import intervision, intervision_groups
from assessment.store.intervision import CONFIRMED, ENDED
from tests.clusters import on_each_database as on_each_database
from tests.people import placed

NOW = now().replace(hour=11)  # by day: at night half a year on is another day, by summer time
ANSWERS = {"worth": "yes", "trust": "yes", "goes_on": "no"}


@pytest.fixture
def round_id(db):
    return placed.open_round(db, at=NOW)


@pytest.fixture
def people(db, round_id):
    found = [placed.join(db, round_id, number) for number in range(12)]
    placed.sit_together(db, [one.id for one in found], round_id=round_id)
    intervision.set_round(db, round_id, ends_on=day_of(NOW) + timedelta(days=5))
    return found


def test_at_the_end_what_people_said_goes_and_what_the_group_agreed_stays_for_a_while(
    db, round_id, people
):
    ending.end_over(db, now=NOW + timedelta(days=4))
    assert intervision.count_intakes(db, round_id) == 12

    ending.end_over(db, now=NOW + timedelta(days=5))

    assert intervision.count_intakes(db, round_id) == 0
    group = intervision_groups.list_groups(db, round_id)[0]
    found = meeting.open_meeting(db, Actor(account=people[0].id), group.id)
    assert found.is_over
    assert meeting.describe_company(db, found, people[0].id).others == ()
    with pytest.raises(meeting.GroupNotFound):
        meeting.save_page(db, found, days=(), agreed="x", seen=1)
    ending.end_over(db, now=NOW + timedelta(days=65))
    assert intervision_groups.list_groups(db, round_id)
    ending.end_over(db, now=NOW + timedelta(days=66))
    assert intervision_groups.list_groups(db, round_id) == []


def test_a_round_that_was_never_confirmed_ends_and_forgets(db, round_id):
    placed.join(db, round_id, 1)

    ending.end_over(db, now=NOW + timedelta(days=30 + 179))
    assert intervision.count_intakes(db, round_id) == 1
    ending.end_over(db, now=NOW + timedelta(days=30 + 180))

    assert intervision.count_intakes(db, round_id) == 0
    assert intervision.get_round(db, round_id).state == ENDED


def test_retention_does_this_once_a_day(db, round_id, people):
    later = NOW + timedelta(days=5)

    retention.carry_out(db, retention.find_due(db, now=later))

    assert intervision.get_round(db, round_id).state == ENDED


def test_looking_back_is_counted_from_ten_on_without_what_is_of_a_few(db, round_id, people):
    intervision.set_round(db, round_id, state=CONFIRMED)
    for number, one in enumerate(people[:9]):
        answers = ANSWERS | {"trust": "no" if number < 2 else "yes"}
        reviewing.keep_review(db, round_id, one.id, answers, now=NOW)
    assert reviewing.count_reviews(db, round_id) == {}
    reviewing.keep_review(db, round_id, people[0].id, ANSWERS, now=NOW)  # again: counts once
    assert reviewing.count_reviews(db, round_id) == {}

    reviewing.keep_review(db, round_id, people[9].id, ANSWERS | {"goes_on": "yes"}, now=NOW)

    counts = reviewing.count_reviews(db, round_id)
    assert counts["worth"] == {"yes": 10}
    assert counts["trust"] == {"yes": 9}  # how many of the others said what cannot be told
    assert counts["goes_on"] == {"no": 9}
    intervision.set_round(db, round_id, state=ENDED, ends_on=day_of(NOW) - timedelta(days=61))
    ending.end_over(db, now=NOW)
    assert intervision.get_round(db, round_id).outcome["worth"] == {"yes": 10}
    assert intervision.list_reviews(db, round_id) == []


def test_one_hidden_number_hides_the_next_because_the_rest_would_tell_it(db):
    from collections import Counter

    counts = Counter({"yes": 8, "some": 3, "no": 1})
    assert reviewing._leave_out_small(counts, ("yes", "some", "no")) == {"yes": 8}


def test_nobody_looks_back_long_before_or_after_the_end(db, round_id, people):
    for days in (-56, 66):
        moment = NOW + timedelta(days=days)
        with pytest.raises(RoundClosed):
            reviewing.keep_review(db, round_id, people[0].id, ANSWERS, now=moment)


def test_with_the_account_everything_of_intervision_goes_and_the_group_is_told(
    db, round_id, people
):
    from assessment.store import mail

    accounts.delete_account(db, people[0], now=NOW)

    assert intervision.count_intakes(db, round_id) == 11
    group = intervision_groups.list_groups(db, round_id)[0]
    assert people[0].id not in group.members
    assert len(group.members) == 11
    assert {one.recipient for one in mail.list_mail(db, None)} == {p.address for p in people[1:]}


def test_who_takes_part_keeps_an_account_that_holds_nothing_else(db, round_id, people):
    since = NOW + timedelta(days=1)
    assert account_store.list_unused(db, since, with_logbook=False) == []
    leaving.leave_round(db, people[0].id, round_id, now=NOW)
    assert account_store.list_unused(db, since, with_logbook=False) == [people[0].id]


def test_mails_tell_neither_who_left_nor_what_anybody_said(db, round_id, people):
    from assessment.store import mail

    leaving.leave_all(db, people[0].id, now=NOW)

    (text,) = {one.text for one in mail.list_mail(db, None)}
    assert "Nummer" not in text
    assert "{" not in text
    assert not text.rstrip().endswith(":")


def test_when_the_last_one_leaves_the_group_goes_with_what_it_agreed(db, round_id, people):
    for one in people[:11]:
        leaving.leave_round(db, one.id, round_id, now=NOW)
    assert len(intervision_groups.list_groups(db, round_id)) == 1

    leaving.leave_round(db, people[11].id, round_id, now=NOW)

    assert intervision_groups.list_groups(db, round_id) == []
