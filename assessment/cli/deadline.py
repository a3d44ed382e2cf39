"""A worker of gunicorn that gives every request a limited time."""

import socket
import threading
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

REQUEST_SECONDS = 20.0  # to read it, to answer it, and to send the answer


class DeadlineWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """Closes the connection of a request that is not done in time, so that its thread is free.

    Without this a form that is half sent keeps a thread for as long as its sender likes. A proxy
    that reads whole requests first is needed all the same: this only limits how long it lasts.
    """

    def handle(self, conn: Any) -> Any:
        """Handle one request of a connection."""
        timer = threading.Timer(REQUEST_SECONDS, _shut_down, [conn.sock])
        timer.daemon = True
        timer.start()
        try:
            return super().handle(conn)
        finally:
            timer.cancel()


def _shut_down(connection: socket.socket) -> None:
    """End both directions: whoever waits for it reads the end or cannot write."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
