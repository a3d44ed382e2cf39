"""What a process does with itself: end with the one that started it, be named, be read quickly."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SET_PARENT_DEATH_SIGNAL, _SET_NAME = 1, 15  # PR_SET_PDEATHSIG and PR_SET_NAME of prctl(2)
LONGEST_NAME = 15  # bytes that the kernel keeps


def end_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its ``parent`` ends; elsewhere than Linux do nothing.

    Nothing that was acknowledged is lost: an acknowledgement follows a commit.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the line above
            os._exit(1)


def name_process(name: str) -> None:
    """Let the lists of ``ps`` and ``top`` show a name; elsewhere than on Linux do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_NAME, name.encode()[:LONGEST_NAME])


@contextmanager
def pause_collector() -> Iterator[None]:
    """Look for no rubbish while the program is read: there is none, and looking costs a seventh."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
