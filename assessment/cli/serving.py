"""Run the web app and the worker together: two processes that start and stop as one."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

from flask import Flask

from assessment.addresses import in_url
from assessment.config import Settings, read_settings
from assessment.jobs import Worker
from assessment.services.content import load_content
from assessment.store import database
from assessment.web.app import create_app
from assessment.web.status import WORKER_SILENT
from assessment.wording import explain_os_error, say

WEB_PROCESSES, WEB_THREADS = 2, 4
ALIVE_SECONDS = 20
START_SECONDS = 60


def web_app() -> Flask:
    """Return the application as the environment sets it up; gunicorn calls this."""
    settings = read_settings()
    engine = database.open_engine(settings.database_url)
    content = load_content()
    worker = Worker(engine, content, settings.queue_file)

    def worker_alive() -> bool:
        seen = worker.last_seen()
        return seen is not None and datetime.now(UTC) - seen < WORKER_SILENT

    return create_app(
        engine,
        content,
        enqueue=worker.enqueue,
        worker_alive=worker_alive,
        secret_key=settings.secret_key,
        public_url=settings.public_url,
        SIMULATED=settings.simulated,
    )


def serve(settings: Settings) -> int:
    """Bring the database up to date, start both processes, and stop both when one ends."""
    if problem := _explain_deaf(settings):
        print(problem, file=sys.stderr)
        return 2
    database.upgrade(settings.database_url)
    web = [
        sys.executable, "-m", "gunicorn", "--worker-class", "gthread",
        "--workers", str(WEB_PROCESSES), "--threads", str(WEB_THREADS),
        "--bind", f"{in_url(settings.host)}:{settings.port}", "--log-level", "warning",
        "--forwarder-headers", "",  # no client may set SCRIPT_NAME or PATH_INFO
        "assessment.cli.serving:web_app()",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "assessment", "work"]
    processes = [subprocess.Popen(command) for command in (web, worker)]

    def stop(*_: object) -> None:
        for process in processes:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if _wait_until_up(settings, processes):
        print(say("cli.running", url=settings.public_url), flush=True)
    return _wait_until_down(processes, stop)


def work(settings: Settings) -> int:
    """Make documents until stopped; ends by itself when the process that started it is gone."""
    worker = Worker(database.open_engine(settings.database_url), load_content(),
                    settings.queue_file)  # fmt: skip
    worker.warm_up()
    worker.enqueue_waiting()
    threading.Thread(target=_look_after, args=(worker, os.getppid()), daemon=True).start()
    worker.huey.create_consumer(workers=1, periodic=False).run()
    return 0


def _look_after(worker: Worker, parent: int) -> None:
    """Let the worker check every 20 seconds what waits; stop it when its parent process is gone."""
    while os.getppid() == parent:
        worker.look_after()
        time.sleep(ALIVE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _explain_deaf(settings: Settings) -> str | None:
    """Return why the website cannot listen where the settings say, or None when it can."""
    where = {"host": settings.host, "port": settings.port}
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return say("cli.no_listening", **where, reason=say("address.unknown"))
    family, kind, protocol, _, address = found[0]
    try:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return say("cli.port_taken", port=settings.port, other=settings.port + 1)
        return say("cli.no_listening", **where, reason=explain_os_error(error))
    return None


def _wait_until_up(settings: Settings, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the web app answers; False when a process ended before that."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and all(p.poll() is None for p in processes):
        try:
            connection = HTTPConnection(settings.host, settings.port, timeout=2)
            connection.request("GET", f"{urlsplit(settings.public_url).path}/gezond")
            return connection.getresponse().status == 200
        except OSError:
            time.sleep(0.1)
    return False


def _wait_until_down(processes: list[subprocess.Popen[bytes]], stop: Callable[..., None]) -> int:
    """Wait until one process ends, stop the other, and return the worst status."""
    while all(process.poll() is None for process in processes):
        time.sleep(0.2)
    stop()
    codes = [process.wait() for process in processes]
    return 0 if all(code in (0, -signal.SIGTERM) for code in codes) else 1
