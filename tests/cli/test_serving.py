"""The real ``bop serve`` on loopback, whose processes are killed; every wait is bounded."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from assessment.cli.deadline import REQUEST_SECONDS
from assessment.cli.serving import WEBSITE, WORKER
from bench import processes
from bench.server import find_free_port

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 90  # for a start on a machine that has other work
BEFORE_IT_ENDS = REQUEST_SECONDS * 3 / 4  # later a half-sent request is ended anyway


@pytest.fixture
def port():
    return find_free_port()


@pytest.fixture
def metrics_port():
    return find_free_port()


@pytest.fixture
def served(tmp_path, port, metrics_port):
    own = {k: v for k, v in os.environ.items() if not k.startswith(("BOP_", "MPLCONFIGDIR"))}
    log = (tmp_path / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "assessment", "serve"],
        cwd=ROOT,
        env={
            **own,
            "HOME": str(tmp_path / "home"),
            "BOP_DATA": str(tmp_path / "var"),
            "BOP_PORT": str(port),
            "BOP_METRICS_PORT": str(metrics_port),
        },  # fmt: skip
        stdout=log,
        stderr=log,
        start_new_session=True,  # whatever happens, the end of this test ends all of it
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        log.close()


def status(port, address):
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def counted(port):
    """Return what is told of the page that says whether the website answers; nothing, of nobody."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/metrics")
        told = connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return []
    finally:
        connection.close()
    return [line for line in told.splitlines() if 'page="status.healthy"' in line]


def comes_true(condition, seconds=MOST_SECONDS):
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < deadline:
        if condition():
            return True
        pause.wait(0.2)
    return False


def runs(pid):
    """Return whether a process runs; one that ended and waits for its parent has no command."""
    return bool(processes.command(pid))


def worker_of(served):
    return [p for p in processes.children(served.pid) if processes.name(p) == WORKER]


def half_sent(port):
    """Return a connection with a form of which the rest never comes."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(
        b"POST /begin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nx=1"
    )
    return connection


def test_a_half_sent_form_is_ended_by_the_server(served, port, tmp_path):
    assert comes_true(lambda: status(port, "/gezond") == 200), (tmp_path / "log").read_text()
    held = [half_sent(port) for _ in range(8)]

    for connection in held:
        connection.settimeout(4 * REQUEST_SECONDS)
        connection.recv(1000)  # raises TimeoutError when nobody ends it
        connection.close()


def test_who_connects_and_sends_nothing_keeps_nobody_waiting(served, port, tmp_path):
    assert comes_true(lambda: status(port, "/gezond") == 200), (tmp_path / "log").read_text()
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]

    assert status(port, "/gezond") == 200  # with a thread for each this takes two minutes

    for connection in silent:
        connection.settimeout(MOST_SECONDS)
        assert connection.recv(1000) == b""  # ended without a word, and not kept open for ever
        connection.close()


def test_what_cannot_be_read_of_a_request_is_not_told_to_the_log(served, port, tmp_path):
    log = tmp_path / "log"
    assert comes_true(lambda: status(port, "/gezond") == 200), log.read_text()
    with socket.create_connection(("127.0.0.1", port), MOST_SECONDS) as connection:
        connection.sendall(
            b"POST /verder HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\ncode=7K2M&name=Anneke\r\n\r\n"
        )
        while connection.recv(1000):
            pass

    assert comes_true(lambda: "Invalid HTTP request line: …" in log.read_text()), log.read_text()
    assert "Anneke" not in log.read_text()
    assert "7K2M" not in log.read_text()


def test_a_folder_is_served_by_one_at_a_time(served, port, tmp_path):
    assert comes_true(lambda: status(port, "/gezond") == 200), (tmp_path / "log").read_text()
    again = {"BOP_DATA": str(tmp_path / "var"), "BOP_PORT": str(find_free_port())}

    second = subprocess.run(
        [sys.executable, "-m", "assessment", "serve"], cwd=ROOT, env=os.environ | again,
        capture_output=True, text=True, timeout=MOST_SECONDS, check=False,
    )  # fmt: skip

    assert (second.returncode, second.stdout) == (2, "")
    assert "is al een bop serve, bop db restore of bop db upgrade bezig" in second.stderr
    assert status(port, "/gezond") == 200
    assert comes_true(lambda: any((tmp_path / "var" / "matplotlib").glob("fontlist-*.json")))
    assert not (tmp_path / "home").exists()  # nothing is left where somebody lives


def masters_of(served):
    return [p for p in processes.children(served.pid) if processes.name(p) == WEBSITE]


def web_of(served):
    """Return the master of the website and its processes."""
    masters = masters_of(served)
    return [*masters, *(child for master in masters for child in processes.children(master))]


def take_port(port):
    """Return whether the port is free, as whoever starts the website again finds it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def test_a_killed_worker_comes_back_and_a_killed_serve_leaves_nothing(
    served, port, metrics_port, tmp_path
):
    assert comes_true(lambda: status(port, "/klaar") == 200), (tmp_path / "log").read_text()
    [killed] = worker_of(served)

    os.kill(killed, signal.SIGKILL)

    assert comes_true(lambda: worker_of(served) not in ([], [killed]))
    assert comes_true(lambda: status(port, "/gezond") == 200)
    assert f"{WORKER} ended with status -9" in (tmp_path / "log").read_text()

    assert comes_true(lambda: counted(metrics_port))  # in other processes than the one that tells

    assert comes_true(lambda: len(web_of(served)) == 3)
    left = [*web_of(served), *worker_of(served)]
    with half_sent(port):  # a request that is still being read keeps nobody alive
        served.kill()
        served.wait(10)

        assert comes_true(lambda: not any(map(runs, left)), BEFORE_IT_ENDS)
    assert comes_true(lambda: take_port(port))


def test_a_killed_master_takes_its_processes_along_and_the_website_comes_back(
    served, port, tmp_path
):
    assert comes_true(lambda: status(port, "/klaar") == 200), (tmp_path / "log").read_text()
    assert comes_true(lambda: len(web_of(served)) == 3)
    old = web_of(served)

    with half_sent(port):
        os.kill(old[0], signal.SIGKILL)

        assert comes_true(lambda: not any(map(runs, old)), BEFORE_IT_ENDS)
    with socket.create_connection(("127.0.0.1", port), MOST_SECONDS):  # who comes now waits
        assert comes_true(lambda: status(port, "/gezond") == 200)
    assert masters_of(served) not in ([], old[:1])
    assert served.poll() is None
    assert "ended with status -9" in (tmp_path / "log").read_text()
