"""One word for one thing: what a participant reads uses the words of tests/one_word.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LISTED = Path(__file__).with_name("one_word.toml")
ROOT = LISTED.parent.parent
WORDS = tomllib.loads(LISTED.read_text(encoding="utf-8"))["words"]
PLACES = {
    "values": "values/content/**/*.toml",
    "instruments": "assessment/instruments/content/*.toml",
    "plan": "assessment/plan/content/*.toml",
    "report": "assessment/report/**/texts.toml",
    "templates": "templates/**/*.html",
    "wording": "assessment/wording.toml",
}
FOR_WHO_KEEPS_IT_RUNNING = {"cli", "address", "database", "refused_file", "release", "batch",
                            "retention", "norm", "calibration", "measurement", "analyse",
                            "left_out"}  # fmt: skip
NO_TEXT = {"id", "sources", "source", "url", "where", "indicator", "opvatting",
           "option", "question", "programmes", "wishes", "contacts", "contact"}  # fmt: skip


def written(place: str) -> Iterator[tuple[str, str]]:
    """Yield file and text of everything in a place that a participant may read."""
    for path in sorted(ROOT.glob(PLACES[place])):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            tables = tomllib.loads(text)
            if place == "wording":
                tables = {k: v for k, v in tables.items() if k not in FOR_WHO_KEEPS_IT_RUNNING}
            yield from ((path.name, one) for one in strings(tables))
        else:
            yield path.name, re.sub(r"url_for\([^)]*\)|/afname/|\{#.*?#\}", " ", text, flags=re.S)


def strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, one in found.items():
            if key not in NO_TEXT:
                yield from strings(one)
    elif isinstance(found, list):
        for one in found:
            yield from strings(one)


def misuses(word: dict[str, Any], text: str) -> list[str]:
    return re.findall(rf"(?<![\w-])(?:{word['avoid']})(?![\w-])", text, re.IGNORECASE)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: str(word["use"]))
def test_a_thing_has_one_word(word: dict[str, Any]) -> None:
    for place in word.get("places", PLACES):
        for file, text in written(place):
            assert not misuses(word, text), f"{file}: use ‘{word['use']}’: {text[:200]}"


def test_the_word_is_seen_in_a_sentence_and_not_inside_another_word() -> None:
    by_use = {word["use"]: word for word in WORDS}

    assert misuses(by_use["gemeentesecretaris"], "Vraag de secretaris.")
    assert not misuses(by_use["gemeentesecretaris"], "Vraag de gemeentesecretaris.")
    assert not misuses(by_use["zelfbeoordeling"], "Weerstand neemt af, names niet.")
    assert misuses(by_use["Appa"], "De APPA.")
    assert not misuses(by_use["Appa"], "De Appa.")
