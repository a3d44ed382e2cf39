"""The line between a browser and the product, which a test can break: a small proxy of its own."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

PASS, REFUSE, HANG, ERROR, LOSE = "pass", "refuse", "hang", "error", "lose"
FAULT = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/html\r\n"
    b"Content-Length: 5\r\nConnection: close\r\n\r\nfault"
)
PATIENCE_SECONDS = 40


class Line(socketserver.ThreadingTCPServer):
    """Passes requests on; or refuses, hangs, answers 500, or loses the answer of the product."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, product_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.product_port = product_port
        self.mode = PASS
        self.mended = threading.Event()
        self.slow = b""  # how requests begin of which the answer waits
        self.released = threading.Event()
        self.waiting = threading.Semaphore(0)  # one for each answer that waits

    @property
    def port(self) -> int:
        """Return the port that a browser talks to."""
        return int(self.server_address[1])

    @contextmanager
    def broken(self, mode: str) -> Iterator[None]:
        """Break the line for a while."""
        self.mended.clear()
        self.mode = mode
        try:
            yield
        finally:
            self.mode = PASS
            self.mended.set()

    @contextmanager
    def holding(self, beginning: str) -> Iterator[None]:
        """Hold the answers to requests that begin so; at the end all of them arrive."""
        self.released.clear()
        self.slow = beginning.encode()
        try:
            yield
        finally:
            self.slow = b""
            self.released.set()

    def wait_for_answer(self) -> None:
        """Wait until the product gave one more answer that is held."""
        assert self.waiting.acquire(timeout=PATIENCE_SECONDS)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a connection that broke: breaking them is what this is for."""


class _Request(socketserver.BaseRequestHandler):
    """One request and its answer; each goes over a connection of its own."""

    server: Line

    def handle(self) -> None:
        self.request.settimeout(PATIENCE_SECONDS)
        mode = self.server.mode
        if mode == REFUSE:
            return
        request = _read_request(self.request)
        if not request:
            return
        if mode == HANG:
            self.server.mended.wait(PATIENCE_SECONDS)
        elif mode == ERROR:
            self.request.sendall(FAULT)
        else:
            answer = self._ask_product(request)
            if self.server.slow and request.startswith(self.server.slow):
                self.server.waiting.release()
                self.server.released.wait(PATIENCE_SECONDS)
            if mode == PASS:
                self.request.sendall(answer)

    def _ask_product(self, request: bytes) -> bytes:
        product = ("127.0.0.1", self.server.product_port)
        with suppress(OSError), socket.create_connection(product, PATIENCE_SECONDS) as upstream:
            upstream.sendall(request)
            return b"".join(iter(lambda: upstream.recv(65536), b""))
        return b""


def _read_request(connection: socket.socket) -> bytes:
    """Return one whole request that asks for its connection to be closed."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return b""
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    headers = [line for line in lines if not line.lower().startswith(b"connection:")]
    length = next(
        (int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return b"\r\n".join([first, *headers, b"Connection: close", b"", b""]) + body
