"""A disk that takes no more writes, and a clock that jumps: around a program that runs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIBRARIES = "/usr/lib*/*/faketime/libfaketimeMT.so.1"


class OddClock:
    """The clock that programs see which are started with ``settings``; others keep the real one.

    What counts seconds (a deadline, a pause) goes on as it did: only the date and time jump.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "odd-clock"
        self.set("+0")

    @property
    def settings(self) -> dict[str, str]:
        """Return what the environment of a program needs, nothing when it cannot be done here."""
        library = find_library()
        return {} if library is None else {
            "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1", "FAKETIME_DISABLE_SHM": "1",
            "FAKETIME_CACHE_DURATION": "1",
        }  # fmt: skip

    def set(self, moved: str) -> None:
        """Move the clock, as in "+1h" or "+400d"; programs see it within a second."""
        self._file.write_text(moved, encoding="ascii")


def find_library() -> Path | None:
    """Return the library that shows another clock, None where it is not installed."""
    return next(iter(sorted(Path("/").glob(LIBRARIES.lstrip("/")))), None)


def can_be_immutable(folder: Path) -> bool:
    """Return whether we may forbid writing here: as root, on a file system that knows how."""
    file = folder / "tried"
    file.touch()
    try:
        with immutable([file]):
            return not os.access(file, os.W_OK)
    except subprocess.CalledProcessError:
        return False
    finally:
        file.unlink()


@contextmanager
def immutable(files: list[Path]) -> Iterator[None]:
    """Let nobody write these files, not even who has them open, until the block ends."""
    there = [str(file) for file in files if file.exists()]
    try:
        subprocess.run(["chattr", "+i", *there], check=True, capture_output=True)
        yield
    finally:
        subprocess.run(["chattr", "-i", *there], check=False, capture_output=True)
