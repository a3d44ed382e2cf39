"""A worker of gunicorn that limits the time of a request, and that never outlives its master."""

import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from assessment.processes import end_with_parent

SILENT_SECONDS = 5.0  # that a new connection may stay open without a request
REQUEST_SECONDS = 20.0  # to read it, to answer it, and to send the answer
LOOKING_SECONDS = 1.0  # between two looks at what takes too long


class DeadlineWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Closes the connection of a request that is not done in time, so that its thread is free.

    A connection on which nothing was sent has no thread: gunicorn would let each wait in one.
    Without this a form that is half sent keeps a thread for as long as its sender likes. A proxy
    that reads whole requests first is needed all the same: this only limits how long it lasts.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._handled: dict[int, tuple[float, socket.socket]] = {}  # and until when
        self._notified_at = 0.0

    def init_process(self) -> None:
        """Begin to work, until the master ends: left alone it would hold on to its requests."""
        end_with_parent(self.ppid)
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the application."""
        super().load_wsgi()
        application: Any = self.app.wsgi()
        self.wsgi = close_when_told(application)

    def enqueue_req(self, conn: Any) -> None:
        """Give a connection to a thread; a new one when the first of its request came."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SILENT_SECONDS
        self.pending_conns.append(conn)  # gunicorn closes what waits here too long
        begins = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, begins)

    def handle(self, conn: Any) -> Any:
        """Handle one request of a connection."""
        self._handled[id(conn)] = time.monotonic() + REQUEST_SECONDS, conn.sock
        try:
            return super().handle(conn)
        finally:
            self._handled.pop(id(conn), None)

    def notify(self) -> None:
        """Tell the master that this process lives, and end what took too long, once a second.

        The main thread calls this after all that happens, and each second when nothing does.
        """
        now = time.monotonic()
        if now - self._notified_at >= LOOKING_SECONDS:
            self._notified_at = now
            super().notify()
            self.end_late(now)

    def end_late(self, now: float) -> None:
        """Close the connection of each request that should have been done before ``now``."""
        for number, (until, connection) in self._handled.copy().items():
            if until <= now and number in self._handled:
                _shut_down(connection)


def close_when_told(app: Callable[..., Any]) -> Callable[..., Any]:
    """Let the application end a connection with ``Connection: close``, which gunicorn ignores."""

    def answer(environ: Any, start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if ("Connection", "close") in headers:
                start_response.__self__.force_close()
            return start_response(status, headers, exc_info)

        return app(environ, start)

    return answer


def _shut_down(connection: socket.socket) -> None:
    """End both directions: whoever waits for it reads the end or cannot write."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
