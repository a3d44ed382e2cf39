import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from assessment.services import retention, sessions
from assessment.store import database
from assessment.store import sessions as store
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql
from tests.people import opened, taken
from tests.people.signed_in import add_account
from tests.racing import at_once

CODE = "ABCD-EFGH-JKMN-PQRS"
SECONDS = 30  # a race that takes longer hangs
STUCK = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '{}'"


@pytest.fixture
def attempt_id(db):
    return taken.add(db)


def is_open(db, token, *, now=taken.LATER):
    return sessions.find_current(db, token, now=now) is not None


def test_the_token_of_a_browser_stands_nowhere_in_the_database(db, attempt_id):
    token = opened.open_new(db, attempt_id)

    rows = db.execute(text("SELECT * FROM session")).all()

    assert len(rows) == 1
    assert token not in str(rows)


@pytest.mark.parametrize("forged", ["", "x", "0" * 64])
def test_a_token_that_was_never_given_opens_nothing(db, attempt_id, forged):
    opened.open_new(db, attempt_id)

    assert not is_open(db, forged)


def test_the_kept_hash_is_no_token(db, attempt_id):
    token = opened.open_new(db, attempt_id)

    assert not is_open(db, sessions.hash_token(token))


def test_an_unused_browser_closes_at_the_idle_limit_and_not_a_second_earlier(db, attempt_id):
    token = opened.open_new(db, attempt_id)

    assert is_open(db, token, now=taken.NOW + sessions.IDLE)
    assert not is_open(db, token, now=taken.NOW + sessions.IDLE + timedelta(seconds=1))


def test_use_moves_the_idle_limit_but_never_the_absolute_one(db, attempt_id):
    token = opened.open_new(db, attempt_id)
    session_id = sessions.find_current(db, token, now=taken.NOW).id
    last = taken.NOW + sessions.LONGEST
    sessions.note_use(db, session_id, now=last)

    assert is_open(db, token, now=last)
    assert not is_open(db, token, now=last + timedelta(seconds=1))


def test_a_use_is_noted_every_few_minutes_and_no_clock_that_was_put_back_undoes_it(db, attempt_id):
    token = opened.open_new(db, attempt_id)
    device = sessions.find_current(db, token, now=taken.NOW)

    assert not sessions.needs_note(device, now=taken.NOW + timedelta(minutes=4))
    assert sessions.needs_note(device, now=taken.NOW + timedelta(minutes=5))
    assert not sessions.needs_note(device, now=taken.NOW - timedelta(minutes=4))
    assert not sessions.needs_note(device, now=taken.NOW - timedelta(days=400))


def test_a_browser_of_a_clock_that_was_ahead_counts_from_now_when_it_is_right_again(db, attempt_id):
    ahead = taken.NOW + timedelta(days=400)
    token = opened.open_new(db, attempt_id, now=ahead)

    sessions.bring_back(db, now=taken.NOW)

    found = sessions.find_current(db, token, now=taken.NOW)
    assert (found.begun_at, found.seen_at) == (taken.NOW, taken.NOW)


def test_a_browser_whose_last_attempt_closes_ends_and_others_go_on(db, attempt_id):
    first, second = opened.open_new(db, attempt_id), opened.open_new(db, attempt_id)
    session_id = sessions.find_current(db, first, now=taken.NOW).id

    sessions.close_attempt(db, session_id, attempt_id)

    assert not is_open(db, first)
    assert is_open(db, second)


def test_closing_elsewhere_keeps_this_browser_and_what_else_is_open_there(db, attempt_id):
    other = taken.add(db)
    here, there = opened.open_new(db, attempt_id), opened.open_new(db, attempt_id, other)
    session_id = sessions.find_current(db, here, now=taken.NOW).id

    sessions.close_elsewhere(db, session_id, attempt_id)

    assert list(sessions.find_current(db, here, now=taken.NOW).opened) == [attempt_id]
    assert list(sessions.find_current(db, there, now=taken.NOW).opened) == [other]


def test_only_the_browser_itself_reads_the_code_that_is_still_shown(db, attempt_id):
    token, other = opened.open_new(db, attempt_id), opened.open_new(db, attempt_id)
    found = sessions.find_current(db, token, now=taken.NOW)
    sessions.keep_code(db, found.id, attempt_id, CODE, token=token)
    found = sessions.find_current(db, token, now=taken.NOW)

    assert sessions.read_code(found, attempt_id, token=token) == CODE
    assert sessions.read_code(found, attempt_id, token=other) is None
    kept = str(db.execute(text("SELECT * FROM opened")).all())
    assert CODE not in kept
    assert CODE.replace("-", "") not in kept

    sessions.forget_code(db, found.id, attempt_id)
    assert sessions.read_code(
        sessions.find_current(db, token, now=taken.NOW), attempt_id, token=token
    ) is None  # fmt: skip


def test_browsers_that_ended_by_time_are_not_listed_and_deleted_by_retention(db, attempt_id):
    opened.open_new(db, attempt_id)
    later = taken.NOW + sessions.IDLE + timedelta(days=1)
    new = opened.open_new(db, attempt_id, now=later)

    assert len(sessions.list_devices(db, attempt_id, now=later)) == 1
    retention.carry_out(db, retention.find_due(db, now=later))

    assert db.execute(text("SELECT count(*) FROM session")).scalar() == 1
    assert is_open(db, new, now=later)


def test_a_new_token_makes_no_session_last_longer_and_keeps_who_is_signed_in(db, attempt_id):
    token = opened.open_new(db, attempt_id, now=taken.NOW)
    before = sessions.find_current(db, token, now=taken.NOW)
    noor = add_account(db, at=taken.NOW)
    store.sign_in(db, before.id, noor.id, strong=True, now=taken.NOW)
    sessions.note_use(db, before.id, now=taken.LATER)
    before = sessions.find_current(db, token, now=taken.LATER)

    new = sessions.renew_token(db, before, token=token)

    after = sessions.find_current(db, new, now=taken.LATER)
    assert after == replace(before, id=after.id)
    assert after.id != before.id
    assert (after.signed_in.address, after.signed_in.strong) == (noor.address, True)
    assert (after.begun_at, after.seen_at) == (taken.NOW, taken.LATER)


@only_postgresql
def test_a_new_token_opens_what_another_page_of_the_browser_opens_meanwhile(engine, cluster):
    with database.writing(engine) as db:
        mine, other = taken.add(db), taken.add(db)
        token = opened.open_new(db, mine)
        db.commit()
    with database.reading(engine) as db:
        before = sessions.find_current(db, token, now=taken.NOW)
    held = threading.Event()

    def open_another(db):
        sessions.open_attempt(db, before.id, other, now=taken.NOW)
        held.set()
        for _ in range(SECONDS * 100):
            if cluster.run(STUCK.format(engine.url.database)) != [(0,)]:
                break

    def renew(db):
        assert held.wait(SECONDS)
        return sessions.renew_token(db, before, token=token)

    _, new = at_once(engine, open_another, renew)

    with database.reading(engine) as db:
        assert set(sessions.find_current(db, new, now=taken.NOW).opened) == {mine, other}


@only_postgresql
@pytest.mark.parametrize("end", ["close", "sign_out", "close_elsewhere"])
def test_what_ends_while_another_page_gets_a_token_ends_under_that_one_too(engine, cluster, end):
    with database.writing(engine) as db:
        mine = taken.add(db)
        token = opened.open_new(db, mine)
        here = sessions.find_current(db, opened.open_new(db, mine), now=taken.NOW)
        db.commit()
    with database.reading(engine) as db:
        before = sessions.find_current(db, token, now=taken.NOW)
    held = threading.Event()

    def renew(db):
        new = sessions.renew_token(db, before, token=token)
        held.set()
        for _ in range(SECONDS * 100):
            if cluster.run(STUCK.format(engine.url.database)) != [(0,)]:
                break
        return new

    def finish(db):
        assert held.wait(SECONDS)
        if end == "close":
            sessions.close_attempt(db, before.browser_id, mine)
        elif end == "sign_out":
            sessions.end_browser(db, before.browser_id)
        else:
            sessions.close_elsewhere(db, here.browser_id, mine)

    new, _ = at_once(engine, renew, finish)

    with database.reading(engine) as db:
        assert not is_open(db, new)
        assert not is_open(db, token)
