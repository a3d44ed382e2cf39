"""The real journey at 1, 4, 16 and 50 visitors at once, on SQLite and on PostgreSQL.

`make load` runs this. Every visitor begins, fills in ten pages of statements (each answer of two of
them is saved at once, as a browser does), looks at the overview, hands in and reads the result;
then the next one comes, without a pause. So fifty of them are as many requests as many hundreds of
people who read before they choose. PostgreSQL keeps its promises here: each commit is on its disk.
"""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

from bench import machine, processes
from bench.answering import warm_up
from bench.quantiles import p50, quantile
from bench.server import Server
from bench.visitor import Visitor
from tests.clusters import running_cluster

STEPS = (1, 4, 16, 50)
SECONDS = 60.0
PAGES, AT_ONCE = 10, 2  # pages of statements, of which so many save each answer at once
PATIENCE_SECONDS = 120.0  # after the end, for who is in the middle of a journey
T = TypeVar("T")
_FORK = multiprocessing.get_context("fork")
Times = dict[str, list[float]]


class Journey:
    """One visitor after the other, with the milliseconds of each request by what it asks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.times: Times = defaultdict(list)
        self.done = 0

    def make(self, until: float) -> None:
        """Go the whole way, unless the time is over before its end."""
        visitor = Visitor(self._port)
        try:
            for act in self._acts(visitor):
                if time.monotonic() > until:
                    return
                act()
            self.done += 1
        finally:
            visitor.close()

    def _acts(self, visitor: Visitor) -> Iterator[Callable[[], object]]:
        yield visitor.begin
        for number in range(1, PAGES + 1):
            page = self._timed("page", lambda n=number: visitor.open_page(n))
            answers = {item: str(i % 5 + 1) for i, item in enumerate(page.seen)}
            if number <= AT_ONCE:
                for item, value in answers.items():
                    yield lambda i=item, v=value, p=page: self._timed(
                        "answer", lambda: visitor.save_answer(p, i, v)
                    )
            yield lambda p=page, a=answers: self._timed("save", lambda: visitor.save_page(p, a))
        yield lambda: self._timed("overview", lambda: _get(visitor, visitor.attempt))
        yield lambda: self._timed("hand in", lambda: _hand_in(visitor))
        yield lambda: self._timed("result", lambda: _get(visitor, f"{visitor.attempt}/resultaat"))

    def _timed(self, what: str, act: Callable[[], T]) -> T:
        began = time.perf_counter()
        found = act()
        self.times[what].append((time.perf_counter() - began) * 1000)
        return found


def _get(visitor: Visitor, address: str) -> str:
    found = visitor.get(address)
    if found.status != 200:
        raise RuntimeError(f"{address} answered {found.status}")
    return found.text


def _hand_in(visitor: Visitor) -> None:
    address = f"{visitor.attempt}/indienen"
    token = _get(visitor, address).partition('name="csrf_token" value="')[2].partition('"')[0]
    found = visitor.post(address, {"csrf_token": token})
    if found.status != 303:
        raise RuntimeError(f"handing in answered {found.status}")


def run_step(server: Server, together: int, seconds: float) -> dict[str, Any]:
    """Return what so many visitors at once meet, and what that takes of the server."""
    told = _FORK.Queue()
    until = time.monotonic() + seconds
    clients = [_FORK.Process(target=_keep_going, args=(server.port, until, told))
               for _ in range(together)]  # fmt: skip
    web = server.web_processes()
    began, cpu = time.monotonic(), processes.cpu_seconds(web)
    try:
        for client in clients:
            client.start()
        found = [told.get(timeout=seconds + PATIENCE_SECONDS) for _ in clients]
    except Empty as error:
        raise RuntimeError("a visitor did not get through") from error
    finally:
        for client in clients:
            client.kill()
            client.join()
    lasted, used = time.monotonic() - began, processes.cpu_seconds(web) - cpu
    return _summarise(found, lasted, used) | {
        "together": together,
        "memory_mb": round(sum(map(processes.own_memory_mb, web))),
        "machine_load": round(os.getloadavg()[0], 1),
    }


def _keep_going(port: int, until: float, told: Any) -> None:
    journey, failed, pause = Journey(port), 0, threading.Event()
    while time.monotonic() < until:
        try:
            journey.make(until)
        except Exception as error:
            failed += 1
            print(f"load: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            pause.wait(0.5)
    told.put((dict(journey.times), journey.done, failed))


def _summarise(found: list[tuple[Times, int, int]], lasted: float, used: float) -> dict[str, Any]:
    times: Times = defaultdict(list)
    for own, _, _ in found:
        for what, values in own.items():
            times[what] += values
    requests = sum(map(len, times.values()))
    return {
        "requests_per_second": round(requests / lasted, 1),
        "journeys": sum(done for _, done, _ in found),
        "failed": sum(failed for *_, failed in found),
        "cpu_share_of_a_core": round(used / lasted, 2),
        "cpu_ms_per_request": round(used / requests * 1000, 2),
        "p50_p95_ms": {
            what: [round(p50(values)), round(quantile(values, 0.95))]
            for what, values in sorted(times.items())
        },
    }


@contextmanager
def running(kind: str) -> Iterator[Server]:
    """Run the program on an empty database of a kind, each commit on disk."""
    data = Path(tempfile.mkdtemp(prefix="bop-load-"))
    try:
        if kind == "sqlite":
            yield from _served(Server(data))
        else:
            with running_cluster(on_disk=True) as cluster:
                yield from _served(Server(data, BOP_DATABASE_URL=cluster.create("load")))
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _served(server: Server) -> Iterator[Server]:
    try:
        server.start()
        warm_up(server)
        yield server
    finally:
        server.stop()


def main() -> int:
    """Print what was found as JSON; return 1 when a request failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each step")
    parser.add_argument("--together", type=int, action="append")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    told: dict[str, Any] = {"format": "bop-load/1", "machine": machine.describe(), "steps": []}
    for kind in chosen.database or ["sqlite", "postgresql"]:
        with running(kind) as server:
            for together in chosen.together or STEPS:
                step = {"database": kind} | run_step(server, together, chosen.seconds)
                print(f"load: {step}", file=sys.stderr, flush=True)
                told["steps"].append(step)
    print(json.dumps(told, indent=2))
    return 1 if any(step["failed"] for step in told["steps"]) else 0


if __name__ == "__main__":
    sys.exit(main())
