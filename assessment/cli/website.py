"""The website: the application, and gunicorn that serves it at a socket.

The application is imported where it is made and not above: whoever starts the website decides when
it is read. What it counts is shared between processes if the environment says so by then.
"""

import os
import shutil
import socket
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from assessment.cli.deadline import DeadlineWorker
from assessment.cli.own_logger import OwnLogger
from assessment.config import read_settings
from assessment.logs import set_up_logs
from assessment.services.content import load_content
from assessment.store import database
from assessment.store.data_keys import DataKeys

if TYPE_CHECKING:
    from flask import Flask

WEB_PROCESSES, WEB_THREADS = 2, 4
PROGRAM = ("assessment.web.app", "assessment.jobs")
FONT_LIST = "MPLCONFIGDIR"  # where matplotlib keeps what it found out
SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where the web processes write what they count


def share_counts(folder: Path) -> None:
    """Let web processes count in a folder, which begins empty; call before the program is read."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ[SHARED] = str(folder)


def keep_font_list(folder: Path) -> None:
    """Let matplotlib keep its list of fonts in a folder; call before anything is drawn.

    By itself it would write in the home folder of the user, who may have none.
    """
    os.environ.setdefault(FONT_LIST, str(folder / "matplotlib"))


def read_program() -> None:
    """Read all that the website and the worker run, and all content."""
    for name in PROGRAM:
        import_module(name)
    load_content()


def web_app() -> "Flask":
    """Return the application as the environment sets it up."""
    from assessment.jobs import Worker
    from assessment.web.app import create_app

    set_up_logs()
    settings = read_settings()
    engine = database.open_engine(
        settings.database_url, DataKeys(settings.data_keys), program=settings.program
    )
    content = load_content()
    worker = Worker(engine, content, settings.queue_file)

    return create_app(
        engine,
        content,
        enqueue=worker.enqueue,
        enqueue_round=worker.enqueue_round,
        worker_alive=worker.is_alive,
        secret_key=settings.secret_key,
        cookie_keys=settings.cookie_keys,
        public_url=settings.public_url,
        PROXIES=settings.proxies,
        SCANNER=settings.scanner,
        organisation=settings.organisation,
        provider=settings.provider,
        DEMO=settings.demo and settings.is_local,
        SIMULATED=settings.simulated,
        LOCAL_MAIL=settings.mail is None and settings.is_local,
    )


class Website(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """What gunicorn is told, in code: nothing of the environment or of a file changes it."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        super().__init__()

    def load_config(self) -> None:
        """Set up gunicorn."""
        settings: dict[str, Any] = {
            "worker_class": DeadlineWorker,
            "workers": WEB_PROCESSES,
            "threads": WEB_THREADS,
            "bind": f"fd://{self._listener.fileno()}",
            "loglevel": "warning",
            "logger_class": OwnLogger,
            "forwarder_headers": "",  # no client may set SCRIPT_NAME or PATH_INFO
            "control_socket_disable": True,  # it would stand in the home folder of the user
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> "Flask":
        """Return the application; each process of the website makes its own."""
        return web_app()


def run_website(listener: socket.socket) -> None:
    """Serve the website at ``listener`` until told to stop; this process keeps others running.

    Each of those is a copy of this one, which opens no database and reads no request.
    """
    Arbiter(Website(listener)).run()
