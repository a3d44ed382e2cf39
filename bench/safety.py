"""Answers that were acknowledged and then lost: by a reload, and by kill -9."""

from typing import Any

from bench.server import running
from bench.visitor import Visitor

ANSWERS = 40


def measure() -> dict[str, dict[str, Any]]:
    """Return how many of forty acknowledged answers are missing afterwards."""
    with running() as server:
        visitor = Visitor(server.port)
        visitor.begin()
        given = _answer(visitor)
        on_reload = _missing(visitor, given)
        visitor.close()
        again = Visitor(server.port, visitor.cookies)
        again.attempt = visitor.attempt
        more = _answer(again, shift=1)
        server.kill()
        again.close()
        server.start()
        on_kill = _missing(again, more)
        again.close()
    return {
        "lost_on_reload": {"value": on_reload, "acknowledged": len(given)},
        "lost_on_kill": {
            "value": on_kill,
            "acknowledged": len(more),
            "note": "the database is a file of the server, so this is its restart too",
        },
    }


def _answer(visitor: Visitor, shift: int = 0) -> dict[str, str]:
    """Save forty answers one by one; return those that the server acknowledged."""
    given: dict[str, str] = {}
    number = 0
    while len(given) < ANSWERS:
        number += 1
        page = visitor.open_page(number)
        for item in list(page.seen)[: ANSWERS - len(given)]:
            value = str((len(given) + shift) % 5 + 1)
            visitor.save_answer(page, item, value)
            given[item] = value
    return given


def _missing(visitor: Visitor, given: dict[str, str]) -> int:
    """Open the pages again and count the answers that they do not show."""
    shown: dict[str, str] = {}
    for number in range(1, ANSWERS // 6 + 2):
        shown |= visitor.open_page(number).chosen
    return sum(shown.get(item) != value for item, value in given.items())
