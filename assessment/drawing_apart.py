"""Draw a document in a process of its own, with limits, so that none can harm whoever asks it.

The processes are copies of a helper that has read the program already, so each starts at once.
"""

import gc
import multiprocessing
import os
import resource
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from assessment.logs import describe_error
from assessment.processes import end_with_parent
from assessment.report.model import ReportContent

MOST_SECONDS = 120  # for one document, of the clock; it takes about one
MOST_CPU_SECONDS = 60
MOST_BYTES = 1 << 30  # of address space; a document takes about a third of it

T = TypeVar("T")

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["assessment.report.figures", "assessment.report.pdf.report"])


class DrawingDied(Exception):
    """The process ended before the document was there, by itself or because it took too much."""


class DrawingFailed(Exception):
    """The document cannot be drawn; says where in the program it went wrong."""


def get_ready() -> None:
    """Start the helper, so that the first document does not wait for it."""
    forkserver.ensure_running()


def draw_apart(report: ReportContent) -> bytes:
    """Return the report as a PDF; raises DrawingDied and DrawingFailed."""
    return run_apart(_render, report)


def run_apart(act: Callable[[T], bytes], order: T, *, seconds: float = MOST_SECONDS) -> bytes:
    """Return what ``act`` makes of ``order`` in a process with limits; raises as draw_apart."""
    receiving, sending = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_act, args=(sending, act, order), daemon=True)
    process.start()
    sending.close()
    try:
        if not receiving.poll(seconds):
            raise DrawingDied(f"it took more than {seconds:.0f} seconds")
        made = receiving.recv()
    except (EOFError, ConnectionError) as error:
        process.join()
        raise DrawingDied(f"status {process.exitcode}") from error
    finally:
        receiving.close()
        process.kill()
        process.join()
    if isinstance(made, str):
        raise DrawingFailed(made)
    return bytes(made)


def _render(report: ReportContent) -> bytes:
    from assessment.report.pdf.report import render_pdf  # the helper has it already

    return render_pdf(report)


def _act(sending: Connection, act: Callable[[T], bytes], order: T) -> None:
    """Send what ``act`` makes, or what went wrong, as a text."""
    end_with_parent(os.getppid())
    _limit_this_process()
    gc.freeze()  # what is loaded stays: the collector need not look through it
    try:
        made: bytes | str = act(order)
    except MemoryError:
        os._exit(1)
    except Exception as error:
        made = describe_error(error)
    sending.send(made)


def _limit_this_process() -> None:
    """Limit its time and memory, and have the kernel choose it first when memory is short."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
