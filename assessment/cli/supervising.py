"""Keep processes running: one that ends is started again, and none outlives who started it.

Each is a copy of this process, which has read the program already: it is there in a moment, however
busy the machine is. So this process has one thread only, and no connection to anything.
"""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.context import ForkProcess

from assessment.processes import end_with_parent, name_process

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 60.0  # seconds before a process is started again
STEADY_SECONDS = 20.0  # one that lived so long is trusted again
STOP_SECONDS = 40.0  # gunicorn gives requests thirty seconds to end

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_copies = multiprocessing.get_context("fork")


def start_copy(name: str, run: Callable[[], object]) -> ForkProcess:
    """Start a copy of this process that runs something else, under a name of its own.

    It ends at once when this process ends, however it ends (on Linux).
    """
    process = _copies.Process(target=_become, args=(name, run, os.getpid()), name=name)
    # What this process does with a signal is not what its copy does: no signal comes in between.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    return process


def _become(name: str, run: Callable[[], object], parent: int) -> None:
    end_with_parent(parent)
    name_process(name)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    run()


def stop_process(process: ForkProcess) -> None:
    """End a process, with force when it does not listen."""
    process.terminate()
    process.join(STOP_SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()


class Restarting:
    """A process that is started again when it ends, after a pause that grows with each time."""

    def __init__(
        self,
        name: str,
        run: Callable[[], object],
        *,
        start: Callable[[str, Callable[[], object]], ForkProcess] = start_copy,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name, self._run = name, run
        self._start, self._clock = start, clock
        self._pause = FIRST_PAUSE
        self._start_at: float | None = None  # when it may start again, while it does not run
        self._begin()

    def check(self) -> None:
        """Note that the process ended, or start it again once its pause is over."""
        if self._start_at is not None:
            if self._clock() >= self._start_at:
                self._begin()
        elif self.process.exitcode is not None:
            self._note_end(self.process.exitcode)

    def _begin(self) -> None:
        self.process = self._start(self._name, self._run)
        self._started, self._start_at = self._clock(), None

    def _note_end(self, status: int) -> None:
        now = self._clock()
        if now - self._started >= STEADY_SECONDS:
            self._pause = FIRST_PAUSE
        log.warning(
            "%s ended with status %s; it starts again in %.3g seconds",
            self._name, status, self._pause,
        )  # fmt: skip
        self._start_at = now + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
