"""What a careless or a hostile user hands to the command line: never a stack trace."""

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assessment.cli import main
from assessment.cli.website import web_app
from assessment.jobs import Worker
from assessment.store import database
from values.problems import MOST_TOLD

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "a.json"
    assert main(["simulate", "--seed", "3", "--phase", "aspirant", "-o", str(path)]) == 0
    return path


@pytest.fixture
def told(capsys):
    """Run a command that must be refused; return its lines."""

    def run(*arguments, status=2):
        assert main([str(argument) for argument in arguments]) == status
        said = capsys.readouterr()
        assert said.out == ""
        assert "Traceback" not in said.err
        return said.err.splitlines()

    return run


def changed(answers, tmp_path, **changes):
    path = tmp_path / "changed.json"
    path.write_text(json.dumps({**json.loads(answers.read_text()), **changes}))
    return path


def test_an_aspirant_answers_the_intake(answers):
    table = json.loads(answers.read_text())

    assert "intake" in table["instruments"]
    assert "verdieping" not in table["instruments"]
    assert table["answers"]["verdieping"]


@pytest.mark.parametrize(("command", "made"), [("plan", "plan.pdf"), ("score", "profile.json")])
@pytest.mark.parametrize("year", ["0001", "1999", "9999"])
def test_a_year_out_of_all_reach_is_refused_by_place(answers, tmp_path, told, year, command, made):
    path = changed(answers, tmp_path, taken_at=f"{year}-12-31T23:59:59+01:00")

    [line] = told(command, path, "-o", tmp_path / made)

    assert line.startswith("taken_at:")
    assert not (tmp_path / made).exists()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_out_of_all_reach_is_left_out_of_a_report(answers, tmp_path, told, year):
    folder = tmp_path / "answers"
    folder.mkdir()
    changed(answers, folder, taken_at=f"{year}-12-31T23:59:59-01:00")

    lines = told("analyse", folder, "-o", tmp_path / "report")

    assert any("taken_at:" in line for line in lines)


def test_a_link_goes_on_pointing_where_it_did(answers, tmp_path):
    link, target = tmp_path / "link.json", tmp_path / "target.json"
    link.symlink_to(target)

    assert main(["score", str(answers), "-o", str(link)]) == 0

    assert link.is_symlink()
    assert json.loads(target.read_text())["format"] == "bop-profile/1"


def test_a_pipe_takes_the_result_and_stays_a_pipe(answers, tmp_path):
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()

    assert main(["score", str(answers), "-o", str(pipe)]) == 0

    reader.join(timeout=120)
    assert json.loads(got[0])["format"] == "bop-profile/1"
    assert pipe.is_fifo()


def test_a_folder_is_no_place_for_a_file(answers, tmp_path, told):
    [line] = told("score", answers, "-o", tmp_path)

    assert line.startswith(f"{tmp_path}:")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_earlier_file_as_it_was(answers, tmp_path, told, monkeypatch):
    kept = tmp_path / "profile.json"
    kept.write_text("van gisteren")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    told("score", answers, "-o", kept)

    assert kept.read_text() == "van gisteren"
    assert [p.name for p in tmp_path.iterdir()] == ["profile.json"]


def test_a_name_of_impossible_length_is_refused(answers, told):
    assert told("score", answers, "-o", "n" * 5000)
    assert told("score", "n" * 5000)


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("BOP_PORT", "poort", "BOP_PORT: poort"),
        ("BOP_DATABASE_URL", "onzin", "BOP_DATABASE_URL"),
        ("BOP_DATABASE_URL", "sqlite:////bestaat/niet/bop.db", "BOP_DATABASE_URL"),
        ("BOP_DATABASE_URL", "onbekend://localhost/bop", "BOP_DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path, monkeypatch, told, name, value, place):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv(name, value)

    [line] = told("db", "upgrade")

    assert line.startswith(place)


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path, monkeypatch, told):
    (tmp_path / "bop.db").write_bytes(b"dit is een brief" * 100)
    monkeypatch.setenv("BOP_DATA", str(tmp_path))

    [line] = told("db", "upgrade")

    assert "not a database" in line
    assert (tmp_path / "bop.db").read_bytes() == b"dit is een brief" * 100


def test_a_database_of_a_later_release_is_refused(tmp_path, monkeypatch, told):
    import sqlite3

    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    assert main(["db", "upgrade"]) == 0
    file = sqlite3.connect(tmp_path / "bop.db")
    file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.commit()
    file.close()

    [line] = told("db", "upgrade")

    assert "zet de nieuwere versie van het programma terug" in line


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path, monkeypatch, told):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("BOP_DATA", str(tmp_path))
        monkeypatch.setenv("BOP_PORT", str(port))

        [line] = told("serve")

    assert f"Poort {port}" in line
    assert not (tmp_path / "bop.db").exists()


def close_queue(worker):
    worker.huey.storage.close()


@pytest.fixture
def closed_after(monkeypatch):
    """Close the engine and the queue that the program has open for as long as it runs."""
    with ExitStack() as opened:

        def close_after(make, close):
            def note(*arguments, **options):
                made = make(*arguments, **options)
                opened.callback(close, made)
                return made

            return note

        open_engine = close_after(database.open_engine, Engine.dispose)
        monkeypatch.setattr(database, "open_engine", open_engine)
        monkeypatch.setattr("assessment.jobs.Worker", close_after(Worker, close_queue))
        yield


def test_the_web_app_of_the_environment_knows_that_no_worker_runs(
    tmp_path, monkeypatch, closed_after
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://bop.example")
    assert main(["db", "upgrade", "--new"]) == 0

    app = web_app()

    ready = app.test_client().get("/klaar")
    assert (ready.status_code, ready.json) == (
        503,
        {"database": True, "disk": True, "keys": True, "worker": False},
    )
    assert app.config["SESSION_COOKIE_SECURE"]
    worker = Worker(None, None, tmp_path / "queue.db")
    worker.say_alive()
    close_queue(worker)
    assert app.test_client().get("/klaar").status_code == 200


def run(*arguments, **environ):
    command = [sys.executable, "-m", "assessment", *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_the_screen_gets_utf8_whatever_the_terminal_speaks(answers):
    with run("score", answers, PYTHONIOENCODING="ascii") as process:
        out, err = process.communicate(timeout=600)

    assert (process.returncode, err) == (0, b"")
    assert json.loads(out.decode())["format"] == "bop-profile/1"


def test_who_reads_only_the_first_line_sees_no_stack_trace(answers):
    with run("score", answers) as process:
        process.stdout.close()
        err = process.stderr.read()
        process.wait(timeout=600)

    assert b"Traceback" not in err
    assert b"BrokenPipe" not in err


@pytest.mark.parametrize(
    ("host", "cause"), [("192.0.2.1", "niet van deze machine"), ("bestaat-niet.invalid", "naam")]
)
def test_where_the_website_cannot_listen_the_true_cause_is_told(
    tmp_path, monkeypatch, told, host, cause
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_HOST", host)
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://bop.example.nl")

    [line] = told("serve", status=1)  # it may be there in a while: systemd tries again

    assert line.startswith("BOP_HOST: ")
    assert cause in line


@pytest.mark.parametrize("empty", [True, False])
def test_a_database_that_is_gone_where_the_product_ran_before_is_refused(
    tmp_path, monkeypatch, told, empty
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    (tmp_path / "queue.db").write_bytes(b"van een eerdere keer")
    if empty:
        (tmp_path / "bop.db").touch()

    [line] = told("serve")

    assert f"{tmp_path / 'bop.db'} is weg of leeg" in line
    assert not empty or (tmp_path / "bop.db").stat().st_size == 0


@pytest.mark.parametrize(
    ("office", "reason"), [("griffier", "nog geen teksten"), ("keizer", "bestaat niet")]
)
def test_only_an_office_with_texts_is_simulated(tmp_path, capsys, office, reason):
    path = tmp_path / "a.json"

    assert main(["simulate", "--seed", "3", "--office", office, "-o", str(path)]) == 2
    said = capsys.readouterr().err
    assert reason in said
    assert said.rstrip().endswith("kies uit wethouder")
    assert not path.exists()


def test_a_website_for_others_starts_only_once_everything_it_needs_is_set(
    tmp_path, monkeypatch, told
):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_PUBLIC_URL", "https://bop.example")

    lines = told("serve")

    assert [line.split(":")[0] for line in lines] == [
        "BOP_ORGANISATION",
        "BOP_ORGANISATION_HELP",
        "BOP_ORGANISATION_PRIVACY",
        "BOP_SECRET_KEY",
        "BOP_MAIL_HOST",
    ]
    assert not (tmp_path / "bop.db").exists()


def test_of_a_file_with_very_many_mistakes_the_first_are_told(answers, tmp_path, told):
    unknown = {f"veld{number}": 1 for number in range(25_000)}

    lines = told("score", changed(answers, tmp_path, **unknown))

    assert len(lines) == MOST_TOLD + 1
    assert f"nog {25_000 - MOST_TOLD}" in lines[-1]
