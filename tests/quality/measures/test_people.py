"""Who counts in which part, and how everybody answered."""

from dataclasses import replace

import pytest

from assessment.quality.measures import Respondent
from assessment.quality.measures.people import admit_people
from assessment.quality.results import PatternQuality, Unavailable
from assessment.services.simulating import simulate


@pytest.fixture(scope="module")
def people(library, value_map):
    return [
        simulate(seed, library, value_map, phase="zittend", office="wethouder")
        for seed in range(40)
    ]


def admitted(library, people):
    return admit_people([Respondent(one) for one in people], library)


def first(answers, share):
    kept = list(answers)[: int(share * len(answers))]
    return {key: answers[key] for key in kept}


def test_complete_and_careful_people_count_everywhere(library, people):
    found = admitted(library, people)

    assert len(found.people) == len(found.gedrag) == len(found.stijl) == 40
    assert len(found.waardenkeuze) == 40
    assert found.left_out == {"unreliable pattern": 0, "incomplete": 0}


def test_who_gives_the_same_answer_everywhere_counts_nowhere(library, people):
    careless = replace(people[0], gedrag=dict.fromkeys(people[0].gedrag, 4))

    found = admitted(library, [careless, *people[1:]])

    assert found.left_out["unreliable pattern"] == 1
    assert careless not in (*found.gedrag, *found.stijl, *found.waardenkeuze)
    assert found.pattern.unreliable == 1
    assert found.pattern.families["longstring"] == found.pattern.families["variability"] == 1


def test_a_pattern_that_was_kept_decides_over_one_computed_here(library, people):
    kept = {"gedrag": {"longest_string": 70, "variability": 0.1, "even_odd": 0.9, "seconds": 1.0,
                       "pattern_flags": 3}}  # fmt: skip
    others = [Respondent(one) for one in people[1:]]

    found = admit_people([Respondent(people[0], kept), *others], library)

    assert found.left_out["unreliable pattern"] == 1
    assert found.pattern.families["speed"] == 1


def test_a_profile_from_before_patterns_were_kept_is_computed_here(library, people):
    found = admit_people(
        [Respondent(one, {"gedrag": {"asked": 78, "answered": 70}}) for one in people], library
    )

    assert found.pattern.people == 40


def test_a_part_needs_eighty_per_cent_of_its_items(library, people):
    one, other, third = people[:3]
    one = replace(one, gedrag=first(one.gedrag, 0.79))
    other = replace(other, stijl={})
    third = replace(third, sets=first(third.sets, 0.7))

    found = admitted(library, [one, other, third, *people[3:]])

    assert (len(found.gedrag), len(found.stijl), len(found.waardenkeuze)) == (39, 39, 39)
    assert len(found.people) == 40


def test_not_experienced_is_an_answer(library, people):
    aspirant = {item: "nvt" if place % 4 == 0 else value
                for place, (item, value) in enumerate(people[0].gedrag.items())}  # fmt: skip

    found = admitted(library, [replace(people[0], gedrag=aspirant), *people[1:]])

    assert len(found.gedrag) == 40


def test_who_answered_too_little_of_everything_is_incomplete(library, people):
    hardly = replace(people[0], gedrag=first(people[0].gedrag, 0.1), stijl={}, sets={})

    found = admitted(library, [hardly, *people[1:]])

    assert found.left_out == {"unreliable pattern": 0, "incomplete": 1}
    assert len(found.people) == 39


def test_nothing_is_told_about_the_patterns_of_fewer_than_thirty(library, people):
    assert isinstance(admitted(library, people[:29]).pattern, Unavailable)
    assert isinstance(admitted(library, people[:30]).pattern, PatternQuality)
