"""The demonstration shows what people would see: each of its people is as far as it says."""

from collections import Counter

import pytest

from assessment.services import (
    accounts,
    demonstrating,
    inviting,
    mailing,
    releasing,
    taking,
)
from assessment.services.coaching import queueing
from assessment.services.demonstrating_rounds import TELLERS
from assessment.services.disclosure import FEWEST_COUNTED
from assessment.services.policy import ReleaseState, Talk
from assessment.services.rounds import keeping
from tests.people.signed_in import ELS, add_account
from tests.people.taken import NOW

SECRET = "s" * 32


@pytest.fixture
def filled(db, content):
    demonstrating.fill_demonstration(db, content, secret=SECRET, now=NOW)
    return db


def owners():
    return [one for one in demonstrating.list_entrances() if not one.role]


def test_thirty_people_and_three_coaches_who_do_not_exist():
    roles = Counter(one.role for one in demonstrating.list_entrances())

    assert roles == {"": 30, "coach": 3, "medewerker": 1, "beheerder": 1}
    assert all(one.address.endswith("@voorbeeld.example") for one in demonstrating.list_entrances())
    assert len({one.address for one in demonstrating.list_entrances()}) == 35


def test_everybody_is_as_far_as_the_list_of_people_says(filled):
    db = filled
    for one in owners():
        account = demonstrating.find_account(db, one.address)
        attempts = accounts.list_attempt_facts(db, account.id)
        assert len(attempts) == (2 if one.at == "again" else 1), one
        assert (attempts[0].submitted_at is None) == (one.at == "begun"), one
        assert all(attempt.simulated for attempt in attempts)
        states = {history.state for history in releasing.list_for_owner(db, account.id, now=NOW)}
        expected = {
            "withdrawn": ReleaseState.WITHDRAWN,
            "expired": ReleaseState.EXPIRED,
            "blocked": ReleaseState.BLOCKED,
            "released": ReleaseState.LIVE,
            "talking": ReleaseState.LIVE,
        }
        if one.at in expected:
            assert expected[one.at] in states, one
        if one.at in ("invited", "proposed"):
            assert [c.state for c in inviting.list_coaches(db, account.id)] == [one.at]


def test_a_coach_has_conversations_in_every_state(filled):
    coach = demonstrating.list_entrances()[0]
    account = demonstrating.find_account(filled, coach.address)

    people = queueing.list_people(filled, account.id, now=NOW)

    assert {person.conversation.state for person in people} == set(Talk)


def test_filling_is_done_once_and_seen(filled):
    assert demonstrating.is_filled(filled)


def test_nobody_but_who_does_not_exist_can_be_entered(filled):
    add_account(filled, ELS, at=NOW)

    with pytest.raises(LookupError):
        demonstrating.find_account(filled, ELS)


def test_an_empty_database_holds_no_demonstration(db):
    assert not demonstrating.is_filled(db)
    assert taking.find_by_code(db, "ABCD-EFGH-JKMN-PQRS") is None


def test_the_desk_has_a_round_with_numbers_and_names_and_one_to_fill(filled):
    running, empty = sorted(keeping.list_rounds(filled), key=lambda one: -one.invited)
    overview = keeping.read_overview(filled, running.id, now=NOW)

    assert (running.invited, empty.invited) == (44, 0)
    assert overview.told["handed_in"].number >= FEWEST_COUNTED
    assert len(overview.named) == TELLERS
    waiting = [one.text for one in mailing.list_waiting(filled, now=NOW) if "ronde" in one.text]
    assert len(waiting) == 2
