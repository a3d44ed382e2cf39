"""The fixed words of the product stand in values.vocabulary and nowhere else in Python."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from values import vocabulary

ROOT = Path(__file__).parents[2]
ROOMS = ("values", "assessment", "study", "manual", "bench", "tools")
WORDS = {
    *vocabulary.PHASES,
    *vocabulary.INSTRUMENTS,
    *vocabulary.IMPORTANCE_GROUPS,
    *vocabulary.VERDICTS,
    *vocabulary.BANDS,
    *vocabulary.CLUSTER_KINDS,
    vocabulary.DEFAULT_OFFICE,
}
# Other things that carry the same word: chapters and figures of a document, bars of the benchmark.
OTHER_MEANINGS = {
    ("assessment/report", "stijl"),
    ("assessment/quality", "waardenkeuze"),
    ("assessment/store/migrations", "intake"),  # of intervision
    ("bench", "waardenkeuze"),
}


def literals(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and node.value in WORDS:
            yield node.value


def may_stand(path: Path, word: str) -> bool:
    place = path.relative_to(ROOT).as_posix()
    return any(place.startswith(room) and word == other for room, other in OTHER_MEANINGS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_word_of_the_vocabulary_is_written_once(room):
    home = Path(vocabulary.__file__)
    written = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if path != home
        for word in literals(path.read_text(encoding="utf-8"))
        if not may_stand(path, word)
    ]

    assert written == []


def test_a_word_written_elsewhere_is_seen():
    assert list(literals('if phase == "aspirant": group = {"leidend": 1}')) == [
        "aspirant",
        "leidend",
    ]


def test_each_other_meaning_is_still_in_use():
    for room, word in OTHER_MEANINGS:
        sources = [path.read_text(encoding="utf-8") for path in (ROOT / room).rglob("*.py")]
        assert any(word in literals(source) for source in sources), (room, word)


def test_sets_of_words_hold_what_their_types_allow():
    assert vocabulary.PHASES == ("aspirant", "starter", "zittend", "vertrekkend", "oud-wethouder")
    assert vocabulary.IN_OFFICE == ("starter", "zittend", "vertrekkend")
    assert (*vocabulary.IN_OFFICE, "oud-wethouder") == vocabulary.KNOWS_OFFICE
    assert vocabulary.LOOKING_AHEAD == ("vertrekkend", "oud-wethouder")
    assert vocabulary.PARTS == ("gedrag", "stijl", "waardenkeuze", "verdieping")
    assert vocabulary.SCORED_PARTS == ("gedrag", "stijl", "waardenkeuze")
    assert (*vocabulary.PARTS, "intake", "dilemmas") == vocabulary.INSTRUMENTS
    assert vocabulary.IMPORTANCE_GROUPS == ("leidend", "boven-gemiddeld", "niet-genoemd")
    assert vocabulary.VERDICTS == ("zeker", "mogelijk", "toeval")
    assert vocabulary.BANDS == ("in-ontwikkeling", "op-weg", "stevig", "sterk")
