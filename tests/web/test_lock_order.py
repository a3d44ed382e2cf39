"""Two who lock more than one thing lock it in one order: the second waits, and neither is stopped.

The first is held with one lock, before the next. So who takes them in another order is stopped by
PostgreSQL every time. On SQLite a writer has everything at once.
"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from assessment.services import accounts as account_service
from assessment.services import (
    interests,
    inviting,
    logbook,
    mailing,
    reminding,
    retention,
    sessions,
)
from assessment.services.catalogue import reviewing
from assessment.services.codes import hash_code, new_token
from assessment.services.colleges import leaving
from assessment.services.intervision import leaving as leaving_intervision
from assessment.services.logbook import Learned
from assessment.services.moments import day_of, now
from assessment.services.others import rounds
from assessment.services.policy import MEDEWERKER
from assessment.services.rounds import keeping
from assessment.store import accounts, attempts, audit, coachings, database
from assessment.store.tables import (
    AccountRow,
    AttemptRow,
    CollegeRow,
    MailRow,
    RaterAnswerRow,
    RoundInvitationRow,
)
from tests.clusters import on_each_database as on_each_database
from tests.clusters import only_postgresql
from tests.people import coached, invited, placed, seen, taken
from tests.people.colleagues import Colleges
from tests.people.signed_in import ELS, NOOR, add_account, sign_in
from tests.web.test_races import CODE
from tests.web.test_races import app as app
from tests.web.test_races import browser as browser
from tests.web.test_races import race as race
from tests.web.visitor import open_in

pytestmark = only_postgresql

LONG_AGO = now() - timedelta(days=2000)  # nothing is kept so long


@pytest.fixture
def enter(app):
    """Return a POST of somebody who signed in with a browser of their own."""

    def request(account, address, data=None, **how):
        client = app.test_client()
        sign_in(client, account, **how)
        return lambda: client.post(address, data=data or {}).status_code

    return request


@pytest.fixture
def noor(engine, content):
    """Somebody with two results; the one that was handed in first was begun last, with ``CODE``."""
    with database.writing(engine) as db:
        code = {"code_hash": hash_code(CODE), "now": taken.NOW + timedelta(minutes=1)}
        earlier = taken.add_submitted(db, content, seed=8, **code)
        attempts.set_submitted(db, earlier, taken.NOW, now=taken.NOW)
        later = taken.add_submitted(db, content)
        found = add_account(db, NOOR, at=now(), attempts=(later, earlier))
        db.commit()
    return found, later, earlier


def nth(number, *words):
    """Return whether a statement is the one of this number, from 1, in which these words are."""
    passed = []

    def is_it(statement):
        if all(word in statement for word in words):
            passed.append(statement)
        return len(passed) == number and passed[-1] is statement

    return is_it


def count(engine, table):
    with database.reading(engine) as db:
        return db.scalar(select(func.count()).select_from(table))


def test_deleting_an_account_waits_for_who_links_two_attempts_in_it(race, enter, noor, engine):
    account, later, earlier = noor
    chosen = {"earlier": str(earlier)}
    link = enter(account, f"/afname/{later}/resultaat/verandering/eigen", chosen)
    delete = enter(account, "/account/verwijderen")

    assert race(link, delete, before=nth(2, "FROM attempt", "FOR UPDATE")) == [303, 303]

    assert (count(engine, AccountRow), count(engine, AttemptRow)) == (0, 0)


def test_deleting_an_account_waits_for_who_begins_another_attempt_in_it(race, enter, noor, engine):
    form = {"phase": "zittend", "office": "wethouder", "agree": "y", "once": new_token()}
    begin = enter(noor[0], "/begin", form)
    delete = enter(noor[0], "/account/verwijderen")

    assert race(begin, delete, before=nth(1, "UPDATE attempt")) == [303, 303]

    assert (count(engine, AccountRow), count(engine, AttemptRow)) == (0, 0)


def test_who_comes_after_the_account_was_deleted_is_not_signed_in(race, enter, noor, engine):
    form = {"phase": "zittend", "office": "wethouder", "agree": "y", "once": new_token()}
    entry = {"what": "Cursus", "day": "2026-11-01", "hours": "2", "revision": "0"}
    for address, data in (("/begin", form), ("/account/logboek/nieuw", entry)):
        with database.writing(engine) as db:
            account = add_account(db, f"{len(address)}@gemeente.example", at=now())
            db.commit()
        delete = enter(account, "/account/verwijderen")

        deleted, came = race(delete, enter(account, address, data))

        assert deleted == 303
        assert came in (302, 303)


def test_deleting_an_attempt_waits_for_who_ends_what_is_asked_of_others_about_it(
    race, enter, browser, noor, engine, content
):
    account, _, earlier = noor
    with database.writing(engine) as db:
        asking = seen.ask_again(db, content, account, earlier, at=now())
        db.commit()
    stop = enter(account, f"/anderen/{asking.round.id}/stoppen")
    delete = browser(earlier, "/verwijderen", {"code": CODE})

    assert race(stop, delete, before=nth(1, "DELETE FROM mail")) == [303, 303]

    assert count(engine, AttemptRow) == 1


@pytest.fixture
def els(engine, content):
    """A coach of two owners."""
    with database.writing(engine) as db:
        pairs = [coached.add_pair(db, content, owner=f"{name}@gemeente.example", coach=ELS)
                 for name in ("noor", "bo")]  # fmt: skip
        db.commit()
    return pairs


@pytest.mark.parametrize("place", [0, 1])
def test_a_coach_who_deletes_the_account_waits_for_an_owner_without_keeping_the_log(
    race, engine, els, place
):
    pair = els[place]

    def delete():
        with database.writing(engine) as db:
            account_service.delete_account(db, pair.coach, url="", now=now())
            db.commit()

    def end():
        with database.writing(engine) as db:
            inviting.end_coaching(db, pair.owner.id, pair.coaching, now=now())
            db.commit()

    assert race(delete, end, before=nth(2, "FROM coaching", "FOR UPDATE")) == [None, None]

    with database.reading(engine) as db:
        assert {one.state for one in coachings.list_of_owner(db, pair.owner.id)} == {"ended"}
        assert audit.find_breaks(db) == []


def test_who_is_named_in_the_log_is_locked_before_the_turn_of_the_log(race, engine, els):
    """Deleting an account has that locked, and then waits for the turn."""
    pair = els[0]

    def note():
        with database.writing(engine) as db:
            audit.add_entry(db, "released", actor=pair.coach.id, subject=pair.owner.id, about="",
                            now=now())  # fmt: skip
            db.commit()

    def delete():
        with database.writing(engine) as db:
            account_service.delete_account(db, pair.owner, url="", now=now())
            db.commit()

    assert race(delete, note, before=nth(1, "pg_advisory_xact_lock")) == [None, None]

    with database.reading(engine) as db:
        assert audit.find_breaks(db) == []
        assert accounts.find_account(db, pair.owner.id) is None


@pytest.fixture
def forget(engine):
    """Return what the worker does once a day, when no attempt is due."""

    def run():
        with database.writing(engine) as db:
            retention.carry_out(db, retention.Due(now(), now(), 1, (), (), ()))
            db.commit()

    return run


def test_retention_waits_for_who_leaves_a_college_without_keeping_the_log(
    race, engine, content, forget
):
    """It deletes an account that nobody used, notes that, and ends a term after it."""
    with database.writing(engine) as db:
        add_account(db, "lang.niet@gemeente.example", at=now() - timedelta(days=2000))
        college_id, people = Colleges(db, content, at=now()).begin(3)
        db.execute(update(CollegeRow).values(ends_on=day_of(now()) - timedelta(days=1)))
        db.commit()

    def leave():
        with database.writing(engine) as db:
            leaving.leave(db, people[0].id, college_id, now=now())
            db.commit()

    assert race(forget, leave, before=nth(1, "FROM college ", "FOR UPDATE")) == [None, None]

    assert (count(engine, AccountRow), count(engine, CollegeRow)) == (3, 0)


def add_old_mail(db, account):
    mailing.write_mail(db, account.address, "intervision_left", now=LONG_AGO, url="")


def remove_entry(db, account):
    entry = logbook.add_entry(db, account.id, Learned(day_of(LONG_AGO), 100, "Dag"), now=LONG_AGO)
    logbook.remove_entry(db, account.id, entry, now=LONG_AGO)


def tell_interest(db, account):
    [attempt_id] = accounts.list_adopted(db, account.id)
    interests.tell_interest(db, attempt_id, "LBG", name="", reach="", now=LONG_AGO)


def open_browser(db, account):
    sessions.sign_in(db, account.id, strong=False, device="", now=LONG_AGO, opened=None, token="x")


@pytest.mark.parametrize("add", [add_old_mail, remove_entry, tell_interest, open_browser])
def test_retention_keeps_nothing_old_from_who_deletes_the_account_while_it_waits_for_others(
    race, engine, content, forget, add
):
    """It waits for a member of a college whose term is over, who deletes the account."""
    with database.writing(engine) as db:
        _, [account, *_] = Colleges(db, content, at=now()).begin(3)
        add(db, account)
        db.execute(update(CollegeRow).values(ends_on=day_of(now()) - timedelta(days=1)))
        db.commit()

    def delete():
        with database.writing(engine) as db:
            account_service.delete_account(db, account, url="", now=now())
            db.commit()

    assert race(forget, delete, before=nth(1, "FROM college ", "FOR UPDATE")) == [None, None]

    assert (count(engine, AccountRow), count(engine, CollegeRow)) == (2, 0)


def test_retention_passes_over_a_round_that_is_deleted_at_this_moment(
    race, engine, content, browser, noor
):
    account, _, earlier = noor
    with database.writing(engine) as db:
        seen.ask_again(db, content, account, earlier, at=now() - timedelta(days=40))
        db.commit()

    def close():
        with database.writing(engine) as db:
            rounds.close_unopened(db, now=now())
            db.commit()

    assert race(browser(earlier, "/verwijderen", {"code": CODE}), close) == [303, None]


@pytest.fixture
def seer(engine, content):
    """An account whose mailbox was asked how it sees somebody else, and the token in that mail."""
    with database.writing(engine) as db:
        asking = seen.ask(db, content, owner=ELS, at=now())
        address, token = next(iter(asking.tokens.items()))
        account = add_account(db, address, at=now())
        db.commit()
    return account, token


def test_deleting_an_account_waits_for_who_says_no_by_the_mail_to_it(
    race, enter, app, engine, content, seer
):
    account, token = seer
    with database.writing(engine) as db:
        seen.answer(db, content, token, seen.fill_in(content, 1), send=False, at=now())
        db.commit()

    def decline():
        return app.test_client().post(f"/blik/{token}/niet-meedoen").status_code

    delete = enter(account, "/account/verwijderen")
    assert race(decline, delete, before=nth(1, "DELETE FROM mail")) == [303, 303]

    assert (count(engine, AccountRow), count(engine, RaterAnswerRow)) == (1, 0)


def test_what_is_answered_while_the_account_of_that_mailbox_is_deleted_goes_too(
    race, enter, app, engine, content, seer
):
    account, token = seer
    item = content.others.statements[0].id
    sent = {"item": item, item: "3", f"seen.{item}": "0"}

    def answer():
        return app.test_client().post(f"/blik/{token}/antwoord", data=sent).status_code

    assert race(answer, enter(account, "/account/verwijderen")) == [201, 303]

    assert (count(engine, AccountRow), count(engine, RaterAnswerRow)) == (1, 0)


def test_deleting_an_account_waits_for_who_wants_no_mail_of_a_round_in_it(race, enter, app, engine):
    with database.writing(engine) as db:
        round_id = invited.invite(db, [NOOR], now=now())
        code = invited.read_code(db, round_id, NOOR)
        account = add_account(db, NOOR, at=now())
        db.commit()

    def stop():
        return app.test_client().post(f"/uitnodiging/{code}/geen-mail").status_code

    delete = enter(account, "/account/verwijderen")
    assert race(stop, delete, before=nth(1, "DELETE FROM mail")) == [303, 303]

    assert count(engine, AccountRow) == 0


@pytest.fixture
def asked(engine):
    """Somebody whom the desk asked for a round, and what copies that round."""
    with database.writing(engine) as db:
        round_id = invited.invite(db, [NOOR, ELS], now=now())
        account = add_account(db, NOOR, at=now())
        db.commit()

    def copy():
        with database.writing(engine) as db:
            closes_on = day_of(now()) + timedelta(days=30)
            keeping.copy_round(db, None, round_id, name="Nog eens", closes_on=closes_on,
                               with_people=True, now=now())  # fmt: skip
            db.commit()

    return account, copy


def test_a_mailbox_is_not_copied_into_a_round_while_its_account_is_deleted(
    race, enter, engine, asked
):
    account, copy = asked
    delete = enter(account, "/account/verwijderen")
    assert race(copy, delete) == [None, 303]

    with database.reading(engine) as db:
        assert set(db.scalars(select(RoundInvitationRow.address))) == {ELS}


def test_who_copies_a_round_waits_for_a_deletion_without_keeping_the_log(
    race, enter, engine, asked
):
    account, copy = asked
    delete = enter(account, "/account/verwijderen")
    assert race(delete, copy, before=nth(1, "DELETE FROM account")) == [303, None]

    with database.reading(engine) as db:
        assert set(db.scalars(select(RoundInvitationRow.address))) == {ELS}


def test_deleting_an_attempt_waits_for_who_closes_it_in_the_same_browser(race, app, keep, content):
    attempt_id = keep(lambda db: taken.add_submitted(db, content, code_hash=hash_code(CODE)))
    browsers = [app.test_client(), app.test_client()]
    open_in(browsers[0], attempt_id)
    with browsers[0].session_transaction() as session:
        token = session["token"]
    with browsers[1].session_transaction() as session:
        session["token"] = token

    def close():
        return browsers[0].post(f"/afname/{attempt_id}/sluiten").status_code

    def delete():
        sent = {"code": CODE}
        return browsers[1].post(f"/afname/{attempt_id}/verwijderen", data=sent).status_code

    assert race(close, delete, before=nth(1, "DELETE FROM opened")) == [303, 303]


def test_nobody_is_reminded_whose_account_is_deleted_at_this_moment(race, enter, noor, engine):
    account, later, _ = noor
    handed_in = now() - timedelta(days=370)
    with database.writing(engine) as db:
        attempts.set_submitted(db, later, handed_in, now=now())
        reminding.set_wanted(db, account.id, ["measuring"], now=handed_in)
        db.commit()

    def remind():
        with database.writing(engine) as db:
            written = reminding.write_due(db, url="https://bop.example", now=now())
            db.commit()
            return written

    assert race(enter(account, "/account/verwijderen"), remind) == [303, 0]


@pytest.fixture
def medewerker(engine):
    """A medewerker to whom something is to be written."""
    with database.writing(engine) as db:
        account = add_account(db, NOOR, at=now(), role=MEDEWERKER)
        db.commit()
    return account


@pytest.fixture
def write(engine, content):
    """Return what the worker does to write to medewerkers; it tells how many mails."""

    def run():
        with database.writing(engine) as db:
            long_after = now() + timedelta(days=2000)
            written = reviewing.write_overdue(
                db, content, url="https://bop.example", now=long_after
            )
            db.commit()
            return written

    return run


def test_no_medewerker_is_written_to_whose_account_is_deleted_at_this_moment(
    race, enter, medewerker, write
):
    assert race(enter(medewerker, "/account/verwijderen", strong=True), write) == [303, 0]


def test_no_medewerker_is_told_of_a_group_whose_account_is_deleted_at_this_moment(
    race, enter, medewerker, engine
):
    with database.writing(engine) as db:
        people = [add_account(db, f"{n}@gemeente.example", at=now()) for n in range(6)]
        round_id, _ = placed.sit_together(db, [one.id for one in people])
        db.commit()

    def leave(number):
        with database.writing(engine) as db:
            leaving_intervision.leave_round(db, people[number].id, round_id, url="", now=now())
            db.commit()

    delete = enter(medewerker, "/account/verwijderen", strong=True)
    assert race(lambda: leave(0), delete) == [None, 303]

    with database.reading(engine) as db:
        told = set(db.scalars(select(MailRow.recipient)))
    assert told == {one.address for one in people[1:]}


def test_a_mail_that_is_written_just_before_its_account_is_deleted_goes_too(
    race, enter, medewerker, write, engine
):
    delete = enter(medewerker, "/account/verwijderen", strong=True)
    assert race(delete, write, before=nth(1, "DELETE FROM account")) == [303, 1]

    assert (count(engine, AccountRow), count(engine, MailRow)) == (0, 0)
