"""The bars on a few people, every time: no kind of sentence is surely untrue that is not told.

Some hundred bars are judged at once, so each interval is of 99.9 %: what fails here is no chance.
"""

import pytest

from assessment.report.composition import claims
from study.sentences.results import MISSES, gather_sentences, list_judged, list_missed
from study.sentences.tasks import measure_universes
from study.sentences.universes import list_places

LEVEL = 0.999
SMALL = {"mixed": 60, "skewed": 60, "flat": 50, "flat-halo": 50, "mixed-30": 40}
PLACES = {place.id: place for place in list_places() if place.id in SMALL}


def measure(name, people=None):
    place = PLACES[name]
    return measure_universes([place], people or SMALL[name], 1, lambda _: None)


@pytest.fixture(scope="module")
def results():
    tallies = {}
    for name in SMALL:
        tallies |= measure(name)
    return gather_sentences(tallies, LEVEL)


def open_gate(monkeypatch):
    """Let everybody be named something, as before docs/adr/0026."""
    monkeypatch.setattr("values.differences.ALIKE_BEHAVIOUR", 1.0)
    monkeypatch.setattr("values.differences.ALIKE_STYLE", 1.0)


def list_surely_missed(results):
    judged = list_judged(results, list(PLACES.values()))
    return {(row["what"], row["hedge"]) for row in judged if row["verdict"] == MISSES}


def test_what_is_surely_missed_is_told(results):
    assert list_surely_missed(results) <= list_missed()


def test_most_kinds_of_sentences_are_said_to_enough_people_to_judge(results):
    judged = list_judged(results, list(PLACES.values()))

    assert len({row["what"] for row in judged if row["verdict"] != "te weinig"}) >= 12


def test_a_rule_that_names_whoever_it_likes_is_caught(monkeypatch):
    def name_first(estimates, *_):
        known = [name for name, estimate in estimates.items() if estimate is not None]
        return tuple(known[:3]), tuple(known[-3:])

    monkeypatch.setattr(claims, "standing_out", name_first)
    open_gate(monkeypatch)
    missed = list_surely_missed(gather_sentences(measure("mixed", 40) | measure("flat", 40), LEVEL))

    assert {("strength", ""), ("growth", ""), ("clearly", "flat")} <= missed


def test_the_rules_that_did_not_ask_whether_anything_differs_are_caught(monkeypatch):
    open_gate(monkeypatch)

    assert ("differing", "flat") in list_surely_missed(gather_sentences(measure("flat", 20), LEVEL))
