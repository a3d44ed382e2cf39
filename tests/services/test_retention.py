"""What nobody used for long goes: marked thirty days before, and never on the clock alone."""

from datetime import timedelta

import pytest

from assessment.phrases import long_date
from assessment.services import erasing, mailing, retention, taking
from assessment.store import attempts
from assessment.store.accounts import find_account, mark_used
from tests.clusters import on_each_database as on_each_database
from tests.people import taken
from tests.people.signed_in import NOOR, add_account
from values.calendar import months_later, years_later
from values.constants import VALID_YEARS

DAY = timedelta(days=1)
URL = "https://ontwikkelplan.example"
BEGUN = taken.NOW
MARKING = BEGUN + timedelta(days=30, hours=1)  # sixty days less thirty
DELETING = BEGUN + timedelta(days=60, hours=2)


def run(db, now):
    due = retention.find_due(db, now=now)
    retention.carry_out(db, due, url=URL)
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


def test_who_comes_back_after_the_mark_keeps_everything_for_sixty_days(db, attempt_id):
    run(db, MARKING)
    attempts.mark_used(db, attempt_id, MARKING + 10 * DAY)

    assert run(db, DELETING) == (0, 0)
    assert run(db, MARKING + (10 + 32) * DAY) == (1, 0)
    assert run(db, MARKING + (10 + 62) * DAY) == (0, 1)


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


# --- what was handed in, in an account ---

HANDED_IN = BEGUN
UNUSED_OVER = months_later(BEGUN, 18)
TERM_OVER = years_later(BEGUN, 4)


@pytest.fixture
def in_account(db, attempt_id):
    attempts.set_submitted(db, attempt_id, HANDED_IN, now=BEGUN)
    account = add_account(db, NOOR, at=BEGUN, attempts=(attempt_id,))
    return account, attempt_id


def mailed(db):
    return [(m.recipient, m.subject) for m in mailing.list_mail(db)]


def test_who_has_an_account_is_told_twice_before_a_result_goes(db, in_account):
    assert run(db, UNUSED_OVER - 31 * DAY) == (0, 0)
    assert mailed(db) == []
    assert run(db, UNUSED_OVER - 29 * DAY) == (1, 0)
    assert mailed(db) == [(NOOR, mailing.TEXTS.say("going.subject"))]
    assert URL in mailing.list_mail(db)[0].text
    for days in (20, 8):
        run(db, UNUSED_OVER - days * DAY)
    assert len(mailed(db)) == 1

    run(db, UNUSED_OVER - 6 * DAY)
    run(db, UNUSED_OVER - 5 * DAY)

    assert len(mailed(db)) == 2
    assert run(db, UNUSED_OVER + 0.9 * DAY) == (0, 0)  # not thirty days after the first
    assert run(db, UNUSED_OVER + 2 * DAY) == (0, 1)


def test_the_mail_tells_the_day_and_nothing_of_the_person(db, in_account):
    run(db, UNUSED_OVER - 29 * DAY)

    mail = mailing.list_mail(db)[0]

    assert long_date((UNUSED_OVER + DAY).date()) in mail.text
    assert "zelfbeoordeling" not in mail.subject


def test_a_result_never_goes_when_the_second_mail_was_not_written(db, in_account):
    run(db, UNUSED_OVER - 29 * DAY)

    assert run(db, UNUSED_OVER + 40 * DAY) == (0, 0)  # the worker was away; it writes it now
    assert len(mailing.list_mail(db)) == 1  # the first mail left the outbox after thirty days
    assert run(db, UNUSED_OVER + 46 * DAY) == (0, 0)
    assert run(db, UNUSED_OVER + 47 * DAY) == (0, 1)


def test_who_signs_in_after_the_mails_keeps_it_and_is_told_again_next_time(db, in_account):
    account, _ = in_account
    run(db, UNUSED_OVER - 29 * DAY)
    run(db, UNUSED_OVER - 6 * DAY)
    back = UNUSED_OVER - 3 * DAY
    mark_used(db, account.id, back)

    assert run(db, UNUSED_OVER + 10 * DAY) == (0, 0)
    later = months_later(back, 18)
    assert run(db, later - 29 * DAY) == (1, 0)
    assert run(db, later - 6 * DAY) == (0, 0)
    assert run(db, later + 2 * DAY) == (0, 1)


def test_after_a_term_a_result_goes_however_much_it_is_used(db, in_account):
    account, attempt_id = in_account
    for days in (500, 900, 1300):
        mark_used(db, account.id, BEGUN + days * DAY)
    facts = attempts.get_attempt_facts(db, attempt_id)
    assert erasing.kept_until(facts) == TERM_OVER

    assert run(db, TERM_OVER - 29 * DAY) == (1, 0)
    mark_used(db, account.id, TERM_OVER - 20 * DAY)
    run(db, TERM_OVER - 6 * DAY)
    mark_used(db, account.id, TERM_OVER - DAY)
    assert run(db, TERM_OVER + 2 * DAY) == (0, 1)


def test_who_has_no_account_cannot_be_told(db, attempt_id):
    attempts.set_submitted(db, attempt_id, HANDED_IN, now=BEGUN)

    assert run(db, UNUSED_OVER - 29 * DAY) == (1, 0)
    assert run(db, UNUSED_OVER + 2 * DAY) == (0, 1)
    assert mailed(db) == []


def test_a_clock_that_jumped_is_noticed(db, attempt_id):
    attempts.mark_used(db, attempt_id, DELETING)

    assert not retention.find_due(db, now=DELETING + DAY).clock_jumped
    assert retention.find_due(db, now=DELETING + 400 * DAY).clock_jumped
    assert retention.find_due(db, now=DELETING - 400 * DAY).clock_jumped


def test_a_run_of_yesterday_is_a_witness_of_the_clock_too(db, attempt_id):
    run(db, MARKING)

    assert not retention.find_due(db, now=MARKING + DAY).clock_jumped
    assert retention.find_due(db, now=MARKING + 3 * DAY).clock_jumped


def test_people_who_work_by_a_wrong_clock_are_no_witness_of_it(db, attempt_id):
    run(db, MARKING)
    attempts.mark_used(db, attempt_id, MARKING + 400 * DAY)

    assert retention.find_due(db, now=MARKING + 400 * DAY).clock_jumped
    assert not retention.find_due(db, now=MARKING + DAY).clock_jumped


def test_after_a_jump_that_people_work_by_it_goes_on_a_day_later(db, attempt_id):
    run(db, MARKING)
    week_later = MARKING + 7 * DAY  # the machine was off
    retention.note_jump(db, now=week_later)
    assert retention.find_due(db, now=week_later).clock_jumped

    attempts.mark_used(db, attempt_id, week_later)
    retention.note_jump(db, now=week_later)

    assert not retention.is_time(db, now=week_later + DAY / 2)
    assert retention.is_time(db, now=week_later + DAY)
    assert not retention.find_due(db, now=week_later + DAY).clock_jumped


def test_who_signs_in_after_a_jump_works_by_the_clock_too(db, attempt_id):
    account = add_account(db, at=BEGUN)  # of the desk: no attempt stands in it
    run(db, MARKING)
    week_later = MARKING + 7 * DAY
    mark_used(db, account.id, week_later)

    retention.note_jump(db, now=week_later)

    assert not retention.find_due(db, now=week_later + DAY).clock_jumped


def test_a_clock_that_goes_back_behind_many_runs_is_for_a_person_to_look_at(db, attempt_id):
    """Else every use of that year would be one of long ago, once the clock is right again."""
    for days in range(9):
        run(db, BEGUN + days * DAY)
    past = BEGUN - 400 * DAY
    taken.add(db, now=past)  # people work by that clock

    retention.note_jump(db, now=past)

    assert retention.find_due(db, now=past + DAY).clock_jumped
    assert not retention.find_due(db, now=BEGUN + 9 * DAY).clock_jumped


def test_a_run_that_a_person_confirms_takes_away_what_a_wrong_clock_left(db, attempt_id):
    run(db, BEGUN)
    ahead = BEGUN + 400 * DAY
    attempts.mark_used(db, attempt_id, ahead)
    retention.note_jump(db, now=ahead)

    run(db, BEGUN + DAY)

    assert not retention.find_due(db, now=BEGUN + 2 * DAY).clock_jumped
    assert attempts.get_attempt(db, attempt_id).used_at == BEGUN + DAY


def test_a_clock_that_was_put_back_makes_no_use_undone(db, attempt_id):
    account = add_account(db, at=BEGUN, attempts=(attempt_id,))

    past = BEGUN - 400 * DAY
    attempts.mark_used(db, attempt_id, past)
    attempts.save_answers(db, attempt_id, "gedrag", {"POL1.1": 3}, seen={}, now=past)
    attempts.set_submitted(db, attempt_id, past, now=past)
    attempts.set_facts(db, attempt_id, name="Noor", phase="zittend", now=past)
    mark_used(db, account.id, BEGUN - 400 * DAY)

    assert attempts.get_attempt(db, attempt_id).used_at == BEGUN
    assert find_account(db, account.id).used_at == BEGUN


def test_a_mark_of_a_wrong_clock_is_made_anew_when_the_clock_is_right_again(db, attempt_id):
    run(db, BEGUN + 5000 * DAY)

    assert run(db, MARKING) == (1, 0)
    assert run(db, DELETING) == (0, 1)


def test_a_warning_of_a_wrong_clock_is_given_anew_and_keeps_nothing_for_ever(db, in_account):
    run(db, UNUSED_OVER - 29 * DAY)
    run(db, UNUSED_OVER + 5000 * DAY)  # warned that day

    run(db, UNUSED_OVER - 6 * DAY)
    assert run(db, UNUSED_OVER - 5 * DAY) == (0, 0)  # warned again
    assert run(db, UNUSED_OVER + 1 * DAY) == (0, 0)
    assert run(db, UNUSED_OVER + 2 * DAY) == (0, 1)


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
