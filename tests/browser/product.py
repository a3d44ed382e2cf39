"""Run the real product for a while: `python -m assessment serve` in a process group of its own."""

import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.server import find_free_port as free_port

ROOT = Path(__file__).resolve().parents[2]
RUNNING = "draait op"  # in the line that is printed once the web app answers
READY_TRIES, READY_PAUSE_SECONDS = 300, 0.1
STOP_SECONDS = 15


@contextmanager
def running_product(data: Path) -> Iterator[str]:
    """Yield the address of a product that keeps its data in ``data``; stop it afterwards."""
    port = free_port()
    process = start_product(data, port)
    try:
        yield address_of(port)
    finally:
        stop_product(process)


def address_of(port: int) -> str:
    """Return the address of what listens on a port of this machine."""
    return f"http://127.0.0.1:{port}"


def start_product(data: Path, port: int, **settings: str) -> "subprocess.Popen[str]":
    """Start the product, with other settings if need be, and return it once it is ready."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BOP_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "assessment", "serve"],
        cwd=ROOT,
        env={
            **kept,
            "BOP_DATA": str(data),
            "BOP_PORT": str(port),
            "BOP_SIMULATED": "1",
            "PYTHONUNBUFFERED": "1",
            **settings,
        },
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_until_ready(process, address_of(port))
    except BaseException:
        stop_product(process)
        raise
    return process


def _wait_until_ready(process: "subprocess.Popen[str]", address: str) -> None:
    """Wait until the product says that it runs and /klaar answers 200; both waits are bounded."""
    assert process.stdout is not None
    watchdog = threading.Timer(120, process.kill)  # a start that hangs ends the line below
    watchdog.start()
    said = any(RUNNING in line for line in process.stdout)
    watchdog.cancel()
    assert said, f"the product ended with status {process.wait()} before it ran"
    pause = threading.Event()
    for _ in range(READY_TRIES):
        if _status(f"{address}/klaar") == 200:
            return
        pause.wait(READY_PAUSE_SECONDS)
    raise AssertionError(f"/klaar answers {_status(f'{address}/klaar')}, not 200")


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            status: int = response.status
            return status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:  # nobody answers, or not in time
        return 0


def stop_product(process: "subprocess.Popen[str]") -> None:
    """Ask it to stop, then end whatever is left of its own process group."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
