"""``bop analyse`` from folder or database to a folder that is written whole or not at all."""

import json
import sys

import pytest

from assessment.cli import folders, main
from assessment.cli.analysing import Progress
from assessment.instruments import write_answers
from assessment.services import analysing
from assessment.services.simulating import simulate
from assessment.store import database
from tests.people import taken

PEOPLE = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory, library, value_map):
    path = tmp_path_factory.mktemp("people")
    for seed in range(PEOPLE):
        phase = "zittend" if seed % 2 else "starter"
        one = simulate(seed, library, value_map, phase=phase, office="wethouder")
        (path / f"{seed}.json").write_text(json.dumps(write_answers(one)))
    (path / "bad.json").write_text("{")
    (path / "notes.txt").write_text("no answers")
    return path


@pytest.fixture
def three(tmp_path, library, value_map):
    path = tmp_path / "three"
    path.mkdir()
    for seed in range(3):
        one = simulate(seed, library, value_map, phase="zittend", office="wethouder")
        (path / f"{seed}.json").write_text(json.dumps(write_answers(one)))
    return path


def run(*arguments):
    return main(["analyse", *(str(argument) for argument in arguments)])


def refused(capsys, *arguments):
    assert run(*arguments) == 2
    return capsys.readouterr().err.splitlines()


def test_sixty_people_in_a_folder_become_a_page_and_tables(folder, tmp_path, capsys):
    out = tmp_path / "report"

    assert run(folder, "-o", out) == 0

    said = capsys.readouterr()
    assert said.out == ""
    assert str(folder / "bad.json") in said.err
    assert "overgeslagen: 1 van de 61 bestanden" in said.err
    assert {path.name for path in out.iterdir()} == analysing.FILE_NAMES
    assert out.stat().st_mode & 0o077 == 0
    page = (out / "rapport.html").read_text()
    assert "Dit rapport rust op 60 mensen." in page
    assert "bad.json" not in page
    assert "starter" in (out / "fasen.csv").read_text()


def test_a_report_replaces_the_one_that_stood_there(three, tmp_path):
    out = tmp_path / "report"
    assert run(three, "-o", out) == 0
    (out / "rapport.html").write_text("old")

    assert run(three, "-o", out) == 0

    assert "minder dan 30" in (out / "rapport.html").read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report", "three"]


def test_a_folder_with_something_else_is_refused_and_left_alone(three, tmp_path, capsys):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "diary.txt").write_text("dear diary")

    (problem,) = refused(capsys, three, "-o", out)

    assert "diary.txt" in problem
    assert [path.name for path in out.iterdir()] == ["diary.txt"]


def test_a_file_is_no_folder(three, tmp_path, capsys):
    (tmp_path / "file").write_text("x")

    assert "dit is een bestand" in refused(capsys, three, "-o", tmp_path / "file")[0]


def test_nothing_stays_behind_when_writing_fails(three, tmp_path, capsys, monkeypatch):
    def full(_, __):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_swap", full)

    said = refused(capsys, three, "-o", tmp_path / "report")

    assert "de schijf is vol" in said[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["three"]


def test_the_old_report_comes_back_when_the_new_one_cannot_take_its_place(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "rapport.html").write_text("old")

    with pytest.raises(FileNotFoundError):
        folders._swap(tmp_path / "gone", tmp_path / "report")

    assert (tmp_path / "report" / "rapport.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_absent_folder_and_one_without_answers_are_refused(tmp_path, capsys):
    (tmp_path / "empty").mkdir()

    assert "niet te lezen" in refused(capsys, tmp_path / "none", "-o", tmp_path / "r")[0]
    assert (
        "geen bestanden met .json" in refused(capsys, tmp_path / "empty", "-o", tmp_path / "r")[0]
    )
    assert not (tmp_path / "r").exists()


def test_a_folder_in_which_nothing_can_be_used_is_refused_with_every_reason(tmp_path, capsys):
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a.json").write_text("{")
    (bad / "b.json").write_bytes(b"\xff")

    said = refused(capsys, bad, "-o", tmp_path / "r")

    assert [str(bad / name) in line for name, line in zip(("a.json", "b.json"), said, strict=False)]
    assert "geen enkel bestand is bruikbaar" in said[-1]
    assert not (tmp_path / "r").exists()


def test_without_a_folder_the_database_is_read(
    engine, database_url, content, tmp_path, monkeypatch
):
    with database.writing(engine) as db:
        for seed in range(31):
            attempt = taken.add_submitted(db, content, seed=seed, simulated=False)
            taken.let_count(db, attempt, at=taken.NOW)
        taken.add_submitted(db, content, seed=99)
        db.commit()
    monkeypatch.setenv("BOP_DATABASE_URL", database_url)
    monkeypatch.setenv("BOP_DATA", str(tmp_path / "data"))

    assert run("-o", tmp_path / "report") == 0

    page = (tmp_path / "report" / "rapport.html").read_text()
    assert "Dit rapport rust op 31 mensen." in page
    assert "geen toestemming om mee te tellen" in page
    assert "verzonnen" not in page


def test_progress_is_one_changing_line_on_a_terminal_and_a_few_lines_elsewhere(capsys, monkeypatch):
    plain = Progress()
    for done in range(101):
        plain("choices", done, 100)
    few = capsys.readouterr().err.splitlines()

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    changing = Progress()
    for done in range(101):
        changing("choices", done, 100)
    changed = capsys.readouterr().err

    assert len(few) == 5
    assert few[-1].endswith("100 van 100")
    assert changed.count("\n") == 1
    assert changed.count("\r") == 101


def test_a_problem_does_not_stand_behind_the_line_that_changes(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    progress = Progress()
    progress("reading", 3, 10)

    progress.clear()

    shown = capsys.readouterr().err
    assert shown.endswith("\r")
    assert shown.split("\r")[-2].strip() == ""


def test_the_tables_can_be_made_for_a_dutch_excel(three, tmp_path):
    out = tmp_path / "report"

    assert run(three, "-o", out, "--excel") == 0

    assert (out / "codeboek.csv").read_bytes().startswith("\ufeffbestand;kolom;".encode())
    assert (out / "rapport.html").read_text().startswith("<!doctype html>")
