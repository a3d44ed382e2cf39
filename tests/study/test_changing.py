"""Change: the study uses the product's rule, and the rates that texts tell are those it finds."""

import json
from dataclasses import replace

import numpy as np
import pytest

from assessment.scoring.comparison import compare
from study.__main__ import FOLDER
from study.changing import (
    LOWEST,
    Next,
    choose_goals,
    compare_occasions,
    move_traits,
    simulate_changed,
    simulate_group_changed,
    simulate_unchanged,
)
from study.measuring import draw_people, statement_points
from study.responding import draw_answers
from study.text import find_row
from study.truth import true_scores
from values.constants import CHANGE_TOLD, MISTAKEN, SEEN, SEEN_CLOSER


@pytest.fixture(scope="module")
def kept():
    return json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))


def occasions(world, assumed, count):
    rng, who = np.random.default_rng(9), assumed.conditions[-1]
    asked = world.deepened
    people = draw_people(rng, asked, assumed, who, count)
    answered = [draw_answers(rng, asked, assumed.universe, who, people) for _ in range(2)]
    return asked, answered, [statement_points(asked, one) for one in answered]


@pytest.mark.parametrize("deepened", [False, True])
def test_verdicts_are_those_of_the_product_for_one_person(world, assumed, deepened):
    asked, answered, (first, second) = occasions(world, assumed, 40)
    second[::2, asked.item_competency == 3] = 100.0  # so that some changes are certain
    answered[1].statements[::2, asked.item_competency == 3] = 5
    then = Next(goals=4, choice=LOWEST, deepened=deepened)
    goals = choose_goals(np.random.default_rng(1), world, first, then)
    goals[::4, 3] = True
    found = compare_occasions(world, first, second, goals, then)

    gedrag, value_map = world.library.gedrag, world.value_map
    ids = [item.id for item in (*gedrag.items, *gedrag.extra)]
    groups = {
        g.id: [c.id for c in value_map.in_group(g.id) if c.id not in value_map.virtues]
        for g in value_map.groups
    }
    names = [competency.id for competency in value_map.competencies]
    said = {"zeker": 0, "mogelijk": 0, "toeval": 0}
    for person in range(40):
        own = [name for name, is_goal in zip(names, goals[person], strict=True) if is_goal]
        extra = {i.id for c in own for i in gedrag.extra_of(c)} if deepened else set()
        given = [
            {i: int(x) for i, x in zip(ids, one.statements[person], strict=True)
             if not np.isnan(x) and ("x" not in i or i in extra)}
            for one in answered
        ]  # fmt: skip
        changes = compare(gedrag, *given, names, groups=groups, shared=set(ids), goals=own)
        for k, name in enumerate(names):
            certain, possible = found.judged.certain[person, k], found.judged.possible[person, k]
            verdict = "zeker" if certain else "mogelijk" if possible else "toeval"
            change = changes.competencies[name]
            assert (change.verdict if change else "toeval") == verdict
            said[verdict] += 1
        for k, group in enumerate(groups):
            one = changes.groups[group]
            assert (one is not None and one.verdict == "mogelijk") == found.groups.possible[
                person, k
            ]
    assert min(said.values()) > 2


def test_the_bank_stands_behind_the_other_statements_each_under_a_linked_value(world):
    asked, bank = world.deepened, world.library.gedrag.extra
    extra = slice(len(world.item_level), None)

    assert len(asked.item_level[extra]) == len(bank) == 64
    for row, value in zip(asked.item_competency[extra], asked.item_value[extra], strict=True):
        assert world.links[row, value] > 0


def test_people_move_by_the_points_that_are_asked(world, assumed):
    rng = np.random.default_rng(2)
    traits, _ = draw_people(rng, world, assumed, assumed.fixed[0], 30)  # high: some must fall
    chosen = rng.random(traits.competencies.shape) < 0.25
    before = true_scores(world, assumed.universe, traits).competencies

    later, sign = move_traits(world, assumed, traits, 15.0, chosen)

    moved = true_scores(world, assumed.universe, later).competencies - before
    assert moved == pytest.approx(np.where(chosen, 15.0 * sign, 0.0), abs=0.01)
    assert {-1.0, 1.0} == set(np.unique(sign))


def test_goals_are_the_lowest_of_the_first_time_or_random_ones(world, assumed):
    _, _, (first, _) = occasions(world, assumed, 30)
    linear = world.linear_map
    lowest = choose_goals(np.random.default_rng(1), world, first, Next())
    random = choose_goals(np.random.default_rng(1), world, first, Next(choice="random"))

    assert (lowest.sum(1) == 4).all()
    assert (random.sum(1) == 4).all()
    points = first[:, : len(world.item_level)]
    for person in range(30):
        given = [points[person, row] for row in linear.competencies]
        means = np.array([np.mean(x[~np.isnan(x)]) if (~np.isnan(x)).sum() >= 3 else np.inf
                          for x in given])  # fmt: skip
        assert means[lowest[person]].max() <= means[~lowest[person]].min() + 1e-9


def test_a_small_study_sees_large_changes_and_makes_few_mistakes(world, few):
    who = few.condition("mixed")
    few = replace(few, change=dict(few.change) | {"people": 150})

    still = simulate_unchanged(np.random.default_rng(3), world, few, who, Next(deepened=True))
    plain = simulate_changed(np.random.default_rng(3), world, few, who, Next(), 30, 4)
    closer = simulate_changed(np.random.default_rng(3), world, few, who, Next(deepened=True), 30, 4)
    group = simulate_group_changed(np.random.default_rng(3), world, few, who, Next(), 30)

    assert still["people_certain"] < 9  # 5 per cent, and the error of 150 people
    assert closer["certain"] > 80
    assert closer["certain"] > plain["certain"] > 50
    assert group["noticed"] > 50


# --- the bars, and what texts tell, against the kept results of `make study` ---


@pytest.mark.parametrize("case", ["retest", "state", "retest-closer", "state-closer",
                                  "random-closer"])  # fmt: skip
def test_at_most_five_per_cent_of_who_did_not_change_reads_a_certain_change(kept, case):
    assert find_row(kept["unchanged"], {"case": case})["people_certain"] <= 5.0


def test_without_goals_nobody_reads_a_certain_change(kept):
    assert find_row(kept["unchanged"], {"case": "no-goals"})["people_certain"] == 0.0


@pytest.mark.parametrize(("points", "least"), [(20, 40.0), (30, 78.0)])
def test_with_extra_statements_enough_true_changes_are_seen(kept, points, least):
    row = find_row(kept["changed"], {"points": points, "changed": 1, "closer": True})

    assert row["certain"] >= least


def test_what_is_expected_to_return_to_the_mean_is_about_what_does(kept):
    for case in ("retest", "state", "retest-closer", "state-closer"):
        row = find_row(kept["unchanged"], {"case": case})
        assert row["goals_expected"] == pytest.approx(row["goals_rise"], abs=1.5)
        assert row["goals_rise"] > 1


def test_the_power_and_the_mistakes_that_texts_tell_are_those_of_the_study(kept):
    told = {False: SEEN, True: SEEN_CLOSER}
    for closer, share in told.items():
        row = find_row(kept["changed"], {"points": CHANGE_TOLD, "changed": 1, "closer": closer})
        assert round(row["certain"] / 10) / 10 == share
    for case in ("state", "state-closer", "no-goals"):
        row = find_row(kept["unchanged"], {"case": case})
        assert round(row["people_possible"] / 10) / 10 == MISTAKEN
