"""Two at once in two colleges: the second waits, and they never wait for each other."""

import threading
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.colleges import leaving
from assessment.store import colleges, database
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql
from tests.people import taken
from tests.people.colleagues import ENDS_ON, Colleges
from tests.racing import at_once

NOW = taken.LATER
SECONDS = 30  # a race that takes longer hangs
STUCK = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '{}'"


@dataclass(frozen=True)
class InTwo:
    """Somebody who joined two colleges with one result, in the order of their ids or not."""

    attempt_id: UUID
    joined: tuple[UUID, UUID]
    in_order: bool


@pytest.fixture(params=[True, False], ids=["in order", "out of order"])
def els(request, engine, content):
    with database.writing(engine) as db:
        made = Colleges(db, content)
        first, [_, els, _] = made.begin(3)
        second = None
        while second is None or (first < second.id) is not request.param:
            second = colleges.add_college(db, "Nog een", ENDS_ON, now=NOW)
        made.at += timedelta(minutes=1)
        made.say_yes(colleges.add_invitation(db, second.id, els.address, now=NOW), els)
        db.commit()
    return InTwo(made.attempt_of(els), (first, second.id), request.param)


@only_postgresql
def test_who_leaves_two_colleges_waits_for_another_without_holding_what_that_one_needs(
    engine, cluster, els
):
    held = threading.Event()

    def another(db):
        colleges.get_college(db, els.joined[1], lock=True)
        held.set()
        for _ in range(SECONDS * 100):
            if cluster.run(STUCK.format(engine.url.database)) != [(0,)]:
                break
        if not els.in_order:
            colleges.get_college(db, els.joined[0], lock=True)
        auditing.note_act(db, Act.COLLEGE_OPENED, actor=None, about=els.joined[1], now=NOW)

    def leave(db):
        assert held.wait(SECONDS)
        leaving.leave_with_attempt(db, els.attempt_id, now=NOW)

    assert at_once(engine, another, leave) == [None, None]
    with database.reading(engine) as db:
        assert colleges.list_with_attempt(db, els.attempt_id) == []
