"""A disk that takes no more writes, under a program that runs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def can_be_immutable(folder: Path) -> bool:
    """Return whether we may forbid writing here: as root, on a file system that knows how."""
    file = folder / "tried"
    file.touch()
    try:
        with immutable([file]):
            return not os.access(file, os.W_OK)
    except (OSError, subprocess.CalledProcessError):  # there is no chattr, or it may not
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
