"""JSON from outside: one clean object, or a sentence that says where and what to do."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.json_reading import MAX_BYTES, InputError, read_json_object

COMMA = 8 if sys.version_info >= (3, 13) else 9  # the one too many itself, or what follows it


def read_or_refuse(data):
    """The object, or the reason; any other exception is a fault."""
    try:
        return read_json_object(data)
    except InputError as refused:
        return str(refused)


def problems_of(data):
    with pytest.raises(InputError) as refused:
        read_json_object(data)
    assert str(refused.value) == "\n".join(refused.value.problems)
    return refused.value.problems


def test_an_object_is_returned():
    assert read_json_object(b'{"a": [1, "x", null, true, 1.5]}') == {"a": [1, "x", None, True, 1.5]}


def test_a_byte_order_mark_of_a_text_editor_is_allowed():
    assert read_json_object('{"naam": "Zoë"}'.encode("utf-8-sig")) == {"naam": "Zoë"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "bestand: regel 1, teken 1: dit is geen geldige JSON"),
        (b'{"a": 1,}', f"bestand: regel 1, teken {COMMA}: dit is geen geldige JSON"),
        (b'{\n"a": 1\n"b": 2}', "bestand: regel 3, teken 1: dit is geen geldige JSON"),
        (b'{"a": 1} {}', "bestand: regel 1, teken 10: dit is geen geldige JSON"),
        (b'{"a": "\x01"}', "bestand: regel 1, teken 8: dit is geen geldige JSON"),
        (b'{"a": "\xff"}', "bestand: dit is geen tekst in UTF-8 (fout bij byte 7)"),
        ('{"a": 1}'.encode("utf-16"), "bestand: dit is geen tekst in UTF-8 (fout bij byte 0)"),
        (b"[]", "bestand: [] past hier niet; hier hoort een object"),
        (b"null", "bestand: null past hier niet; hier hoort een object"),
        (b"true", "bestand: true past hier niet; hier hoort een object"),
        (b"NaN", "bestand: NaN past hier niet; hier hoort een object"),
        (b'"tekst"', "bestand: tekst past hier niet; hier hoort een object"),
        (b"[" * 100_000, "bestand: de JSON is te diep genest"),
        (b"[" * 900 + b"]" * 900, "bestand: de JSON is te diep genest"),
        (b'{"a":' * 25 + b"1" + b"}" * 25, "bestand: de JSON is te diep genest"),
        (b'{"a": ' + b"9" * 5000 + b"}", "bestand: er staat een getal van meer dan 100 cijfers in"),
        (b" " * (MAX_BYTES + 1), "bestand: 1000001 bytes is te groot"),
    ],
    ids=lambda part: repr(part[:30]),
)
def test_what_is_no_clean_object_is_refused_in_one_line(data, sentence):
    [line] = problems_of(data)

    assert line.startswith(sentence)
    assert "\n" not in line


def test_every_key_that_came_twice_is_named_with_its_place():
    data = b'{"a": {"b": 1, "c": 2, "b": 3}, "d": [{"e": 1, "e": 2}], "f": 1, "f": 2}'

    assert problems_of(data) == [
        "a.b: staat er meer dan één keer; laat er één staan",
        "d.e: staat er meer dan één keer; laat er één staan",
        "f: staat er meer dan één keer; laat er één staan",
    ]


def test_a_file_at_the_limit_of_size_is_read():
    padding = b" " * (MAX_BYTES - 2)

    assert read_json_object(b"{}" + padding) == {}


def test_twenty_levels_are_read():
    data = b'{"a":' * 20 + b"1" + b"}" * 20

    assert read_json_object(data)["a"]["a"]


@given(data=st.binary(max_size=60))
def test_any_bytes_give_an_object_or_a_reason(data):
    assert isinstance(read_or_refuse(data), dict | str)


@given(text=st.text(alphabet='{}[]":,0123456789eE.-nulltrfas \\u', max_size=40))
def test_text_that_looks_like_json_gives_an_object_or_a_reason(text):
    assert isinstance(read_or_refuse(text.encode()), dict | str)
