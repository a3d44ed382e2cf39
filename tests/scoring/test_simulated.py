"""Fictional people: the same for the same seed, complete, and scored near their traits."""

from random import Random

import numpy as np
import pytest

from assessment.scoring import score
from assessment.services.simulating import draw_traits, simulate
from values import PHASES

SEEDS = range(50)


@pytest.fixture(scope="module")
def people(library, value_map):
    """Traits and profile of fifty people; simulate() draws its traits first."""
    found = []
    for seed in SEEDS:
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        traits = draw_traits(Random(seed), value_map)
        found.append((traits, score(person, library, value_map)))
    return found


def test_the_same_seed_gives_the_same_person(library, value_map):
    for phase in PHASES:
        one = simulate(7, library, value_map, phase=phase, office="wethouder")
        again = simulate(7, library, value_map, phase=phase, office="wethouder")
        other = simulate(8, library, value_map, phase=phase, office="wethouder")
        assert one == again
        assert one.gedrag != other.gedrag


def test_a_simulated_person_answered_everything(library, value_map):
    for phase in PHASES:
        person = simulate(3, library, value_map, phase=phase, office="wethouder")
        assert len(person.gedrag) == 78
        assert len(person.stijl) == 33
        assert len(person.sets) == 32
        asked = library.instrument("verdieping", phase).items_for(phase, 1)
        assert set(person.verdieping) == {item.id for item in asked}
        assert all(person.verdieping.values())
        assert person.name


def test_people_differ_in_name_and_design(library, value_map):
    people = [simulate(s, library, value_map, phase="zittend", office="wethouder") for s in SEEDS]

    assert len({person.name for person in people}) > 6
    assert len({person.design for person in people}) > 10


def within_person(people, truth, found):
    """The mean over people of the correlation of their traits with their scores."""
    correlations = []
    for traits, profile in people:
        scores = found(profile)
        both = [(t, scores[k]) for k, t in truth(traits).items() if scores[k] is not None]
        correlations.append(np.corrcoef(np.array(both).T)[0, 1])
    return np.mean(correlations)


def scores(estimates):
    return {key: None if one is None else one.score for key, one in estimates.items()}


def competencies(people):
    """Trait and estimate of every competency of every person that has a score."""
    return [
        (trait, profile.competencies[c])
        for traits, profile in people
        for c, trait in traits.competencies.items()
        if profile.competencies[c] is not None
    ]


def test_competencies_follow_the_traits(people):
    truth = np.array([trait for trait, _ in competencies(people)])
    found = np.array([one.score for _, one in competencies(people)])

    assert len(truth) > 0.95 * 50 * 16
    assert np.corrcoef(truth, found)[0, 1] > 0.75
    assert abs((truth - found).mean()) < 3


def test_axes_follow_the_traits(people):
    truth = [[t.axes[a] for a in "ABC"] for t, _ in people]
    found = [[p.style.axes[a].score for a in "ABC"] for _, p in people]

    assert np.corrcoef(np.ravel(truth), np.ravel(found))[0, 1] > 0.8


def test_importance_follows_the_utilities_within_each_person(people):
    mean = within_person(
        people,
        lambda traits: traits.utilities,
        lambda profile: {v: one.u for v, one in profile.importance.values.items()},
    )

    assert mean > 0.6


def test_values_follow_their_traits_within_each_person(people, value_map):
    """What is true of a value: its own trait and that of the competencies behind it, by link."""

    def truth(traits):
        return {
            v.id: traits.values[v.id]
            + np.average(
                [traits.competencies[c] for c in v.competencies],
                weights=list(v.competencies.values()),
            )
            for v in value_map.values.values()
        }

    assert within_person(people, truth, lambda profile: scores(profile.values)) > 0.45


def test_intervals_of_competencies_hold_the_trait_about_nine_times_in_ten(people):
    """Loose: the trait here leaves out the value part that the statements also carry."""
    inside = [one.low <= trait <= one.high for trait, one in competencies(people)]

    assert 0.8 < np.mean(inside) < 0.99
