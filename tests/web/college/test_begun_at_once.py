"""Two colleges that one person begins at the same moment, on each database."""

from sqlalchemy import select

from assessment.services.moments import now
from assessment.store import database
from assessment.store.tables import CollegeRow, ThrottleRow
from tests.clusters import on_each_database as on_each_database
from tests.people.signed_in import add_account, sign_in
from tests.web.test_races import app as app
from tests.web.test_races import race as race


def begin_both(race, app, keep, names):
    noor = keep(add_account, at=now())

    def begin(name):
        browser = app.test_client()
        sign_in(browser, noor)
        data = {"college_name": name, "ends_on": f"1-3-{now().year + 1}"}
        return lambda: browser.post("/college", data=data).status_code

    assert race(*map(begin, names)) == [303, 303]


def count_all(engine):
    with database.reading(engine) as db:
        tries = list(db.scalars(select(ThrottleRow.count)))
        return tries, len(db.scalars(select(CollegeRow)).all())


def test_two_colleges_that_are_begun_at_once_are_counted_as_two(race, app, keep, engine):
    begin_both(race, app, keep, ["College van Tiel", "College van Buren"])

    assert count_all(engine) == ([2], 2)


def test_a_college_of_which_the_button_was_pressed_twice_is_one(race, app, keep, engine):
    begin_both(race, app, keep, ["College van Tiel", "College van Tiel"])

    assert count_all(engine) == ([1], 1)
