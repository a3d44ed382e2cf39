import json
from datetime import timedelta

import pytest

from assessment.instruments import read_answers, write_answers
from assessment.plan import Goal, Plan
from assessment.scoring import Pace
from assessment.services import planning, reporting, submitting, taking
from assessment.services.profile_json import profile_from_json
from assessment.store import attempts, results
from tests.clusters import on_each_database as on_each_database
from tests.people import taken


def submit(db, content, attempt_id, now=taken.LATER):
    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=now)


def reopen(db, attempt_id):
    submitting.reopen(db, attempts.get_attempt(db, attempt_id), now=taken.MUCH_LATER)


def test_submitting_keeps_the_profile_that_the_answers_come_to(db, content):
    attempt_id = taken.add_filled(db, content)

    submit(db, content, attempt_id)

    profile = profile_from_json(results.find_profile(db, attempt_id))
    attempt = attempts.get_attempt(db, attempt_id)
    assert attempt.submitted_at == taken.LATER
    assert len(profile.competencies) == 16
    assert profile == submitting.score(
        submitting.answers_of(attempt), content.library, content.value_map
    )


def test_submitting_twice_changes_nothing(db, content):
    attempt_id = taken.add_submitted(db, content)
    before = results.find_profile(db, attempt_id), attempts.get_attempt(db, attempt_id)

    submit(db, content, attempt_id, now=taken.MUCH_LATER)

    assert (results.find_profile(db, attempt_id), attempts.get_attempt(db, attempt_id)) == before


def test_with_nothing_answered_there_is_nothing_to_hand_in(db, content):
    attempt_id = taken.add(db)
    told = {"wens-een-woord": "rust"}
    attempts.save_answers(db, attempt_id, "verdieping", told, seen={}, now=taken.NOW)

    with pytest.raises(submitting.NothingAnswered):
        submit(db, content, attempt_id)

    assert attempts.get_attempt(db, attempt_id).submitted_at is None
    assert results.find_profile(db, attempt_id) is None


@pytest.mark.parametrize("part", ["gedrag", "stijl", "waardenkeuze"])
def test_one_single_answer_can_be_handed_in_and_gives_no_scores(db, content, part):
    attempt_id = taken.add(db)
    item = taking.open_page(content, attempts.get_attempt(db, attempt_id), part, 1).items[0]
    value = {"best": item.values[0], "worst": item.values[1]} if part == "waardenkeuze" else 3
    attempts.save_answers(db, attempt_id, part, {item.id: value}, seen={}, now=taken.NOW)

    submit(db, content, attempt_id)

    profile = profile_from_json(results.find_profile(db, attempt_id))
    assert set(profile.competencies.values()) == {None}


def test_only_not_yet_experienced_can_be_handed_in_and_gives_no_scores(db, content):
    attempt_id = taken.add(db)
    answers = {item.id: "nvt" for item in content.library.gedrag.items}
    attempts.save_answers(db, attempt_id, "gedrag", answers, seen={}, now=taken.NOW)

    submit(db, content, attempt_id)

    profile = profile_from_json(results.find_profile(db, attempt_id))
    assert set(profile.values.values()) == {None}


def test_what_was_answered_is_the_same_as_data_for_the_command_line(db, content):
    for seed, phase in enumerate(("aspirant", "starter", "zittend", "vertrekkend")):
        attempt_id = taken.add_filled(db, content, seed=seed, phase=phase)
        answers = submitting.answers_of(attempts.get_attempt(db, attempt_id))

        data = json.dumps(write_answers(answers)).encode()

        assert read_answers(data, content.library, content.value_map) == answers


def test_reopening_forgets_the_profile_and_keeps_answers_and_plan(db, content):
    attempt_id = taken.add_submitted(db, content)
    answers = attempts.get_attempt(db, attempt_id).answers
    plan = Plan(goals=(Goal("POL1", aim="Vaker luisteren"),))
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)

    reopen(db, attempt_id)

    attempt = attempts.get_attempt(db, attempt_id)
    assert attempt.submitted_at is None
    assert attempt.answers == answers
    assert results.find_profile(db, attempt_id) is None
    assert planning.open_plan(db, content, attempt_id) == (plan, 1)
    with pytest.raises(reporting.NotSubmitted):
        reporting.open_result(db, content, attempt)


def test_handing_in_again_scores_the_changed_answers(db, content):
    attempt_id = taken.add_submitted(db, content)
    before = results.find_profile(db, attempt_id)
    reopen(db, attempt_id)
    seen = {item.id: 999 for item in content.library.gedrag.items}
    answers = dict.fromkeys(seen, 5) | {next(iter(seen)): 4}
    attempts.save_answers(db, attempt_id, "gedrag", answers, seen=seen, now=taken.NOW)

    submit(db, content, attempt_id)

    after = results.find_profile(db, attempt_id)
    assert after != before
    scores = sorted(c["score"] for c in after["competencies"].values())
    assert scores[0] < 100 == scores[1] == scores[-1]


def test_reopening_what_is_open_changes_nothing(db, content):
    attempt_id = taken.add_filled(db, content)
    before = attempts.get_attempt(db, attempt_id)

    reopen(db, attempt_id)

    assert attempts.get_attempt(db, attempt_id) == before


def test_once_a_document_was_asked_for_the_answers_stay_closed(db, content):
    attempt_id = taken.add_submitted(db, content)
    attempt = attempts.get_attempt(db, attempt_id)
    reporting.ask_document(db, attempt, now=taken.LATER)

    with pytest.raises(submitting.PlanMade):
        reopen(db, attempt_id)

    assert attempts.get_attempt(db, attempt_id).submitted_at == taken.LATER


def test_a_document_that_could_not_be_made_does_not_close_the_answers(db, content):
    attempt_id = taken.add_submitted(db, content)
    attempt = attempts.get_attempt(db, attempt_id)
    reporting.keep_document(db, reporting.ask_document(db, attempt, now=taken.LATER), None)

    reopen(db, attempt_id)

    assert attempts.get_attempt(db, attempt_id).submitted_at is None
    assert reporting.latest_document(db, attempt_id, "plan") is None


def moments(*seconds):
    return [taken.NOW + timedelta(seconds=one) for one in seconds]


def test_seconds_per_answer_follow_from_when_answers_were_saved():
    assert submitting.measure_pace(moments(0, 0, 0, 24, 24, 24, 24, 24, 24)).seconds == 4.0


def test_a_break_counts_for_two_minutes_at_most():
    assert submitting.measure_pace(moments(0, 3600, 3600)).seconds == 60.0


@pytest.mark.parametrize("seconds", [(), (0,), (0, 0, 0)])
def test_answers_saved_all_at_once_tell_nothing_about_time(seconds):
    assert submitting.measure_pace(moments(*seconds)) == Pace(None, None)


def test_the_quickest_twenty_in_a_row_are_told_beside_the_mean():
    calm, rushed = [6 * place for place in range(30)], [174 + place for place in range(1, 21)]

    found = submitting.measure_pace(moments(*calm, *rushed))

    assert found.quickest == 1.0
    assert found.seconds == pytest.approx((29 * 6 + 20) / 49)


def test_a_page_that_is_saved_at_once_is_not_quick_by_itself():
    pages = [place // 6 * 30 for place in range(48)]

    assert submitting.measure_pace(moments(*pages)) == Pace(5.0, 5.0)


def test_too_few_answers_have_no_twenty_in_a_row():
    assert submitting.measure_pace(moments(*range(20))).quickest is None


def test_handing_in_keeps_how_the_statements_were_answered(db, content):
    attempt_id = taken.add(db, seed=5)
    gedrag = dict.fromkeys((item.id for item in content.library.gedrag.items), 3)
    first, rest = dict(list(gedrag.items())[:39]), dict(list(gedrag.items())[39:])
    attempts.save_answers(db, attempt_id, "gedrag", first, seen={}, now=taken.NOW)
    later = taken.NOW + timedelta(seconds=39)
    attempts.save_answers(db, attempt_id, "gedrag", rest, seen={}, now=later)

    submit(db, content, attempt_id)

    kept = results.find_profile(db, attempt_id)["quality"]["gedrag"]
    assert (kept["longest_string"], kept["seconds"], kept["pattern_flags"]) == (78, 1.0, 3)
