"""The program's own sentences, and text of people made safe to keep and to quote."""

import errno
import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assessment
from assessment.wording import clean_text, explain_os_error, say, short, type_message

PACKAGE = Path(assessment.__file__).parent
TABLE = tomllib.loads((PACKAGE / "wording.toml").read_text(encoding="utf-8"))


def test_a_sentence_is_filled_in():
    assert say("answers.missing", place="phase") == "phase: ontbreekt; voeg dit veld toe"


def test_an_unknown_sentence_is_an_error_of_the_author():
    with pytest.raises(KeyError):
        say("answers.nothing")


def test_a_value_with_braces_is_quoted_as_it_is():
    assert say("answers.missing", place="{place}") == "{place}: ontbreekt; voeg dit veld toe"


def test_every_sentence_can_be_filled_in():
    for section, sentences in TABLE.items():
        for name, text in sentences.items():
            fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            told = say(f"{section}.{name}", **dict.fromkeys(fields, "x"))
            assert told.strip(), name
            assert "{" not in told, name


def test_every_sentence_that_the_code_says_exists():
    sources = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    said = {
        key
        for source in sources
        if re.search(r"from assessment\.wording import.*\bsay\b", source)
        for key in re.findall(r'(?<!\.)\bsay\(\s*"([a-z_]+\.[a-z0-9_]+)"', source)
    }

    assert said
    for key in said:
        section, name = key.split(".")
        assert name in TABLE.get(section, {}), key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  regel\r\nregel\rregel \n", "regel\nregel\nregel"),
        ("een\x00\x07twee\u2028", "eentwee"),
        ("een\ttwee\vdrie\u2028vier", "een twee\ndrie\nvier"),
        ("e\u0301\ud800n", "\u00e9n"),
        ("e\x07\u0301\u00e9n", "\u00e9\u00e9n"),
        ("emoji \U0001f600 mag", "emoji \U0001f600 mag"),
    ],
)
def test_control_characters_go_and_the_text_stays(text, expected):
    assert clean_text(text) == expected


@given(text=st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, "7"),
        (True, "true"),
        (None, "null"),
        (3.0, "3.0"),
        (float("nan"), "NaN"),
        ("a\nb\tc\u2029d", "a b c d"),
        ([1, "é"], '[1, "é"]'),
        ({"a": None}, '{"a": null}'),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 37 + "..."),
    ],
)
def test_a_value_is_quoted_on_one_short_line_as_json_tells_it(value, expected):
    assert short(value) == expected


@given(text=st.text(max_size=100))
def test_a_quoted_text_is_always_one_line_of_at_most_forty_characters(text):
    assert len(short(text)) <= 40
    assert len(short(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOENT, "bestaat niet"),
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EIO, f"fout {errno.EIO} van het systeem"),
        (None, "fout 0 van het systeem"),
    ],
)
def test_why_a_file_cannot_be_used_is_told_in_dutch(number, said):
    assert explain_os_error(OSError(number, "in English")) == said


def test_a_wrong_type_says_which_belongs_there():
    assert type_message("answers", [], "object") == (
        "answers: [] past hier niet; hier hoort een object"
    )
