"""The website and the worker start soon: they read nothing that only results or documents use."""

import subprocess
import sys
from pathlib import Path

import pytest

from assessment.cli import running, website

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
