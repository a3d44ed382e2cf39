"""Two at once: what either saw is never overwritten, and nobody gets two seats."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from assessment.services.intervision import arranging, intakes, leaving, meeting, rounds
from assessment.services.intervision.intakes import RoundClosed
from assessment.services.moments import now
from assessment.services.policy import Actor
from assessment.store import intervision, intervision_groups
from assessment.store.database import reading, writing
from tests.clusters import on_each_database as on_each_database
from tests.people import placed
from tests.people.signed_in import add_account


@pytest.fixture
def round_id(engine):
    return write(engine, placed.open_round)


def write(engine, do, *arguments, **values):
    with writing(engine) as db:
        done = do(db, *arguments, **values)
        db.commit()
    return done


def at_once(*acts):
    """Do these at the same moment; return what came of each, or its error."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_tabs_that_join_at_once_make_one_intake(engine, round_id):
    account = write(engine, add_account, at=now())

    def join():
        write(engine, intakes.keep_intake, account.id, round_id, placed.TOLD, now=now())

    assert at_once(join, join) == [None, None]
    with reading(engine) as db:
        assert intervision.count_intakes(db, round_id) == 1


def test_who_joins_while_the_round_closes_is_in_or_is_told(engine, round_id):
    write(engine, placed.join, round_id, 0)  # nobody closes a round without people
    account = write(engine, add_account, at=now())

    joined, closed = at_once(
        lambda: write(engine, intakes.keep_intake, account.id, round_id, placed.TOLD, now=now()),
        lambda: write(engine, rounds.close_round, round_id),
    )

    assert closed is None
    with reading(engine) as db:
        count = intervision.count_intakes(db, round_id)
    assert (joined is None and count == 2) or (isinstance(joined, RoundClosed) and count == 1)


def test_who_leaves_while_being_moved_has_no_seat(engine, round_id):
    people = [write(engine, placed.join, round_id, number) for number in range(12)]
    write(
        engine,
        intervision_groups.replace_groups,
        round_id,
        [[p.id for p in people[:6]], [p.id for p in people[6:]]],
        now=now(),
    )
    write(engine, intervision.set_round, round_id, state=intervision.PROPOSED)
    with reading(engine) as db:
        _, second = intervision_groups.list_groups(db, round_id)

    at_once(
        lambda: write(engine, leaving.leave_round, people[0].id, round_id, url="", now=now()),
        lambda: write(
            engine, arranging.move_person, round_id, people[0].id, second.id, None,
            url="", now=now(),
        ),
    )  # fmt: skip

    with reading(engine) as db:
        assert intervision_groups.find_group_of(db, round_id, people[0].id) is None
        seats = [one for g in intervision_groups.list_groups(db, round_id) for one in g.members]
    assert sorted(seats) == sorted(one.id for one in people[1:])


def test_of_two_who_write_the_page_of_a_group_at_once_one_is_told(engine, round_id):
    people = [write(engine, placed.join, round_id, number) for number in range(6)]
    _, group_id = write(engine, placed.sit_together, [one.id for one in people], round_id=round_id)

    def save(number):
        with writing(engine) as db:
            found = meeting.open_meeting(db, Actor(account=people[number].id), group_id, lock=True)
            meeting.save_page(db, found, days=(), agreed=f"Van {number}.", seen=1)
            db.commit()

    came = at_once(lambda: save(0), lambda: save(1))

    assert sorted(type(one).__name__ for one in came) == ["GroupChanged", "NoneType"]
    with reading(engine) as db:
        assert intervision_groups.find_group(db, group_id).agreed == f"Van {came.index(None)}."
