"""Change: the study's rule is the product's, and people change by as much as is said."""

import numpy as np
import pytest

from assessment.psychometrics.change.reliable_change import benjamini_hochberg
from assessment.scoring.comparison import compare
from study.changing import (
    Next,
    adjust_p,
    judge_changes,
    judge_paired,
    move_traits,
    simulate_changed,
    simulate_unchanged,
)
from study.measuring import draw_people, measure_crowd
from study.truth import true_scores
from values import Estimate


@pytest.fixture(scope="module")
def twice(world, assumed):
    rng, who = np.random.default_rng(9), assumed.conditions[-1]
    people = draw_people(rng, world, assumed, who, 40)
    return [measure_crowd(rng, world, assumed, who, people).behaviour for _ in range(2)]


def test_many_rows_adjust_as_the_product_adjusts_one():
    rng = np.random.default_rng(1)
    p = rng.random((50, 16)) ** 3
    p[rng.random(p.shape) < 0.2] = np.nan

    for row, found in zip(p, adjust_p(p), strict=True):
        assert found[~np.isnan(row)] == pytest.approx(benjamini_hochberg(row[~np.isnan(row)]))
        assert np.isnan(found[np.isnan(row)]).all()


def estimates(behaviour, person):
    score, se = behaviour.competencies.score[person], behaviour.competencies.se[person]
    return {
        str(k): None if np.isnan(s) else Estimate(float(s), float(e), 0.0, 100.0, 5, 5)
        for k, (s, e) in enumerate(zip(score, se, strict=True))
    }


def test_verdicts_are_the_products(twice):
    first, second = twice
    far = second.competencies.score[::2] > 60
    second.competencies.score[::2] -= 45 * far  # so that some changes are certain
    found = judge_changes(first, second)

    said = {"zeker": 0, "mogelijk": 0, "toeval": 0}
    for person in range(len(first.points)):
        changes = compare(estimates(first, person), estimates(second, person))
        for k, change in enumerate(changes.values()):
            certain, possible = found.certain[person, k], found.possible[person, k]
            verdict = "zeker" if certain else "mogelijk" if possible else "toeval"
            assert (change.verdict if change else "toeval") == verdict
            said[verdict] += 1
    assert min(said.values()) > 10


def test_what_a_statement_means_falls_out_of_the_paired_error(world, assumed, twice):
    first, second = twice
    points = first.points + np.linspace(-30, 30, first.points.shape[1])
    shifted = type(first)(**{**vars(first), "points": points})
    again = type(second)(
        **{**vars(second), "points": second.points + np.linspace(-30, 30, points.shape[1])}
    )

    one = judge_paired(world, assumed, first, second)
    other = judge_paired(world, assumed, shifted, again)
    assert other.se == pytest.approx(one.se, nan_ok=True)
    assert other.difference == pytest.approx(one.difference, nan_ok=True)


def test_people_move_by_the_points_that_are_asked(world, assumed):
    rng = np.random.default_rng(2)
    traits, _ = draw_people(rng, world, assumed, assumed.fixed[0], 30)  # high: some must fall
    chosen = rng.random(traits.competencies.shape) < 0.25
    before = true_scores(world, assumed.universe, traits).competencies

    later, sign = move_traits(world, assumed, traits, 15.0, chosen)

    moved = true_scores(world, assumed.universe, later).competencies - before
    assert moved == pytest.approx(np.where(chosen, 15.0 * sign, 0.0), abs=0.01)
    assert {-1.0, 1.0} == set(np.unique(sign))


def test_who_did_not_change_is_seldom_called_certainly_changed(world, few):
    who = few.condition("mixed")

    still = simulate_unchanged(np.random.default_rng(3), world, few, who, Next())
    moved = simulate_changed(np.random.default_rng(3), world, few, who, 30, 4)

    assert still["product"]["certain"] < 1.0
    assert moved["product"]["noticed"] > 70.0
    assert moved["proposal"]["certain"] > moved["product"]["certain"]
