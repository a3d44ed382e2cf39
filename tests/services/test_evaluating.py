"""How goals went: told beside the plan, so that they stay goals that were chosen beforehand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.services import comparing, evaluating, planning
from assessment.services.evaluating import Outcome
from assessment.store import attempts
from tests.clusters import on_each_database as on_each_database
from tests.people import someone, taken
from tests.people.signed_in import ELS, NOOR, add_account
from tests.people.taken import NOW

YEAR = timedelta(days=365)


@pytest.fixture
def before(db, content):
    """An attempt with two goals about one thing and one about another."""
    attempt_id = taken.add_submitted(db, content)
    plan, _ = planning.open_plan(db, content, attempt_id)
    goals = (("POL1", "Luisteren"), ("lef", "Beginnen"), ("POL1", "Vragen"))
    for number, (about, aim) in enumerate(goals, start=1):
        plan = planning.with_goal(plan, number, someone.goal(about, aim=aim))
    planning.save_plan(db, content, attempt_id, plan, seen=0, now=taken.LATER)
    return attempt_id


@pytest.fixture
def after(db, content):
    attempt_id = taken.add_submitted(db, content, seed=8)
    attempts.set_submitted(db, attempt_id, NOW + YEAR, now=NOW)
    return attempt_id


def test_goals_about_the_same_are_told_as_one(db, content, before):
    told = [Outcome("POL1", "done", "Het hielp."), Outcome("lef", "", "Nog bezig.")]

    evaluating.note_outcomes(db, before, told, seen="", now=NOW)

    first, second = evaluating.look_back(db, content, before)
    assert (first.aims, first.outcome, first.why) == (("Luisteren", "Vragen"), "done", "Het hielp.")
    assert (second.aims, second.outcome, second.why) == (("Beginnen",), "", "Nog bezig.")


def test_what_is_told_later_takes_the_place_of_what_was_told(db, content, before):
    for outcome in ("partly", "dropped"):
        seen = evaluating.find_seen(db, before)
        evaluating.note_outcomes(db, before, [Outcome("lef", outcome, "")], seen=seen, now=NOW)

    assert [one.outcome for one in evaluating.look_back(db, content, before)] == ["", "dropped"]


def test_telling_how_goals_went_leaves_them_chosen_beforehand(db, content, before, after):
    told = [Outcome("lef", "done", "")]
    evaluating.note_outcomes(db, before, told, seen="", now=NOW + 2 * YEAR)

    following = replace(attempts.get_attempt(db, after), previous_id=before)
    assert comparing.find_goals(db, content, following) == ("POL1", "lef")


def test_the_goals_of_last_time_are_found_in_the_own_account_alone(db, content, before, after):
    noor = add_account(db, NOOR, at=NOW, attempts=(after,))
    assert evaluating.find_earlier_goals(db, noor.id, after) is None

    els = add_account(db, ELS, at=NOW, attempts=(before,))
    assert evaluating.find_earlier_goals(db, noor.id, after) is None
    assert evaluating.find_earlier_goals(db, els.id, after) is None
    assert evaluating.find_earlier_goals(db, None, after) is None


def test_the_goals_of_last_time_are_those_of_the_latest_attempt_that_has_any(
    db, content, before, after
):
    between = taken.add_submitted(db, content, seed=9)
    attempts.set_submitted(db, between, NOW + YEAR / 2, now=NOW)
    noor = add_account(db, NOOR, at=NOW, attempts=(before, between, after))

    assert evaluating.find_earlier_goals(db, noor.id, after) == before
    assert evaluating.find_earlier_goals(db, noor.id, before) is None
