"""Broken instrument files are refused, all of them at once."""

import shutil

import pytest

from assessment.instruments.loader import CONTENT, load_library, read_library
from values import ContentError


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(value_map, folder):
    with pytest.raises(ContentError) as refused:
        read_library(value_map, folder)
    return refused.value.problems


def test_a_copy_of_the_shipped_files_is_read(folder, value_map, library):
    assert read_library(value_map, folder) == library


def test_broken_fields_in_every_file_are_reported_at_once(folder, value_map):
    change(folder / "gedrag.v1.toml", 'id = "pol1-1"', 'id = "pol1-1"\ncolour = "red"')
    change(folder / "gedrag.v1.toml", "prior_df = 20", 'prior_df = "20"')
    change(folder / "gedrag.v1.toml", "minutes = 12", "minute = 12")
    change(folder / "gedrag.v1.toml", "{ value = 5,", "{ values = 5,")
    change(folder / "gedrag.v1.toml", "missing = { value", "missing = { id")
    change(folder / "stijl.v1.toml", 'kind = "pair"', 'kind = "pairs"')
    change(folder / "stijl.v1.toml", 'kind = "switching"', 'kind = "switching"\nfirst = "x"')
    change(folder / "stijl.v1.toml", "switching_lead", "switching_led")
    change(folder / "waardenkeuze.v1.toml", "certain = 0.80", 'certain = "yes"')
    change(folder / "verdieping.v1.toml", 'kind = "choice"', 'kind = "pick"')
    change(folder / "intake.v1.toml", '{ id = "raad", label', '{ id = "raad", text')

    found = problems_of(value_map, folder)

    for expected in (
        "gedrag item pol1-1: unknown field 'colour'",
        "gedrag [scoring]: prior_df must be int, not '20'",
        "gedrag: unknown field 'minute'",
        "gedrag: missing field 'minutes'",
        "gedrag option 5: unknown field 'values'",
        "gedrag [response] missing: unknown field 'id'",
        "gedrag [response] missing: missing field 'value'",
        "stijl item a-1: kind must be typing.Literal['pair', 'scenario'], not 'pairs'",
        "stijl [response]: unknown field 'switching_led'",
        "waardenkeuze [scoring]: certain must be float, not 'yes'",
        "verdieping question ervaring-duur: kind must be typing.Literal['open', 'choice', "
        "'choices'], not 'pick'",
        "intake question ervaring-soort option raad: unknown field 'text'",
    ):
        assert expected in found
    assert any(s.endswith(": unknown field 'first'") for s in found)


@pytest.mark.parametrize("part", ["scoring", "response", "items"])
def test_a_missing_part_is_named(part, folder, value_map):
    path = folder / "gedrag.v1.toml"
    text = path.read_text(encoding="utf-8")
    for header in (f"[{part}]", f"[[{part}]]"):
        text = text.replace(header, header.replace(part, "elsewhere"))
    path.write_text(text, encoding="utf-8")

    found = problems_of(value_map, folder)

    assert f"gedrag: missing field '{part}'" in found
    assert "gedrag: unknown field 'elsewhere'" in found


def test_a_question_without_an_id_is_refused(folder, value_map):
    change(folder / "intake.v1.toml", 'id = "beweegreden-nu"', 'kop = "beweegreden-nu"')

    found = problems_of(value_map, folder)

    assert "intake question None: missing field 'id'" in found


@pytest.mark.parametrize("line", ["version = 1", 'id = "stijl"'])
def test_a_file_must_say_the_id_and_version_of_its_name(line, folder, value_map):
    change(folder / "stijl.v1.toml", line, line.replace("1", "2").replace("stijl", "style"))

    assert problems_of(value_map, folder) == ["stijl.v1.toml: must say id 'stijl', version 1"]


@pytest.mark.parametrize("name", ["gedrag", "stijl", "waardenkeuze", "verdieping", "intake"])
def test_a_missing_file_is_told_once(name, folder, value_map):
    (folder / f"{name}.v1.toml").unlink()

    assert problems_of(value_map, folder) == [
        f"{name}.v1.toml: cannot be read: No such file or directory"
    ]


@pytest.mark.parametrize("row", ["1,1,6,40", "1,1,6,0", "1,1,6,x", "1,1,6", "x,1,6,1", "1,1,6,-1"])
def test_a_wrong_row_of_the_design_is_named_with_its_line(row, folder, value_map):
    path = folder / "waardenkeuze_design.v1.csv"
    path.write_text("version,set,position,value\n1,1,1,7\n" + row + "\n", encoding="utf-8")

    assert problems_of(value_map, folder) == [
        "waardenkeuze_design.v1.csv line 3: needs the numbers version, set, position, value "
        "(1 to 39)"
    ]


def test_a_missing_design_is_named(folder, value_map):
    (folder / "waardenkeuze_design.v1.csv").unlink()

    [sentence] = problems_of(value_map, folder)

    assert sentence.startswith("waardenkeuze_design.v1.csv: cannot be read")


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    change(folder / "gedrag.v1.toml", "level = 1", "level = 9")

    with pytest.raises(ContentError) as refused:
        load_library(folder)

    assert any("a statement of level 9, not 1 to 4" in s for s in refused.value.problems)


def test_not_utf8_is_named(folder, value_map):
    (folder / "intake.v1.toml").write_bytes(b"id = '\xff'")

    [sentence] = problems_of(value_map, folder)

    assert sentence.startswith("intake.v1.toml: not TOML: 'utf-8' codec can't decode byte 0xff")
