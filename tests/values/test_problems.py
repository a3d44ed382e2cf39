"""What is said about wrong content: every sentence is used, and every one that is used exists."""

import re
import tomllib
from pathlib import Path

import pytest

from values import problems

ROOT = Path(__file__).parents[2]
ROOMS = ("values", "assessment/instruments", "assessment/plan")
_KEY = re.compile(r'"([a-z]+\.(?!toml"|csv")[a-z_0-9]+)"')
COMPUTED = {"nouns", "types"}  # sections whose names come from fields and types
NAMED_BY_FIELD = {"stijl.pairs", "stijl.switching", "stijl.scenarios"}


def keys(room):
    table = tomllib.loads((ROOT / room / "problems.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}" for section, named in table.items() for name in named}


def said(room):
    paths = (ROOT / room).glob("*.py")
    return {key for path in paths for key in _KEY.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_about_wrong_content_is_used(room):
    computed = {key for key in keys(room) if key.split(".")[0] in COMPUTED} | NAMED_BY_FIELD

    assert keys(room) - computed <= said(room)


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_that_is_said_exists(room):
    sections = {key.split(".")[0] for key in keys(room)}

    assert {key for key in said(room) if key.split(".")[0] in sections} <= keys(room)


def test_a_sentence_is_filled_in_and_an_unknown_one_is_an_error():
    assert problems.say("values.order", file="a.toml").startswith("a.toml: order noemt niet")
    with pytest.raises(KeyError):
        problems.say("values.nothing")
    with pytest.raises(KeyError):
        problems.say("values.order")


def test_of_very_many_problems_the_first_are_told_and_how_many_more_there_are():
    told = problems.tell_first([f"fout {number}" for number in range(25_000)])

    assert told[: problems.MOST_TOLD] == [f"fout {n}" for n in range(problems.MOST_TOLD)]
    assert told[problems.MOST_TOLD :] == [
        "En er zijn er nog 24900; verbeter eerst wat hierboven staat"
    ]
    assert problems.tell_first(told[:3]) == told[:3]


def test_of_a_problem_with_a_name_without_an_end_the_middle_is_left_out():
    [told] = problems.tell_first(["thing: het veld '" + "x" * 1_000_000 + "' bestaat niet"])

    assert len(told) < 600
    assert told.startswith("thing: het veld 'xxx")
    assert told.endswith("xxx' bestaat niet")
