"""One visitor: how long a page takes to load and to save, and an answer to be kept."""

import time
from typing import Any

from bench.quantiles import p50, spread_ms, timed_ms
from bench.server import Server, running
from bench.visitor import Visitor

LOADS, SAVES, AUTOSAVES = 100, 60, 120
WARM_CONNECTIONS = 12


def measure() -> dict[str, dict[str, Any]]:
    """Return load, save and autosave of one visitor on a server that has nothing else to do."""
    with running() as server:
        warm_up(server)
        visitor = Visitor(server.port)
        visitor.begin()
        loads = timed_ms(LOADS, lambda: visitor.open_page(1))
        saves, both = _saves(visitor)
        autosaves = _autosaves(visitor)
        visitor.close()
    found = {"page_load": loads, "page_save": saves, "page_save_and_next": both,
             "autosave": autosaves}  # fmt: skip
    return {name: {"value": round(p50(ms), 2), **spread_ms(ms)} for name, ms in found.items()}


def warm_up(server: Server) -> None:
    """Let every gunicorn worker load its templates and fill its caches."""
    for _ in range(WARM_CONNECTIONS):
        visitor = Visitor(server.port)
        visitor.begin()
        page = visitor.open_page(1)
        visitor.save_answer(page, next(iter(page.seen)), "3")
        visitor.save_page(page, dict.fromkeys(page.seen, "4"))
        visitor.close()


def _saves(visitor: Visitor) -> tuple[list[float], list[float]]:
    """Save pages, each time with six answers that differ from what is kept."""
    saves, both = [], []
    page = visitor.open_page(1)
    for turn in range(SAVES):
        if turn % 12 == 0:
            page = visitor.open_page(1)
        answers = dict.fromkeys(page.seen, str(turn // 12 % 5 + 1))
        began = time.perf_counter()
        following = visitor.save_page(page, answers)
        saved = time.perf_counter()
        page = visitor.open(following)
        shown = time.perf_counter()
        saves.append((saved - began) * 1000)
        both.append((shown - began) * 1000)
    return saves, both


def _autosaves(visitor: Visitor) -> list[float]:
    page = visitor.open_page(13)
    items = list(page.seen)
    turns = iter(range(AUTOSAVES))

    def save() -> None:
        turn = next(turns)
        visitor.save_answer(page, items[turn % len(items)], str(turn // len(items) % 5 + 1))

    return timed_ms(AUTOSAVES, save)
