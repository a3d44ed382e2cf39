"""Many visitors at once, each in a process of its own, and what they cost the server."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any, TypeAlias

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
Visit: TypeAlias = Callable[[], None]


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
    """Let ``together`` processes answer at once, as ``run_crowd`` does."""
    port = server.port
    return run_crowd(server.web_processes(), together, lambda: begin_visit(port, autosave=autosave))


def begin_visit(port: int, *, autosave: bool) -> Visit:
    """Begin an attempt; return what answers forty statements of it."""
    visitor = Visitor(port)
    visitor.begin()

    def visit() -> None:
        answer_all(visitor, autosave=autosave)
        visitor.close()

    return visit


def run_crowd(
    web: list[int], together: int, begin: Callable[[], Visit], *, visitors: int = VISITORS
) -> dict[str, float]:
    """Return visitors per second and what each cost; nobody starts before all have begun.

    ``web`` are the processes that answer; each of ``together`` processes begins its share of the
    visits, and then makes them.
    """
    barrier, told = _FORK.Barrier(together + 1), _FORK.Queue()
    share = visitors // together
    clients = [
        _FORK.Process(target=_be_visitors, args=(begin, share, barrier, told))
        for _ in range(together)
    ]
    try:
        for client in clients:
            client.start()
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
    made = share * together
    return {
        "speed": made / seconds,
        "cpu": used / made * 1000,
        "client_ms": sum(client_cpu) / made * 1000,
    }


def _be_visitors(begin: Callable[[], Visit], share: int, barrier: Barrier, told: Any) -> None:
    visits = [begin() for _ in range(share)]
    barrier.wait(PATIENCE_SECONDS)
    cpu = time.process_time()
    for visit in visits:
        visit()
    told.put(time.process_time() - cpu)
