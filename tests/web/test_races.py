"""Two requests at the same moment: what was acknowledged holds, on each database.

The first request does everything but its commit; then the second comes, and the first commits once
the second waits for it, or is done. So a program that relies on luck fails every time, not
sometimes. On SQLite the second waits before it reads anything.
"""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from assessment.services import evaluating, logbook, planning, submitting
from assessment.services import retention as keeping
from assessment.services.codes import draw_code, hash_code, new_token
from assessment.services.evaluating import Outcome
from assessment.services.logbook import Learned
from assessment.store import attempts, database, outcomes, results, retention
from assessment.store.tables import AttemptRow, ThrottleRow
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.racing import STUCK, Race
from tests.web.participant.test_plan import GOAL
from tests.web.visitor import open_in

CODE = "ABCD-EFGH-JKMN-PQRS"


@pytest.fixture
def race(engine, request):
    if engine.dialect.name == "sqlite":  # a writer that waits cannot be seen there: go on at once
        return Race(engine, waiting=lambda: True)
    cluster = request.getfixturevalue("cluster")
    stuck = STUCK.format(engine.url.database)
    return Race(engine, waiting=lambda: cluster.run(stuck) != [(0,)])


@pytest.fixture
def app(make_app):
    """An application that makes no documents, and of which an error is a page, as for a person."""
    return make_app(enqueue=lambda _: None, TESTING=False)


@pytest.fixture
def browser(app):
    """Return a request of a browser of its own that owns an attempt; it answers its status."""

    def request(attempt_id, address="", data=None):
        client = app.test_client()
        open_in(client, attempt_id)
        return lambda: client.post(f"/afname/{attempt_id}{address}", data=data or {}).status_code

    return request


@pytest.fixture
def handed_in(keep, content):
    return keep(taken.add_submitted, content, code_hash=hash_code(CODE))


def answer(value, *, item, seen=0):
    return {"part": "gedrag", "item": item, item: value, f"seen.{item}": seen}


@pytest.fixture
def item(content):
    return content.library.gedrag.items[0].id


def test_of_two_tabs_that_give_the_first_answer_one_is_told(
    race, browser, attempt_id, stored, item
):
    tabs = [browser(attempt_id, "/antwoord", answer(value, item=item)) for value in (2, 5)]

    assert race(*tabs) == [201, 409]

    assert stored().given("gedrag") == {item: 2}


def test_of_two_tabs_that_change_an_answer_one_is_told(
    race, browser, attempt_id, stored, item, engine
):
    with database.writing(engine) as db:
        attempts.save_answers(db, attempt_id, "gedrag", {item: 3}, seen={}, now=taken.NOW)
        db.commit()
    tabs = [browser(attempt_id, "/antwoord", answer(value, seen=1, item=item)) for value in (2, 5)]

    assert race(*tabs) == [201, 409]

    assert stored().given("gedrag") == {item: 2}


@pytest.mark.parametrize("saving_first", [True, False])
def test_an_answer_beside_handing_in_is_in_the_profile_or_refused(
    race, browser, keep, content, engine, item, saving_first
):
    attempt_id = keep(taken.add_filled, content)
    with database.reading(engine) as db:
        before = attempts.get_attempt(db, attempt_id).answers["gedrag"][item]
    other = 1 if before.value != 1 else 2
    saving = browser(attempt_id, "/antwoord", answer(other, seen=before.revision, item=item))
    handing_in = browser(attempt_id, "/indienen")

    answers = race(*((saving, handing_in) if saving_first else (handing_in, saving)))

    assert answers == ([201, 303] if saving_first else [303, 409])
    with database.writing(engine) as db:
        attempt = attempts.get_attempt(db, attempt_id)
        kept = results.find_profile(db, attempt_id)
        assert attempt.given("gedrag")[item] == (other if saving_first else before.value)
        submitting.reopen(db, attempt, now=taken.MUCH_LATER)
        again = attempts.get_attempt(db, attempt_id)
        submitting.submit(db, content, again, now=attempt.submitted_at)
        assert results.find_profile(db, attempt_id) == kept


def test_handing_in_twice_is_handing_in_once(race, browser, keep, content, stored):
    attempt_id = keep(taken.add_filled, content)

    assert race(browser(attempt_id, "/indienen"), browser(attempt_id, "/indienen")) == [303, 303]

    assert stored(attempt_id).submitted_at is not None


def test_of_two_tabs_that_save_a_goal_one_is_told_and_no_goal_is_lost(
    race, browser, handed_in, engine, content
):
    tabs = [
        browser(handed_in, "/plan/doel/1", {**GOAL, "aim": aim, "revision": "0"})
        for aim in ("Ik vraag door.", "Ik luister eerst.")
    ]

    assert race(*tabs) == [303, 409]

    with database.reading(engine) as db:
        plan, revision = planning.open_plan(db, content, handed_in)
    assert ([goal.aim for goal in plan.goals], revision) == (["Ik vraag door."], 1)


@pytest.mark.parametrize("address", ["/antwoord", "/indienen", "/plan/doel/1", "/document"])
@pytest.mark.parametrize("deleting_first", [True, False])
def test_deleting_beside_anything_else_deletes_everything(
    race, browser, keep, content, engine, item, address, deleting_first
):
    own = {"code_hash": hash_code(CODE)}
    if "/plan" in address or "/document" in address:
        attempt_id, data = keep(taken.add_submitted, content, **own), {**GOAL, "revision": "0"}
    else:
        attempt_id, data = keep(taken.add_filled, content, **own), answer(1, seen=999, item=item)
    acting = browser(attempt_id, address, data)
    deleting = browser(attempt_id, "/verwijderen", {"code": CODE})

    answers = race(*((deleting, acting) if deleting_first else (acting, deleting)))

    deleted, acted = answers if deleting_first else reversed(answers)
    assert deleted == 303
    assert acted == 404 if deleting_first else acted in (201, 303)
    with database.reading(engine) as db:
        assert retention.count_attempts(db) == 0


@pytest.mark.parametrize("reopening_first", [True, False])
def test_reopening_beside_asking_the_plan_never_makes_a_plan_of_open_answers(
    race, browser, handed_in, engine, stored, reopening_first
):
    reopening = browser(handed_in, "/heropenen")
    asking = browser(handed_in, "/document")

    answers = race(*((reopening, asking) if reopening_first else (asking, reopening)))

    assert answers[0] == 303
    assert answers[1] in (302, 404, 409)
    with database.reading(engine) as db:
        asked = results.count_documents(db, handed_in)
    is_open = stored(handed_in).submitted_at is None
    assert (is_open, asked) == ((True, 0) if reopening_first else (False, 1))


def test_asking_a_document_twice_queues_it_once(race, browser, handed_in, engine):
    assert race(browser(handed_in, "/document"), browser(handed_in, "/document")) == [303, 303]

    with database.reading(engine) as db:
        assert len(results.list_queued_documents(db)) == 1


def test_a_copy_that_is_made_twice_at_once_is_kept_once(race, browser, handed_in, engine):
    make = "/document/plan.html"

    assert race(browser(handed_in, make), browser(handed_in, make)) == [303, 303]

    with database.reading(engine) as db:
        assert len(results.list_copies(db, handed_in)) == 1


def test_the_form_to_begin_that_is_sent_twice_begins_once(race, app, engine):
    form = {"phase": "zittend", "office": "wethouder", "agree": "y", "once": new_token()}

    def begin():
        return app.test_client().post("/begin", data=form).status_code

    assert race(begin, begin) == [303, 303]

    with database.reading(engine) as db:
        assert retention.count_attempts(db) == 1


def test_coming_back_beside_deleting_opens_nothing(race, browser, app, keep):
    code = draw_code()
    attempt_id = keep(taken.add, code_hash=hash_code(code))

    def come_back():
        return app.test_client().post("/verder", data={"code": code}).status_code

    assert race(browser(attempt_id, "/verwijderen", {"code": code}), come_back) == [303, 422]


@pytest.fixture
def adopt(app, keep):
    """Return a request of somebody who puts the attempt of a return code in an account."""

    def request(code, address):
        client = app.test_client()
        sign_in(client, keep(add_account, address, at=datetime.now(UTC)))
        return lambda: client.post("/account/afnames", data={"code": code}).status_code

    return request


def test_a_code_that_two_put_in_an_account_at_once_is_in_one(race, adopt, keep):
    code = draw_code()
    keep(taken.add, code_hash=hash_code(code))

    assert race(adopt(code, NOOR), adopt(code, ELS)) == [303, 422]


def test_what_is_deleted_at_this_moment_is_put_in_no_account(race, browser, adopt, keep):
    code = draw_code()
    attempt_id = keep(taken.add, code_hash=hash_code(code))
    deleting = browser(attempt_id, "/verwijderen", {"code": code})

    assert race(deleting, adopt(code, NOOR)) == [303, 422]


def test_deleting_an_earlier_attempt_beside_its_follower_that_writes_stops_neither(
    race, browser, keep, content, engine, handed_in
):
    later = keep(taken.add_submitted, content, now=taken.MUCH_LATER)
    with database.writing(engine) as db:
        attempts.set_previous(db, later, handed_in)
        db.commit()
    writing = browser(later, "/plan/doel/1", {**GOAL, "revision": "0"})

    assert race(writing, browser(handed_in, "/verwijderen", {"code": CODE})) == [303, 303]

    with database.reading(engine) as db:
        assert attempts.get_attempt(db, later).previous_id is None


def test_an_attempt_that_is_used_at_this_moment_is_not_deleted_by_retention(
    race, browser, keep, engine
):
    now = datetime.now(UTC)
    attempt_id = keep(taken.add, now=now - timedelta(days=400))

    def delete_unused():
        with database.writing(engine) as db:
            due = keeping.Due(now, now, 1, (), (), [attempt_id])
            keeping.carry_out(db, due)
            db.commit()

    using = browser(attempt_id, "/code/nieuw", {"once": new_token()})
    assert race(using, delete_unused) == [303, None]

    with database.reading(engine) as db:
        assert db.scalar(select(func.count()).select_from(AttemptRow)) == 1


def test_what_is_told_of_a_goal_in_a_talk_and_beside_the_plan_at_once_stops_neither(
    race, keep, handed_in, engine
):
    def tell_beside():
        told = [Outcome("lef", "done", "")]
        keep(evaluating.note_outcomes, handed_in, told, seen="", now=taken.NOW)

    def tell_in_talk():
        keep(evaluating.add_outcomes, handed_in, {"lef": ("partly", "Druk")}, now=taken.NOW)

    assert race(tell_beside, tell_in_talk) == [None, None]

    with database.reading(engine) as db:
        assert outcomes.list_outcomes(db, handed_in) == {"lef": Outcome("lef", "partly", "Druk")}


@pytest.mark.parametrize("act", ["/terug", ""])
def test_of_what_retention_deletes_from_a_logbook_at_this_moment_nobody_is_told_it_is_kept(
    race, app, keep, act
):
    old, client = datetime.now(UTC) - timedelta(days=100), app.test_client()
    account = keep(add_account, NOOR, at=datetime.now(UTC))
    learned = Learned(old.date(), 100, "Cursus")
    entry = keep(logbook.add_entry, account.id, learned, now=old)
    keep(logbook.remove_entry, account.id, entry, now=old)
    sign_in(client, account)
    file = BytesIO(b"%PDF-1.7\n%%EOF\n"), "bewijs.pdf"
    typed = {"what": "Cursus", "day": str(old.date()), "hours": "1", "revision": "1",
             "about": "", "programme": ""}  # fmt: skip

    def keep_it():
        sent = {**typed, "certificate": file} if not act else {}
        return client.post(f"/account/logboek/{entry}{act}", data=sent).status_code

    assert race(lambda: keep(logbook.delete_removed, now=datetime.now(UTC)), keep_it) == [None, 404]


def test_a_code_that_is_asked_twice_at_once_is_counted_twice(race, app, engine):
    def ask():
        return app.test_client().post("/aanmelden", data={"address": NOOR}).status_code

    assert race(ask, ask) == [303, 303]

    with database.reading(engine) as db:
        assert set(db.scalars(select(ThrottleRow.count))) == {2}
