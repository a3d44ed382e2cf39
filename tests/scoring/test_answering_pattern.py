"""What stands out in how the statements of one attempt were answered."""

import random

import pytest

from assessment.scoring import notice_families
from assessment.scoring.answering_pattern import FEWEST_ANSWERS, answering_pattern
from assessment.services import simulating


@pytest.fixture
def statements(content):
    return [item.id for item in content.library.gedrag.items]


def read(content, answers, **how):
    found = answering_pattern(content.library.gedrag, answers, **how)
    quality = {"answered": sum(type(a) is int for a in answers.values()), **found}
    return found, notice_families(content.library.gedrag, quality)


def test_the_same_answer_everywhere_is_noticed_in_two_ways(content, statements):
    found, families = read(content, dict.fromkeys(statements, 4))

    assert found["longest_string"] == 78
    assert found["pattern_flags"] == 2
    assert families == ("longstring", "variability")


def test_answering_at_random_varies_too_much_and_contradicts_itself(content, statements):
    noticed_in = []
    for seed in range(40):
        chance = random.Random(seed)
        answers = {item: chance.randint(1, 5) for item in statements}
        noticed_in.append(read(content, answers)[1])

    assert set(noticed_in) <= {(), ("variability", "consistency")}
    assert noticed_in.count(()) < 20


def test_one_family_alone_is_never_held_against_anybody(content):
    people = (simulated(content, seed) for seed in range(20))
    person = next(a for a in people if read(content, a)[0]["pattern_flags"] == 0)

    found, families = read(content, person, seconds=1.0)

    assert found["pattern_flags"] == 1
    assert families == ()


def test_being_fast_counts_once_something_else_stands_out_too(content, statements):
    run = [item.id for item in content.library.gedrag.items[:40]]
    answers = simulated(content, 3) | dict.fromkeys(run, 4)

    slow, fast = (read(content, answers, seconds=seconds) for seconds in (6.0, 1.0))

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
    old = {"asked": 78, "answered": 78, "not_experienced": 0}

    assert notice_families(content.library.gedrag, old) == ()


def simulated(content, seed):
    person = simulating.simulate(
        seed, content.library, content.value_map, phase="zittend", office="wethouder"
    )
    return dict(person.gedrag)
