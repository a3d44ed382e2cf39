from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from tests.people import someone
from values import STIJL, StyleProfile, behaviour_differs, looks_unread, style_leans
from values.constants import ALIKE_BEHAVIOUR, ALIKE_FURTHEST, ALIKE_STYLE, SIGNALS_NEEDED
from values.differences import chance_of_alike, chance_of_furthest, chance_of_middle

ALIKE = tuple(50.0 + 0.1 * n for n in range(15))
ONE_APART = (85.0, *[55.0] * 14)
ALL_APART = tuple(30.0 + 3 * n for n in range(15))
NOISE, PEOPLE = 8.0, 4000


def estimates(scores, se=NOISE):
    return [someone.estimate(float(score), se) for score in scores]


def profile(scores, *, se=NOISE, signals=0, axes=()):
    competencies = {f"C{n}": one for n, one in enumerate(estimates(scores, se))}
    style = StyleProfile({f"A{n}": someone.estimate(x, 15.0) for n, x in enumerate(axes)}, {}, {})
    quality = {"gedrag": {"pattern_flags": 0}, STIJL: {"pattern_flags": signals}}
    return someone.profile(competencies=competencies, style=style, quality=quality)


@pytest.mark.parametrize("count", [2, 3, 5, 15])
@pytest.mark.parametrize("chance", [0.01, 0.05, 0.1, 0.15, 0.3])
def test_the_chance_is_that_of_chi_square(count, chance):
    limit = chi2.isf(chance, count - 1)
    apart = np.sqrt(limit / 2) * NOISE
    scores = [50 - apart, 50 + apart, *[50.0] * (count - 2)]

    assert chance_of_alike(estimates(scores)) == pytest.approx(chance, abs=0.005)
    middle = np.full(count, np.sqrt(chi2.isf(chance, count) / count) * NOISE)
    assert chance_of_middle(estimates(middle)) == pytest.approx(chance, abs=0.005)


def test_of_people_whose_scores_are_all_alike_chance_lets_through_what_is_said():
    drawn = np.random.default_rng(5).normal(60, NOISE, (PEOPLE, 15))
    told = np.mean([behaviour_differs(profile(row), ()) for row in drawn])
    together = np.mean([chance_of_alike(estimates(row)) <= ALIKE_BEHAVIOUR for row in drawn])
    alone = np.mean([chance_of_furthest(estimates(row)) <= ALIKE_FURTHEST for row in drawn])
    styles = np.random.default_rng(6).normal(0, 15, (PEOPLE, 3))
    leaning = np.mean([style_leans(profile((), axes=row)) for row in styles])

    off = 3 * np.sqrt(0.15 / PEOPLE)  # three standard errors at most
    assert together == pytest.approx(ALIKE_BEHAVIOUR, abs=off)
    assert alone == pytest.approx(ALIKE_FURTHEST, abs=off)
    assert ALIKE_BEHAVIOUR - off < told < ALIKE_BEHAVIOUR + ALIKE_FURTHEST
    assert leaning == pytest.approx(ALIKE_STYLE, abs=off)


def test_one_score_that_stands_apart_is_found_as_well_as_all_that_differ():
    assert not behaviour_differs(profile(ALIKE), ())
    assert behaviour_differs(profile(ONE_APART, se=9), ())
    assert chance_of_alike(estimates(ONE_APART, 9)) > ALIKE_BEHAVIOUR
    assert behaviour_differs(profile(ALL_APART), ())


def test_a_virtue_takes_no_part():
    assert not behaviour_differs(profile((99.0, *ALIKE)), {"C0"})


@pytest.mark.parametrize("known", [(), (70.0,)])
def test_with_fewer_than_two_scores_nothing_differs(known):
    assert not behaviour_differs(profile(known), ())
    assert not style_leans(profile(known))


def test_a_score_without_error_is_surely_apart():
    assert behaviour_differs(profile((50.0, 60.0), se=0.0), ())


def test_nothing_is_named_to_who_seems_not_to_have_read():
    read = profile(ALL_APART, axes=(60.0, 0.0, 0.0))
    unread = profile(ALL_APART, axes=(60.0, 0.0, 0.0), signals=SIGNALS_NEEDED)

    assert behaviour_differs(read, ())
    assert style_leans(read)
    assert not looks_unread(read)
    assert looks_unread(unread)
    assert not behaviour_differs(unread, ())
    assert not style_leans(unread)
    assert not looks_unread(replace(read, quality={}))


@given(st.lists(st.floats(0, 100), min_size=2, max_size=16), st.floats(-30, 30), st.floats(2, 20))
def test_only_differences_count_not_the_level(scores, shift, se):
    moved = estimates([score + shift for score in scores], se)

    for chance in (chance_of_alike, chance_of_furthest):
        assert 0 <= chance(moved) <= 1
        assert chance(moved) == pytest.approx(chance(estimates(scores, se)), abs=1e-6)
