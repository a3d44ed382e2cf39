"""Broken files of the vocabulary are refused, all of them at once."""

import shutil

import pytest

from values import ContentError, load_value_map
from values.loader import CONTENT, read_value_map


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(folder):
    with pytest.raises(ContentError) as refused:
        read_value_map(folder)
    return refused.value.problems


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

    assert "office wethouder: unknown field 'full_text'" in found
    assert "office wethouder: missing field 'full_texts'" in found
    assert "competency POL1: unknown field 'definitie'" in found
    assert "style 1: id must be str, not 1" in found
    assert "nut.toml: order must be int, not '9'" in found
    assert "nut.toml: value doelmatigheid: unknown field 'trent'" in found
    assert any(sentence.startswith("vrijheid.toml: not TOML") for sentence in found)


@pytest.mark.parametrize("name", ["waardenkaart.toml", "competencies.toml", "styles.toml"])
def test_a_missing_file_is_told_once(name, folder):
    (folder / name).unlink()

    assert problems_of(folder) == [f"{name}: cannot be read: No such file or directory"]


def test_a_misspelt_list_is_not_silently_left_out(folder):
    change(folder / "waardenkaart.toml", "[[tensions]]", "[[tension]]")

    assert "waardenkaart.toml: unknown field 'tension'" in problems_of(folder)


def test_values_that_are_no_list_of_tables_are_refused(folder):
    path = folder / "clusters" / "nut.toml"
    path.write_text('id = "nut"\nvalues = "alle"\n', encoding="utf-8")

    found = problems_of(folder)

    assert "nut.toml: missing field 'name'" in found
    assert any(sentence.startswith("nut.toml: values must be tuple[dict") for sentence in found)


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    (folder / "clusters" / "nut.toml").unlink()

    with pytest.raises(ContentError) as refused:
        load_value_map(folder)

    assert "clusters: 8 instead of 9" in refused.value.problems


def test_reading_alone_leaves_meaning_unchecked(folder):
    (folder / "clusters" / "nut.toml").unlink()

    assert len(read_value_map(folder).clusters) == 8
