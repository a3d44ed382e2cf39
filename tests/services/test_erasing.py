from datetime import UTC, datetime

import pytest

from assessment.plan import Plan
from assessment.services import erasing, planning, reporting, taking
from assessment.store import attempts, personal
from assessment.store.personal import Whose
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.everywhere import fill_tables
from values.calendar import months_later
from values.constants import KEPT_RESULT_MONTHS


def test_deleting_everything_leaves_nothing_of_this_person_and_all_of_others(db, content):
    leaving, staying = fill_tables(db, "Noor"), fill_tables(db, "Els")
    of_noor, of_els = (Whose(attempt_ids=[one.attempt_id]) for one in (leaving, staying))
    theirs = personal.read_holdings(db, of_els)
    assert personal.read_holdings(db, of_noor)

    erasing.delete_everything(db, leaving.attempt_id)

    assert personal.read_holdings(db, of_noor) == []
    assert personal.read_holdings(db, of_els) == theirs


def use_plan(db, content, attempt_id):
    planning.save_plan(db, content, attempt_id, Plan(), seen=0, now=taken.MUCH_LATER)


def use_document(db, content, attempt_id):
    attempt = attempts.get_attempt(db, attempt_id)
    reporting.ask_document(db, attempt, now=taken.MUCH_LATER)


@pytest.mark.parametrize("use", [use_plan, use_document])
def test_making_something_of_it_counts_as_use(db, content, use):
    attempt_id = taken.add_submitted(db, content)

    use(db, content, attempt_id)

    kept_until = erasing.kept_until(attempts.get_attempt(db, attempt_id))
    assert kept_until == months_later(taken.MUCH_LATER, KEPT_RESULT_MONTHS)


def test_coming_back_with_the_code_counts_as_use(db, content):
    chosen = taking.Start("zittend", "wethouder", "", "2026-11")
    attempt_id, code = taking.start(db, content, chosen, now=taken.NOW)

    assert taking.return_by_code(db, code, now=taken.MUCH_LATER) == attempt_id
    assert taking.return_by_code(db, "fout", now=taken.MUCH_LATER) is None

    assert attempts.get_attempt(db, attempt_id).used_at == taken.MUCH_LATER


def test_a_term_after_a_leap_day_ends_on_the_day_before_in_a_year_without_one(db):
    moment = datetime(2096, 2, 29, 12, tzinfo=UTC)  # 2100 is no leap year
    attempt_id = taken.add(db, now=moment)
    attempts.set_submitted(db, attempt_id, moment, now=moment)
    attempts.mark_used(db, attempt_id, datetime(2100, 1, 1, tzinfo=UTC))

    kept_until = erasing.kept_until(attempts.get_attempt(db, attempt_id))

    assert kept_until == datetime(2100, 2, 28, 12, tzinfo=UTC)
