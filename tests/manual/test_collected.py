"""The manual reads real results where they are, and refuses those of made-up people."""

import csv
import json
from datetime import date

import pytest

from assessment.quality.page.texts import list_files, say
from assessment.quality.page.words import yes_or_no
from assessment.services.norm_json import norm_to_json
from manual.collected import Coefficient, Collected, NoEvidence, collect_samples
from manual.text import norm_reliabilities
from tests.people.norm_sets import norm_set


def write(folder, key, rows):
    """Write rows by column key as ``bop analyse`` does, under the names in the file."""
    file = list_files()[key]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / file.name).open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow([column.name for column in file.columns])
        table.writerows([row.get(column.key, "") for column in file.columns] for row in rows)


def report(folder, *, people="312", simulated=False, omega="0.741"):
    write(folder, "overview", [
        {"fact": say("facts.simulated"), "value": yes_or_no(simulated)},
        {"fact": say("facts.people"), "value": people},
    ])  # fmt: skip
    write(folder, "scales", [
        {"scale": "POL1", "name": "Krachtenveld lezen", "complete": "298", "alpha": "0.72",
         "alpha_low": "0.67", "alpha_high": "0.77", "omega": omega, "omega_low": "0.69",
         "omega_high": "0.79", "sem": "8.5"},
        {"scale": "POL2", "name": "Debatteren"},
    ])  # fmt: skip


def test_without_any_file_there_is_nothing(tmp_path):
    assert collect_samples(tmp_path) == Collected()
    assert collect_samples(tmp_path / "absent") == Collected()


def test_the_newest_report_counts(tmp_path):
    report(tmp_path / "2027-05-01", omega="0.6")
    report(tmp_path / "2028-01-15", omega="0.741")

    found = collect_samples(tmp_path)

    assert (found.day, found.people) == (date(2028, 1, 15), 312)
    one, other = found.scales
    assert (one.id, one.people, one.sem) == ("POL1", 298, 8.5)
    assert one.alpha == Coefficient(0.72, 0.67, 0.77)
    assert one.omega == Coefficient(0.741, 0.69, 0.79)
    assert (other.people, other.omega.value, other.sem) == (0, None, None)


def test_a_report_on_made_up_people_is_refused(tmp_path):
    report(tmp_path / "2027-05-01", simulated=True)

    with pytest.raises(NoEvidence, match="not about real people; take this folder away"):
        collect_samples(tmp_path)


def test_a_report_on_too_few_people_is_refused(tmp_path):
    report(tmp_path / "2027-05-01", people=say("sample.few"))

    with pytest.raises(NoEvidence, match="too few people"):
        collect_samples(tmp_path)


def test_a_report_without_its_overview_is_refused(tmp_path):
    report(tmp_path / "2027-05-01")
    (tmp_path / "2027-05-01" / list_files()["overview"].name).unlink()

    with pytest.raises(NoEvidence, match="copy every file"):
        collect_samples(tmp_path)


def test_the_newest_norm_counts_with_its_reliabilities(tmp_path):
    for day, omega in (("2027-05-01", 0.6), ("2029-02-01", 0.75)):
        (tmp_path / day).mkdir()
        text = json.dumps(norm_to_json(norm_set(omega)))
        (tmp_path / day / "norm.json").write_text(text, encoding="utf-8")

    found = collect_samples(tmp_path)

    assert found.norm_day == date(2029, 2, 1)
    assert found.norm == norm_set(0.75)
    assert norm_reliabilities(found)["POL1"].omega == 0.75
    assert norm_reliabilities(Collected()) == {}
