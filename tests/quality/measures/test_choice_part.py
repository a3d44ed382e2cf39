"""What a group chose: the planted preference, and errors that hold over people."""

from random import Random

import numpy as np
import pytest

from assessment.instruments import Answers
from assessment.psychometrics.best_worst.group_utilities import clustered_covariance, fit_group
from assessment.psychometrics.errors import TooFewPeopleError
from assessment.quality.measures.choice_part import measure_choices
from assessment.quality.measures.disclosure import GroupTooSmallError

SETS = [(0, 1, 2), (0, 3, 4), (1, 3, 5), (2, 4, 5), (0, 1, 5), (2, 3, 4)]


def choosing(random, utilities, shown):
    worth = [utilities[i] + random.gumbel() for i in shown]
    best = shown[int(np.argmax(worth))]
    rest = [i for i in shown if i != best]
    worth = [-utilities[i] + random.gumbel() for i in rest]
    return shown, best, rest[int(np.argmax(worth))]


def group(random, people, *, spread):
    found = []
    for _ in range(people):
        utilities = spread * random.normal(size=6)
        found.append([choosing(random, utilities, shown) for shown in SETS * 3])
    return found


def fitted(people):
    return fit_group([choice for own in people for choice in own], 6)


def test_errors_over_people_are_the_spread_of_the_estimate_over_samples_of_people():
    random = np.random.default_rng(4)
    samples = [group(random, 60, spread=1.2) for _ in range(80)]
    fits = [fitted(people) for people in samples]

    covariances = [clustered_covariance(f, p) for f, p in zip(fits, samples, strict=True)]
    over_people = np.sqrt(np.mean([np.diag(one) for one in covariances], axis=0))
    over_choices = np.sqrt(np.mean([np.diag(f.centred()[1]) for f in fits], axis=0))
    spread = np.std([f.centred()[0] for f in fits], axis=0, ddof=1)

    assert over_people == pytest.approx(spread, rel=0.25)
    assert (over_choices < 0.8 * spread).all()


def test_people_who_choose_alike_have_the_error_of_their_choices():
    random = np.random.default_rng(8)
    people = group(random, 400, spread=0.0)
    found = fitted(people)

    ratio = np.diag(clustered_covariance(found, people)) / np.diag(found.centred()[1])

    assert ratio == pytest.approx(np.ones(6), abs=0.3)


def test_errors_over_people_need_two_people():
    people = group(np.random.default_rng(1), 1, spread=0.0)

    with pytest.raises(TooFewPeopleError):
        clustered_covariance(fitted(people * 30), people)


def chosen(library, value_map, seed, loved):
    random = Random(seed)
    design = seed % 20 + 1
    sets = {}
    for item in library.waardenkeuze.designs[design - 1]:
        shown = sorted(item.values, key=lambda v: random.random() - 0.5 * (v in loved))
        sets[item.id] = {"best": shown[0], "worst": shown[-1]}
    return Answers("zittend", "wethouder", "2026-11-23T10:00:00+01:00",
                   library.versions("zittend"), design=design, sets=sets)  # fmt: skip


def measured(library, value_map, people, told=lambda *_: None):
    return measure_choices(people, library.waardenkeuze, value_map, progress=told)


def test_a_loved_cluster_stands_out_in_the_order_of_the_waardenkaart(library, value_map):
    cluster = value_map.clusters[3]
    loved = {value.id for value in cluster.values}
    people = [chosen(library, value_map, seed, loved) for seed in range(40)]
    steps = []

    found = measured(library, value_map, people, lambda *step: steps.append(step))

    assert list(found.values) == list(value_map.values)
    assert list(found.clusters) == [one.id for one in value_map.clusters]
    assert found.clusters[cluster.id].low > 0.5
    others = [own for name, own in found.clusters.items() if name != cluster.id]
    assert all(own.low < found.clusters[cluster.id].low for own in others)
    assert sum(own.value for own in found.values.values()) == pytest.approx(0, abs=1e-9)
    assert (found.people, found.choices) == (40, 40 * 64)
    assert steps[-1] == (40, 40)
    assert found.unlikely <= 4
    assert found.evidence.median > 3


def test_people_who_chose_by_lot_are_counted(library, value_map):
    people = [chosen(library, value_map, seed, set()) for seed in range(40)]

    found = measured(library, value_map, people)

    assert found.unlikely >= 36
    assert found.evidence.high < 0


def test_a_small_group_shows_nothing(library, value_map):
    people = [chosen(library, value_map, seed, set()) for seed in range(29)]

    with pytest.raises(GroupTooSmallError):
        measured(library, value_map, people)
