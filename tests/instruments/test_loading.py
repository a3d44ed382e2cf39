"""Broken instrument files are refused, all of them at once."""

import shutil

import pytest

from assessment.instruments.loader import CONTENT, load_library, newest_version, read_library
from tests.changed_files import change, refusals
from values import ContentError, releasing


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def problems_of(value_map, folder):
    return refusals(read_library, value_map, folder)


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
    change(folder / "waardenkeuze.v1.toml", "leading_from = 0.80", 'leading_from = "yes"')
    change(folder / "verdieping.v1.toml", 'kind = "choice"', 'kind = "pick"')
    change(folder / "intake.v1.toml", '{ id = "raad", label', '{ id = "raad", text')

    found = problems_of(value_map, folder)

    for expected in (
        "gedrag.v1.toml: item pol1-1: het veld 'colour' bestaat niet",
        "gedrag.v1.toml [scoring]: bij 'prior_df' past '20' niet",
        "gedrag.v1.toml: het veld 'minute' bestaat niet",
        "gedrag.v1.toml: het veld 'minutes' ontbreekt",
        "gedrag.v1.toml: option 5: het veld 'values' bestaat niet",
        "gedrag.v1.toml [response] missing: het veld 'id' bestaat niet",
        "gedrag.v1.toml [response] missing: het veld 'value' ontbreekt",
        "stijl.v1.toml: item a-1: bij 'kind' past 'pairs' niet",
        "stijl.v1.toml [response]: het veld 'switching_led' bestaat niet",
        "waardenkeuze.v1.toml [scoring]: bij 'leading_from' past 'yes' niet",
        "verdieping.v1.toml: question ervaring-duur: bij 'kind' past 'pick' niet",
        "intake.v1.toml: question ervaring-soort option raad: het veld 'text' bestaat niet",
    ):
        assert expected in found
    assert any(s.endswith(": het veld 'first' bestaat niet") for s in found)


@pytest.mark.parametrize("part", ["scoring", "response", "items"])
def test_a_missing_part_is_named(part, folder, value_map):
    path = folder / "gedrag.v1.toml"
    text = path.read_text(encoding="utf-8")
    for header in (f"[{part}]", f"[[{part}]]"):
        text = text.replace(header, header.replace(part, "elsewhere"))
    path.write_text(text, encoding="utf-8")

    found = problems_of(value_map, folder)

    assert f"gedrag.v1.toml: het veld '{part}' ontbreekt" in found
    assert "gedrag.v1.toml: het veld 'elsewhere' bestaat niet" in found


def test_a_question_without_an_id_is_refused(folder, value_map):
    change(folder / "intake.v1.toml", 'id = "beweegreden-nu"', 'kop = "beweegreden-nu"')

    found = problems_of(value_map, folder)

    assert "intake.v1.toml: question None: het veld 'id' ontbreekt" in found


@pytest.mark.parametrize("line", ["version = 1", 'id = "stijl"'])
def test_a_file_must_say_the_id_and_version_of_its_name(line, folder, value_map):
    change(folder / "stijl.v1.toml", line, line.replace("1", "2").replace("stijl", "style"))

    assert problems_of(value_map, folder) == [
        "stijl.v1.toml: hier hoort id = 'stijl' en version = 1, zoals in de bestandsnaam"
    ]


@pytest.mark.parametrize("name", ["gedrag", "stijl", "waardenkeuze", "verdieping", "intake"])
def test_a_missing_file_is_told_once(name, folder, value_map):
    (folder / f"{name}.v1.toml").unlink()

    assert problems_of(value_map, folder) == [
        f"{name}.v1.toml: dit bestand kan niet worden gelezen (No such file or directory)"
    ]


@pytest.mark.parametrize("row", ["1,1,6,40", "1,1,6,0", "1,1,6,x", "1,1,6", "x,1,6,1", "1,1,6,-1"])
def test_a_wrong_row_of_the_design_is_named_with_its_line(row, folder, value_map):
    path = folder / "waardenkeuze_design.v1.csv"
    path.write_text("version,set,position,value\n1,1,1,7\n" + row + "\n", encoding="utf-8")

    assert problems_of(value_map, folder) == [
        "waardenkeuze_design.v1.csv regel 3: hier horen de getallen version, set, position, value "
        "(de laatste van 1 tot en met 39)"
    ]


def test_a_missing_design_is_named(folder, value_map):
    (folder / "waardenkeuze_design.v1.csv").unlink()

    [sentence] = problems_of(value_map, folder)

    assert sentence.startswith("waardenkeuze_design.v1.csv: dit bestand kan niet worden gelezen")


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    change(folder / "gedrag.v1.toml", "level = 1", "level = 9")

    with pytest.raises(ContentError) as refused:
        load_library(folder)

    assert any("een stelling van niveau 9" in s for s in refused.value.problems)


def test_the_newest_version_of_an_instrument_is_asked(folder, value_map):
    text = (folder / "stijl.v1.toml").read_text(encoding="utf-8")
    for version in (2, 10):
        (folder / f"stijl.v{version}.toml").write_text(
            text.replace("version = 1", f"version = {version}"), encoding="utf-8"
        )

    assert read_library(value_map, folder).stijl.header.version == 10
    assert newest_version("stijl", folder) == 10
    assert read_library(value_map, folder).versions("starter")["gedrag"] == 1


def test_a_released_file_that_changed_is_refused_with_the_remedy(folder):
    releasing.release(folder, ["gedrag.v1.toml"])
    load_library(folder)
    load_library.cache_clear()
    change(folder / "gedrag.v1.toml", "minutes = 12", "minutes = 13")

    with pytest.raises(ContentError) as refused:
        load_library(folder)

    [problem] = refused.value.problems
    assert problem.startswith("gedrag.v1.toml: dit bestand is vrijgegeven en daarna veranderd; ")
    assert "maak er versie 2 van: kopieer het naar gedrag.v2.toml" in problem


def test_a_question_in_a_phase_that_does_not_exist_is_refused(folder, value_map):
    change(folder / "intake.v1.toml", 'phases = ["aspirant"]', 'phases = ["oud"]')

    assert problems_of(value_map, folder) == [
        "intake.v1.toml: question beweegreden-nu: bij 'phases' past ['oud'] niet"
    ]


QUESTION = """
[[items]]
id = "proefvraag"
kind = "open"
theme = "ontwikkeling"
phases = ["vertrekkend"]
text = "Wat geeft je rust op een proefdag?"
max_length = 600
"""


def test_a_question_more_needs_no_code(folder, library):
    with (folder / "verdieping.v1.toml").open("a", encoding="utf-8") as stream:
        stream.write(QUESTION)

    found = load_library(folder).verdieping

    assert found.items[-1].id == "proefvraag"
    assert len(found.items) == len(library.verdieping.items) + 1


def test_not_utf8_is_named(folder, value_map):
    (folder / "intake.v1.toml").write_bytes(b"id = '\xff'")

    [sentence] = problems_of(value_map, folder)

    assert sentence.startswith(
        "intake.v1.toml: dit is geen TOML in UTF-8 ('utf-8' codec can't decode byte 0xff"
    )
