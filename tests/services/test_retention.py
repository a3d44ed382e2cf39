"""What nobody used for long goes: marked thirty days before, and never on the clock alone."""

from datetime import timedelta

import pytest

from assessment.services import erasing, retention, taking
from assessment.store import attempts
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from values.calendar import months_later, years_later
from values.constants import VALID_YEARS

DAY = timedelta(days=1)
BEGUN = taken.NOW
MARKING = BEGUN + timedelta(days=335, hours=1)  # a year less thirty days
DELETING = BEGUN + timedelta(days=365, hours=2)


def run(db, now):
    due = retention.find_due(db, now=now)
    retention.carry_out(db, due)
    return len(due.to_mark), len(due.to_delete)


@pytest.fixture
def attempt_id(db):
    return taken.add(db, now=BEGUN)


def test_what_is_unused_is_marked_once_and_deleted_thirty_days_later(db, attempt_id):
    assert run(db, MARKING - DAY) == (0, 0)
    assert run(db, MARKING) == (1, 0)
    assert run(db, MARKING + DAY) == (0, 0)
    assert run(db, DELETING - DAY) == (0, 0)
    assert run(db, DELETING) == (0, 1)
    assert taking.find_attempt(db, attempt_id) is None


def test_nothing_is_deleted_that_was_not_marked_however_late_it_is(db, attempt_id):
    assert run(db, BEGUN + 5000 * DAY) == (1, 0)
    assert run(db, BEGUN + 5029 * DAY) == (0, 0)
    assert run(db, BEGUN + 5030 * DAY) == (0, 1)


def test_who_comes_back_after_the_mark_keeps_everything_for_a_year(db, attempt_id):
    run(db, MARKING)
    attempts.mark_used(db, attempt_id, MARKING + 10 * DAY)

    assert run(db, DELETING) == (0, 0)
    assert run(db, MARKING + (10 + 337) * DAY) == (1, 0)
    assert run(db, MARKING + (10 + 367) * DAY) == (0, 1)


def test_an_attempt_is_kept_as_long_as_the_one_that_follows_it(db, attempt_id):
    follower = taken.add(db, now=BEGUN)
    attempts.set_previous(db, follower, attempt_id)
    attempts.mark_used(db, follower, MARKING - DAY)

    assert run(db, MARKING) == (0, 0)


def test_what_was_handed_in_outlives_the_advice_to_measure_again(db, attempt_id):
    attempts.set_submitted(db, attempt_id, BEGUN, now=BEGUN)
    again = years_later(BEGUN, VALID_YEARS)
    eighteen = months_later(BEGUN, 18)

    assert run(db, again + 30 * DAY) == (0, 0)
    assert erasing.kept_until(attempts.get_attempt(db, attempt_id)) == eighteen
    assert run(db, eighteen - 27 * DAY) == (1, 0)
    assert run(db, eighteen + 4 * DAY) == (0, 1)


def test_a_clock_that_jumped_is_noticed(db, attempt_id):
    attempts.mark_used(db, attempt_id, DELETING)

    assert not retention.find_due(db, now=DELETING + DAY).clock_jumped
    assert retention.find_due(db, now=DELETING + 400 * DAY).clock_jumped
    assert retention.find_due(db, now=DELETING - 400 * DAY).clock_jumped


def test_a_run_of_yesterday_is_a_witness_of_the_clock_too(db, attempt_id):
    run(db, MARKING)

    assert not retention.find_due(db, now=MARKING + DAY).clock_jumped
    assert retention.find_due(db, now=MARKING + 3 * DAY).clock_jumped


def test_a_mark_of_a_wrong_clock_is_made_anew_when_the_clock_is_right_again(db, attempt_id):
    run(db, BEGUN + 5000 * DAY)

    assert run(db, MARKING) == (1, 0)
    assert run(db, DELETING) == (0, 1)


@pytest.mark.parametrize(
    ("old", "new", "large"), [(10, 0, False), (11, 0, True), (11, 99, False), (12, 99, True)]
)
def test_a_large_share_is_noticed(db, old, new, large):
    for _ in range(old):
        taken.add(db, now=BEGUN)
    run(db, MARKING)
    for _ in range(new):
        taken.add(db, now=DELETING)

    due = retention.find_due(db, now=DELETING)

    assert len(due.to_delete) == old
    assert due.is_large is large


def test_an_empty_database_knows_no_other_clock(db):
    due = retention.find_due(db, now=BEGUN)

    assert not due.clock_jumped
    assert not due.is_large
