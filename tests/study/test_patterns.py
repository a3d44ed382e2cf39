"""Careless people are found and careful people are left alone, at the rates that are told."""

import json

import pytest

from assessment.scoring.answering_pattern import SIGNALS
from study.assumptions import load_assumptions
from study.patterns import RESULTS, measure_patterns, write_patterns

PEOPLE = 60


@pytest.fixture(scope="module")
def rates():
    return {row["kind"]: row for row in measure_patterns(load_assumptions(), people=PEOPLE)}


def test_careful_people_are_hardly_ever_kept_out(rates):
    careful = [row["barred"] for row in rates.values() if row["careful"]]

    assert len(careful) == 10
    assert max(careful) <= 5
    assert sum(careful) / len(careful) <= 1.5


@pytest.mark.parametrize("kind", ["same", "random", "from-20", "from-40", "clicks"])
def test_who_clicks_without_reading_is_kept_out(rates, kind):
    assert rates[kind]["barred"] >= 95


def test_who_answers_at_random_slowly_is_mostly_found_and_a_zigzag_by_its_places_alone(rates):
    assert rates["random-slow"]["barred"] >= 55
    assert rates["zigzag"]["signals"]["one_place"] == 100


def test_the_rates_are_written_with_every_signal(rates, tmp_path, monkeypatch):
    monkeypatch.setattr("study.patterns.measure_patterns", lambda _: iter(rates.values()))

    write_patterns(load_assumptions(), tmp_path)

    rows = json.loads((tmp_path / RESULTS).read_text())["rows"]
    assert {tuple(row["signals"]) for row in rows} == {
        tuple(name for part in SIGNALS.values() for name in part)
    }
