"""The website and the worker start soon: they read nothing that only results or documents use."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.cli import running, website
from assessment.store import database
from bench.server import find_free_port

ROOT = Path(__file__).resolve().parents[2]
# Seconds of processor each; who answers statements needs none of them.
SLOW = ("matplotlib", "reportlab", "scipy.special", "scipy.optimize", "scipy.linalg", "pikepdf")
READ = "from assessment.cli.website import read_program; read_program(); "
TELL = "import sys; print(*sorted(sys.modules))"


def modules_after(code):
    told = subprocess.run(
        [sys.executable, "-c", code + TELL], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(told.stdout.split())


def test_the_website_and_the_worker_read_nothing_slow():
    read = modules_after(READ)

    assert {"assessment.web.app", "assessment.jobs", "assessment.scoring"} <= read
    assert [name for name in SLOW if name in read] == []


def test_a_command_that_was_not_asked_for_is_not_read():
    code = "import assessment.cli.program; "

    assert not modules_after(code) & {"assessment.cli.parser", "assessment.cli.analysing", *SLOW}


def test_what_serves_is_read_by_no_other_command():
    read = modules_after("import assessment.cli.parser; ")

    assert not read & {"assessment.cli.serving", "assessment.jobs", "gunicorn", "huey", *SLOW}


def test_a_command_ends_without_a_last_look_for_rubbish():
    code = """if True:
        import atexit, gc, runpy, sys
        atexit.register(lambda: print(gc.get_freeze_count() > 0))
        sys.argv[1:] = ["work", "--help"]
        runpy.run_module("assessment", run_name="__main__")"""

    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert ended.stdout.endswith("True\n"), ended.stderr


@pytest.mark.parametrize("name", running.NAMES)
def test_both_have_a_help_of_their_own(name, capsys):
    from assessment.cli import main

    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert f"bop {name}" in capsys.readouterr().out


def test_gunicorn_is_told_what_it_was_told_before(tmp_path, monkeypatch):
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--workers 9")
    with (tmp_path / "listener").open("wb") as listener:
        told = website.Website(listener).cfg

    assert (told.workers, told.threads) == (website.WEB_PROCESSES, website.WEB_THREADS)
    assert told.forwarder_headers == []
    assert told.control_socket_disable
    assert told.worker_class is website.DeadlineWorker
    assert told.logger_class is website.OwnLogger


FINAL, AGAIN = 2, 1  # how a start ends: somebody must do something, or it may go well in a while


@pytest.fixture
def start(tmp_path):
    """Return what `bop serve` ends with, and what it says, with settings that are wrong."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BOP_")}
    (tmp_path / "var").mkdir()

    def run(**settings):
        told = {"BOP_DATA": tmp_path / "var", "BOP_PORT": find_free_port(),
                "BOP_DATA_KEYS": tmp_path / "keys"} | settings  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-m", "assessment", "serve"], cwd=ROOT, check=False, text=True,
            env=own | {name: str(value) for name, value in told.items()}, capture_output=True,
        )  # fmt: skip
        assert ended.stdout == ""
        assert "Traceback" not in ended.stderr
        return ended.returncode, ended.stderr.count("\n"), ended.stderr

    return run


def test_a_start_that_only_somebody_can_mend_is_not_tried_again(start, tmp_path):
    (tmp_path / "var" / "queue.db").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = start(BOP_PORT=taken.getsockname()[1])
    lost = start()
    setting = start(BOP_MAIL_SECURITY="misschien", BOP_MAIL_HOST="mail.example")
    outside = start(BOP_PUBLIC_URL="https://plan.example")
    (tmp_path / "var" / "queue.db").unlink()
    database.upgrade(f"sqlite:///{tmp_path / 'var' / 'bop.db'}")
    no_key = start(BOP_PUBLIC_URL="http://127.0.0.1", BOP_DATA_KEYS=tmp_path)

    assert [one[0] for one in (busy, lost, setting, outside, no_key)] == [FINAL] * 5
    assert [one[1] for one in (busy, lost, no_key)] == [1] * 3  # one message, once


def test_a_start_that_may_go_well_in_a_while_is_tried_again(start):
    pytest.importorskip("psycopg")
    away = start(BOP_DATABASE_URL=f"postgresql://bop@127.0.0.1:{find_free_port()}/bop")
    late = start(BOP_HOST="192.0.2.7", BOP_PUBLIC_URL="https://plan.example")

    assert [one[:2] for one in (away, late)] == [(AGAIN, 1)] * 2


def test_a_server_that_does_not_know_our_database_is_not_asked_for_ever(start, cluster):
    status, lines, told = start(BOP_DATABASE_URL=cluster.url("nergens"))

    assert (status, lines) == (FINAL, 1)
    assert '"nergens" does not exist' in told
