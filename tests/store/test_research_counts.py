"""What is read and counted for research, each guard by itself and not behind another."""

from uuid import uuid4

from assessment.store import attempts, research
from tests import attempts as made

ANSWERS = {"pol1-1": 4}


def keep(db, *, consent=True, submitted_at=made.LATER):
    attempt_id = made.add(db)
    attempts.save_answers(db, attempt_id, "gedrag", ANSWERS, seen={}, now=made.NOW)
    if submitted_at:
        attempts.set_submitted(db, attempt_id, submitted_at, now=submitted_at)
    if consent:
        attempts.set_research(db, attempt_id, made.LATER)
    return attempt_id


def test_answers_are_read_only_of_who_consented_and_handed_in(db):
    counts = keep(db)
    keep(db, consent=False)
    keep(db, submitted_at=None)

    assert research.answers_of_part(db, "gedrag") == {counts: ANSWERS}


def test_attempts_of_the_same_moment_come_in_the_order_of_their_ids(db):
    kept = [keep(db) for _ in range(8)]

    assert [one.id for one in research.list_consenting(db)] == sorted(kept)


def test_what_was_not_handed_in_is_counted_apart(db):
    assert research.count_unsubmitted(db) == 0
    assert research.count_without_consent(db) == 0

    keep(db)
    keep(db, submitted_at=None)
    keep(db, submitted_at=None, consent=False)

    assert research.count_unsubmitted(db) == 2
    assert research.count_without_consent(db) == 0


def test_an_earlier_attempt_that_is_gone_is_nobodys_first(db):
    later = keep(db)
    attempts.set_previous(db, later, uuid4())

    assert research.find_first_attempts(db) == {later: later}


def test_attempts_that_lead_into_a_circle_do_not_go_round_for_ever(db):
    outside, one, other = keep(db), keep(db), keep(db)
    attempts.set_previous(db, outside, one)
    attempts.set_previous(db, one, other)
    attempts.set_previous(db, other, one)

    assert research.find_first_attempts(db)[outside] in (one, other)
