"""The worked cases in cases/*.toml, which a psychologist can read and check."""

import tomllib
from pathlib import Path

import pytest

from assessment.scoring.behaviour import score_behaviour
from assessment.scoring.style import score_style
from tests import make
from tests.people import someone

CASES = Path(__file__).parent / "cases"


def read(name):
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def named(table):
    return [pytest.param(case, id=case["name"]) for case in table["cases"]]


def agree(found, expected):
    if not expected:
        assert found is None
        return
    assert found is not None
    for name, number in expected.items():
        assert getattr(found, name) == pytest.approx(number, abs=1e-4 * max(1, abs(number) / 10))


def agree_everywhere(behaviour, expected):
    for scale, constructs in expected.items():
        for construct, numbers in constructs.items():
            agree(getattr(behaviour, scale)[construct], numbers)


SMALL = read("small-world.toml")
SHIPPED = read("shipped-statements.toml")
STYLE = read("style.toml")


@pytest.mark.parametrize("case", named(SMALL))
def test_a_small_world_scores_as_worked_by_hand(case):
    value_map, gedrag = make.world(**SMALL["world"])

    agree_everywhere(score_behaviour(gedrag, value_map, case["answers"]), case["expected"])


@pytest.mark.parametrize("case", named(SHIPPED))
def test_the_shipped_statements_score_as_worked_by_hand(case, library, value_map):
    answers = case.get("answers") or someone.all_answered(library, case["everything"])

    agree_everywhere(score_behaviour(library.gedrag, value_map, answers), case["expected"])


@pytest.mark.parametrize("case", named(STYLE))
def test_a_style_axis_scores_as_worked_by_hand(case):
    stijl = make.stijl(list(STYLE["pairs"].items()), ["s1", "s2"])

    found = score_style(stijl, make.value_map(), case["answers"])

    expected = case["expected"]
    agree(found.axes["A"], expected.get("axis"))
    agree(found.switching["A"], expected.get("switching"))
    assert found.strengths == pytest.approx(
        expected.get("strengths", {"KOE": None, "BRU": None}), abs=1e-9
    )
