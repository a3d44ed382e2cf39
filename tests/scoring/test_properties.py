"""What holds of every person's scores, whatever the answers."""

import dataclasses
import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring import contributions, score
from assessment.scoring.behaviour import score_behaviour
from assessment.services.simulating import simulate
from tests.people import someone

RATINGS = st.sampled_from([1, 2, 3, 4, 5, 5, 4, 3, "nvt", None])


def ratings(library, drawn):
    """Answers to the statements; None is not answered."""
    return {
        item.id: x for item, x in zip(library.gedrag.items, drawn, strict=True) if x is not None
    }


SOME = st.lists(RATINGS, min_size=78, max_size=78)
COMPLETE = st.lists(st.integers(1, 5), min_size=78, max_size=78)


def scores(behaviour):
    found = {**behaviour.competencies, **behaviour.values, **behaviour.clusters}
    return {key: None if one is None else one.score for key, one in found.items()}


@given(drawn=SOME, random=st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(drawn, random, library, value_map):
    answers = ratings(library, drawn)
    shuffled = list(answers.items())
    random.shuffle(shuffled)

    one = score_behaviour(library.gedrag, value_map, answers)
    other = score_behaviour(library.gedrag, value_map, dict(shuffled))

    assert (one.competencies, one.values, one.clusters) == (
        other.competencies,
        other.values,
        other.clusters,
    )


@given(drawn=SOME, data=st.data())
def test_raising_an_answer_lowers_no_score_and_raises_its_own(drawn, data, library, value_map):
    answers = ratings(library, drawn)
    below = [i for i in library.gedrag.items if answers.get(i.id, 5) not in (5, "nvt")]
    if not below:
        return
    item = data.draw(st.sampled_from(below))
    raised = {**answers, item.id: int(answers[item.id]) + 1}

    before = scores(score_behaviour(library.gedrag, value_map, answers))
    after = scores(score_behaviour(library.gedrag, value_map, raised))

    for key, old in before.items():
        if old is None:
            assert after[key] is None
        else:
            assert after[key] >= old - 1e-9
    for own in (item.competency, item.value, value_map.cluster_of[item.value].id):
        if before[own] is not None:
            assert after[own] > before[own] + 1e-6


@pytest.mark.parametrize(("rating", "expected"), [(1, 0.0), (3, 50.0), (5, 100.0)])
def test_the_same_answer_everywhere_gives_that_score_everywhere(
    rating, expected, library, value_map
):
    found = score_behaviour(library.gedrag, value_map, someone.all_answered(library, rating))

    assert set(scores(found).values()) == {expected}
    assert len(scores(found)) == 16 + 39 + 9


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_the_same_answer_everywhere_is_never_certain(rating, library, value_map):
    found = score_behaviour(library.gedrag, value_map, someone.all_answered(library, rating))

    for one in (
        *found.competencies.values(),
        *found.values.values(),
        *found.clusters.values(),
    ):
        assert one.se > 2
        assert one.high - one.low > 3


@given(drawn=SOME)
def test_every_interval_holds_its_score_within_the_scale(drawn, library, value_map):
    found = score_behaviour(library.gedrag, value_map, ratings(library, drawn))

    for one in (*found.competencies.values(), *found.values.values(), *found.clusters.values()):
        if one is not None:
            assert 0 <= one.low <= one.score <= one.high <= 100
            assert one.low < one.high
            assert one.se > 0
            assert 0 < one.answered <= one.asked


@settings(max_examples=12)
@given(drawn=SOME)
def test_contributions_sum_to_the_score(drawn, library, value_map):
    answers = ratings(library, drawn)
    found = scores(score_behaviour(library.gedrag, value_map, answers))

    for construct in (
        "POL1",
        "PER4",
        "BES2",
        "lef",
        "wendbaarheid",
        "nabijheid",
        "nut",
        "vrijheid",
    ):
        parts = contributions(library.gedrag, value_map, answers, [construct])[construct]
        if found[construct] is None:
            assert parts == ()
        else:
            assert sum(p.points for p in parts) == pytest.approx(found[construct], abs=1e-9)
            assert sum(p.weight for p in parts) == pytest.approx(1, abs=1e-9)


def test_contributions_of_every_construct_sum_to_the_score(library, value_map):
    answers = simulate(11, library, value_map, phase="aspirant", office="wethouder").gedrag
    found = scores(score_behaviour(library.gedrag, value_map, answers))

    for construct, total in found.items():
        parts = contributions(library.gedrag, value_map, answers, [construct])[construct]
        assert sum(p.points for p in parts) == pytest.approx(total or 0.0, abs=1e-9)
        assert bool(parts) == (total is not None)


def test_contributions_come_largest_first_and_name_what_is_direct(library, value_map):
    parts = contributions(library.gedrag, value_map, someone.all_answered(library, 4), ["lef"])[
        "lef"
    ]

    assert {p.item for p in parts if p.direct} == {"per2-2", "per2-3"}
    assert [p.weight for p in parts] == sorted((p.weight for p in parts), reverse=True)
    assert {p.answer for p in parts} == {4}
    assert parts[0].points == pytest.approx(0.3 * 75)


def test_every_answer_to_a_competency_is_direct(library, value_map):
    parts = contributions(library.gedrag, value_map, someone.all_answered(library, 2), ["POL1"])[
        "POL1"
    ]

    assert [(p.item, p.weight, p.direct) for p in parts] == [
        (f"pol1-{n}", 0.25, True) for n in range(1, 5)
    ]


def test_an_unknown_construct_has_no_contributions(library, value_map):
    with pytest.raises(KeyError):
        contributions(library.gedrag, value_map, {}, ["XYZ9"])


def numbers(thing, place="profile"):
    """Every leaf of a profile with its place."""
    if dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from numbers(getattr(thing, field.name), f"{place}.{field.name}")
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            assert type(key) is str, place
            yield from numbers(value, f"{place}.{key}")
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from numbers(value, f"{place}[]")
    else:
        yield place, thing


@given(drawn=SOME, sets=st.integers(0, 32), pairs=st.integers(0, 33), seed=st.integers(0, 99))
def test_only_plain_numbers_leave_scoring_and_never_nan(
    drawn, sets, pairs, seed, library, value_map
):
    person = simulate(seed, library, value_map, phase="zittend", office="wethouder")
    answers = dataclasses.replace(
        person,
        gedrag=ratings(library, drawn),
        stijl=dict(list(person.stijl.items())[:pairs]),
        sets=dict(list(person.sets.items())[:sets]),
    )

    for place, value in numbers(score(answers, library, value_map)):
        assert type(value) in (float, int, str, bool, type(None)), place
        assert not isinstance(value, np.generic), place
        assert not isinstance(value, float) or math.isfinite(value), place


def test_answers_to_items_that_do_not_exist_change_nothing(library, value_map):
    person = simulate(1, library, value_map, phase="zittend", office="wethouder")
    strange = dataclasses.replace(
        person,
        gedrag={**person.gedrag, "xyz1-1": 5, "xyz1-2": "nvt"},
        stijl={**person.stijl, "z-9": 1},
    )

    assert score(strange, library, value_map) == score(person, library, value_map)


def test_nothing_answered_gives_no_scores(library, value_map):
    found = score(someone.answers(library), library, value_map)

    assert set(found.competencies.values()) == {None}
    assert set(found.values.values()) == {None}
    assert set(found.clusters.values()) == {None}
    assert set(found.style.axes.values()) == {None}
    assert set(found.style.strengths.values()) == {None}
    assert set(found.style.switching.values()) == {None}
    assert found.most_visible == found.least_visible == ()
    assert found.importance.values == found.importance.clusters == found.importance.gaps == {}
    counted = {"asked": 78, "answered": 0, "not_experienced": 0}
    assert {**found.quality["gedrag"], **counted} == found.quality["gedrag"]
    assert found.quality["gedrag"]["pattern_flags"] is None
    assert found.importance.evidence is None


def test_not_experienced_is_not_an_answer(library, value_map):
    found = score_behaviour(library.gedrag, value_map, someone.all_answered(library, "nvt"))

    assert set(scores(found).values()) == {None}


def test_a_competency_needs_three_answers(library, value_map):
    two = {"pol1-1": 5, "pol1-2": 5}

    assert score_behaviour(library.gedrag, value_map, two).competencies["POL1"] is None
    three = score_behaviour(library.gedrag, value_map, {**two, "pol1-3": 5}).competencies["POL1"]
    assert (three.score, three.answered, three.asked) == (100, 3, 4)


def test_people_do_not_affect_each_other(library, value_map):
    one = simulate(1, library, value_map, phase="zittend", office="wethouder")
    alone = score(one, library, value_map)
    score(simulate(2, library, value_map, phase="zittend", office="wethouder"), library, value_map)

    assert score(one, library, value_map) == alone


def test_the_profile_says_what_it_was_made_with(library, value_map):
    person = simulate(4, library, value_map, phase="aspirant", office="burgemeester")
    found = score(person, library, value_map)

    assert found.versions == {
        "scoring": 3,
        "values": value_map.version,
        "waardenkeuze_design": person.design,
        "gedrag": 1,
        "stijl": 1,
        "waardenkeuze": 1,
        "intake": 1,
    }
    assert found.office == "burgemeester"
    assert found.priority == ("lef", "authenticiteit", "verbondenheid", "gezag")
    assert found.style_accents["lef"] == {"KOE": 2, "VER": 2}
