"""A virus scanner on this machine that finds one thing only: the text that every scanner knows."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assessment.scanner import Scanner

# Split, so that no scanner finds it in this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd(socketserver.ThreadingTCPServer):
    """``answer`` is what it says instead of what it found; ``seen`` is what it was given."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.answer: bytes | None = None
        self.seen: list[bytes] = []

    @property
    def scanner(self) -> Scanner:
        host, port = self.server_address[:2]
        return Scanner(host=str(host), port=port)


class _Line(socketserver.StreamRequestHandler):
    server: FakeClamd

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(self.server.answer or b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        file = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            file += self.rfile.read(size)
        self.server.seen.append(file)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in file else b"stream: OK\0"
        self.wfile.write(found if self.server.answer is None else self.server.answer)


@contextmanager
def running_clamd() -> Iterator[FakeClamd]:
    """Run a scanner on a free port of this machine until the block ends."""
    with FakeClamd() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
