"""What a request costs the processor in this process: no socket, no proxy, no other process.

The clock says how busy a machine is; this says what the program does, also on a machine that others
use. The requests are those of ``bench.visitor``.
"""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assessment.cli.website import web_app
from assessment.store import database
from assessment.store.data_keys import DataKeys, draw_key
from bench.answering import PAGES
from bench.quantiles import p50, spread_ms
from bench.visitor import Answer, Visitor

TIMES, WARM = 400, 40


def measure() -> dict[str, dict[str, Any]]:
    """Return the processor milliseconds of a page, a save of a page, and an answer."""
    with visiting() as visitor:
        visitor.begin()
        return {
            "page_load_work": _figure(visitor, _load_pages(visitor)),
            "page_save_work": _figure(visitor, _save_pages(visitor)),
            "autosave_work": _figure(visitor, _save_answers(visitor)),
        }


class DirectVisitor(Visitor):
    """Asks the application itself, and counts the processor time of its answers."""

    def __init__(self, app: Any) -> None:
        super().__init__(0)
        self._app = app
        self.spent = 0.0

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        environ = _describe(method, address, body or b"", headers)
        environ["HTTP_COOKIE"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, said: list[tuple[str, str]], _: Any = None) -> Callable[..., None]:
            told.append((status, said))
            return lambda _: None

        began = time.process_time()
        parts = self._app(environ, start)
        text = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        self.spent += time.process_time() - began
        [(status, said)] = told
        self._keep_cookies(value for name, value in said if name == "Set-Cookie")
        return Answer(int(status[:3]), dict(said).get("Location", ""), text.decode())


@contextmanager
def visiting() -> Iterator[DirectVisitor]:
    """Yield a visitor of an application with an empty database of its own."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="bop-bench-") as folder:
        keys = DataKeys(Path(folder, "data-keys"))
        keys.keep([draw_key(datetime.now(UTC))])
        database.upgrade(f"sqlite:///{folder}/bop.db", keys)
        os.environ.update(BOP_DATA=folder, BOP_DATA_KEYS=str(keys.file), BOP_SIMULATED="1")
        try:
            yield DirectVisitor(web_app())
        finally:
            os.environ.clear()
            os.environ.update(before)


def _describe(method: str, address: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """Return a request as a server hands it to an application."""
    said = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    path, _, query = address.partition("?")
    return {
        **said, "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "wsgi.errors": None,
        "wsgi.url_scheme": "http", "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.input_terminated": True,
    }  # fmt: skip


def _figure(visitor: DirectVisitor, requests: Iterator[None]) -> dict[str, Any]:
    """Return the processor time of each request, after a few that fill caches."""
    times = []
    for _ in requests:
        times.append(visitor.spent * 1000)
        visitor.spent = 0.0
    return {"value": round(p50(times[WARM:]), 2), **spread_ms(times[WARM:])}


def _load_pages(visitor: DirectVisitor) -> Iterator[None]:
    for turn in range(TIMES + WARM):
        visitor.open_page(turn % PAGES + 1)
        yield


def _save_pages(visitor: DirectVisitor) -> Iterator[None]:
    """Save page after page, each with eight answers that differ from what is kept."""
    for turn in range(TIMES + WARM):
        page = visitor.open_page(turn % PAGES + 1)
        visitor.spent = 0.0  # only the save counts
        visitor.save_page(page, dict.fromkeys(page.seen, str(turn // PAGES % 5 + 1)))
        yield


def _save_answers(visitor: DirectVisitor) -> Iterator[None]:
    page = visitor.open_page(PAGES)
    items = list(page.seen)
    visitor.spent = 0.0
    for turn in range(TIMES + WARM):
        visitor.save_answer(page, items[turn % len(items)], str(turn // len(items) % 5 + 1))
        yield
