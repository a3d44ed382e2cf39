"""Which content files are released: frozen by their hash, so that results keep their meaning.

Each folder of content has a file ``RELEASED`` with a line for each released file, as ``sha256sum``
writes it: the hash, two blanks, the name. A file without a line is a draft and may change.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from values.problems import say
from values.toml_reading import ContentError

RELEASED = "RELEASED"
SUFFIXES = (".toml", ".csv")
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_VERSIONED = re.compile(r"(?P<stem>.+)\.v(?P<version>\d+)(?P<suffix>\.\w+)")


def list_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in ``folder`` that can be released, in order."""
    paths = (path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return tuple(sorted(path.relative_to(folder).as_posix() for path in paths))


def read_released(folder: Path) -> dict[str, str]:
    """Return the hash of each released file of ``folder`` by name.

    Raises
    ------
    ContentError
        When the list is missing or has a wrong line: without it nothing would be frozen.
    """
    path = folder / RELEASED
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([say("released.no_list", file=_shown(folder))]) from error
    hashes: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        entry = _LINE.fullmatch(line)
        if entry is None:
            problems.append(say("released.wrong_line", file=_shown(folder), line=number))
        elif entry[2] in hashes:
            problems.append(say("released.twice", file=_shown(folder), name=entry[2]))
        else:
            hashes[entry[2]] = entry[1]
    if problems:
        raise ContentError(problems)
    return hashes


def is_released(folder: Path, name: str) -> bool:
    """Return whether the file ``name`` of ``folder`` is frozen."""
    return name in read_released(folder)


def changed_files(folder: Path) -> tuple[str, ...]:
    """Return the released files of ``folder`` that are gone or no longer what was released."""
    hashes = read_released(folder)
    return tuple(name for name, known in hashes.items() if _hash(folder / name) != known)


def problems(folder: Path, *, except_for: Iterable[str] = ()) -> list[str]:
    """Return a sentence with the remedy for each released file of ``folder`` that changed.

    ``except_for`` names files that are about to be released again, on purpose.
    """
    try:
        changed = changed_files(folder)
    except ContentError as error:
        return error.problems
    allowed = set(except_for)
    return [_problem(folder, name) for name in changed if name not in allowed]


def release(folder: Path, names: Iterable[str]) -> None:
    """Write the hashes of the files ``names`` into the list; other lines and notes stay.

    Raises
    ------
    ContentError
        When the list cannot be read.
    OSError
        When a file cannot be read or the list cannot be written; the list is then as before.
    """
    hashes = read_released(folder)
    hashes |= {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
    path = folder / RELEASED
    path.write_text("".join(f"{line}\n" for line in _lines(path, hashes)), encoding="utf-8")


def _lines(path: Path, hashes: Mapping[str, str]) -> Iterator[str]:
    yield from (
        line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")
    )
    yield from (f"{hashes[name]}  {name}" for name in sorted(hashes))


def _problem(folder: Path, name: str) -> str:
    if not (folder / name).is_file():
        return say("released.gone", name=name)
    if versioned := _VERSIONED.fullmatch(name):
        following = int(versioned["version"]) + 1
        copy = f"{versioned['stem']}.v{following}{versioned['suffix']}"
        return say("released.changed_version", name=name, next=following, copy=copy)
    return say("released.changed", name=name)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _shown(folder: Path) -> str:
    """Return the list as a reader finds it: with the folders that tell it from the others."""
    return "/".join((*folder.parts[-2:], RELEASED))
