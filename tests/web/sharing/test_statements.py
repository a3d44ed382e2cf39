"""A page of sharing asks the database as often for who shares much as for who shares little."""

from assessment.services.moments import now
from assessment.store import database
from tests.clusters import only_sqlite
from tests.people import coached, taken
from tests.people.signed_in import ELS, sign_in
from tests.web.test_statements import listening
from tests.web.visitor import Visitor

MOST = 20  # statements of a page
PAGES = ("/delen", "/delen/geopend", "/toestemmingen", "/account/gebeurtenissen")


def count(visitor, engine, addresses):
    counted = {}
    for address in addresses:
        with listening(engine) as transactions:
            visitor.get(address)
        counted[address] = sum(len(statements) for statements in transactions)
    return counted


@only_sqlite
def test_the_pages_of_the_owner_take_as_many_for_many_coaches(owner, pair, engine, content):
    def share(number):
        with database.writing(engine) as db:
            address = f"coach{number}@gemeente.example"
            more = coached.add_coach(db, pair, address, at=now())
            coached.release(db, content, more, ("story",), now=now())
            taken.let_count(db, pair.attempt_id, at=now())
            db.commit()

    share(1)
    little = count(owner, engine, PAGES)
    for number in range(2, 6):
        share(number)

    assert count(owner, engine, PAGES) == little
    assert max(little.values()) <= MOST


@only_sqlite
def test_the_list_of_a_coach_takes_as_many_for_many_people(app, engine, content):
    def add(number):
        with database.writing(engine) as db:
            pair = coached.add_pair(
                db, content, owner=f"noor{number}@gemeente.example", seed=number, at=now()
            )
            coached.release(db, content, pair, ("story",), now=now())
            db.commit()
        return pair

    pair = add(1)
    coach = Visitor(app.test_client())
    sign_in(coach.client, pair.coach, strong=True)
    little = count(coach, engine, ["/coach"])
    for number in range(2, 5):
        add(number)

    assert pair.coach.address == ELS
    assert count(coach, engine, ["/coach"]) == little
    assert max(little.values()) <= MOST
