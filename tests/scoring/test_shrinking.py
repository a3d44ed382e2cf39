"""What is likely: the formula by brute force, exact in the answers, and true where it is chosen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from assessment.report.composition import claims
from assessment.scoring import score
from assessment.scoring.behaviour import score_behaviour, score_statements
from assessment.scoring.likely import find_likely, likely_clusters, likely_values
from assessment.scoring.shrinking import (
    Errors,
    list_counting,
    shrink_competencies,
    shrink_scores,
)
from assessment.scoring.uncertainty import add_intervals
from assessment.services.simulating import simulate
from study.assumptions import load_assumptions
from study.measuring import draw_people, statement_points, truth_of
from study.responding import draw_answers
from study.world import build_world
from tests.people import someone
from values import own_mean

RATINGS = st.lists(st.sampled_from([1, 2, 3, 4, 5, 5, "nvt"]), min_size=78, max_size=78)
RIGHT, HALO = 90.0, 14.0
PEOPLE = 400


# The formula


def test_one_person_by_hand():
    # Scores 40, 60, 80 with se 10 each: m = 60, var of a distance 100·(1 − 1/3) = 66.67.
    # t² = (8·100 + max(0, 800 − 200)) / (8 + 2) = 140; share = 140 / 206.67 = .6774.
    rule = replace(load_world().library.gedrag.scoring, spread_competencies=10.0, spread_df=8)
    found = shrink_competencies(
        np.array([[40.0, 60.0, 80.0]]), np.full((1, 3), 10.0), np.ones(3, dtype=bool), rule
    )

    assert found.share[0] == pytest.approx([0.677419] * 3, abs=1e-6)
    assert found.scores.score[0] == pytest.approx([46.4516, 60.0, 73.5484], abs=1e-4)
    # .4589·100 + 2·.6774·.3226·33.33 + .1041·(33.33 + 140) = 78.50
    assert found.scores.se[0] == pytest.approx([8.8600] * 3, abs=1e-3)
    assert found.above[0] == pytest.approx(
        ndtr(np.sqrt(0.677419 / 66.6667) * np.array([-20, 0, 20])), abs=1e-6
    )


@settings(max_examples=25, deadline=None)
@given(drawn=RATINGS)
def test_values_follow_from_their_whole_covariance(drawn, library, value_map):
    """The product never makes the covariance; here it is made, one contrast at a time."""
    answers = dict(zip((i.id for i in library.gedrag.items), drawn, strict=True))
    behaviour = score_behaviour(library.gedrag, value_map, answers)
    arrays, rule = behaviour.arrays, library.gedrag.scoring
    found = find_likely(value_map, rule, behaviour.competencies, behaviour)
    for weights, scores, spread in (
        (arrays.value_weights[0], behaviour.values, rule.spread_values),
        (arrays.cluster_weights[0], behaviour.clusters, rule.spread_clusters),
    ):
        ids = [name for name, one in scores.items() if one is not None]
        assume(any(name not in value_map.virtues for name in ids))
        rows = weights[[list(scores).index(name) for name in ids]]
        covariance = arrays.pooled.variance[0] * rows @ rows.T
        plain = np.array([scores[name].score for name in ids])
        to_mean = np.array([name not in value_map.virtues for name in ids], dtype=float)
        to_mean /= to_mean.sum()
        for place, name in enumerate(ids):
            contrast = np.eye(len(ids))[place] - to_mean
            share = spread**2 / (spread**2 + max(contrast @ covariance @ contrast, 0))
            told = share * np.eye(len(ids))[place] + (1 - share) * to_mean
            variance = told @ covariance @ told + (1 - share) ** 2 * spread**2
            assert found[name].share == pytest.approx(share)
            assert found[name].score == pytest.approx(told @ plain)
            assert found[name].se == pytest.approx(np.sqrt(variance))


def test_a_likely_score_is_the_sum_of_its_parts_down_to_the_answers(library, value_map):
    """share/n on the own statements and (1 − share)/k·n on all: exact, as the why page says."""
    for seed in range(5):
        person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        profile = score(person, library, value_map)
        arrays = score_behaviour(library.gedrag, value_map, person.gedrag).arrays
        points = np.nan_to_num(arrays.points[0])
        for scores, weights in (
            (profile.competencies, arrays.competency_weights[0]),
            (profile.values, arrays.value_weights[0]),
            (profile.clusters, arrays.cluster_weights[0]),
        ):
            mean = own_mean(scores, value_map.virtues)
            counted = [
                row
                for (name, one), row in zip(scores.items(), weights, strict=True)
                if one is not None and name not in value_map.virtues
            ]
            for (name, plain), row in zip(scores.items(), weights, strict=True):
                if plain is None:
                    continue
                likely = profile.likely[name]
                of_answers = likely.share * row + (1 - likely.share) * np.mean(counted, axis=0)
                assert of_answers.sum() == pytest.approx(1)
                assert likely.score == pytest.approx(of_answers @ points)
                parts = likely.share * plain.score + (1 - likely.share) * mean
                assert likely.score == pytest.approx(parts)


def test_what_was_left_open_takes_the_score_of_nothing_else_away(library, value_map):
    answers = someone.all_answered(library, 3) | {"bes1-2": 5, "bes1-3": 5}
    answers = {
        item.id: answers[item.id] for item in library.gedrag.items if item.competency != "POL1"
    }
    profile = score(someone.answers(library, gedrag=answers), library, value_map)

    assert profile.likely_score("POL1") is None
    assert set(profile.likely) >= {c for c in profile.competencies if c != "POL1"}
    assert profile.likely["BES1"].score < profile.competencies["BES1"].score


@given(
    scores=st.lists(st.floats(0, 100), min_size=2, max_size=16),
    error=st.floats(1, 20),
    spread=st.floats(1, 20),
)
def test_a_likely_score_lies_between_the_answers_and_the_own_mean(scores, error, spread):
    plain = np.array([scores])
    weight = np.full(plain.shape, 1 / len(scores))
    own = np.full(plain.shape, error**2)
    errors = Errors(own, weight * own, (weight**2 * own).sum(axis=1, keepdims=True))
    found = shrink_scores(plain, errors, weight, np.array([[spread**2]]))
    mean = plain.mean()

    assert (np.abs(found.scores.score - mean) <= np.abs(plain - mean) + 1e-9).all()
    assert ((found.above > 0.5) == (found.scores.score > mean + 1e-9)).mean() > 0.9
    assert (found.scores.se <= np.hypot(error, spread) + 1e-9).all()
    wider = shrink_scores(plain, replace(errors, own=4 * own), weight, np.array([[spread**2]]))
    assert (wider.share <= found.share).all()


def test_the_number_of_a_virtue_cannot_be_worked_back_from_the_others(library, value_map):
    answers = someone.all_answered(library, 3) | {
        item.id: 5 for item in library.gedrag.items if item.competency == "POL1"
    }
    virtues = {item.id: 1 for item in library.gedrag.items if item.competency in value_map.virtues}
    one, other = (
        shrink_competencies(
            np.array([[e.score for e in found.competencies.values()]]),
            np.full((1, 16), 9.0),
            list_counting(found.competencies, value_map),
            library.gedrag.scoring,
        ).scores.score[0]
        for found in (
            score_behaviour(library.gedrag, value_map, given)
            for given in (answers, answers | virtues)
        )
    )
    told = list_counting((c.id for c in value_map.competencies), value_map)

    assert one[told] == pytest.approx(other[told])
    assert (one[~told] != other[~told]).all()


def test_who_has_one_score_or_only_virtues_gets_no_name(library, value_map):
    for competency in ("POL1", "PER1"):
        answers = {i.id: 5 for i in library.gedrag.items if i.competency == competency}
        profile = score(someone.answers(library, gedrag=answers), library, value_map)
        told = profile.likely_score(competency)

        assert told.score == profile.competencies[competency].score == 100
        sure = library.gedrag.scoring.sure_competency
        assert claims.standing_out(profile.likely, sure) == ((), ())


# People whose truth is known


def load_world():
    from assessment.services.content import load_content

    content = load_content()
    return build_world(content.library, content.value_map)


@pytest.fixture(scope="module")
def world():
    return load_world()


def measured(world, kind, people=PEOPLE, **changes):
    """Truth, plain scores and likely scores of people of one kind, by what is scored."""
    assumed = load_assumptions()
    plain = assumed.condition(kind)
    who = replace(plain, kind=replace(plain.kind, **changes))
    rng = np.random.default_rng(20261128)
    drawn = draw_people(rng, world, assumed, who, people)
    points = statement_points(world, draw_answers(rng, world, assumed.universe, who, drawn))
    found = score_statements(world.linear_map, points)
    rule, value_map = world.library.gedrag.scoring, world.value_map
    counts = list_counting((c.id for c in value_map.competencies), value_map)
    likely = {
        "competencies": shrink_competencies(
            found.competencies.score, found.competencies.se, counts, rule
        ),
        "values": likely_values(value_map, rule, found),
        "clusters": likely_clusters(value_map, rule, found),
    }
    return truth_of(world, assumed, drawn[0]), found, likely


def told(world, part):
    ids = {
        "competencies": [c.id for c in world.value_map.competencies],
        "values": list(world.value_map.values),
    }[part]
    return list_counting(ids, world.value_map)


def named(world, part, likely):
    """1 where one may be named above, −1 below; virtues never."""
    rule = world.library.gedrag.scoring
    sure = rule.sure_competency if part == "competencies" else rule.sure_value
    side = np.where(likely.above >= sure, 1, np.where(1 - likely.above >= sure, -1, 0))
    return side * told(world, part)


def rate(mask, among=None):
    return 100 * float(mask.mean() if among is None else mask[among].mean())


@pytest.mark.parametrize("kind", ["mixed", "general", "competency", "value"])
def test_likely_scores_err_less_and_hold_the_truth_where_they_are_lowest(kind, world):
    truth, plain, likely = measured(world, kind)
    true, scores = truth["competencies"], likely["competencies"].scores
    counted = told(world, "competencies")
    before = np.sqrt(np.mean((plain.competencies.score - true) ** 2))
    after = np.sqrt(np.mean((scores.score - true) ** 2))
    assert after < 0.93 * before

    inside = (scores.low <= true) & (true <= scores.high)
    assert 86 <= rate(inside) <= 97
    lowest = np.argsort(np.where(counted, scores.score, np.inf), axis=1)[:, :4]
    assert rate(np.take_along_axis(inside, lowest, 1)) >= 86
    off = np.take_along_axis(scores.score - true, lowest, 1).mean()
    assert abs(off) <= 2

    # The plain scores of the lowest four do not: this is what the rule is for.
    lowest = np.argsort(np.where(counted, plain.competencies.score, np.inf), axis=1)[:, :4]
    assert np.take_along_axis(plain.competencies.score - true, lowest, 1).mean() < -3


@pytest.mark.parametrize("kind", ["mixed", "general", "competency", "value"])
@pytest.mark.parametrize("part", ["competencies", "values"])
def test_of_the_names_at_least_nine_in_ten_are_true(part, kind, world):
    truth, _, likely = measured(world, kind)
    counted = told(world, part)
    distance = truth[part] - truth[part][:, counted].mean(axis=1, keepdims=True)
    side = named(world, part, likely[part])

    assert rate(side * distance > 0, side != 0) >= RIGHT
    assert (side != 0).sum() >= 20


@pytest.mark.parametrize("general", [9.0, HALO])
def test_of_people_without_differences_at_most_one_in_ten_reads_any_name(general, world):
    """Of competencies and values together: all fifty-five are looked at."""
    _, plain, likely = measured(world, "flat", people=2000, general=general)
    names = [named(world, part, likely[part]) for part in ("competencies", "values")]

    assert rate(np.hstack(names).any(axis=1)) <= 10

    # 1.645 standard errors of the plain scores, which were used before, name far more.
    scores = plain.competencies
    distance = np.abs(scores.score - scores.score.mean(axis=1, keepdims=True))
    assert rate((distance > 1.645 * scores.se).any(axis=1)) > 50


@pytest.mark.parametrize("kind", ["mixed", "general", "competency"])
@pytest.mark.parametrize("part", ["values", "clusters"])
def test_likely_values_and_clusters_hold_the_truth_and_err_less(part, kind, world):
    truth, plain, likely = measured(world, kind)
    scores = likely[part].scores
    before = np.sqrt(np.mean((getattr(plain, part).score - truth[part]) ** 2))
    assert np.sqrt(np.mean((scores.score - truth[part]) ** 2)) < before
    assert 86 <= rate((scores.low <= truth[part]) & (truth[part] <= scores.high)) <= 95


@pytest.mark.parametrize("kind", ["mixed", "general", "competency", "value", "flat"])
def test_a_word_is_right_for_four_in_five(kind, world):
    truth, _, likely = measured(world, kind, people=100)
    rule, scores = world.library.gedrag.scoring, likely["competencies"].scores
    bands = list(rule.bands)
    right: dict[bool, list[bool]] = {True: [], False: []}
    for true, point, se in zip(
        truth["competencies"].ravel(), scores.score.ravel(), scores.se.ravel(), strict=True
    ):
        span = claims.band_span(someone.estimate(float(point), float(se)), rule)
        if span is not None:
            place = bands.index(rule.band(true))
            right[span.is_single].append(bands.index(span.low) <= place <= bands.index(span.high))
    assert np.mean(right[True]) >= 0.8
    assert np.mean(right[False]) >= 0.95
    assert len(right[True]) > 0.25 * truth["competencies"].size


def test_the_interval_is_that_of_a_normal_error_within_the_scale():
    found = shrink_scores(
        np.array([[2.0, 50.0]]),
        Errors(np.full((1, 2), 100.0), np.full((1, 2), 50.0), np.full((1, 1), 50.0)),
        np.full((1, 2), 0.5),
        np.array([[100.0]]),
    ).scores
    again = add_intervals(found.score, found.se, df=np.inf)

    assert found.low[0, 0] >= 0
    assert (found.low, found.high) == (pytest.approx(again.low), pytest.approx(again.high))
