"""Texts tell numbers by name; each comes from the constant or the content that it is about."""

import subprocess
import sys
from pathlib import Path

import pytest

from values import constants, facts
from values.facts import FACTS, with_facts

ROOT = Path(__file__).parents[2]


def test_a_fact_is_filled_in_wherever_it_stands_in_a_table():
    table = {"a": "Op {facts.confidence} procent, {name}.", "b": ["{facts.Kept}", 3]}

    assert with_facts(table) == {"a": "Op 90 procent, {name}.", "b": ["Zestig dagen", 3]}


def test_facts_follow_the_content(value_map):
    assert FACTS["competencies"] == "zestien"
    assert len(value_map.competencies) == 16
    assert (FACTS["clusters"], FACTS["axes"], FACTS["bands"]) == ("negen", "drie", "vier")
    assert set(FACTS) >= {"competencies", "clusters"}
    assert len(list(FACTS)) == len(FACTS)


@pytest.mark.parametrize(
    ("confidence", "in_ten", "outside"),
    [(0.90, "negen van de tien", "één op de tien"), (0.80, "acht van de tien", "twee op de tien")],
)
def test_how_often_an_interval_holds_follows_the_confidence(confidence, in_ten, outside):
    code = (
        f"from values import constants; constants.CONFIDENCE = {confidence}\n"
        "from values.facts import FACTS\n"
        "print(FACTS['in_ten'], FACTS['outside_in_ten'], sep='|', end='')"
    )

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=ROOT, capture_output=True, check=True
    )

    assert done.stdout.decode() == f"{in_ten}|{outside}"


def test_how_long_is_kept_follows_the_rule_that_deletes(monkeypatch):
    monkeypatch.setattr(facts, "KEPT_DAYS", 45)
    monkeypatch.setattr(facts, "KEPT_RESULT_MONTHS", 24)
    monkeypatch.setattr(facts, "TERM_YEARS", 3)

    assert FACTS["Kept"] == "Vijfenveertig dagen"
    assert FACTS["Kept_result"] == "Vierentwintig maanden"
    assert FACTS["kept_term"] == "drie jaar"


def test_an_unknown_fact_is_an_error_of_the_author():
    with pytest.raises(KeyError):
        with_facts("{facts.colour}")


def test_a_fact_without_content_is_told_when_the_content_is_broken(monkeypatch):
    def broken():
        raise AssertionError("read")

    monkeypatch.setattr(facts, "load_value_map", broken)

    assert FACTS["confidence"] == f"{100 * constants.CONFIDENCE:.0f}"
    with pytest.raises(AssertionError):
        FACTS["competencies"]
