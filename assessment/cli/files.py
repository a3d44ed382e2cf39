"""Read and write the files that a command is given. They are written whole or not at all."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from assessment.json_reading import MAX_BYTES, InputError
from assessment.wording import explain_os_error, say


def as_json(table: dict[str, Any]) -> bytes:
    """Return ``table`` as JSON text."""
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode()


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, and no more of a larger one than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            [say("cli.unreadable", path=path, reason=explain_os_error(error))]
        ) from error


def write_or_print(path: Path | None, data: bytes) -> None:
    """Write ``data`` to a file and say so, or without a file print it."""
    if path is None:
        sys.stdout.buffer.write(data)  # UTF-8, whatever the terminal speaks
    else:
        write_and_report(path, data)


def write_and_report(path: Path, data: bytes) -> None:
    """Write ``data`` to a file and say on the error output that it is there."""
    write_file(path, data)
    print(say("cli.written", path=path), file=sys.stderr)


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` whole or not at all; a pipe or a device simply takes it."""
    target = Path(os.path.realpath(path))  # the file that a link points to, not the link
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise InputError(
            [say("cli.unwritable", path=path, reason=explain_os_error(error))]
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bop-")  # for its owner only
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
