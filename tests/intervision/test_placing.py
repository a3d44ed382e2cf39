"""Placing: the rules always hold, and the best that can be is found or its distance is told."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.intervision import placing
from assessment.intervision.model import ALIKE, DAYPARTS, MIXED, PLACES, Crowd, Person, Sizes
from assessment.intervision.rules import find_broken
from assessment.intervision.wishes import count_met, count_most
from tests.intervision.brute_force import find_best
from tests.intervision.crowds import make_crowd

PEOPLE = st.builds(
    Person,
    st.frozensets(st.sampled_from(PLACES[:3]), min_size=1),
    st.frozensets(st.sampled_from(DAYPARTS[:4]), min_size=1),
    st.frozensets(st.sampled_from("abc"), max_size=3),
    st.sampled_from("xyz"),
    st.sampled_from(("", ALIKE, MIXED)),
)


PLENTY = 600.0  # of the clock, so that a busy machine changes nothing
REAL = Sizes()
SIZES = (Sizes(2, 3), Sizes(3, 4), REAL)


@st.composite
def crowds(draw, most=9, sizes=SIZES):
    people = draw(st.lists(PEOPLE, max_size=most))
    numbers = st.integers(0, max(0, len(people) - 1))
    pairs = draw(st.lists(st.tuples(numbers, numbers), max_size=8)) if people else []
    apart = frozenset(frozenset(pair) for pair in pairs if pair[0] != pair[1])
    return Crowd(people, apart, draw(st.sampled_from(sizes)))


def check(crowd, placement):
    """Everybody is in one place, every group keeps every rule, and what is told is true."""
    placed = Counter(one for group in placement.groups for one in group)
    placed.update(placement.left)
    assert placed == Counter(range(len(crowd.people)))
    assert [find_broken(crowd, group) for group in placement.groups if find_broken(crowd, group)] \
        == []  # fmt: skip
    assert placement.met == sum(count_met(crowd.people, group) for group in placement.groups)
    assert placement.least_left <= len(placement.left)
    assert placement.met <= placement.most_met <= placement.wishes


@given(crowds())
@settings(deadline=None, max_examples=40)
def test_of_few_people_the_groups_are_the_best_of_all_ways_to_make_groups(crowd):
    placement = placing.place(crowd)

    check(crowd, placement)
    assert placement.is_best or not placement.groups
    best = (len(placement.left), len(placement.groups), -placement.met)
    assert best == find_best(crowd)


@given(crowds())
@settings(deadline=None, max_examples=40)
def test_the_way_for_many_leaves_no_fewer_over_than_it_says_can_be(crowd):
    placement = placing._place_many(crowd, seconds=0.5, tell=lambda share: None)

    check(crowd, placement)
    left, _, minus_met = find_best(crowd)
    assert placement.least_left <= left <= len(placement.left)
    if len(placement.left) == left:
        assert count_most(crowd) >= -minus_met


@given(crowds(most=30, sizes=(REAL,)))
@settings(deadline=None, max_examples=10)
def test_the_rules_hold_for_any_crowd(crowd):
    check(crowd, placing.place(crowd, seconds=2))


@pytest.mark.parametrize(("seed", "hard"), [(1, False), (2, True)])  # solved in a few seconds
def test_two_hundred_people_are_placed_and_it_is_known_how_near_the_best_it_is(seed, hard):
    crowd = make_crowd(200, seed=seed, hard=hard)
    heard = []

    placement = placing.place(crowd, seconds=PLENTY, tell=heard.append)

    check(crowd, placement)
    assert len(placement.left) - placement.least_left <= 5
    assert heard == sorted(heard)
    assert heard[0] == 0


def test_when_there_is_no_time_at_all_everybody_is_left_over_and_that_is_told():
    same = [Person(frozenset(PLACES[:1]), frozenset(DAYPARTS[:1]))] * 64

    placement = placing.place(Crowd(same), seconds=0)

    check(Crowd(same), placement)
    assert (placement.groups, len(placement.left)) == ([], 64)
    assert not placement.is_best


def test_sixty_four_people_who_can_meet_get_eight_groups_of_eight():
    people = [Person(frozenset(PLACES[:2]), frozenset(DAYPARTS[:3])) for _ in range(64)]

    placement = placing.place(Crowd(people), seconds=PLENTY)

    assert [len(group) for group in placement.groups] == [8] * 8


def test_improving_meets_more_wishes_and_takes_in_who_still_fits():
    from assessment.intervision.improving import improve_groups

    apart_themes = [Person(frozenset(PLACES), frozenset(DAYPARTS), frozenset("ab"[n % 2]))
                    for n in range(13)]  # fmt: skip
    crowd = Crowd(apart_themes)
    mixed = [(0, 1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)]

    found = improve_groups(
        crowd, mixed, [12], seconds=PLENTY, steps=20_000, tell=lambda share: None
    )

    assert sorted(map(len, found)) == [6, 7]
    assert sum(count_met(crowd.people, group) for group in found) == 13


def test_who_must_sit_apart_never_sits_together_whoever_asked():
    same = Person(frozenset(PLACES[:1]), frozenset(DAYPARTS[:1]))
    quarrel = frozenset(frozenset((0, other)) for other in range(1, 8))

    placement = placing.place(Crowd([same] * 8, quarrel))

    assert placement.groups == [(1, 2, 3, 4, 5, 6, 7)]
    assert placement.left == [0]
    assert (placement.least_left, placement.is_best) == (1, True)
