from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from assessment.plan import Plan
from assessment.services import erasing, planning, reporting, taking
from assessment.store import attempts, results
from assessment.store.tables import Base
from tests.clusters import on_each_database as on_each_database
from tests.people import opened, taken
from values.calendar import months_later
from values.constants import KEPT_RESULT_MONTHS

# What somebody has without an attempt goes with the account: tests/services/test_accounts.py.
OF_ACCOUNTS = {"account", "adopted", "mail", "passkey", "pending", "recovery_code", "setup_code",
               "signed_in", "throttle"}  # fmt: skip
OF_NOBODY = {"version", "retention_run", "pulse", "erasing", *OF_ACCOUNTS}


def test_deleting_everything_leaves_nothing_of_this_person_and_all_of_others(db, content):
    leaving, staying = taken.add_submitted(db, content), taken.add_submitted(db, content, seed=8)
    for attempt_id in (leaving, staying):
        results.keep_plan(db, attempt_id, {"goals": []}, seen=0, now=taken.LATER)
        reporting.ask_document(db, attempts.get_attempt(db, attempt_id), now=taken.LATER)
        opened.open_new(db, attempt_id)
    before = rows(db)

    erasing.delete_everything(db, leaving)

    assert rows(db) == {table: count // 2 for table, count in before.items()}
    assert all(rows(db).values())
    assert attempts.get_attempt(db, staying).submitted_at == taken.LATER


def rows(db):
    return {
        table.name: db.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table.name not in OF_NOBODY
    }


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


def test_a_year_after_a_leap_day_ends_on_the_day_before(db):
    attempt_id = taken.add(db, now=datetime(2028, 2, 29, 12, tzinfo=UTC))

    kept_until = erasing.kept_until(attempts.get_attempt(db, attempt_id))

    assert kept_until == datetime(2029, 2, 28, 12, tzinfo=UTC)
