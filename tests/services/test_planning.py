from dataclasses import replace
from datetime import date

import pytest

from assessment.json_reading import InputError
from assessment.plan import Goal, Plan
from assessment.services import planning
from assessment.services.reporting import open_result
from assessment.store import attempts
from assessment.store.results import PlanChanged
from tests.clusters import on_each_database as on_each_database
from tests.people import taken

FULL = Plan(
    importance={"POL1": 1.5},
    followed=("inwerkprogramma",),
    goals=(
        Goal("POL1", "Vaker luisteren", "Elke week een inwoner spreken", "Ik vat samen",
             date(2027, 6, 1), "de griffier", (), ("Bel elke maandag een inwoner.",)),
        Goal("lef", "Eerder nee zeggen"),
    ),
)  # fmt: skip


@pytest.fixture
def attempt_id(db, content):
    return taken.add_submitted(db, content)


@pytest.fixture
def full(content):
    programme = content.catalogue.programmes[0].id
    return Plan(FULL.importance, (programme,), FULL.goals)


def save(db, content, attempt_id, plan, seen=0):
    return planning.save_plan(db, content, attempt_id, plan, seen=seen, now=taken.NOW)


def test_a_plan_begins_empty(db, content, attempt_id):
    assert planning.open_plan(db, content, attempt_id) == (Plan(), 0)


def test_a_plan_comes_back_as_it_was_saved(db, content, attempt_id, full):
    assert save(db, content, attempt_id, full) == 1

    assert planning.open_plan(db, content, attempt_id) == (full, 1)


def test_an_old_tab_cannot_overwrite_a_newer_plan(db, content, attempt_id, full):
    save(db, content, attempt_id, full)

    with pytest.raises(PlanChanged):
        save(db, content, attempt_id, Plan(), seen=0)

    assert planning.open_plan(db, content, attempt_id) == (full, 1)


@pytest.mark.parametrize(
    "plan",
    [
        Plan(importance={"POL1": 3.0}),
        Plan(importance={"POL99": 1.5}),
        Plan(followed=("bestaat-niet",)),
        Plan(goals=(Goal("bestaat-niet", "x"),)),
        Plan(goals=(Goal("POL1", "x" * 601),)),
        Plan(goals=(Goal("POL1", "x", programmes=("bestaat-niet",)),)),
        Plan(goals=(Goal("POL1", "x"),) * 5),
    ],
)
def test_a_plan_that_does_not_fit_is_refused_and_nothing_is_written(db, content, attempt_id, plan):
    with pytest.raises(InputError):
        save(db, content, attempt_id, plan)

    assert planning.open_plan(db, content, attempt_id) == (Plan(), 0)


def test_normal_importance_is_not_kept_because_it_is_the_default():
    plan = planning.with_choices(Plan(), {"POL1": 1.5, "POL2": 1.0}, ("a",))

    assert (plan.importance, plan.followed) == ({"POL1": 1.5}, ("a",))


def test_choices_leave_the_goals_alone():
    assert planning.with_choices(FULL, {}, ()).goals == FULL.goals


def test_a_goal_is_added_past_the_end_and_replaced_before_it():
    one, two, three = Goal("POL1"), Goal("POL2"), Goal("lef")

    plan = planning.with_goal(planning.with_goal(Plan(), 1, one), 2, two)

    assert plan.goals == (one, two)
    assert planning.with_goal(plan, 1, three).goals == (three, two)


def test_a_programme_that_left_the_catalogue_leaves_the_plan_and_nothing_else_does(
    db, content, attempt_id, full
):
    save(db, content, attempt_id, full)
    smaller = replace(content.catalogue, programmes=content.catalogue.programmes[1:])

    plan, revision = planning.open_plan(db, replace(content, catalogue=smaller), attempt_id)

    assert plan == replace(full, followed=())
    assert revision == 1


def test_a_fifth_goal_is_refused():
    plan = Plan(goals=(Goal("POL1"),) * 4)

    with pytest.raises(planning.TooManyGoals):
        planning.with_goal(plan, 5, Goal("lef"))

    assert planning.with_goal(plan, 4, Goal("lef")).goals[3] == Goal("lef")


def test_a_goal_is_taken_out_and_the_rest_moves_up():
    goals = tuple(Goal(about) for about in ("POL1", "POL2", "lef"))

    assert planning.without_goal(Plan(goals=goals), 2).goals == (goals[0], goals[2])


def test_what_the_owner_finds_important_changes_what_is_suggested(db, content, attempt_id):
    attempt = attempts.get_attempt(db, attempt_id)
    result = open_result(db, content, attempt)

    def largest(plan):
        made = planning.make_suggestions(content, result.profile, plan, result.answers)
        return made.needs[0].competency

    plain = largest(Plan())
    little = dict.fromkeys([plain], 0.5)

    assert largest(planning.with_choices(Plan(), little, ())) != plain


def test_what_was_followed_is_not_suggested_again(db, content, attempt_id):
    attempt = attempts.get_attempt(db, attempt_id)
    result = open_result(db, content, attempt)
    first = result.suggestions.programmes[0].programme

    again = planning.make_suggestions(
        content, result.profile, Plan(followed=(first,)), result.answers
    )

    assert first not in [s.programme for s in again.programmes]
