"""The real server on a free port and a folder of its own, always ended by who started it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path

from assessment.cli.serving import WEBSITE, WORKER
from bench import processes

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS, STOP_SECONDS = 90, 15
# Linux gives who connects a port above 32,767, so nobody gets one of these before it is used.
_PORTS = range(20_000, 32_000)
_FIRST = os.getpid() * 97 % len(_PORTS)  # of this process; another begins elsewhere
_next_ports = cycle([*_PORTS[_FIRST:], *_PORTS[:_FIRST]])


class Server:
    """``bop serve`` as a user starts it: gunicorn and the worker, in a process group of its own."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data, self._settings = data, settings
        self.port = find_free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def keys_file(self) -> Path:
        """Return the file of the keys that lock what people wrote."""
        return self.data / "data-keys"

    def start(self) -> None:
        """Start and wait until the address is printed, the web app answers and the worker lives."""
        environ = {**os.environ, "BOP_DATA": str(self.data), "BOP_PORT": str(self.port),
                   "BOP_DATA_KEYS": str(self.keys_file), "BOP_SIMULATED": "1",
                   **self._settings}  # fmt: skip
        with (self.data / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assessment", "serve"],
                cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                log_text = (self.data / "log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"the server did not start: {log_text[-2000:]}")
            time.sleep(0.1)

    def has_ended(self) -> bool:
        """Return whether the program is not running, whoever ended it."""
        return self._process is None or self._process.poll() is not None

    def started(self) -> list[int]:
        """Return the processes that ``bop serve`` started."""
        assert self._process is not None
        return processes.children(self._process.pid)

    def web_processes(self) -> list[int]:
        """Return the gunicorn master and its workers."""
        started = self.started()
        masters = [pid for pid in started if processes.name(pid) == WEBSITE]
        return [*masters, *(child for master in masters for child in processes.children(master))]

    def workers(self) -> list[int]:
        """Return the worker, unless it is gone."""
        return [pid for pid in self.started() if processes.name(pid) == WORKER]

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would: kill -9."""
        if self._process is not None:
            _signal_group(self._process.pid, signal.SIGKILL)
            self._process.wait(STOP_SECONDS)

    def kill_alone(self) -> None:
        """End ``bop serve`` at once and leave what it started to itself."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """End the server as Ctrl-C does; whoever is left after a while is killed."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def is_ready(self) -> bool:
        """Return whether website, database and worker do their work."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/klaar")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def running() -> Iterator[Server]:
    """Run a server on an empty database and remove both afterwards, also after a failure."""
    data = Path(tempfile.mkdtemp(prefix="bop-bench-"))
    server = Server(data)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(data, ignore_errors=True)


def find_free_port() -> int:
    """Return a port of this machine where nobody listens, another one each time."""
    port: int = next(filter(_is_free, _next_ports))
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _signal_group(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # everybody left already
        os.killpg(group, number)
