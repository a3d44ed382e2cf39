"""One object says every text of a file, and knows the phrases that all files share."""

import tomllib
from pathlib import Path

import pytest

import assessment
from assessment.texts import SHARED, Texts

PACKAGE = Path(assessment.__file__).parent
PHRASES = tomllib.loads(SHARED.read_text(encoding="utf-8"))
FILES = [
    PACKAGE / "wording.toml",
    PACKAGE / "quality" / "content" / "quality.toml",
    *sorted((PACKAGE / "report").rglob("*.toml")),
]


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    file = tmp_path / "own.toml"
    file.write_text(
        '[greeting]\nhello = "Dag {name}"\ndays = ["ma", "di"]\n[[steps]]\nlabel = "een"\n',
        encoding="utf-8",
    )
    return Texts(file)


def test_a_sentence_is_filled_in(texts):
    assert texts.say("greeting.hello", name="{Anna}") == "Dag {Anna}"


def test_a_list_keeps_its_order(texts):
    assert texts.listed("greeting.days") == ("ma", "di")


def test_what_is_neither_stands_in_the_tables(texts):
    assert texts.tables["steps"] == [{"label": "een"}]


def test_every_file_shares_the_phrases_but_does_not_call_them_its_own(texts):
    assert texts.say("numbers.range", low=1, high=2) == "1–2"
    assert "numbers.range" not in texts
    assert texts.keys == {"greeting.hello", "greeting.days"}


@pytest.mark.parametrize("key", ["greeting.nothing", "nothing.hello", "steps.label"])
def test_an_unknown_key_is_an_error_of_the_author(texts, key):
    with pytest.raises(KeyError):
        texts.say(key)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_says_a_shared_phrase_again(file):
    own = tomllib.loads(file.read_text(encoding="utf-8"))

    for section, named in PHRASES.items():
        assert not named.keys() & own.get(section, {}).keys(), section


@pytest.mark.parametrize("month", ["november", "januari"])
def test_the_names_of_the_months_stand_in_one_place(month):
    places = [file for file in (*FILES, SHARED) if f'"{month}"' in file.read_text("utf-8")]

    assert places == [SHARED]
