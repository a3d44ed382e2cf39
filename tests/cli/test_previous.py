"""`bop plan --previous`: the plan tells what changed since an earlier time."""

import json

import pytest

from assessment.cli import main
from tests.cli.test_commands import refused
from tests.report.pdf.checkers import page_validation, verapdf
from tests.report.pdf.reading import read

EARLIER = "2025-11-23T10:00:00+01:00"


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "nu.json"
    assert main(["simulate", "--seed", "7", "-o", str(path)]) == 0
    return path


@pytest.fixture
def made(now, tmp_path):
    """Return how to keep an earlier time, which differs from now by ``changes``."""

    def make(name="toen.json", taken_at=EARLIER, **gedrag):
        table = json.loads(now.read_text())
        table["taken_at"] = taken_at
        table["answers"]["gedrag"] |= {key.replace("_", "-"): x for key, x in gedrag.items()}
        path = tmp_path / name
        path.write_text(json.dumps(table))
        return path

    return make


@pytest.fixture
def everything_lower(made):
    path = made()
    table = json.loads(path.read_text())
    table["answers"]["gedrag"] = dict.fromkeys(table["answers"]["gedrag"], 1)
    path.write_text(json.dumps(table))
    return path


def planned(path, *arguments):
    assert main([str(argument) for argument in ("plan", *arguments, "-o", path)]) == 0
    return path.read_bytes()


def test_a_plan_with_an_earlier_time_has_the_chapter_and_passes_both_checkers(
    now, everything_lower, tmp_path
):
    pdf = planned(tmp_path / "plan.pdf", now, "--previous", everything_lower)

    tree = read(pdf).tree
    assert "Wat er veranderde" in [heading.full_text() for heading in tree.all("H1")]
    assert any("je antwoorden van vorige keer" in figure.alt for figure in tree.all("Figure"))
    assert page_validation(pdf) == []
    assert verapdf(pdf) == []


def test_the_earlier_answers_change_the_document(now, made, everything_lower, tmp_path):
    alone = planned(tmp_path / "alone.pdf", now)
    same = planned(tmp_path / "same.pdf", now, "--previous", made("zelfde.json"))
    lower = planned(tmp_path / "lower.pdf", now, "--previous", everything_lower)

    assert len({alone, same, lower}) == 3
    assert planned(tmp_path / "again.pdf", now, "--previous", everything_lower) == lower


@pytest.mark.parametrize("taken_at", ["2026-11-23T10:00:00+01:00", "2027-01-01T10:00:00+01:00"])
def test_a_file_that_is_not_earlier_is_refused_with_both_files_and_times(
    now, made, tmp_path, capsys, taken_at
):
    later, pdf = made("later.json", taken_at), tmp_path / "plan.pdf"

    said = refused(capsys, "plan", now, "--previous", later, "-o", pdf)

    assert said == [
        f"{later}: ingevuld op {taken_at}, en dat is niet eerder dan {now} "
        "(2026-11-23T10:00:00+01:00); geef bij --previous het oudste bestand"
    ]
    assert not pdf.exists()


def test_the_same_file_twice_is_refused(now, tmp_path, capsys):
    [said] = refused(capsys, "plan", now, "--previous", now, "-o", tmp_path / "plan.pdf")

    assert said.count(str(now)) == 2


def test_every_problem_in_the_earlier_file_is_told_with_the_file_and_the_place(
    now, made, tmp_path, capsys
):
    broken, pdf = made("stuk.json", bes1_3=7, pol1_1="veel"), tmp_path / "plan.pdf"

    said = refused(capsys, "plan", now, "--previous", broken, "-o", pdf)

    assert (
        f"{broken}: answers.gedrag.bes1-3: 7 is geen antwoord; kies 1 tot en met 5 of nvt" in said
    )
    assert len(said) == 2
    assert all(line.startswith(f"{broken}: answers.gedrag.") for line in said)
    assert not pdf.exists()


def test_an_impossible_year_in_the_earlier_file_is_told_with_the_file(now, made, tmp_path, capsys):
    ancient = made("oud.json", "0900-01-01T10:00:00+01:00")

    [said] = refused(capsys, "plan", now, "--previous", ancient, "-o", tmp_path / "plan.pdf")

    assert said.startswith(f"{ancient}: taken_at: 0900")


def test_a_missing_earlier_file_is_told_once_by_name(now, tmp_path, capsys):
    nowhere = tmp_path / "nergens.json"

    [said] = refused(capsys, "plan", now, "--previous", nowhere, "-o", tmp_path / "plan.pdf")

    assert said.count("nergens.json") == 1


def test_an_earlier_time_without_answers_is_no_error(now, made, tmp_path):
    empty = made("leeg.json")
    table = json.loads(empty.read_text())
    table["answers"]["gedrag"] = {}
    empty.write_text(json.dumps(table))

    assert planned(tmp_path / "plan.pdf", now, "--previous", empty).startswith(b"%PDF")
