"""The log of acts: chained, so that what was taken out, changed or cut off shows."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from assessment.store import accounts, audit, database
from assessment.store.audit import Break
from tests.people.taken import NOW


def note(db, count=1, *, actor=None, at=NOW):
    for number in range(count):
        audit.add_entry(db, "opened", actor=actor, subject=None, about=f"thing {number}", now=at)


def test_a_log_in_which_nothing_was_changed_is_whole(db):
    assert audit.find_breaks(db) == []
    note(db, 3)

    assert audit.find_breaks(db) == []
    assert [entry.number for entry in audit.list_entries(db, most=9)] == [3, 2, 1]
    assert audit.find_end(db)[0] == 3


@pytest.mark.parametrize(
    "change",
    ["act = 'signed_in'", "about = 'another'", "at = '2026-11-24 09:00:00.000000'",
     "actor_hash = 'x'", "subject_hash = 'x'", "previous_hash = 'x'"],
)  # fmt: skip
def test_an_act_that_was_changed_shows(db, change):
    note(db, 3)
    db.execute(text(f"UPDATE audit SET {change} WHERE number = 2"))
    db.expire_all()

    assert Break(2, "changed") in audit.find_breaks(db)


def test_an_act_that_was_taken_out_shows_as_a_hole(db):
    note(db, 4)
    db.execute(text("DELETE FROM audit WHERE number = 2"))
    db.expire_all()

    assert audit.find_breaks(db) == [Break(2, "hole")]


def test_an_end_that_was_cut_off_shows(db):
    note(db, 4)
    db.execute(text("DELETE FROM audit WHERE number > 2"))
    db.expire_all()
    assert audit.find_breaks(db) == [Break(3, "end")]

    db.execute(text("DELETE FROM audit"))
    assert audit.find_breaks(db) == [Break(1, "end")]


def test_an_act_that_was_put_in_or_given_to_somebody_else_shows(db):
    noor = accounts.add_account(db, "noor@gemeente.example", now=NOW)
    els = accounts.add_account(db, "els@gemeente.example", now=NOW)
    note(db, 2, actor=noor.id)
    one = "SELECT 3, at, act, about, actor_id, subject_id, actor_hash, subject_hash, "
    db.execute(text(f"INSERT INTO audit {one} previous_hash, hash FROM audit WHERE number = 2"))
    db.expire_all()
    assert Break(3, "changed") in audit.find_breaks(db)

    db.execute(text("DELETE FROM audit WHERE number = 3"))
    own = text("UPDATE audit SET actor_id = (SELECT id FROM account WHERE address = :els)")
    db.execute(own, {"els": els.address})
    db.expire_all()
    assert audit.find_breaks(db) == [Break(1, "changed"), Break(2, "changed")]


def test_an_account_that_is_deleted_leaves_a_whole_log_without_whose_it_was(db):
    noor = accounts.add_account(db, "noor@gemeente.example", now=NOW)
    note(db, 2, actor=noor.id)
    assert [one.actor for one in audit.list_entries(db, most=9)] == [noor.address] * 2

    accounts.delete_account(db, noor.id)

    assert audit.find_breaks(db) == []
    assert {(one.actor_id, one.actor) for one in audit.list_entries(db, most=9)} == {(None, "")}


def test_what_is_old_goes_and_the_rest_is_still_whole(db):
    for days in range(5):
        note(db, at=NOW + timedelta(days=days))

    assert audit.delete_older(db, NOW + timedelta(days=2)) == 2
    assert audit.find_breaks(db) == []
    assert audit.delete_older(db, NOW + timedelta(days=2)) == 0
    db.execute(text("DELETE FROM audit WHERE number = 3"))
    db.expire_all()
    assert audit.find_breaks(db) == [Break(3, "hole")]


def test_when_everything_is_old_the_chain_goes_on_where_it_was(db):
    note(db, 3)
    assert audit.delete_older(db, NOW + timedelta(days=1)) == 3
    assert audit.find_breaks(db) == []

    note(db)

    assert audit.find_breaks(db) == []
    assert [entry.number for entry in audit.list_entries(db, most=9)] == [4]


def test_a_page_of_acts_is_followed_by_the_next_and_somebody_sees_only_their_own(db):
    noor = accounts.add_account(db, "noor@gemeente.example", now=NOW)
    note(db, 2)
    note(db, 3, actor=noor.id)

    assert [one.number for one in audit.list_entries(db, most=2)] == [5, 4]
    assert [one.number for one in audit.list_entries(db, most=2, before=4)] == [3, 2]
    own = audit.list_entries(db, account_id=noor.id, most=9)
    assert [one.number for one in own] == [5, 4, 3]
    assert audit.list_entries(db, account_id=uuid4(), most=9) == []


def test_writers_at_once_keep_one_chain(engine):
    begin = threading.Barrier(4)

    def write():
        begin.wait()
        for _ in range(5):
            with database.writing(engine) as db:
                note(db)
                db.commit()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.reading(engine) as db:
        assert audit.count_entries(db) == 20
        assert audit.find_breaks(db) == []


def test_an_act_of_a_transaction_that_is_undone_is_not_in_the_log(engine):
    with database.writing(engine) as db:
        note(db)
    with database.writing(engine) as db:
        note(db)
        db.commit()

    with database.reading(engine) as db:
        assert [one.number for one in audit.list_entries(db, most=9)] == [1]
        assert audit.find_breaks(db) == []


def test_a_clock_that_is_an_hour_off_breaks_no_chain(db):
    for hours in (0, 1, 0, -1, 0):
        note(db, at=NOW + timedelta(hours=hours))

    assert audit.find_breaks(db) == []
    assert [entry.number for entry in audit.list_entries(db, most=9)] == [5, 4, 3, 2, 1]
