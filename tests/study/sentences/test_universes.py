"""The universes are what they say: skewed as declared, flat where all is alike, disturbed."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.psychometrics.reliability.classical import alpha
from study.sentences.answering import list_answers
from study.sentences.disturbing import disturb_answers
from study.sentences.universes import answer_once, draw_inhabitants, list_places
from study.truth import true_scores

PLACES = {place.id: place for place in list_places()}


def people_of(world, assumed, name, count=400, seed=1):
    return draw_inhabitants(np.random.default_rng(seed), world, assumed, PLACES[name], count)


def test_the_names_of_universes_differ():
    assert len(PLACES) == len(list_places())


def test_in_the_skewed_universe_most_people_say_often_or_almost_always(world, assumed):
    people = people_of(world, assumed, "skewed", 1500)
    answered, _ = answer_once(np.random.default_rng(2), world, people)
    shares = [float((answered.statements == answer).mean()) for answer in range(1, 6)]

    assert shares == pytest.approx([0.03, 0.07, 0.19, 0.45, 0.26], abs=0.02)


def test_scales_in_the_skewed_universe_are_as_reliable_as_in_the_review(world, assumed):
    people = people_of(world, assumed, "skewed", 1500)
    answered, _ = answer_once(np.random.default_rng(2), world, people)
    found = [alpha(answered.statements[:, row]) for row in world.linear_map.competencies]

    assert min(found) > 0.55
    assert max(found) < 0.80


def test_the_skewed_halo_has_its_tail_below(world, assumed):
    level = people_of(world, assumed, "flat-halo", 4000).traits.competencies.mean(1)
    z = (level - level.mean()) / level.std()

    assert float((z**3).mean()) < -0.7


def test_some_of_the_skewed_universe_choose_at_random(world, assumed):
    u = people_of(world, assumed, "skewed", 4000).traits.utilities

    assert float((np.abs(u).max(1) == 0).mean()) == pytest.approx(0.04, abs=0.012)


@pytest.mark.parametrize("name", ["flat", "flat-halo"])
def test_where_all_is_alike_nobody_differs_inside(world, assumed, name):
    people = people_of(world, assumed, name, 20)
    _, today = answer_once(np.random.default_rng(3), world, people)
    truth = true_scores(world, people.universe, today)

    for found in (truth.competencies, truth.values, truth.clusters, truth.switching):
        assert np.ptp(found, axis=1).max() < 1e-9
    assert np.abs(truth.axes).max() < 1e-9


def test_sharp_choosers_differ_more_in_what_they_find_important_than_weak_ones(world, assumed):
    spread = [people_of(world, assumed, n).traits.utilities.std() for n in ("weak", "sharp")]

    assert spread[1] / spread[0] == pytest.approx(3.6, abs=0.01)


def test_what_did_not_happen_is_left_out(world, assumed):
    people = people_of(world, assumed, "nvt")
    answered, _ = answer_once(np.random.default_rng(4), world, people)

    assert float(np.isnan(answered.statements).mean()) == pytest.approx(0.15, abs=0.02)


def test_who_speeds_answers_with_care_until_then(world, assumed):
    people = people_of(world, assumed, "skewed", 300)
    answered, _ = answer_once(np.random.default_rng(5), world, people)
    hasty = disturb_answers(np.random.default_rng(6), world, answered, "speeding")
    changed = (hasty.statements != answered.statements).any(1)

    assert float(changed.mean()) == pytest.approx(0.2, abs=0.08)
    assert np.array_equal(hasty.statements[:, :20], answered.statements[:, :20])
    assert np.array_equal(hasty.best[~changed], answered.best[~changed])


def test_who_does_not_read_chooses_any_two_values_of_a_set(world, assumed):
    people = people_of(world, assumed, "careless", 200)
    answered, _ = answer_once(np.random.default_rng(7), world, people)
    shown = world.sets[answered.design] >= 0
    rows, sets = np.indices(answered.best.shape)

    assert (answered.best != answered.worst).all()
    assert shown[rows, sets, answered.best].all()
    assert shown[rows, sets, answered.worst].all()


def test_the_same_seed_gives_the_same_people_and_other_moods_another_time(world, assumed):
    one, two = (people_of(world, assumed, "skewed", 5) for _ in range(2))
    rng = np.random.default_rng(8)
    first, second = (answer_once(rng, world, one)[0] for _ in range(2))

    assert np.array_equal(one.traits.competencies, two.traits.competencies)
    assert not np.array_equal(first.statements, second.statements)


def test_answers_reach_the_product_as_they_were_given(world, assumed):
    people = replace(people_of(world, assumed, "nvt", 4))
    rng = np.random.default_rng(9)
    answered, _ = answer_once(rng, world, people)
    one = list_answers(rng, world, people, answered, 0)[2]

    items, design = world.library.gedrag.items, world.library.waardenkeuze.designs
    for item, answer in zip(items, answered.statements[2], strict=True):
        assert one.gedrag[item.id] == ("nvt" if np.isnan(answer) else int(answer))
    first = design[answered.design[2]][0]
    assert one.sets[first.id]["best"] == first.values[answered.best[2][0]]
    assert len(one.stijl) == len(world.library.stijl.items)
