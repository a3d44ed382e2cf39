"""The study measures the product: what it scores is what the product tells a person."""

from dataclasses import replace

import numpy as np
import pytest

from assessment.instruments import NOT_EXPERIENCED, Answers
from assessment.scoring import score
from assessment.scoring.importance import choose_utilities
from study.choices import fit_formerly
from study.measuring import draw_people, measure_crowd
from study.naming import name_gaps, name_leading, name_visible
from tests.people import someone
from values import LEADING


def measured(world, assumed, who, people, seed=3):
    rng = np.random.default_rng(seed)
    return measure_crowd(rng, world, assumed, who, draw_people(rng, world, assumed, who, people))


def answers_of(world, answered, person) -> Answers:
    """One simulated person's answers in the product's own form."""
    library = world.library
    style = (*library.stijl.pairs, *library.stijl.switching)
    given = (*answered.pairs[person], *answered.switching[person])
    design = int(answered.design[person])
    chosen = zip(library.waardenkeuze.designs[design], answered.best[person],
                 answered.worst[person], strict=True)  # fmt: skip
    return someone.answers(
        library,
        gedrag={
            item.id: NOT_EXPERIENCED if np.isnan(x) else int(x)
            for item, x in zip(library.gedrag.items, answered.statements[person], strict=True)
        },
        stijl={item.id: int(x) for item, x in zip(style, given, strict=True) if not np.isnan(x)},
        design=design + 1,
        sets={
            item.id: {"best": item.values[best], "worst": item.values[worst]}
            for item, best, worst in chosen
            if best >= 0
        },
    )


def numbers(scores, person):
    """The four numbers of each construct; None without a score."""
    arrays = (scores.score, scores.se, scores.low, scores.high)
    rows = zip(*(array[person].tolist() for array in arrays), strict=True)
    return [None if np.isnan(row[0]) else row for row in rows]


def told(estimates):
    return [None if e is None else (e.score, e.se, e.low, e.high) for e in estimates.values()]


def test_in_every_condition_a_simulated_person_gets_the_scores_of_the_product(world, assumed):
    for who in (*assumed.conditions, *assumed.fixed):
        found = measured(world, assumed, who, 2)
        for person in range(2):
            answers = answers_of(world, found.answered, person)
            profile = score(answers, world.library, world.value_map)
            for kind in ("competencies", "values", "clusters"):
                assert numbers(found.scores[kind], person) == told(getattr(profile, kind))
            for kind in ("axes", "switching"):
                assert numbers(found.scores[kind], person) == told(getattr(profile.style, kind))


def test_in_every_condition_importance_is_the_products(world, assumed):
    for who in (*assumed.conditions, *assumed.fixed):
        found = measured(world, assumed, who, 2)
        for person in range(2):
            answers = answers_of(world, found.answered, person)
            belang = score(answers, world.library, world.value_map).importance
            values, clusters = (found.scores[k] for k in ("importance", "importance_clusters"))
            assert values.score[person] == pytest.approx(
                [v.u for v in belang.values.values()], abs=1e-6
            )
            assert values.se[person] == pytest.approx(
                [v.se for v in belang.values.values()], abs=1e-6
            )
            for name, own in (("u", "score"), ("se", "se"), ("low", "low"), ("high", "high")):
                theirs = [getattr(c, name) for c in belang.clusters.values()]
                assert getattr(clusters, own)[person] == pytest.approx(theirs, abs=1e-6)


def test_names_and_gaps_are_the_products(world, assumed):
    people = 6
    found = measured(world, assumed, assumed.conditions[0], people)
    seen, _ = name_visible(world, found.behaviour)
    leading, _ = name_leading(world, found.utilities)
    gaps = name_gaps(world, found)
    ids = np.array(list(world.value_map.values))
    library, value_map = world.library, world.value_map
    clusters = [cluster.id for cluster in value_map.clusters]
    for person in range(people):
        profile = score(answers_of(world, found.answered, person), library, value_map)
        assert set(ids[seen.side[person] > 0]) == set(profile.most_visible)
        assert set(ids[seen.side[person] < 0]) == set(profile.least_visible)
        values = profile.importance.values
        assert set(ids[leading.side[person] > 0]) == {
            v for v, one in values.items() if one.group == LEADING
        }
        named = {c: -1 if g.wants_more else 1
                 for c, g in profile.importance.gaps.items() if g.named}  # fmt: skip
        assert dict(zip(clusters, gaps.side[person], strict=True)) == {
            c: named.get(c, 0) for c in clusters
        }


def test_the_former_rule_is_the_mode_at_one_scale(world, assumed):
    found = measured(world, assumed, assumed.conditions[0], 3)
    part = world.library.waardenkeuze
    one = replace(part, scoring=replace(part.scoring, scales=(1.0,)))

    former = fit_formerly(world, found.answered)

    for person in range(3):
        answers = answers_of(world, found.answered, person)
        product = choose_utilities(one, world.value_map, answers.design, answers.sets)
        assert former.u[person].std() < product.u[0].std()  # a mode lies nearer the middle
        assert np.corrcoef(former.u[person], product.u[0])[0, 1] > 0.99
