"""Two colleges that one person begins at the same moment, on each database."""

from sqlalchemy import select

from assessment.services.moments import now
from assessment.store import database
from assessment.store.tables import ThrottleRow
from tests.clusters import on_each_database as on_each_database
from tests.people.signed_in import add_account, sign_in
from tests.web.test_races import app as app
from tests.web.test_races import race as race


def test_two_colleges_that_are_begun_at_once_are_counted_as_two(race, app, keep, engine):
    noor = keep(add_account, at=now())
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        sign_in(browser, noor)

    def begin(browser):
        data = {"college_name": "College van Tiel", "ends_on": f"1-3-{now().year + 1}"}
        return lambda: browser.post("/college", data=data).status_code

    assert race(*map(begin, browsers)) == [303, 303]

    with database.reading(engine) as db:
        assert list(db.scalars(select(ThrottleRow.count))) == [2]
