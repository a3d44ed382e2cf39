"""Many visitors at once, each in a process of its own, and what they cost the server."""

import multiprocessing
import time
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any

from bench import processes
from bench.answering import warm_up
from bench.quantiles import p50
from bench.server import Server, running
from bench.visitor import Visitor

STATEMENTS = 40
VISITORS = 96  # of each run; divisible by both concurrencies
ROUNDS = 3
PATIENCE_SECONDS = 180
_FORK = multiprocessing.get_context("fork")


def measure() -> dict[str, dict[str, Any]]:
    """Return visitors per second and server CPU of each; the median of interleaved rounds."""
    runs: dict[str, list[dict[str, float]]] = {}
    with running() as server:
        warm_up(server)
        for _ in range(ROUNDS):
            for mode, autosave in (("page_saves", False), ("with_autosave", True)):
                for together in (4, 16):
                    found = _run(server, together, autosave=autosave)
                    runs.setdefault(f"{mode}_c{together}", []).append(found)
    figures = {}
    for name, rounds in runs.items():
        client = round(p50([one["client_ms"] for one in rounds]), 1)
        for what, digits in (("speed", 1), ("cpu", 1)):
            values = [one[what] for one in rounds]
            figures[f"{name}_{what}"] = {
                "value": round(p50(values), digits),
                "rounds": [round(value, digits) for value in values],
                "client_cpu_ms": client,
            }
    return figures


def answer_all(visitor: Visitor, *, autosave: bool) -> None:
    """Answer forty statements page by page, as a browser does."""
    page = visitor.open_page(1)
    left = STATEMENTS
    while left:
        items = list(page.seen)[:left]
        left -= len(items)
        answers = {item: str(number % 5 + 1) for number, item in enumerate(items)}
        if autosave:
            for item, value in answers.items():
                visitor.save_answer(page, item, value)
        page = visitor.open(visitor.save_page(page, answers))


def _run(server: Server, together: int, *, autosave: bool) -> dict[str, float]:
    """Let ``together`` processes answer at once; nobody starts before all have begun."""
    barrier, told = _FORK.Barrier(together + 1), _FORK.Queue()
    share = VISITORS // together
    clients = [
        _FORK.Process(target=_client, args=(server.port, share, autosave, barrier, told))
        for _ in range(together)
    ]
    try:
        for client in clients:
            client.start()
        web = server.web_processes()
        barrier.wait(PATIENCE_SECONDS)
        began, cpu = time.perf_counter(), processes.cpu_seconds(web)
        client_cpu = [told.get(timeout=PATIENCE_SECONDS) for _ in clients]
        seconds = time.perf_counter() - began
        used = processes.cpu_seconds(web) - cpu
    except Empty as error:
        raise RuntimeError("a visitor did not get through") from error
    finally:
        for client in clients:
            client.kill()
            client.join()
    return {
        "speed": VISITORS / seconds,
        "cpu": used / VISITORS * 1000,
        "client_ms": sum(client_cpu) / VISITORS * 1000,
    }


def _client(port: int, share: int, autosave: bool, barrier: Barrier, told: Any) -> None:
    visitors = [Visitor(port) for _ in range(share)]
    for visitor in visitors:
        visitor.begin()
    barrier.wait(PATIENCE_SECONDS)
    cpu = time.process_time()
    for visitor in visitors:
        answer_all(visitor, autosave=autosave)
        visitor.close()
    told.put(time.process_time() - cpu)
