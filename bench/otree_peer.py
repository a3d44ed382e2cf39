"""Visitors beside oTree: rounds of both in turn on the same machine, so that both share its moods.

Run with ``make bench-peer``; oTree stands in an environment of its own. It saves no answer before
its button is pressed, and its embedded database is in memory until it ends: ours is on disk with
every answer. It shows forty statements on one page (its best: three requests) and on five, as ours.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench import machine, processes
from bench.answering import warm_up
from bench.crowd import Visit, begin_visit, run_crowd
from bench.otree_project import SHAPES, write_project
from bench.quantiles import p50
from bench.server import find_free_port, running

ROUNDS, VISITORS, TOGETHER = 3, 48, 4
START_SECONDS, TIMEOUT_SECONDS = 60, 60
KEY = "of this run"
_FIELDS = re.compile(r'name="(q\d+)"')


class Peer:
    """A running oTree, and a session of it for each shape of the project."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.pids, self.port = [process.pid], port

    def make_session(self, name: str, participants: int) -> str:
        """Return the path at which each of the participants joins."""
        told = json.dumps({"session_config_name": name, "num_participants": participants})
        headers = {"otree-rest-key": KEY, "Content-Type": "application/json"}
        status, _, text = _ask(self.connect(), "POST", "/api/sessions", told, headers)
        if status != 200:
            raise RuntimeError(f"oTree made no session: {status} {text[:200]}")
        return str(urlsplit(json.loads(text)["session_wide_url"]).path)

    def begin_visit(self, link: str) -> Visit:
        """Join as far as the first page; return what answers all and goes on to the end."""
        connection = self.connect()
        first, _ = _follow(connection, "GET", link)
        connection.close()  # oTree hangs up on who waits; the next request connects again

        def visit() -> None:
            address, text = _follow(connection, "GET", first)
            while fields := dict.fromkeys(_FIELDS.findall(text), "3"):
                address, text = _follow(connection, "POST", address, urlencode(fields))
            connection.close()

        return visit

    def connect(self) -> HTTPConnection:
        """Return a new connection."""
        return HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)


def measure(otree: Path, *, rounds: int = ROUNDS, visitors: int = VISITORS) -> dict[str, Any]:
    """Return visitors per second and processor time of each, of ours and of oTree in turn."""
    runs: dict[str, list[dict[str, float]]] = {}
    with running() as server, _running_peer(otree) as peer:
        warm_up(server)
        web = server.web_processes()
        links = {shape: peer.make_session(shape, rounds * visitors) for shape in SHAPES}
        for _ in range(rounds):
            ours = {"ours_page_saves": False, "ours_with_autosave": True}
            kinds: dict[str, tuple[list[int], Callable[[], Visit]]] = {
                name: (web, partial(begin_visit, server.port, autosave=autosave))
                for name, autosave in ours.items()
            }
            for shape, link in links.items():
                kinds[f"otree_{shape}"] = peer.pids, partial(peer.begin_visit, link)
            for name, (pids, begin) in kinds.items():
                found = run_crowd(pids, TOGETHER, begin, visitors=visitors)
                runs.setdefault(name, []).append(found | {"load": os.getloadavg()[0]})
                print(f"bench-peer: {name} {found}", file=sys.stderr, flush=True)
    return _compare(runs)


def _compare(runs: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Return the medians of the rounds, and how many times oTree's speed ours is in each round."""
    told: dict[str, Any] = {
        name: {what: round(p50([one[what] for one in rounds]), 1) for what in rounds[0]}
        for name, rounds in runs.items()
    }
    for ours in ("ours_page_saves", "ours_with_autosave"):
        for shape in SHAPES:
            pairs = zip(runs[ours], runs[f"otree_{shape}"], strict=True)
            times = [mine["speed"] / theirs["speed"] for mine, theirs in pairs]
            told[f"{ours}_times_otree_{shape}"] = round(p50(times), 2)
    return told


@contextmanager
def _running_peer(otree: Path) -> Iterator[Peer]:
    """Run oTree on a project of its own; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bop-otree-"))
    write_project(folder)
    port = find_free_port()
    environ = {**os.environ, "OTREE_PRODUCTION": "1", "OTREE_REST_KEY": KEY,
               "PATH": f"{otree.parent}:{os.environ['PATH']}"}  # fmt: skip
    environ.pop("PYTHONPATH", None)  # ours is not its
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([otree, "prodserver1of2", f"127.0.0.1:{port}"], cwd=folder,
                                   env=environ, stdout=log, stderr=log)  # fmt: skip
    try:
        _wait_until_up(process, port, folder / "log")
        yield Peer(process, port)
    finally:
        for child in processes.children(process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, 9)
        process.kill()
        process.wait(TIMEOUT_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        with suppress(OSError, HTTPException):
            connection.request("GET", "/")
            connection.getresponse()
            return
        time.sleep(0.2)
    raise RuntimeError(f"oTree did not start: {log.read_text(errors='replace')[-2000:]}")


def _follow(
    connection: HTTPConnection, method: str, address: str, body: str | None = None
) -> tuple[str, str]:
    """Return where an answer leads in the end, and the page there."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    while True:
        status, location, text = _ask(connection, method, address, body, headers)
        if not location:
            if status != 200:
                raise RuntimeError(f"oTree answered {status} at {address}")
            return address, text
        method, address, body, headers = "GET", urlsplit(location).path, None, {}


def _ask(
    connection: HTTPConnection, method: str, address: str, body: str | None,
    headers: dict[str, str],
) -> tuple[int, str, str]:  # fmt: skip
    connection.request(method, address, body, headers)
    response = connection.getresponse()
    text = response.read().decode()
    return response.status, response.headers.get("Location", ""), text


def main() -> int:
    """Print the comparison as JSON; the program oTree is named by the environment."""
    described = machine.describe()
    told = measure(Path(os.environ.get("OTREE", "otree")).absolute())
    print(json.dumps({"format": "bop-bench-peer/1", "machine": described, **told}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
