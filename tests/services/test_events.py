"""The log as people read it: kinds, and one line for what the desk read on one day."""

from collections import Counter
from datetime import timedelta

import pytest

from assessment.services import auditing, events, interests
from assessment.services.auditing import Act
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import add_account

HOUR = timedelta(hours=1)


@pytest.fixture
def readers(db):
    """Two people at the desk, and two who gave a name with an interest in one programme."""
    desk = [add_account(db, f"{name}@bond.example", at=taken.NOW) for name in ("mia", "max")]
    for name in ("noor", "omar"):
        attempt_id = taken.add(db)
        add_account(db, f"{name}@raad.example", at=taken.NOW, attempts=(attempt_id,))
        interests.tell_interest(db, attempt_id, "LBG", name=name, reach="06", now=taken.NOW)
    return desk


def read(db, account, at):
    interests.read_named(db, "LBG", actor=account.id, now=at)


def show(db, **changes):
    asked = {"account_id": None, "kind": "", "before": None} | changes
    return events.show_page(db, **asked).lines


def test_every_act_is_of_one_kind():
    counts = Counter(act for acts in events.KINDS.values() for act in acts)

    assert counts == Counter(Act)


def test_what_one_person_read_on_one_day_is_one_line_with_everybody_it_was_about(db, readers):
    mia, max_ = readers
    read(db, mia, taken.NOW)
    read(db, max_, taken.NOW + HOUR)
    read(db, mia, taken.NOW + 2 * HOUR)
    read(db, mia, taken.NOW + timedelta(days=1))

    lines = show(db, kind="offer")

    told = [(one.newest.actor, len(one.entries), set(one.subjects)) for one in lines]
    both = {"noor@raad.example", "omar@raad.example"}
    assert told == [
        ("mia@bond.example", 2, both),
        ("mia@bond.example", 4, both),
        ("max@bond.example", 2, both),
    ]


def test_other_acts_stand_on_a_line_of_their_own_and_a_kind_leaves_out_others(db, readers):
    mia, _ = readers
    for number in range(3):
        auditing.note_act(db, Act.SIGNED_IN, actor=mia.id, now=taken.NOW + number * HOUR)
    read(db, mia, taken.NOW + 4 * HOUR)

    assert [len(one.entries) for one in show(db)] == [2, 1, 1, 1]
    assert [one.newest.act for one in show(db, kind="account")] == [Act.SIGNED_IN] * 3
    assert show(db, kind="college") == ()
    assert len(show(db, kind="zomaar")) == 4
    assert len(show(db, account_id=mia.id, kind="account")) == 3
