"""One visitor: how long a page takes to load and to save, and an answer to be kept."""

import time
from collections.abc import Callable
from typing import Any

from bench import processes
from bench.quantiles import p50, spread_ms, timed_ms
from bench.server import Server, running
from bench.visitor import Visitor

LOADS, SAVES, AUTOSAVES = 100, 60, 120
PAGES = 10  # of eight statements
WARM_CONNECTIONS = 12


def measure() -> dict[str, dict[str, Any]]:
    """Return load, save and autosave of one visitor on a server that has nothing else to do."""
    with running() as server:
        warm_up(server)
        visitor = Visitor(server.port)
        visitor.begin()
        web = server.web_processes()
        loads, load_cpu = _with_cpu(web, lambda: timed_ms(LOADS, lambda: visitor.open_page(1)))
        (saves, both), save_cpu = _with_cpu(web, lambda: _saves(visitor))
        autosaves, autosave_cpu = _with_cpu(web, lambda: _autosaves(visitor))
        visitor.close()
    return {
        "page_load": _figure(loads, load_cpu),
        "page_save": _figure(saves),
        "page_save_and_next": _figure(both, save_cpu),
        "autosave": _figure(autosaves, autosave_cpu),
    }


def warm_up(server: Server) -> None:
    """Let every gunicorn worker load its templates and fill its caches."""
    for _ in range(WARM_CONNECTIONS):
        visitor = Visitor(server.port)
        visitor.begin()
        page = visitor.open_page(1)
        visitor.save_answer(page, next(iter(page.seen)), "3")
        visitor.save_page(page, dict.fromkeys(page.seen, "4"))
        visitor.close()


def _figure(times: list[float], cpu_seconds: float | None = None) -> dict[str, Any]:
    found = {"value": round(p50(times), 2), **spread_ms(times)}
    if cpu_seconds is not None:
        found["server_cpu_ms"] = round(cpu_seconds / len(times) * 1000, 2)
    return found


def _with_cpu(web: list[int], task: Callable[[], Any]) -> tuple[Any, float]:
    """Return what ``task`` returns and the processor seconds that the web processes used."""
    before = processes.cpu_seconds(web)
    found = task()
    return found, processes.cpu_seconds(web) - before


def _saves(visitor: Visitor) -> tuple[list[float], list[float]]:
    """Save page after page, each with eight answers that differ from what is kept."""
    saves, both = [], []
    page = visitor.open_page(1)
    for turn in range(SAVES):
        answers = dict.fromkeys(page.seen, str(turn // (PAGES - 1) % 5 + 1))
        began = time.perf_counter()
        following = visitor.save_page(page, answers)
        saved = time.perf_counter()
        page = visitor.open(following)
        shown = time.perf_counter()
        saves.append((saved - began) * 1000)
        both.append((shown - began) * 1000)
        if turn % (PAGES - 1) == PAGES - 2:  # the last page leads to the overview
            page = visitor.open_page(1)
    return saves, both


def _autosaves(visitor: Visitor) -> list[float]:
    page = visitor.open_page(PAGES)
    items = list(page.seen)
    turns = iter(range(AUTOSAVES))

    def save() -> None:
        turn = next(turns)
        visitor.save_answer(page, items[turn % len(items)], str(turn // len(items) % 5 + 1))

    return timed_ms(AUTOSAVES, save)
