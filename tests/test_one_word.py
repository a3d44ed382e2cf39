"""One word for one thing, and one name for one act: those of tests/one_word.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LISTED = Path(__file__).with_name("one_word.toml")
ROOT = LISTED.parent.parent
FOUND = tomllib.loads(LISTED.read_text(encoding="utf-8"))
WORDS, ACTS = FOUND["words"], FOUND["acts"]
BUTTON = re.compile(
    r"<(?P<tag>button|a)\b(?P<facts>(?:[^<>{]|{{.*?}}|{%.*?%})*)>(?P<says>.*?)</(?P=tag)>", re.S
)
SPOKEN = re.compile(r'<span class="visually-hidden">.*?</span>', re.S)
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


def buttons(template: str) -> Iterator[str]:
    """Yield what the buttons and the links that look like one say; each side of a choice apart."""
    for found in BUTTON.finditer(template):
        if found["tag"] == "button" or "button" in found["facts"]:
            says = SPOKEN.sub("", found["says"])
            yield from re.findall(r'"([^"]+)"', says) if "{{" in says else [" ".join(says.split())]


def is_avoided(act: dict[str, Any], says: str) -> bool:
    return re.fullmatch(act["avoid"], says, re.IGNORECASE) is not None


@pytest.mark.parametrize("act", ACTS, ids=lambda act: str(act["use"]))
def test_an_act_has_one_name_on_every_button(act: dict[str, Any]) -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        for says in buttons(path.read_text(encoding="utf-8")):
            assert not is_avoided(act, says), f"{path.name}: use ‘{act['use']}’: {says}"


def test_what_a_button_says_is_read_without_what_only_a_screen_reader_says() -> None:
    page = """<a class="button{{ ' secondary' if x > 1 }}" href="{{ url_for('a') }}">Weghalen
      <span class="visually-hidden">: doel</span></a><a href="/">Verwijder</a>
      <button>{{ "Aanpassen" if x else "Ik doe mee" }}</button>"""
    assert list(buttons(page)) == ["Weghalen", "Aanpassen", "Ik doe mee"]


def test_to_delete_all_for_good_is_another_act_than_to_take_something_away() -> None:
    away = next(act for act in ACTS if act["use"] == "Haal weg")
    assert is_avoided(away, "Verwijder")
    assert not is_avoided(away, "Verwijder alles nu")


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
