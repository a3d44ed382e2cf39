"""What stands out in the answers is told in a sentence each, and nothing else is told."""

from dataclasses import replace

import pytest

from assessment.psychometrics.patterns.pattern_flags import declared_limits
from assessment.scoring.answering_pattern import SIGNALS, Pace, read_pattern
from assessment.services import patterns
from assessment.services.simulating import simulate


def described(content, answers, seconds=None):
    given = dict(zip((item.id for item in content.library.gedrag.items), answers, strict=True))
    simulated = simulate(1, content.library, content.value_map, phase="zittend", office="wethouder")
    person = replace(simulated, gedrag=given)
    return patterns.describe_pattern(
        content.library, read_pattern(content.library, person, pace=Pace(seconds, seconds))
    )


def test_who_gives_one_answer_everywhere_hears_how_often_and_that_answers_are_alike(content):
    assert described(content, [3] * 78) == [
        "Je gaf 78 keer achter elkaar hetzelfde antwoord.",
        "Je antwoorden lijken erg op elkaar.",
    ]


def test_who_answers_alike_does_not_hear_as_well_that_the_answers_differ(content):
    told = described(content, [3 if n in (5, 23, 41, 60, 66) else 4 for n in range(78)])

    assert "Je antwoorden lijken erg op elkaar." in told
    assert not any("verschillende antwoorden" in line for line in told)


def test_who_goes_from_end_to_end_hears_of_extremes_and_of_contradictions(content):
    items = content.library.gedrag.items
    own = {c: [i.id for i in items if i.competency == c] for c in {i.competency for i in items}}
    ends = [(own[i.competency].index(i.id) + sorted(own).index(i.competency)) % 2 for i in items]

    told = described(content, [(1, 5)[end] for end in ends])

    assert "Je koos opvallend vaak voor een van de uitersten." in told


def test_who_was_quick_hears_within_how_many_whole_seconds(content):
    told = described(content, [3] * 78, seconds=0.4)

    assert told[2:] == [
        "Een deel van de uitspraken vulde je erg snel in: gemiddeld binnen één seconde per"
        " uitspraak.",
        "Voor 20 uitspraken achter elkaar had je zo weinig tijd dat lezen bijna niet kon.",
    ]


def test_a_time_above_one_second_is_told_in_more_seconds(content):
    quick = [said for said in described(content, [3] * 78, seconds=1.4) if "seconden" in said]

    assert quick == [
        "Een deel van de uitspraken vulde je erg snel in: gemiddeld binnen 2 seconden per"
        " uitspraak."
    ]


def test_who_answers_with_care_hears_nothing(content):
    assert described(content, [2, 3, 4, 3, 4, 2] * 13) == []


def test_the_two_ends_of_variability_lie_on_both_sides_of_the_step_that_tells_them_apart():
    limits = declared_limits(items=78, categories=5)

    assert limits.variability_low < patterns._ALIKE_BELOW < limits.variability_high


@pytest.mark.parametrize("signal", [name for part in SIGNALS.values() for name in part])
def test_there_is_a_sentence_for_each_signal(signal):
    quality = {"gedrag": {"longest_string": 9, "variability": 0.2, "seconds": 1.2}}

    assert patterns._describe(signal, quality)
