"""Run the web app and the worker together."""

import errno
import gc
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from assessment.cli.databases import claim_folder, keep_private, upgrade_database
from assessment.cli.groups import open_database, opened_database
from assessment.cli.supervising import Restarting, stop_process
from assessment.cli.website import keep_font_list, read_program, run_website, share_counts
from assessment.config import Settings, list_missing
from assessment.drawing_apart import draw_apart, get_ready
from assessment.instrument_jobs import ROUND_SECONDS as INSTRUMENT_SECONDS
from assessment.instrument_jobs import InstrumentMaker
from assessment.jobs import Worker, remake_broken_queue
from assessment.logs import set_up_logs
from assessment.posting import ROUND_SECONDS, Postman
from assessment.processes import pause_collector
from assessment.services import accounts
from assessment.services.content import load_content
from assessment.store import database
from assessment.wording import explain_os_error, say

WEBSITE, WORKER, METRICS = "bop-website", "bop-worker", "bop-metrics"  # as ps shows them
ALIVE_SECONDS = 20
START_SECONDS = 60
CHECK_SECONDS = 0.2
WAITING_VISITORS = 1024  # connections that wait while the website starts, or starts again


def serve(settings: Settings, *, new: bool = False) -> int:
    """Bring the database up to date and run website and worker until told to stop.

    ``new`` lets it make a database where none is. Nothing outlives this process. Of a folder of
    data there is one: a second of another version would change the database under the first.
    """
    try:
        listener = _take_port(settings)
    except OSError as error:
        print(_explain_deaf(settings, error), file=sys.stderr)
        return 1 if _passes(error) else 2
    with listener, claim_folder(settings.data):
        if missing := list_missing(settings):
            print(*missing, sep="\n", file=sys.stderr)
            return 2
        set_up_logs()
        keep_font_list(settings.data)
        upgrade_database(settings, new=new)
        _tell_setup_code(settings)
        if settings.metrics_port is not None:
            share_counts(settings.data / "metrics")
        remake_broken_queue(settings.queue_file)
        with pause_collector():
            read_program()
        gc.freeze()  # copies share what is in memory as long as nobody looks through it for rubbish
        listener.listen(WAITING_VISITORS)
        done = _keep_running(settings, listener)
    return 0 if done else 1


def _keep_running(settings: Settings, listener: socket.socket) -> bool:
    """Run website and worker until told to stop; False when the website could not start at all.

    Both are started again when they end. Meanwhile visitors wait at ``listener``, which is of this
    process and so outlives them.
    """
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    web = Restarting(WEBSITE, partial(run_website, listener))
    others = [Restarting(WORKER, partial(work, settings))]
    if settings.metrics_port is not None:
        others.append(Restarting(METRICS, partial(_show_metrics, settings, settings.metrics_port)))
    try:
        started = _wait_until_up(settings, web, stopping)
        if started:
            print(say("cli.running", url=settings.public_url), flush=True)
        while started and not stopping.wait(CHECK_SECONDS):
            for kept in (web, *others):
                kept.check()
    finally:
        for kept in (web, *others):
            stop_process(kept.process)
    return started or stopping.is_set()


def _show_metrics(settings: Settings, port: int) -> None:
    """Serve metrics until this process is ended."""
    from assessment.cli import metrics  # counts are shared only if that was said before

    metrics.serve_metrics(open_database(settings), port)
    signal.pause()


def _tell_setup_code(settings: Settings) -> None:
    """Print the code that makes somebody the first beheerder, once: at the first start."""
    with opened_database(settings) as engine, database.writing(engine) as db:
        if accounts.wants_setup_code(db):
            code = accounts.make_setup_code(db, now=datetime.now(UTC))
            db.commit()
            print(say("cli.setup_code", code=code, url=settings.public_url), flush=True)


def work(settings: Settings) -> int:
    """Make documents until stopped; ends by itself when the process that started it is gone."""
    parent = os.getppid()
    set_up_logs()
    keep_font_list(settings.data)
    keep_private(settings)
    remake_broken_queue(settings.queue_file)
    engine = open_database(settings)
    worker = Worker(
        engine,
        load_content(),
        settings.queue_file,
        public_url=settings.public_url,
        draw=draw_apart,
    )
    get_ready()
    worker.enqueue_waiting()
    threading.Thread(target=_look_after, args=(worker, parent), daemon=True).start()
    maker = InstrumentMaker(engine, worker.content)
    threading.Thread(target=_make_instruments, args=(maker,), daemon=True).start()
    if settings.mail is not None:
        postman = Postman(engine, settings.mail)
        threading.Thread(target=_deliver, args=(postman,), daemon=True).start()
    worker.huey.create_consumer(workers=1, periodic=False).run()
    return 0


def _look_after(worker: Worker, parent: int) -> None:
    """Let the worker check every 20 seconds what waits; stop it when its parent process is gone."""
    while os.getppid() == parent:
        worker.look_after()
        time.sleep(ALIVE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _deliver(postman: Postman) -> None:
    """Let the postman look in the outbox every second; it ends with this process."""
    while True:
        postman.deliver_due()
        time.sleep(ROUND_SECONDS)


def _make_instruments(maker: InstrumentMaker) -> None:
    """Let the maker look every two seconds what the desk asked; it ends with this process."""
    while True:
        maker.make_waiting()
        time.sleep(INSTRUMENT_SECONDS)


def _take_port(settings: Settings) -> socket.socket:
    """Return a socket where the website will listen, so that nobody else can; or raise OSError."""
    found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener


def _explain_deaf(settings: Settings, error: OSError) -> str:
    """Return why the website cannot listen where the settings say."""
    where = {"host": settings.host, "port": settings.port}
    if isinstance(error, socket.gaierror):
        return say("cli.no_listening", **where, reason=say("address.unknown"))
    if error.errno == errno.EADDRINUSE:
        return say("cli.port_taken", port=settings.port, other=settings.port + 1)
    return say("cli.no_listening", **where, reason=explain_os_error(error))


def _passes(error: OSError) -> bool:
    """Return whether the address may be there in a while: at a start of the machine it is late."""
    return isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL


def _wait_until_up(settings: Settings, web: Restarting, stopping: threading.Event) -> bool:
    """Wait until the web app answers; False when it gave up by itself or was stopped before that.

    One that was killed before that is started again.
    """
    deadline = time.monotonic() + START_SECONDS
    address = f"{urlsplit(settings.public_url).path}/gezond"
    while time.monotonic() < deadline and not stopping.is_set():
        if (web.process.exitcode or 0) > 0:
            return False
        web.check()
        with suppress(OSError, HTTPException):
            connection = HTTPConnection(settings.host, settings.port, timeout=2)
            connection.request("GET", address)
            return connection.getresponse().status == 200
        stopping.wait(CHECK_SECONDS)
    return False
