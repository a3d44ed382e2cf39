"""The shipped catalogue keeps every rule, equals the domain model, and broken files are refused."""

import csv
import shutil
from pathlib import Path

import pytest

from assessment.plan import checks, load_catalogue
from assessment.plan.loader import CONTENT, read_catalogue
from assessment.plan.model import ENDED
from assessment.plan.situation import Situation, list_suitable
from tests.changed_files import change, refusals
from values import PHASES, releasing

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

    assert {p.id: dict(p.competencies) for p in catalogue.programmes} == expected


def test_support_is_open_to_every_phase_and_nothing_else_is_support(catalogue):
    support = {p.id: p.phases for p in catalogue.programmes if p.support}

    assert set(support) == {"VTP", "CRI", "VRA", "WSC"}
    assert set(support.values()) == {PHASES}


def test_who_pays_is_told_by_notes_that_name_their_source(catalogue):
    notes = {note.id for note in catalogue.payment}

    assert len(notes) == len(catalogue.payment)
    assert all(note.source for note in catalogue.payment)
    assert {p.payment for p in catalogue.programmes} <= {"", *notes}


def test_every_phase_has_a_well_known_programme(catalogue):
    known = {phase for p in catalogue.programmes if p.well_known for phase in p.phases}

    assert known == set(PHASES)
    assert not any(p.well_known for p in catalogue.programmes if p.support)


def test_no_programme_asks_for_another_because_no_source_states_it(catalogue):
    assert [p.id for p in catalogue.programmes if p.requires] == []


def test_what_has_ended_is_never_advised(catalogue):
    assert [p.id for p in catalogue.programmes if p.status == ENDED] == ["DIA"]
    for phase in PHASES:
        assert "DIA" not in {p.id for p in list_suitable(Situation(phase), catalogue)}


def test_the_handbook_is_not_for_who_leaves(catalogue):
    assert "vertrekkend" not in catalogue.programme("HAN").phases


def test_an_unknown_programme_is_a_key_error(catalogue):
    assert catalogue.programme("BLE").id == "BLE"
    with pytest.raises(KeyError):
        catalogue.programme("XYZ")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def problems_of(folder, read=read_catalogue):
    return refusals(read, folder)


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
    change(folder / "rules.toml", "needs = 3", "needs = 4.5")

    found = problems_of(folder)

    assert found[:2] == [
        "catalogue.toml: het veld 'seen' bestaat niet",
        "catalogue.toml: het veld 'checked' ontbreekt",
    ]
    assert "support.toml: het veld 'help' bestaat niet" in found
    assert "actions.toml: action gelijkheid-1: het veld 'tekst' bestaat niet" in found
    assert "rules.toml: bij 'needs' past 4.5 niet" in found

    change(folder / "catalogue.toml", 'seen = "', 'checked = "')
    found = problems_of(folder)
    assert "catalogue.toml: programme ORI: bij 'support' past 'no' niet" in found
    assert "catalogue.toml: payment scholing: het veld 'titel' bestaat niet" in found


@pytest.mark.parametrize(
    "name", ["catalogue.toml", "actions.toml", "support.toml", "rules.toml", "asked.toml"]
)
def test_a_missing_file_is_told_once(name, folder):
    (folder / name).unlink()

    assert problems_of(folder) == [
        f"{name}: dit bestand kan niet worden gelezen (No such file or directory)"
    ]


def test_a_programme_in_a_phase_that_does_not_exist_is_refused(folder):
    change(folder / "catalogue.toml", 'phases = ["aspirant"]', 'phases = ["aspirant", "oud"]')

    assert problems_of(folder) == [
        "catalogue.toml: programme ORI: bij 'phases' past ['aspirant', 'oud'] niet"
    ]


def test_a_released_file_that_changed_is_refused_on_loading(folder):
    releasing.release(folder, ["rules.toml"])
    load_catalogue(folder)
    load_catalogue.cache_clear()
    change(folder / "rules.toml", "needs = 3", "needs = 5")

    assert problems_of(folder, load_catalogue) == [
        "rules.toml: dit bestand is vrijgegeven en daarna veranderd"
    ]


PROGRAMME = """
[[programmes]]
id = "PROEF"
name = "Nieuw programma"
kind = "training"
phases = ["zittend"]
form = "Eén dag in een kleine groep."
trains = "Je oefent met proefdebatten in de raad."
entry = ""
requires = []
support = false
competencies = { POL2 = 3 }
values = []
sources = ["eigen werk"]
as_of = "2026-11"
review_by = "2027-11"
contact = "vereniging"
"""

ACTION = """
[[actions]]
id = "gelijkheid-proef"
value = "gelijkheid"
text = "Vraag op de proef twee inwoners wat zij eerlijk vinden."
"""


def test_a_programme_and_an_action_more_need_no_code(folder, catalogue):
    for file, table in (("catalogue.toml", PROGRAMME), ("actions.toml", ACTION)):
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(table)

    found = load_catalogue(folder)

    assert len(found.programmes) == len(catalogue.programmes) + 1
    assert len(found.actions_for("gelijkheid")) == len(catalogue.actions_for("gelijkheid")) + 1


def test_a_broken_rule_of_meaning_is_refused_on_loading(folder):
    change(folder / "catalogue.toml", "requires = []", 'requires = ["PBX"]')

    found = problems_of(folder, load_catalogue)

    assert "catalogue.toml: ORI: requires noemt 'PBX', en dat programma bestaat niet" in found
