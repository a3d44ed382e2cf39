"""The harness of pairs finds what it is there for; and a few pairs that are always tried."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from assessment.services import mailing, throttling
from assessment.services.codes import hash_code
from assessment.services.moments import now
from assessment.store import accounts, attempts, database, mail
from assessment.store.tables import ThrottleRow
from tests.keys import KEYS
from tests.people import taken
from tests.people.signed_in import NOOR, add_account
from tests.races.acts import Act, Forms, find_missing
from tests.races.pairs import Racer
from tests.races.world import CODES, World
from tests.racing import STUCK, Race
from tests.web.fuzzing import make_served_app


@pytest.fixture
def world(cluster, emptied, content) -> Iterator[World]:
    """An attempt of an account, open in a browser by its code, and another attempt."""
    with cluster.database(template=emptied.TEMPLATE) as url:
        engine = database.open_engine(url, KEYS)
        app = make_served_app(engine, content)
        world = World(app, engine, content, KEYS)
        opened = world.write(taken.add, code_hash=hash_code(CODES["own"]))
        world.ids |= {"own": opened, "opened": opened, "other": world.write(taken.add)}
        world.write(add_account, at=now(), attempts=(opened,))
        world.open("by code", opened)
        world.place.keep()
        yield world
        engine.dispose()


@pytest.fixture
def meet(world, cluster):
    """Return what is wrong when acts meet two by two, at every moment."""

    def run(*acts, seed=1):
        stuck = STUCK.format(world.engine.url.database)
        race = Race(world.engine, lambda: cluster.run(stuck) != [(0,)])
        racer = Racer(world, race, acts, seed)
        racer.learn()
        return racer.run(float("inf"))

    return run


@pytest.fixture
def act(world):
    """Return an act that does this in one transaction, and answers that it was done."""

    def make(name, do):
        def run():
            world.write(do)
            return 303

        return Act(name, run)

    return make


def test_every_view_that_takes_a_post_is_done_by_somebody_or_left_out_with_a_reason(world):
    assert find_missing(world.app) == []


def test_who_locks_two_things_in_another_order_is_found(world, meet, act):
    one, other = world.ids["opened"], world.ids["other"]

    def lock(*attempt_ids):
        def do(db):
            for attempt_id in attempt_ids:
                attempts.lock_attempt(db, attempt_id)
                attempts.mark_used(db, attempt_id, now())

        return do

    found = meet(act("there", lock(one, other)), act("back", lock(other, one)))

    assert any("deadlock" in wrong for wrong in found.wrong)
    assert meet(act("there", lock(one, other)), act("too", lock(one, other))).wrong == []


def test_who_writes_what_was_read_before_it_was_locked_is_found(world, meet, act):
    def count(db):
        seen = db.scalar(select(ThrottleRow.count))
        db.execute(update(ThrottleRow).values(count=seen + 1))

    world.write(throttling.count_try, throttling.WRONG, NOOR, secret="tests", now=now())
    world.place.keep()
    found = meet(act("a try", count))

    assert any("at its commit" in wrong for wrong in found.wrong)
    for wrong in found.wrong:
        assert "neither order gives [303, 303]" in wrong
        assert "'throttle.count in all': (1, 2)" in wrong


def test_what_remains_of_whom_was_deleted_meanwhile_is_found(world, meet, act):
    def delete(db):
        mail.delete_to(db, NOOR)
        accounts.delete_account(db, accounts.find_account_by_address(db, NOOR).id)

    def write(db):
        if accounts.find_account_by_address(db, NOOR) is not None:
            mailing.write_mail(db, NOOR, "intervision_left", now=now(), url="")

    found = meet(act("deleting", delete), act("writing", write))

    assert found.cannot == []
    assert any("mail: 1" in wrong for wrong in found.wrong)


def test_deleting_meets_correcting_without_harm(world, meet):
    forms = Forms(world)

    acts = [forms.make("by code", name) for name in ("answering.delete", "facts.correct_facts")]
    found = meet(*acts)

    assert (found.acts, found.pairs, found.cannot, found.wrong) == (2, 4, [], [])
    assert found.waited == 4
