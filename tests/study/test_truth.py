"""The truths of simulated people: by hand, and against drawing very many answers."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.instruments.answer_scale import AnswerScale
from study.measuring import draw_people
from study.truth import expected_points, true_scores

DRAWS = 200_000


FIVE_ANSWERS = AnswerScale(1, 5, 0.0, 100.0)


def points(mean, sd):
    return float(expected_points(np.array([mean]), np.array([sd]), FIVE_ANSWERS)[0])


def test_the_middle_of_the_scale_expects_its_middle():
    assert points(50.0, 25.0) == pytest.approx(50.0)


def test_a_sure_answer_is_its_own_expectation():
    assert points(60.0, 1e-6) == pytest.approx(50.0)
    assert points(63.0, 1e-6) == pytest.approx(75.0)


def test_the_ceiling_takes_points_away():
    # 25 · (Φ(3.5) + Φ(2.5) + Φ(1.5) + Φ(0.5)) = 25 · (0.99977 + 0.99379 + 0.93319 + 0.69146)
    assert points(100.0, 25.0) == pytest.approx(90.455, abs=0.001)


def test_everyone_alike_has_one_truth_for_all_behaviour(world, assumed):
    traits, _ = draw_people(np.random.default_rng(1), world, assumed, assumed.fixed[1], 4)
    truth = true_scores(world, assumed.universe, traits)

    for found in (truth.competencies, truth.values, truth.clusters):
        assert found == pytest.approx(np.repeat(truth.values[:, :1], found.shape[1], axis=1))


@pytest.fixture(scope="module")
def person(world, assumed):
    """One person who draws to the ends and says yes, so that nothing cancels by luck."""
    traits, _ = draw_people(np.random.default_rng(5), world, assumed, assumed.conditions[0], 1)
    return replace(traits, stretch=np.array([1.6]), shift=np.array([12.0]))


def drawn_points(rng, person, universe, competencies, values):
    """Points of many statements, each of a competency and a value, at any level."""
    level = rng.choice(universe.levels, DRAWS)
    trait = person.competencies[0, competencies] + person.values[0, values]
    trait = trait - universe.level_step * (level - 2.5)
    trait = (
        trait + rng.normal(0, universe.statement, DRAWS) + rng.normal(0, universe.occasion, DRAWS)
    )
    answer = np.clip(np.round((50 + 1.6 * (trait - 50) + 12) / 25), 0, 4)
    return 25 * answer


def test_a_competency_is_the_mean_over_all_its_statements(world, assumed, person):
    rng = np.random.default_rng(6)
    truth = true_scores(world, assumed.universe, person).competencies[0]

    for competency in (0, 7, 15):
        share = world.links[competency] / world.links[competency].sum()
        values = rng.choice(len(share), DRAWS, p=share)
        drawn = drawn_points(rng, person, assumed.universe, competency, values)
        assert drawn.mean() == pytest.approx(truth[competency], abs=0.4)


def test_a_value_is_the_mean_over_all_its_statements(world, assumed, person):
    rng = np.random.default_rng(7)
    truth = true_scores(world, assumed.universe, person).values[0]

    for value in (0, 20, 38):
        share = world.links[:, value] / world.links[:, value].sum()
        competencies = rng.choice(len(share), DRAWS, p=share)
        drawn = drawn_points(rng, person, assumed.universe, competencies, value)
        assert drawn.mean() == pytest.approx(truth[value], abs=0.4)


def test_unequal_steps_and_wild_moments_are_in_the_truth(world, assumed, person):
    rng = np.random.default_rng(9)
    universe = replace(
        assumed.universe, limits=(10.0, 30.0, 50.0, 80.0), wild_share=0.2, wild_factor=3.0
    )
    person = replace(person, noise=np.array([1.4]))
    truth = true_scores(world, universe, person).competencies[0]

    share = world.links[3] / world.links[3].sum()
    trait = person.competencies[0, 3] + person.values[0, rng.choice(len(share), DRAWS, p=share)]
    trait = trait - universe.level_step * (rng.choice(universe.levels, DRAWS) - 2.5)
    wild = np.where(rng.random(DRAWS) < 0.2, 3.0, 1.0) * 1.4
    trait = trait + rng.normal(0, universe.statement, DRAWS)
    trait = trait + wild * rng.normal(0, universe.occasion, DRAWS)
    answers = np.searchsorted(universe.limits, 50 + 1.6 * (trait - 50) + 12, side="right")
    assert 25 * answers.mean() == pytest.approx(truth[3], abs=0.4)


def test_an_axis_is_the_mean_over_all_its_pairs(world, assumed, person):
    rng, universe = np.random.default_rng(8), assumed.universe
    truth = true_scores(world, universe, person).axes[0]

    for axis in range(3):
        sign = rng.choice([1.0, -1.0], DRAWS)
        own = person.axes[0, axis] + rng.normal(0, universe.pair, DRAWS)
        own = own + rng.normal(0, universe.pair_occasion, DRAWS)
        answer = np.clip(np.floor(4 + (1.6 * own * sign + 12) / 40), 1, 6)
        drawn = 40 * (answer - 3.5) * sign
        assert drawn.mean() == pytest.approx(truth[axis], abs=0.8)


def test_clusters_are_means_of_their_values(world, assumed, person):
    truth = true_scores(world, assumed.universe, person)

    cluster = world.value_map.clusters[0]
    members = [list(world.value_map.values).index(value.id) for value in cluster.values]
    assert truth.clusters[0, 0] == pytest.approx(truth.values[0, members].mean())
    assert truth.importance.sum() == pytest.approx(0.0, abs=1e-9)
