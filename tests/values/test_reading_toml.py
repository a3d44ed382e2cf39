"""TOML into dataclasses: what does not fit is named, and all of it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pytest

from values.toml_reading import (
    TABLES,
    ContentError,
    assemble,
    build,
    build_each,
    checked_fields,
    gather,
    read_fields,
    read_toml,
)


@dataclass(frozen=True)
class Thing:
    id: str
    size: int
    share: float
    on: bool
    names: tuple[str, ...]
    links: Mapping[str, int]
    kind: Literal["small", "large"] = "small"
    note: str | None = None


GOOD = {"id": "a", "size": 1, "share": 0.5, "on": True, "names": ["x"], "links": {"y": 2}}

A_LIST = "hier hoort een lijst met als onderdelen een tekst"
A_TABLE = "hier hoort een tabel met als waarden een geheel getal"


def problems_of(call, *arguments, **named):
    with pytest.raises(ContentError) as refused:
        call(*arguments, **named)
    assert str(refused.value) == "; ".join(refused.value.problems)
    return refused.value.problems


def test_a_fitting_table_becomes_a_dataclass_with_tuples():
    assert build(Thing, GOOD, "thing") == Thing("a", 1, 0.5, True, ("x",), {"y": 2})


def test_a_whole_number_may_stand_for_a_fraction():
    assert build(Thing, {**GOOD, "share": 1}, "thing").share == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"size": "1"}, "thing a: bij 'size' past '1' niet; hier hoort een geheel getal"),
        ({"size": True}, "thing a: bij 'size' past True niet; hier hoort een geheel getal"),
        ({"size": 1.0}, "thing a: bij 'size' past 1.0 niet; hier hoort een geheel getal"),
        ({"share": "half"}, "thing a: bij 'share' past 'half' niet; hier hoort een getal"),
        ({"share": True}, "thing a: bij 'share' past True niet; hier hoort een getal"),
        ({"on": 1}, "thing a: bij 'on' past 1 niet; hier hoort true of false"),
        ({"id": 7}, "thing a: bij 'id' past 7 niet; hier hoort een tekst"),
        ({"names": "x"}, "thing a: bij 'names' past 'x' niet; " + A_LIST),
        ({"names": ["x", 1]}, "thing a: bij 'names' past ['x', 1] niet; " + A_LIST),
        ({"links": ["y"]}, "thing a: bij 'links' past ['y'] niet; " + A_TABLE),
        ({"links": {"y": "2"}},
         "thing a: bij 'links' past {'y': '2'} niet; " + A_TABLE),
        ({"kind": "medium"},
         "thing a: bij 'kind' past 'medium' niet; hier hoort een van: small, large"),
        ({"note": 1}, "thing a: bij 'note' past 1 niet; hier hoort een tekst of niets"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_named(change, sentence):
    assert problems_of(build, Thing, {**GOOD, **change}, "thing a") == [sentence]


def test_unknown_missing_and_wrong_fields_are_reported_at_once():
    table = {**GOOD, "colour": "red", "smell": "fresh", "size": "big"}
    del table["id"], table["names"]

    assert problems_of(build, Thing, table, "thing 3") == [
        "thing 3: het veld 'colour' bestaat niet; haal het weg of verbeter de naam",
        "thing 3: het veld 'smell' bestaat niet; haal het weg of verbeter de naam",
        "thing 3: het veld 'id' ontbreekt; voeg het toe",
        "thing 3: het veld 'names' ontbreekt; voeg het toe",
        "thing 3: bij 'size' past 'big' niet; hier hoort een geheel getal",
    ]


def test_the_problems_of_all_tables_are_reported_at_once():
    tables = [GOOD, {**GOOD, "id": "b", "size": "x"}, {"size": 1}]

    found = problems_of(build_each, Thing, tables, "thing")

    assert found[0] == "thing b: bij 'size' past 'x' niet; hier hoort een geheel getal"
    assert "thing 3: het veld 'id' ontbreekt; voeg het toe" in found


def test_text_that_is_not_toml_is_refused_with_its_file(tmp_path):
    (tmp_path / "bad.toml").write_text("id = \nname = 1\n", encoding="utf-8")

    [sentence] = problems_of(read_toml, tmp_path / "bad.toml")

    assert sentence.startswith("bad.toml: dit is geen TOML in UTF-8 (")
    assert "line 1" in sentence


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b'name = "Hi\xebrarchie"')

    [sentence] = problems_of(read_toml, tmp_path / "bad.toml")

    assert sentence.startswith(
        "bad.toml: dit is geen TOML in UTF-8 ('utf-8' codec can't decode byte 0xeb"
    )


def test_a_missing_file_is_named(tmp_path):
    assert problems_of(read_toml, tmp_path / "gone.toml") == [
        "gone.toml: dit bestand kan niet worden gelezen (No such file or directory); zet het terug"
    ]


def test_the_fields_of_a_file_must_be_exactly_those_expected(tmp_path):
    (tmp_path / "some.toml").write_text("version = '1'\nextra = 1\n", encoding="utf-8")

    assert problems_of(read_fields, tmp_path / "some.toml", version=int, items=TABLES) == [
        "some.toml: het veld 'extra' bestaat niet; haal het weg of verbeter de naam",
        "some.toml: het veld 'items' ontbreekt; voeg het toe",
        "some.toml: bij 'version' past '1' niet; hier hoort een geheel getal",
    ]


def test_a_list_of_tables_holds_only_tables():
    [sentence] = problems_of(checked_fields, {"items": [{"id": 1}, 3]}, "some.toml", items=TABLES)

    assert sentence.startswith("some.toml: bij 'items' past [{'id': 1}, 3] niet")


def test_steps_are_gathered_and_the_same_problem_is_told_once():
    def wrong():
        raise ContentError(["one", "two"])

    def worse():
        raise ContentError(["two", "three"])

    assert gather([lambda: 1, lambda: 2]) == (1, 2)
    assert problems_of(gather, [wrong, lambda: 1, worse]) == ["one", "two", "three"]
    assert problems_of(assemble, Thing, id=wrong, size=worse) == ["one", "two", "three"]
