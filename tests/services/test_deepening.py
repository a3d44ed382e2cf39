"""A closer look: what it is offered for, when it is allowed, and that it changes nothing else."""

from dataclasses import replace

import pytest

from assessment.plan import Goal, Plan
from assessment.services import deepening, planning, reporting, submitting, taking
from assessment.services.refusals import AnswersChanged, AttemptClosed, PageNotFound
from assessment.store import attempts, results
from tests.people import taken


@pytest.fixture
def attempt_id(db, content):
    return taken.add_submitted(db, content)


def opened(db, content, attempt_id):
    return reporting.open_result(db, content, attempts.get_attempt(db, attempt_id))


def names(content, result):
    return [one.competency.id for one in deepening.list_candidates(content, result)]


def answer(db, content, attempt_id, competency, value=5):
    items = content.library.gedrag.extra_of(competency)
    given = {item.id: value for item in items}
    taking.save_page(db, attempt_id, "aanscherping", given, seen={}, now=taken.LATER)


def plan_for(db, content, attempt_id, *about):
    plan = Plan(goals=tuple(Goal(one, "Vaker") for one in about))
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)


def test_without_goals_what_is_proposed_as_a_goal_can_be_looked_at(db, content, attempt_id):
    result = opened(db, content, attempt_id)

    assert sorted(names(content, result)) == sorted(
        need.competency for need in result.suggestions.needs
    )
    assert names(content, result)


def test_with_goals_it_is_those_that_are_about_a_competency(db, content, attempt_id):
    plan_for(db, content, attempt_id, "PUB3", "lef", "POL1")

    assert names(content, opened(db, content, attempt_id)) == ["POL1", "PUB3"]


def test_what_was_answered_stays_even_when_it_is_no_goal_any_more(db, content, attempt_id):
    answer(db, content, attempt_id, "AMB2")
    plan_for(db, content, attempt_id, "PUB3")

    assert names(content, opened(db, content, attempt_id)) == ["AMB2", "PUB3"]


def test_what_was_looked_at_the_time_before_is_asked_again(db, content, attempt_id):
    result = opened(db, content, attempt_id)
    items = content.library.gedrag.extra_of("BES4")
    earlier = replace(result.answers, extra={items[0].id: 3})

    found = deepening.list_candidates(content, replace(result, previous=earlier))

    assert {one.competency.id: one.again for one in found}["BES4"]
    assert [one.again for one in found].count(True) == 1


def test_the_extra_answers_make_it_more_exact_and_change_nothing_else(db, content, attempt_id):
    before = opened(db, content, attempt_id)
    competency = names(content, before)[0]

    answer(db, content, attempt_id, competency)

    after = opened(db, content, attempt_id)
    look = after.profile.closer[competency]
    assert look.after.se < look.before.se
    assert look.after.high - look.after.low < look.before.high - look.before.low
    assert replace(after.profile, closer={}) == before.profile
    assert after.suggestions == before.suggestions
    assert reporting.document_id(after) != reporting.document_id(before)


def test_a_virtue_that_became_a_goal_is_asked_about_but_gets_no_number(db, content, attempt_id):
    plan_for(db, content, attempt_id, "PER1")
    answer(db, content, attempt_id, "PER1")

    (found,) = deepening.list_candidates(content, opened(db, content, attempt_id))

    assert (found.competency.id, found.answered, found.look) == ("PER1", 4, None)


def test_before_handing_in_no_extra_answer_is_taken(db, content):
    attempt_id = taken.add_filled(db, content)

    with pytest.raises(AttemptClosed):
        answer(db, content, attempt_id, "POL1")
    with pytest.raises(reporting.NotSubmitted):
        deepening.require_deepening(db, attempts.get_attempt_facts(db, attempt_id))


def test_after_handing_in_no_other_answer_is_taken(db, content, attempt_id):
    with pytest.raises(AttemptClosed):
        taking.save_page(db, attempt_id, "gedrag", {"pol1-1": 1}, seen={}, now=taken.LATER)


def test_once_a_plan_document_was_asked_for_the_extra_answers_stand(db, content, attempt_id):
    deepening.require_deepening(db, attempts.get_attempt_facts(db, attempt_id))

    results.add_document(db, attempt_id, taken.LATER)

    with pytest.raises(submitting.PlanMade):
        deepening.require_deepening(db, attempts.get_attempt_facts(db, attempt_id))


def test_an_extra_answer_that_another_tab_gave_is_not_replaced(db, content, attempt_id):
    answer(db, content, attempt_id, "POL1", 2)

    with pytest.raises(AnswersChanged):
        answer(db, content, attempt_id, "POL1", 4)


def test_opening_the_answers_again_keeps_the_extra_ones(db, content, attempt_id):
    answer(db, content, attempt_id, "POL1")
    submitting.reopen(db, attempts.get_attempt(db, attempt_id), now=taken.LATER)

    submitting.submit(db, content, attempts.get_attempt(db, attempt_id), now=taken.LATER)

    assert opened(db, content, attempt_id).profile.closer.keys() == {"POL1"}


def test_a_competency_that_nothing_points_at_has_no_page(db, content, attempt_id):
    attempt = attempts.get_attempt(db, attempt_id)
    result = opened(db, content, attempt_id)
    numbers = {one.number for one in deepening.list_candidates(content, result)}

    for number in range(18):
        if number in numbers:
            assert deepening.open_extra(content, attempt, result, number).candidate.items
        else:
            with pytest.raises(PageNotFound):
                deepening.open_extra(content, attempt, result, number)
