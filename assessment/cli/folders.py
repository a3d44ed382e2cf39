"""Write a folder of files whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from assessment.json_reading import InputError
from assessment.wording import explain_os_error, say, short


def check_folder(path: Path, ours: Collection[str]) -> None:
    """Raise InputError unless ``path`` is free, empty, or holds nothing but files named so."""
    target = Path(os.path.realpath(path))
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError([say("analyse.not_folder", path=path)])
    strange = sorted(name for name in os.listdir(target) if name not in ours)
    if strange:
        raise InputError([say("analyse.not_ours", path=path, name=short(strange[0]))])


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Put ``files`` in a folder of their own, in place of what `check_folder` allowed there.

    They are written beside it first, so that a reader finds the old files or the new ones.

    Raises
    ------
    InputError
        If it cannot be written; nothing has changed.
    """
    target = Path(os.path.realpath(path))
    made: Path | None = None
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=".bop-"))  # for its owner only
        for name, data in files.items():
            (made / name).write_bytes(data)
        _swap(made, target)
    except OSError as error:
        raise InputError(
            [say("cli.unwritable", path=path, reason=explain_os_error(error))]
        ) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _swap(made: Path, target: Path) -> None:
    """Move the new folder into place; the old one comes back when that fails."""
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".bop-")) / target.name
    try:
        target.rename(aside)
        try:
            made.rename(target)
        except OSError:
            aside.rename(target)
            raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)
