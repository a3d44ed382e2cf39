"""The demonstration shows what people would see: each of its people is as far as it says."""

import shutil
from collections import Counter
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from assessment.services import (
    accounts,
    auditing,
    demonstrating,
    demonstrating_intervision,
    interests,
    inviting,
    mailing,
    releasing,
    retention,
    taking,
)
from assessment.services.catalogue import drafting
from assessment.services.coaching import queueing
from assessment.services.demand import reading
from assessment.services.demonstrating_rounds import TELLERS
from assessment.services.disclosure import FEWEST_COUNTED
from assessment.services.intervision import rounds as intervision_rounds
from assessment.services.others import rounds
from assessment.services.policy import ReleaseState, Talk
from assessment.services.rounds import keeping
from assessment.store import audit
from tests.people.demonstrated import fill_copy
from tests.people.signed_in import ELS, add_account
from tests.people.taken import NOW


@pytest.fixture(scope="module")
def filled_database(empty_database, tmp_path_factory, content):
    return fill_copy(empty_database, tmp_path_factory.mktemp("filled"), content, now=NOW)


@pytest.fixture
def filled(filled_database, sqlite_url, db):
    """A copy of its own for each test, before it is opened: filling takes seconds."""
    shutil.copyfile(filled_database, sqlite_url.removeprefix("sqlite:///"))
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


def test_two_people_asked_others_and_one_of_them_opened_the_result(filled):
    askers = demonstrating.TEXTS.tables["others"]["askers"]
    ids = [demonstrating.find_account(filled, address).id for address in askers]
    (opened,), (running,) = (rounds.list_rounds(filled, one) for one in ids)

    _, outcome = rounds.read_result(filled, ids[0], opened.id)
    standing = rounds.find_standing(filled, ids[1], running.id, now=NOW)

    assert outcome.raters == 5  # eight answered: it is told in steps
    assert len(outcome.texts["houden"]) == 4
    assert standing.is_open
    assert standing.enough


def test_intervision_has_a_round_to_join_one_with_a_proposal_and_one_with_groups(filled):
    found = {one.state: (one, people) for one, people in intervision_rounds.list_rounds(filled)}

    assert {state: people for state, (_, people) in found.items()} == {
        "open": 14, "proposed": 20, "confirmed": 30,
    }  # fmt: skip
    groups = intervision_rounds.list_groups(filled, found["confirmed"][0].id)
    assert len(groups) == 4
    assert all(group.days and group.agreed for group in groups)


def test_the_log_tells_what_happened_in_its_order(filled):
    entries = audit.list_entries(filled, most=1000)

    assert len(entries) > 100
    assert [one.at for one in entries] == sorted((one.at for one in entries), reverse=True)
    assert auditing.verify_log(filled).breaks == []


def test_retention_knows_the_day_of_filling_and_finds_nothing_to_delete(filled):
    due = retention.find_due(filled, now=NOW + timedelta(days=1))

    assert not due.clock_jumped
    assert due.to_delete == []
    assert not retention.is_time(filled, now=NOW + timedelta(hours=1))


def test_filling_is_done_once_and_seen(filled):
    assert demonstrating.is_filled(filled)


def test_nobody_but_who_does_not_exist_can_be_entered(filled):
    add_account(filled, ELS, at=NOW)

    with pytest.raises(LookupError):
        demonstrating.find_account(filled, ELS)


def test_an_empty_database_holds_no_demonstration(db):
    assert not demonstrating.is_filled(db)
    assert taking.find_by_code(db, "ABCD-EFGH-JKMN-PQRS") is None


def test_the_desk_has_a_version_interest_and_a_vraagbeeld(filled, content):
    desk = drafting.open_desk(filled, content, today=NOW.date())

    assert (desk.in_use, desk.is_draft, desk.problems) == (1, True, ())
    counts = set(interests.tell_counts(filled).values())
    assert "minder dan 5" in counts
    assert any("tot en met" in count for count in counts)
    assert [one.phase for one in reading.list_published(filled)] == ["zittend"]


def test_the_desk_has_a_round_with_numbers_and_names_and_one_to_fill(filled):
    running, empty = sorted(keeping.list_rounds(filled), key=lambda one: -one.invited)
    overview = keeping.read_overview(filled, running.id, now=NOW)

    assert (running.invited, empty.invited) == (44, 0)
    assert overview.told["handed_in"].number >= FEWEST_COUNTED
    assert len(overview.named) == TELLERS
    waiting = [one for one in mailing.list_waiting(filled, now=NOW) if "ronde" in one.text]
    assert len(waiting) == 2
    assert all(timedelta() <= NOW - one.asked_at < timedelta(hours=1) for one in waiting)


def test_groups_are_made_however_slow_the_machine_is(db, monkeypatch):
    hourly = SimpleNamespace(monotonic=count(step=3600).__next__)  # each look is an hour later
    monkeypatch.setattr("assessment.intervision.placing.time", hourly)
    monkeypatch.setattr("assessment.intervision.improving.time", hourly)
    people = [
        (str(number), "zittend", add_account(db, f"{number}@voorbeeld.example", at=NOW))
        for number in range(30)
    ]
    desk = add_account(db, ELS, at=NOW, role="medewerker")

    demonstrating_intervision.fill_rounds(db, people, desk=desk.id, now=NOW)

    facts = [one.facts for one, _ in intervision_rounds.list_rounds(db)]
    assert [one["left"] for one in facts if one] == [0, 0]
