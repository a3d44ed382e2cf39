"""How others see somebody: variances, intervals, agreement, and what may be named."""

import numpy as np
import pytest

from assessment.instruments.others_file import load_others
from assessment.scoring.others import (
    Answered,
    Noise,
    Own,
    estimate_group,
    estimate_leaning,
    estimate_noise,
    is_often,
    judge_agreement,
    name_differences,
)

RULE = load_others().scoring
NAMES = [f"C{number}" for number in range(14)]
NAN = np.nan


def ratings(raters=9, level=60.0, spread=10.0, seed=1):
    random = np.random.default_rng(seed)
    return np.clip(level + random.normal(0, spread, (raters, len(NAMES))), 0, 100)


def own(scores, above=0.5):
    return {name: Own(score, 8.0, above) for name, score in zip(NAMES, scores, strict=True)}


def test_answers_become_points_and_not_seen_is_missing():
    answered = Answered.of([[1, 5], [3, NAN], [NAN, NAN]])

    assert answered.points.tolist()[:2] == [50.0, 50.0]
    assert np.isnan(answered.points[2])
    assert answered.count == 2
    assert answered.of_those([True, False, True]).tolist() == [50.0]


def test_noise_is_what_was_supposed_where_raters_say_little():
    noise = estimate_noise(np.array([[60.0], [60.0], [60.0]]), RULE)

    assert noise.residual == pytest.approx(RULE.residual_sd**2)
    weight = RULE.halo_df / (RULE.halo_df + 2)
    assert noise.halo == pytest.approx(weight * RULE.halo_sd**2 - (1 - weight) * noise.residual)


def test_noise_finds_raters_who_answer_all_high_or_low():
    random = np.random.default_rng(2)
    even = 60 + random.normal(0, 10, (15, 14))

    apart = estimate_noise(even + random.normal(0, 30, (15, 1)), RULE)

    assert apart.halo > 3 * estimate_noise(even, RULE).halo
    assert apart.residual == pytest.approx(estimate_noise(even, RULE).residual)


def test_more_raters_make_an_interval_narrower():
    noise = Noise(400.0, 100.0)

    few, many = (estimate_group(np.full(n, 50.0), noise) for n in (3, 12))

    assert few.margin == pytest.approx(2 * many.margin)
    assert few.margin == pytest.approx(1.645 * np.sqrt(500 / 3))


def test_what_lies_far_apart_is_named_on_its_own_side():
    seen = ratings(raters=15)
    seen[:, [2, 3]] = 95
    seen[:, [5, 6]] = 15

    named = name_differences(NAMES, seen, own([60.0] * 14), RULE)

    assert named.others_more == ("C2", "C3")
    assert named.self_more == ("C5", "C6")


def test_where_the_views_do_not_differ_nothing_is_named():
    named = name_differences(NAMES, ratings(), own([60.0] * 14), RULE)

    assert (named.others_more, named.self_more, named.overall) == ((), (), 0)


def test_who_answers_all_higher_is_told_that_and_at_most_three_names():
    named = name_differences(NAMES, ratings(raters=15, level=30), own([80.0] * 14), RULE)

    assert named.overall == 1
    assert len(named.self_more) == RULE.most_named
    assert named.others_more == ()


def test_what_both_see_needs_both():
    seen = ratings(raters=15)
    seen[:, 3] = 100
    sure = own([60.0] * 14) | {"C3": Own(85.0, 8.0, 0.999)}

    assert name_differences(NAMES, seen, sure, RULE).both_more == ("C3",)
    unsure = sure | {"C3": Own(85.0, 8.0, 0.8)}
    assert name_differences(NAMES, seen, unsure, RULE).both_more == ()
    unknown = sure | {"C3": Own(85.0, 8.0, NAN)}
    assert name_differences(NAMES, seen, unknown, RULE).both_more == ()


def test_an_unknown_place_above_the_own_mean_names_nothing_as_less():
    seen = ratings(raters=15)
    seen[:, 3] = 0
    sure = own([60.0] * 14) | {"C3": Own(10.0, 8.0, NAN)}

    assert name_differences(NAMES, seen, sure, RULE).both_less == ()
    known = sure | {"C3": Own(10.0, 8.0, 0.001)}
    assert name_differences(NAMES, seen, known, RULE).both_less == ("C3",)


def test_with_few_own_scores_nothing_is_named():
    few = {name: Own(90.0, 5.0, 0.9) for name in NAMES[:2]}

    assert name_differences(NAMES, ratings(level=10), few, RULE).self_more == ()


def test_agreement_is_told_of_enough_raters_who_saw_both_statements():
    alike, apart = [[4, 4]] * 5, [[1, 5], [5, 1], [1, 5], [5, 1], [1, 1]]

    assert judge_agreement(Answered.of(alike), fewest=5) == "agree"
    assert judge_agreement(Answered.of(apart), fewest=5) == "differ"
    assert judge_agreement(Answered.of([*alike[:4], [4, NAN]]), fewest=5) == ""


def test_a_virtue_is_often_seen_when_the_whole_interval_says_so():
    noise = Noise(100.0, 50.0)

    assert is_often(Answered.of([[5, 5]] * 6), noise, 75.0, fewest=3)
    assert not is_often(Answered.of([[5, 4], [4, 4], [4, 3]]), noise, 75.0, fewest=3)
    assert not is_often(Answered.of([[5, 5]] * 2), noise, 75.0, fewest=3)


def test_a_place_on_an_axis_has_an_interval_and_nobody_gives_none():
    seen = estimate_leaning([-100.0, -60.0, -60.0])

    assert seen is not None
    assert (round(seen.score), seen.raters) == (-73, 3)
    assert seen.margin > 20
    assert estimate_leaning([]) is None
