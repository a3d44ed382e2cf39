"""What stands out in how the statements of one attempt were answered."""

import random
from dataclasses import replace

import pytest

from assessment.scoring import Pace, notice_signals
from assessment.scoring.answering_pattern import (
    FEWEST_ANSWERS,
    FEWEST_PAIRS,
    find_signals,
    read_pattern,
)
from assessment.scoring.unread_answers import PERIODS
from assessment.services import simulating
from values import count_signals

CALM = 0  # the seed of a fictional person without a single signal


@pytest.fixture
def statements(content):
    return [item.id for item in content.library.gedrag.items]


def read(content, answers, **how):
    """Return the pattern of the statements, and what is noticed in a careful rest."""
    whole = replace(person(content), gedrag=answers)
    found = read_pattern(content.library, whole, **how)
    return found["gedrag"], notice_signals(content.library, found)


def test_the_same_answer_everywhere_is_noticed_in_two_ways(content, statements):
    found, families = read(content, dict.fromkeys(statements, 4))

    assert found["longest_string"] == 78
    assert found["pattern_flags"] == 2
    assert families == ("longstring", "variability")


def test_answering_at_random_scatters_and_contradicts_itself(content, statements):
    noticed_in = []
    for seed in range(40):
        chance = random.Random(seed)
        answers = {item: chance.randint(1, 5) for item in statements}
        noticed_in.append(read(content, answers)[1])

    assert noticed_in.count(()) < 20
    for noticed in filter(None, noticed_in):
        assert (
            {"scatter", "consistency"} <= set(noticed) <= {"variability", "scatter", "consistency"}
        )


def test_what_varies_between_competencies_is_no_scatter(content):
    """Somebody who always or never does what a competency asks reads and answers with care."""
    own = {item.id: item.competency for item in content.library.gedrag.items}
    often = sorted(set(own.values()))[::2]
    answers = {item: 5 if competency in often else 1 for item, competency in own.items()}

    found, noticed = read(content, answers)

    assert (found["scatter"], noticed) == (0.0, ())
    assert found["variability"] > 1.9


def test_a_pattern_that_is_repeated_is_noticed_and_a_run_of_one_answer_is_not(content, statements):
    zigzag = {item: (2, 4, 3)[index % 3] for index, item in enumerate(statements)}
    half = {item: 2 + 2 * (index % 2) * (index < 20) for index, item in enumerate(statements)}

    assert read(content, zigzag)[0]["longest_repeat"] == len(statements)
    assert read(content, zigzag)[0]["pattern_flags"] >= 1
    assert read(content, half)[0]["longest_repeat"] == 21
    assert read(content, dict.fromkeys(statements, 4))[0]["longest_repeat"] == 0


@pytest.mark.parametrize(
    "ticked", [(3, 4, 5, 4, 3, 2), (1, 2, 3, 4, 5, 4, 3, 2), (2, 3, 4, 4, 3, 2, 3)]
)
def test_the_same_picture_on_every_page_is_a_pattern(content, statements, ticked):
    page = content.library.gedrag.header.items_per_page
    alike = {item: ticked[place % page % len(ticked)] for place, item in enumerate(statements)}

    assert PERIODS[-1] == page
    assert read(content, alike)[0]["longest_repeat"] == len(statements)
    assert "repeats" in find_signals(content.library, {"gedrag": read(content, alike)[0]})


def test_one_family_alone_is_never_held_against_anybody(content):
    people = (simulated(content, seed) for seed in range(20))
    calm = next(a for a in people if read(content, a)[0]["pattern_flags"] == 0)

    found, families = read(content, calm, pace=Pace(1.5, 1.5))

    assert found["pattern_flags"] == 1
    assert families == ()


def test_being_fast_counts_once_something_else_stands_out_too(content, statements):
    run = [item.id for item in content.library.gedrag.items[:40]]
    answers = simulated(content, 3) | dict.fromkeys(run, 4)

    slow, fast = (read(content, answers, pace=Pace(each, each)) for each in (6.0, 1.5))

    assert fast[0]["pattern_flags"] == slow[0]["pattern_flags"] + 1
    assert "speed" in fast[1]
    assert "speed" not in slow[1]


def test_nothing_is_noticed_in_fictional_people_who_answer_with_care(content):
    assert [read(content, simulated(content, seed))[1] for seed in range(60)] == [()] * 60


def test_the_order_shown_decides_how_long_a_run_is(content, statements):
    alternating = {item: 2 + 2 * (index % 2) for index, item in enumerate(statements)}

    found, _ = read(content, alternating, shown=[*statements[::2], *statements[1::2]])

    assert read(content, alternating)[0]["longest_string"] == 1
    assert found["longest_string"] == 39


def test_not_yet_experienced_does_not_break_a_run(content, statements):
    answers = dict.fromkeys(statements, 4) | {statements[10]: "nvt"}

    assert read(content, answers)[0]["longest_string"] == 77


def test_with_too_few_answers_nothing_is_told(content, statements):
    answers = dict.fromkeys(statements[: FEWEST_ANSWERS - 1], 4)

    found, families = read(content, answers)

    assert set(found.values()) == {None}
    assert families == ()


def test_a_profile_from_before_these_indices_has_nothing_to_notice(content):
    old = {"gedrag": {"asked": 78, "answered": 78, "not_experienced": 0}}

    assert notice_signals(content.library, old) == ()


def test_the_same_side_of_every_pair_is_noticed_and_a_preference_is_not(content):
    stijl = content.library.stijl
    always_first = {pair.id: 1 + place % 3 for place, pair in enumerate(stijl.pairs)}
    first_pole = {pair.id: 1 if pair.sign > 0 else 6 for pair in stijl.pairs}

    clicked = read_pattern(content.library, replace(person(content), stijl=always_first))
    preferred = read_pattern(content.library, replace(person(content), stijl=first_pole))

    assert (clicked["stijl"]["one_side"], clicked["stijl"]["pattern_flags"]) == (1.0, 1)
    assert preferred["stijl"]["pattern_flags"] == 0


@pytest.mark.parametrize(("best", "worst"), [(0, -1), (-1, 0), (1, 2), (0, 1)])
def test_the_same_place_in_every_set_is_noticed(content, best, worst):
    sets = picked(content, lambda values: (values[best], values[worst]))

    found = read_pattern(content.library, replace(person(content), sets=sets))

    assert found["waardenkeuze"]["one_place"] == 1.0
    assert found["waardenkeuze"]["pattern_flags"] == 1


def test_one_favourite_value_is_no_place(content):
    order = list(content.value_map.values)
    sets = picked(
        content, lambda values: (min(values, key=order.index), max(values, key=order.index))
    )

    found = read_pattern(content.library, replace(person(content), sets=sets))

    assert found["waardenkeuze"]["pattern_flags"] == 0


def test_choices_that_chance_explains_count_as_one_signal(content):
    weighed = [
        read_pattern(content.library, person(content), evidence=e) for e in (-0.3, -0.1, None)
    ]

    assert [found["waardenkeuze"]["pattern_flags"] for found in weighed] == [1, 0, 0]


def test_signals_of_different_parts_add_up(content):
    stijl = {pair.id: 6 for pair in content.library.stijl.pairs}
    sets = picked(content, lambda values: (values[0], values[-1]))

    found = read_pattern(content.library, replace(person(content), stijl=stijl, sets=sets))

    assert notice_signals(content.library, found) == ("one_side", "one_place")
    assert count_signals(found) == 2


def test_who_sees_no_differences_gets_one_signal_for_it_and_not_two(content, statements):
    chance = random.Random(3)
    flat = {item: chance.choice((2, 3, 4)) for item in statements}
    person_without = replace(person(content), gedrag=flat)

    found = read_pattern(content.library, person_without, evidence=-1.0)

    assert find_signals(content.library, found) == ("consistency", "chance")
    assert notice_signals(content.library, found) == ()
    assert count_signals(found) == 1


def test_a_stretch_that_nobody_can_read_counts_twice(content):
    answers = simulated(content, CALM)

    quick, rushed = (read(content, answers, pace=Pace(4.0, each)) for each in (1.9, 0.9))

    assert (quick[0]["pattern_flags"], quick[1]) == (1, ())
    assert rushed[1] == ("speed", "rush")


def test_with_few_pairs_or_sets_nothing_is_told_of_them(content):
    pairs = [pair.id for pair in content.library.stijl.pairs][: FEWEST_PAIRS - 1]
    sets = dict(list(person(content).sets.items())[:23])
    few = replace(person(content), stijl=dict.fromkeys(pairs, 1), sets=sets)

    found = read_pattern(content.library, few, evidence=-1.0)

    assert set(found["stijl"].values()) == {None}
    assert set(found["waardenkeuze"].values()) == {None}


def person(content, seed=CALM):
    return simulating.simulate(
        seed, content.library, content.value_map, phase="zittend", office="wethouder"
    )


def picked(content, choose):
    design = content.library.waardenkeuze.designs[person(content).design - 1]
    return {
        item.id: dict(zip(("best", "worst"), choose(item.values), strict=True)) for item in design
    }


def simulated(content, seed):
    return dict(person(content, seed).gedrag)
