"""Keep processes running: one that ends is started again, and none outlives who started it."""

import logging
import os
import subprocess
import time
from collections.abc import Callable, Sequence

from assessment.processes import end_with_parent

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 60.0  # seconds before a process is started again
STEADY_SECONDS = 20.0  # one that lived so long is trusted again
STOP_SECONDS = 40.0  # gunicorn gives requests thirty seconds to end

Process = subprocess.Popen[bytes]


def start_process(command: Sequence[str], *, pass_fds: Sequence[int] = ()) -> Process:
    """Start a process that ends at once when this process ends, however it ends (on Linux).

    It inherits the open files ``pass_fds``, such as a socket to listen on.
    """
    parent = os.getpid()
    return subprocess.Popen(command, pass_fds=pass_fds, preexec_fn=lambda: end_with_parent(parent))


def stop_process(process: Process) -> int:
    """End a process, with force when it does not listen, and return its status."""
    process.terminate()
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


class Restarting:
    """A process that is started again when it ends, after a pause that grows with each time."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        pass_fds: Sequence[int] = (),
        start: Callable[..., Process] = start_process,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command, self._pass_fds = command, pass_fds
        self._start, self._clock = start, clock
        self._pause = FIRST_PAUSE
        self._start_at: float | None = None  # when it may start again, while it does not run
        self._begin()

    def check(self) -> None:
        """Note that the process ended, or start it again once its pause is over."""
        if self._start_at is not None:
            if self._clock() >= self._start_at:
                self._begin()
        elif self.process.poll() is not None:
            self._note_end()

    def _begin(self) -> None:
        self.process = self._start(self._command, pass_fds=self._pass_fds)
        self._started, self._start_at = self._clock(), None

    def _note_end(self) -> None:
        now = self._clock()
        if now - self._started >= STEADY_SECONDS:
            self._pause = FIRST_PAUSE
        log.warning(
            "%s ended with status %s; it starts again in %.3g seconds",
            " ".join(self._command[-2:]), self.process.returncode, self._pause,
        )  # fmt: skip
        self._start_at = now + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
