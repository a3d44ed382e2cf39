"""The study's fast formulas are the product's: held against it person by person."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.scoring.behaviour import score_behaviour, visible_values
from assessment.scoring.importance import choose_utilities, score_importance
from study.agreement import ScoresDifferError, answers_of, largest_difference
from study.choices import fit_formerly
from study.measuring import draw_people, measure
from study.naming import gaps, leading, visible
from values import LEADING, LESS


def measured(world, assumed, who, people, seed=3):
    rng = np.random.default_rng(seed)
    return measure(rng, world, assumed, who, draw_people(rng, world, assumed, who, people))


def test_every_condition_scores_as_the_product_does(world, assumed):
    for who in (*assumed.conditions, *assumed.fixed):
        assert largest_difference(world, measured(world, assumed, who, 2), 2) < 1e-6


def test_a_wrong_score_is_noticed(world, assumed):
    found = measured(world, assumed, assumed.conditions[0], 2)
    values = replace(found.scores["values"], score=found.scores["values"].score + 0.01)
    wrong = replace(found, scores=dict(found.scores) | {"values": values})

    with pytest.raises(ScoresDifferError, match="values"):
        largest_difference(world, wrong, 2)


def test_a_missing_score_is_noticed(world, assumed):
    found = measured(world, assumed, assumed.conditions[0], 2)
    axes = replace(found.scores["axes"], score=np.full((2, 3), np.nan))
    wrong = replace(found, scores=dict(found.scores) | {"axes": axes})

    with pytest.raises(ScoresDifferError, match="axes"):
        largest_difference(world, wrong, 2)


def test_names_and_gaps_are_the_products(world, assumed):
    people = 6
    found = measured(world, assumed, assumed.conditions[0], people)
    seen, _ = visible(world, found.behaviour)
    groups, _ = leading(world, found.utilities)
    gap = gaps(world, found.behaviour, found.utilities)
    ids = np.array(list(world.value_map.values))
    library, value_map = world.library, world.value_map
    for person in range(people):
        answers = answers_of(world, found.answered, person)
        behaviour = score_behaviour(library.gedrag, value_map, answers.gedrag)
        part = library.waardenkeuze
        utilities = choose_utilities(part, value_map, answers.design, answers.sets)
        importance = score_importance(part, value_map, utilities, behaviour)
        most, least = visible_values(value_map, behaviour)
        group = {LEADING: 1, LESS: -1}
        assert set(ids[seen.side[person] > 0]) == set(most)
        assert set(ids[seen.side[person] < 0]) == set(least)
        assert [group.get(v.group, 0) for v in importance.values.values()] == list(
            groups.side[person]
        )
        assert gap.score[person] == pytest.approx([g.gap for g in importance.gaps.values()])
        assert gap.se[person] == pytest.approx([g.se for g in importance.gaps.values()])


def test_the_former_rule_is_the_products_with_unrelated_values(world, assumed):
    found = measured(world, assumed, assumed.conditions[0], 3)
    part, variance = world.library.waardenkeuze, assumed.former["variance"]
    unrelated = replace(part.scoring, cluster_variance=0.0, value_variance=variance)

    former = fit_formerly(world, found.answered, variance)

    for person in range(3):
        answers = answers_of(world, found.answered, person)
        product = choose_utilities(
            replace(part, scoring=unrelated), world.value_map, answers.design, answers.sets
        )
        assert former.u[person] == pytest.approx(product.u, abs=1e-6)
        assert former.covariance[person] == pytest.approx(product.covariance, abs=1e-6)
