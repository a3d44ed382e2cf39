"""The shipped catalogue keeps every rule, equals the domain model, and broken files are refused."""

import csv
import shutil
from pathlib import Path

import pytest

from assessment.plan import checks, load_catalogue
from assessment.plan.loader import CONTENT, read_catalogue
from values import ContentError

REFERENCE = Path(__file__).parent.parent / "reference"


def test_the_shipped_catalogue_has_no_problems(catalogue, value_map):
    assert checks.problems(catalogue, value_map) == []
    assert load_catalogue() == catalogue


def test_programmes_train_what_the_domain_model_says(catalogue):
    with (REFERENCE / "programme_weights.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = {
        row.pop("programme"): {key: int(w) for key, w in row.items() if w != "0"} for row in rows
    }

    assert len(expected) == 21
    assert {p.id: dict(p.competencies) for p in catalogue.programmes} == expected


def test_support_is_open_to_every_phase_and_nothing_else_is_support(catalogue):
    support = {p.id: p.phases for p in catalogue.programmes if p.support}

    assert set(support) == {"VTP", "CRI", "VRA", "WSC"}
    assert set(support.values()) == {("aspirant", "starter", "zittend", "vertrekkend")}


def test_who_pays_is_told_by_notes_that_name_their_source(catalogue):
    notes = {note.id for note in catalogue.payment}

    assert len(notes) == len(catalogue.payment)
    assert all(note.source for note in catalogue.payment)
    assert {p.payment for p in catalogue.programmes} <= {"", *notes}


def test_every_phase_has_a_well_known_programme(catalogue):
    known = {phase for p in catalogue.programmes if p.well_known for phase in p.phases}

    assert known == {"aspirant", "starter", "zittend", "vertrekkend"}
    assert not any(p.well_known for p in catalogue.programmes if p.support)


def test_only_bestuurlijk_leiderschap_asks_for_another_programme(catalogue):
    assert {p.id: p.requires for p in catalogue.programmes if p.requires} == {"BLE": ("PBM",)}


def test_an_unknown_programme_is_a_key_error(catalogue):
    assert catalogue.programme("BLE").id == "BLE"
    with pytest.raises(KeyError):
        catalogue.programme("XYZ")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of(folder, read=read_catalogue):
    with pytest.raises(ContentError) as refused:
        read(folder)
    return refused.value.problems


def test_broken_fields_in_every_file_are_reported_at_once(folder):
    change(folder / "catalogue.toml", "support = false", 'support = "no"')
    change(
        folder / "catalogue.toml",
        '[[payment]]\nid = "scholing"\ntitle',
        '[[payment]]\nid = "scholing"\ntitel',
    )
    change(folder / "catalogue.toml", 'checked = "', 'seen = "')
    change(folder / "actions.toml", "text = ", "tekst = ")
    change(folder / "support.toml", "[[support]]", "[[help]]")
    change(folder / "rules.toml", "needs = 4", "needs = 4.5")

    found = problems_of(folder)

    assert found[:2] == [
        "catalogue.toml: unknown field 'seen'",
        "catalogue.toml: missing field 'checked'",
    ]
    assert "support.toml: unknown field 'help'" in found
    assert "action gelijkheid-1: unknown field 'tekst'" in found
    assert "rules.toml: needs must be int, not 4.5" in found

    change(folder / "catalogue.toml", 'seen = "', 'checked = "')
    found = problems_of(folder)
    assert "programme ORI: support must be bool, not 'no'" in found
    assert "payment scholing: unknown field 'titel'" in found


@pytest.mark.parametrize("name", ["catalogue.toml", "actions.toml", "support.toml", "rules.toml"])
def test_a_missing_file_is_told_once(name, folder):
    (folder / name).unlink()

    assert problems_of(folder) == [f"{name}: cannot be read: No such file or directory"]


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    change(folder / "catalogue.toml", 'requires = ["PBM"]', 'requires = ["PBX"]')

    found = problems_of(folder, load_catalogue)

    assert "programme BLE: requires an unknown programme" in found
