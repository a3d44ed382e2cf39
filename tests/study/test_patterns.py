"""Careless people are found and careful people are left alone, at the rates that are told."""

import json

import pytest

from assessment.scoring.answering_pattern import SIGNALS
from study.__main__ import FOLDER
from study.assumptions import load_assumptions
from study.patterns import RESULTS, measure_patterns, write_patterns

PEOPLE = 60


@pytest.fixture(scope="module")
def rates():
    return {row["kind"]: row for row in measure_patterns(load_assumptions(), people=PEOPLE)}


def test_careful_people_hardly_ever_seem_not_to_have_read(rates):
    careful = [row["unread"] for row in rates.values() if row["careful"]]

    assert len(careful) == 10
    assert max(careful) <= 5
    assert sum(careful) / len(careful) <= 1.5


@pytest.mark.parametrize(
    "kind", ["same", "random", "middle", "zigzag", "from-20", "from-40", "clicks"]
)
def test_who_clicks_without_reading_is_found(rates, kind):
    assert rates[kind]["unread"] >= 95


def test_who_answers_at_random_at_a_calm_pace_is_found_too(rates):
    assert rates["random-slow"]["unread"] >= 90
    assert rates["random-slow"]["signals"]["scatter"] >= 95
    assert rates["zigzag"]["signals"]["repeats"] == 100


def test_a_norm_keeps_out_who_seems_not_to_have_read_and_nobody_for_chance_alone(rates):
    assert rates["from-40-slow"]["signals"]["chance"] >= 90
    assert rates["from-40-slow"]["barred"] <= 5
    assert rates["mixed"]["barred"] <= 2
    for row in rates.values():
        assert row["barred"] >= row["unread"]


@pytest.mark.parametrize("rate", ["unread", "barred"])
def test_what_the_manual_tells_is_what_the_rules_of_now_do(rates, rate):
    rows = json.loads((FOLDER / RESULTS).read_text(encoding="utf-8"))["rows"]
    recorded = {row["kind"]: row[rate] for row in rows}

    assert recorded.keys() == rates.keys()
    for kind, told in recorded.items():
        assert abs(told - rates[kind][rate]) <= 10, kind  # of so few people chance makes some


def test_the_rates_are_written_with_every_signal(rates, tmp_path, monkeypatch):
    monkeypatch.setattr("study.patterns.measure_patterns", lambda _: iter(rates.values()))

    write_patterns(load_assumptions(), tmp_path)

    rows = json.loads((tmp_path / RESULTS).read_text())["rows"]
    assert {tuple(row["signals"]) for row in rows} == {
        tuple(name for part in SIGNALS.values() for name in part)
    }
