"""Only who consented is read for research, and of them only the answers to the statements."""

from dataclasses import asdict
from uuid import uuid4

from assessment.services import consenting
from assessment.store import attempts, research, results
from tests.people import taken


def keep(db, *, consent=True, submitted=True, **facts):
    attempt_id = taken.add(db, name="Anna", **facts)
    for part, answers in (("gedrag", {"pol1-1": 4, "pol1-2": "nvt", "pol1-3": None}),
                          ("verdieping", {"wens": "geheim"})):  # fmt: skip
        attempts.save_answers(db, attempt_id, part, answers, seen={}, now=taken.NOW)
    if submitted:
        attempts.set_submitted(db, attempt_id, taken.LATER, now=taken.LATER)
    if consent:
        taken.let_count(db, attempt_id)
    return attempt_id


def test_only_submitted_attempts_with_consent_are_listed_oldest_first(db):
    late, early = keep(db), keep(db)
    attempts.set_submitted(db, early, taken.NOW, now=taken.NOW)
    keep(db, consent=False)
    keep(db, submitted=False)

    assert [one.id for one in research.list_consenting(db, "norm", ["gedrag"])] == [early, late]
    assert research.count_without_consent(db, "norm") == 1


def test_no_name_and_no_text_are_read_and_nothing_that_was_taken_back(db):
    keep(db)

    found = research.list_consenting(db, "norm", ["gedrag"])[0]

    assert found.answers == {"gedrag": {"pol1-1": 4, "pol1-2": "nvt"}}
    assert "Anna" not in str(asdict(found))
    assert "geheim" not in str(asdict(found))


def test_answers_are_read_only_of_who_handed_in_and_consented(db):
    counts = keep(db)
    keep(db, consent=False)
    keep(db, submitted=False)
    keep(db, consent=False, submitted=False)

    assert research.answers_of_part(db, "norm", "gedrag") == {
        counts: {"pol1-1": 4, "pol1-2": "nvt"}
    }
    assert research.answers_of_part(db, "norm", "verdieping") == {counts: {"wens": "geheim"}}
    assert research.answers_of_part(db, "norm", "stijl") == {}


def test_consent_that_was_withdrawn_takes_the_answers_along(db):
    attempt_id = keep(db)

    taken.stop_counting(db, attempt_id)

    assert research.answers_of_part(db, "norm", "gedrag") == {}
    assert research.list_consenting(db, "norm", ["gedrag"]) == []


def test_what_the_profile_says_of_the_answers_comes_along(db):
    attempt_id = keep(db, simulated=True)
    assert research.list_consenting(db, "norm", ["gedrag"])[0].quality == {}

    quality = {"gedrag": {"pattern_flags": 1}}
    results.keep_profile(db, attempt_id, {"quality": quality}, taken.LATER)

    found = research.list_consenting(db, "norm", ["gedrag"])[0]
    assert found.quality == quality
    assert found.simulated


def test_attempts_of_one_person_lead_to_the_first_of_them(db):
    first, second, third, other = (keep(db) for _ in range(4))
    attempts.set_previous(db, second, first)
    attempts.set_previous(db, third, second)

    found = research.find_first_attempts(db)

    assert found == {first: first, second: first, third: first, other: other}
    persons = {one.id: one.person for one in research.list_consenting(db, "norm", [])}
    assert persons == found


def test_attempts_that_point_at_each_other_do_not_go_round_for_ever(db):
    one, other = keep(db), keep(db)
    attempts.set_previous(db, one, other)
    attempts.set_previous(db, other, one)

    assert set(research.find_first_attempts(db)) == {one, other}


def test_attempts_of_the_same_moment_come_in_the_order_of_their_ids(db):
    kept = [keep(db) for _ in range(8)]

    assert [one.id for one in research.list_consenting(db, "norm", ["gedrag"])] == sorted(kept)


def test_what_was_not_handed_in_is_counted_apart(db):
    assert research.count_unsubmitted(db) == 0
    assert research.count_without_consent(db, "norm") == 0

    keep(db)
    keep(db, submitted=False)
    keep(db, submitted=False, consent=False)

    assert research.count_unsubmitted(db) == 2
    assert research.count_without_consent(db, "norm") == 0


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


def test_a_yes_to_one_purpose_is_none_to_another(db):
    attempt_id = keep(db, consent=False)
    consenting.set_counting(db, attempt_id, ["research"], now=taken.LATER)

    assert [one.id for one in research.list_consenting(db, "research", [])] == [attempt_id]
    assert research.list_consenting(db, "norm", []) == []
    assert research.count_without_consent(db, "norm") == 1
    assert research.answers_of_part(db, "norm", "gedrag") == {}
