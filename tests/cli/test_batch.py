"""`bop plan` on a folder of answers."""

import argparse
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.cli import batch, commands, main
from tests.cli.test_commands import ROOT, refused

EARLIER = "2020-01-01T10:00:00+01:00"


def bop(*arguments):
    """Return the command as a process that reads the program from here."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "assessment", *map(str, arguments)]
    return {"args": command, "env": environ, "stderr": subprocess.PIPE, "text": True}


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """Return a folder with the answers of two people, a spoiled file, and what is no answers."""
    folder = tmp_path_factory.mktemp("antwoorden")
    for seed, name in ((7, "anna"), (8, "bo")):
        assert main(["simulate", "--seed", str(seed), "-o", str(folder / f"{name}.json")]) == 0
    (folder / "kapot.json").write_text('{"format": "bop-answers/1"}')
    (folder / "lees mij.txt").write_text("geen antwoorden")
    (folder / ".bop-half.json").write_text("{")
    (folder / "oud.json").mkdir()
    return folder


@pytest.fixture(scope="module")
def earlier(people, tmp_path_factory):
    """Return a folder with earlier answers of one of them."""
    folder = tmp_path_factory.mktemp("eerder")
    table = json.loads((people / "anna.json").read_text())
    (folder / "anna.json").write_text(json.dumps({**table, "taken_at": EARLIER}))
    return folder


@pytest.fixture(scope="module")
def done(people, earlier, tmp_path_factory):
    """Return how the batch of these people ended, and the folder with what it made."""
    made = tmp_path_factory.mktemp("uit") / "plannen"
    arguments = ("plan", people, "--previous", earlier, "-o", made)
    return subprocess.run(**bop(*arguments), check=False), made


def test_every_good_file_becomes_a_pdf_of_its_name_and_a_bad_one_stops_nothing(done):
    ended, made = done

    assert ended.returncode == 2
    assert sorted(path.name for path in made.iterdir()) == ["anna.pdf", "bo.pdf"]


def test_the_end_tells_which_file_failed_and_why(done, people):
    said = done[0].stderr.splitlines()

    assert f"{people / 'kapot.json'}: answers: ontbreekt; voeg dit veld toe" in said
    assert said[-1] == f"2 van 3 gemaakt in {done[1]}; 1 mislukt"
    assert not any("anna" in line or "bo.json" in line for line in said)


def test_a_batch_tells_how_far_it_is_and_ends_at_its_count(done):
    told = [line for line in done[0].stderr.splitlines() if " gedaan, " in line]

    assert told[0].startswith("0 van 3")
    assert told[-1] == "3 van 3 gedaan, 1 mislukt"


def test_a_plan_of_a_batch_has_the_bytes_of_the_single_command(done, people, earlier, tmp_path):
    single = tmp_path / "anna.pdf", tmp_path / "bo.pdf"
    before = ("--previous", str(earlier / "anna.json"))
    assert main(["plan", str(people / "anna.json"), *before, "-o", str(single[0])]) == 0
    assert main(["plan", str(people / "bo.json"), "-o", str(single[1])]) == 0

    for path in single:
        assert path.read_bytes() == (done[1] / path.name).read_bytes()


def test_an_interrupted_batch_finishes_what_it_was_making_and_leaves_no_half_files(
    people, tmp_path
):
    folder, made = tmp_path / "in", tmp_path / "uit"
    folder.mkdir()
    for number in range(8):
        shutil.copy(people / "anna.json", folder / f"{number}.json")
    arguments = bop("plan", folder, "-o", made, "--jobs", "1")

    with subprocess.Popen(**arguments, start_new_session=True) as running:
        while not running.stderr.readline().startswith("1 van 8"):
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        said = running.stderr.read().splitlines()

    files = sorted(made.iterdir())
    assert running.returncode == batch.INTERRUPTED
    assert said[-1] == f"Gestopt: {len(files)} van 8 gemaakt in {made}; 0 mislukt"
    assert 1 <= len(files) < 8
    assert {path.suffix for path in files} == {".pdf"}
    assert {path.read_bytes()[-6:] for path in files} == {b"%%EOF\n"}
    assert not any("Traceback" in line for line in said)


def test_a_folder_without_answers_is_refused(tmp_path, capsys):
    said = refused(capsys, "plan", tmp_path, "-o", tmp_path / "uit")

    assert said == [
        f"{tmp_path}: deze map heeft geen bestanden die eindigen op .json; "
        "kies de map met antwoorden"
    ]
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("option", ["--output", "--goals", "--previous"])
def test_a_file_where_a_batch_needs_a_folder_is_refused(option, people, tmp_path, capsys):
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"an earlier plan")
    rest = () if option == "--output" else ("-o", tmp_path / "uit")

    (said,) = refused(capsys, "plan", people, option, file, *rest)

    assert said.startswith(f"{option} {file}: dit is een bestand")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]
    assert file.read_bytes() == b"an earlier plan"


@pytest.mark.parametrize("number", ["0", "-1", "veel"])
def test_a_number_of_processes_is_at_least_one(number, people, tmp_path):
    with pytest.raises(SystemExit) as left:
        main(["plan", str(people), "-o", str(tmp_path), "--jobs", number])

    assert left.value.code == 2


def test_a_mistake_of_the_program_is_a_problem_of_its_file(monkeypatch, tmp_path):
    def fail(_):
        raise ZeroDivisionError("twee gedeeld door niets")

    monkeypatch.setattr(commands, "make_document", fail)

    (problem,) = batch.make_task(argparse.Namespace(output=tmp_path / "plan.pdf"))

    assert "ZeroDivisionError: twee gedeeld door niets" in problem
    assert not list(tmp_path.iterdir())


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_one_line_shows_the_progress(people, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(people / "kapot.json", folder)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())

    assert main(["plan", str(folder), "-o", str(tmp_path / "uit")]) == 2

    bar, *after = screen.getvalue().split("\n")
    assert bar.split("\r")[1:] == [
        f"[{'.' * 30}] 0 van 1 gedaan, 0 mislukt",
        f"[{'#' * 30}] 1 van 1 gedaan, 1 mislukt",
    ]
    assert after[-2].startswith("0 van 1 gemaakt")
    assert Path(tmp_path / "uit").is_dir()
