"""Broken files of the vocabulary are refused, all of them at once."""

import shutil

import pytest

from tests.changed_files import change, refusals
from values import load_value_map, releasing
from values.loader import CONTENT, read_value_map


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def problems_of(folder, read=read_value_map):
    return refusals(read, folder)


def test_a_copy_of_the_shipped_files_is_read(folder, value_map):
    assert read_value_map(folder) == value_map


def test_broken_fields_in_several_files_are_reported_at_once(folder):
    change(folder / "waardenkaart.toml", "full_texts = true", "full_text = true")
    change(folder / "competencies.toml", "definition = ", "definitie = ")
    change(folder / "styles.toml", 'id = "KOE"', "id = 1")
    change(folder / "clusters" / "nut.toml", "order = 9", 'order = "9"')
    change(folder / "clusters" / "nut.toml", "trend = ", "trent = ")
    (folder / "clusters" / "vrijheid.toml").write_bytes(b"\xff")

    found = problems_of(folder)

    assert "waardenkaart.toml: office wethouder: het veld 'full_text' bestaat niet" in found
    assert "waardenkaart.toml: office wethouder: het veld 'full_texts' ontbreekt" in found
    assert "competencies.toml: competency POL1: het veld 'definitie' bestaat niet" in found
    assert "styles.toml: style 1: bij 'id' past 1 niet" in found
    assert "nut.toml: bij 'order' past '9' niet" in found
    assert "nut.toml: value doelmatigheid: het veld 'trent' bestaat niet" in found
    assert any(
        sentence.startswith("vrijheid.toml: dit is geen TOML in UTF-8") for sentence in found
    )


@pytest.mark.parametrize("name", ["waardenkaart.toml", "competencies.toml", "styles.toml"])
def test_a_missing_file_is_told_once(name, folder):
    (folder / name).unlink()

    assert problems_of(folder) == [
        f"{name}: dit bestand kan niet worden gelezen (No such file or directory)"
    ]


def test_a_misspelt_list_is_not_silently_left_out(folder):
    change(folder / "waardenkaart.toml", "[[tensions]]", "[[tension]]")

    assert "waardenkaart.toml: het veld 'tension' bestaat niet" in problems_of(folder)


def test_values_that_are_no_list_of_tables_are_refused(folder):
    path = folder / "clusters" / "nut.toml"
    path.write_text('id = "nut"\nvalues = "alle"\n', encoding="utf-8")

    found = problems_of(folder)

    assert "nut.toml: het veld 'name' ontbreekt" in found
    assert "nut.toml: bij 'values' past 'alle' niet" in found


def test_a_kind_of_cluster_that_does_not_exist_is_refused(folder):
    change(folder / "clusters" / "nut.toml", 'kind = "praktisch"', 'kind = "nuttig"')

    assert problems_of(folder) == ["nut.toml: bij 'kind' past 'nuttig' niet"]


def test_a_cluster_has_the_id_of_its_file(folder):
    change(folder / "clusters" / "nut.toml", 'id = "nut"', 'id = "nuttig"')

    assert problems_of(folder) == ["nut.toml: de id is 'nuttig', maar de bestandsnaam zegt 'nut'"]


def test_a_released_file_that_changed_is_refused_on_loading(folder):
    releasing.release(folder, ["clusters/nut.toml"])
    load_value_map(folder)
    change(folder / "clusters" / "nut.toml", "\n", "\n\n")
    load_value_map.cache_clear()

    found = problems_of(folder, load_value_map)

    assert found == ["clusters/nut.toml: dit bestand is vrijgegeven en daarna veranderd"]


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    (folder / "clusters" / "nut.toml").unlink()

    found = problems_of(folder, load_value_map)

    assert "waardenkaart.toml [expected]: het aantal clusters is 8, niet 9" in found


def test_reading_alone_leaves_meaning_unchecked(folder):
    (folder / "clusters" / "nut.toml").unlink()

    assert len(read_value_map(folder).clusters) == 8
