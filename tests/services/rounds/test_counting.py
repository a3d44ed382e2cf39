"""The desk tries to learn how one person stands, by all it can do, and cannot."""

import shutil
from datetime import timedelta

import pytest

from assessment.services import mailing
from assessment.services.rounds import counting, keeping, taking_part
from assessment.store import database
from tests.clusters import on_each_database as on_each_database
from tests.keys import KEYS
from tests.people import invited
from tests.people.invited import DESK, add, begin, count, finish, invite, mail, name_people
from tests.people.taken import NOW

DAY = timedelta(days=1)
TARGET = "doelwit@gemeente.example"


def test_a_round_is_counted_once_a_day_and_for_the_last_time_after_its_last_day(db):
    round_id = invite(db, name_people(12), days=2)

    assert [counting.count_due(db, now=NOW + d * DAY) for d in (0, 0, 1, 2, 3, 4)] == [
        1, 0, 1, 1, 1, 0,
    ]  # fmt: skip
    assert keeping.find_round(db, round_id).counted_on is not None


def test_what_happens_after_a_count_is_seen_at_the_next_and_not_before(db):
    people = name_people(20)
    round_id = invite(db, people)
    count(db, round_id)
    finish(db, round_id, people[:10])

    assert invited.read_told(db, round_id) == {}
    assert count(db, round_id, now=NOW + DAY) == {"handed_in": 10}


def test_what_did_not_arrive_is_counted_from_what_the_mail_server_said(db):
    people = name_people(20)
    round_id = invite(db, people)
    for letter in mailing.list_mail(db)[:6]:
        mailing.note_bounced(db, letter.id, "550")

    assert count(db, round_id) == {"bounced": 6}


def test_who_was_withdrawn_is_no_crowd_to_hide_in(db):
    """Ten invited, five of them withdrawn: then a five would be all who are left."""
    people = name_people(10)
    round_id = invite(db, people)
    for address in people[5:]:
        invited.withdraw(db, round_id, address)
    finish(db, round_id, people[:5])

    assert count(db, round_id) == {}


def test_mailboxes_that_do_not_exist_are_no_crowd_to_hide_in(db):
    people = name_people(10)
    round_id = invite(db, people)
    for letter in mailing.list_mail(db):
        if letter.recipient in people[5:]:
            mailing.note_bounced(db, letter.id, "550")
    finish(db, round_id, people[:5])

    assert "handed_in" not in count(db, round_id)


def test_who_was_not_mailed_is_no_crowd_to_hide_in(db):
    people = name_people(5)
    round_id = invite(db, people)
    add(db, round_id, name_people(15))
    finish(db, round_id, people)

    assert count(db, round_id) == {}


def test_nobody_is_taken_out_of_the_numbers_by_withdrawing_and_adding_again(db):
    people = name_people(30)
    round_id = invite(db, people)
    finish(db, round_id, people[:10])
    for address in people[:5]:
        invited.withdraw(db, round_id, address, now=NOW + DAY)
    assert add(db, round_id, people[:5], now=NOW + DAY).new == 5

    assert count(db, round_id, now=NOW + 2 * DAY) == {"handed_in": 10}


def test_who_is_in_two_rounds_counts_in_one_so_that_two_rounds_do_not_subtract(db):
    people = name_people(20)
    one = invite(db, people)
    other = invite(db, [*people, TARGET])
    finish(db, one, people[:10])
    finish(db, other, [*people[10:14], TARGET])

    assert count(db, one) == {"handed_in": 10}
    assert count(db, other) == {}


def test_next_year_everybody_counts_again(db):
    people = name_people(20)
    invite(db, people, days=10)
    later = NOW + timedelta(days=20)
    other = invite(db, people, now=later, days=10)
    finish(db, other, people[:10], now=later)

    assert count(db, other, now=later) == {"handed_in": 10}


def add_again(db, round_id, now):
    return add(db, round_id, [TARGET], now=now)


def withdraw(db, round_id, now):
    invited.withdraw(db, round_id, TARGET, now=now)


def withdraw_and_invite(db, round_id, now):
    withdraw(db, round_id, now)
    added = add_again(db, round_id, now)
    mail(db, round_id, "invitation", now=now)
    return added


def remind(db, round_id, now):
    mail(db, round_id, "reminder", now=now)


def copy(db, round_id, now):
    closes = now.date() + 9 * DAY
    keeping.copy_round(
        db, DESK, round_id, name="kopie", closes_on=closes, with_people=True, now=now
    )


def fill(db, round_id, now):
    added = add(db, round_id, name_people(7, "eigen"), now=now)
    mail(db, round_id, "invitation", now=now)
    return added


def invite_in_another_round(db, round_id, now):
    invite(db, [TARGET, *name_people(9, "ander")], now=now)


def prolong(db, round_id, now):
    closes = keeping.find_round(db, round_id).closes_on + 30 * DAY
    keeping.change_round(db, DESK, round_id, name="langer", closes_on=closes, now=now)


# All that the desk can do to a round.
ACTS = (add_again, withdraw, withdraw_and_invite, remind, copy, fill, invite_in_another_round,
        prolong)  # fmt: skip


def look(db, now):
    """Return everything that any page of the desk can show."""
    seen = []
    for found in keeping.list_rounds(db):
        overview = keeping.read_overview(db, found.id, now=now)
        told = sorted((what, one.number, one.on) for what, one in overview.told.items())
        mailings = [(m.kind, m.number, m.looked_at, m.finished_at) for m in overview.mailings]
        seen.append((found.name, found.invited, found.counted_on, told, overview.named, mailings))
    return sorted(seen, key=str)


def play(db, act, target_does):
    """Play a round in which only the target differs; return all that the desk saw in ten days."""
    people = name_people(17)
    round_id = invite(db, [*people, TARGET])
    finish(db, round_id, people[:6])
    seen = []
    for day in range(10):
        now = NOW + day * DAY
        if day == 2:
            target_does(db, round_id, now)
        if day == 4:
            seen.append(act(db, round_id, now))
        counting.count_due(db, now=now)
        seen.append(look(db, now))
    return seen


def does_nothing(db, round_id, now):
    pass


def begins(db, round_id, now):
    begin(db, round_id, TARGET, now=now)


def hands_in(db, round_id, now):
    finish(db, round_id, [TARGET], now=now)


def lets_be_seen(db, round_id, now):
    begin(db, round_id, TARGET, tells=True, now=now)


def is_left_alone(db, round_id, now):
    code = invited.read_code(db, round_id, TARGET)
    taking_part.stop_mail(db, code, later_too=True, now=now)


@pytest.fixture
def play_anew(engine, sqlite_url, tmp_path):
    """Play in a database of its own each time."""

    def run(act, target_does, number):
        file = tmp_path / f"{number}.db"
        shutil.copyfile(tmp_path / "bop.db", file)
        own = database.open_engine(f"sqlite:///{file}", KEYS)
        try:
            with database.writing(own) as db:
                return play(db, act, target_does)
        finally:
            own.dispose()

    return run


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", ACTS)
def test_whatever_one_person_does_the_desk_sees_the_same_whatever_it_tries(play_anew, act):
    doing = (does_nothing, begins, hands_in, lets_be_seen, is_left_alone)
    seen = [play_anew(act, target_does, number) for number, target_does in enumerate(doing)]

    assert all(one == seen[0] for one in seen)
