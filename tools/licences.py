"""Hold the licence of every package of the product to `licences.toml`; `make check` runs it.

`python -m tools.licences write` writes the list again: look at what changed before it is kept.
"""

import sys
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("licences.toml")
LOCK = ROOT / "requirements-postgresql.lock"  # all that the product can need
UNKNOWN = "unknown"  # the package does not say it where it should
LONGEST = 60  # signs; some packages put the whole text of their licence in its name


def list_locked(lock: str) -> list[str]:
    """Return the names of the packages in a lock file."""
    return [line.partition("==")[0] for line in lock.splitlines() if line[:1].isalnum()]


def find_licence(name: str) -> str | None:
    """Return the licence that a package says it has; None when it is not for this machine."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    named = [value.rpartition(" :: ")[2] for value in _all(told, "Classifier")
             if value.startswith("License ::") and value.count("::") > 1]  # fmt: skip
    for licence in (*_all(told, "License-Expression"), " and ".join(named), *_all(told, "License")):
        if licence and len(licence) <= LONGEST and "\n" not in licence:
            return licence
    return UNKNOWN


def _all(package: PackageMetadata, name: str) -> list[str]:
    return [str(value) for value in package.get_all(name) or ()]


def find_differences(known: dict[str, str], installed: dict[str, str | None]) -> list[str]:
    """Return how what is installed differs from the list."""
    new = [f"{name}: {licence}; not in the list" for name, licence in installed.items()
           if licence and name not in known]  # fmt: skip
    other = [f"{name}: {licence}; the list says {known[name]}" for name, licence in
             installed.items() if licence and known.get(name, licence) != licence]  # fmt: skip
    gone = [f"{name}: in the list, but not locked" for name in known if name not in installed]
    unread = [f"{name}: does not say its licence; read its file" for name, licence in
              installed.items() if licence == UNKNOWN]  # fmt: skip
    return new + other + gone + unread


def main(arguments: list[str]) -> int:
    """Print every difference; 1 when there is one."""
    known = tomllib.loads(LIST.read_text(encoding="utf-8"))
    installed = {name: find_licence(name) for name in list_locked(LOCK.read_text())}
    for name, licence in installed.items():
        if licence == UNKNOWN:  # then somebody read its file and wrote the list by hand
            installed[name] = known.get(name, UNKNOWN)
    if arguments == ["write"]:
        lines = [
            f'{name} = "{licence}"\n' for name, licence in sorted(installed.items()) if licence
        ]
        LIST.write_text("".join(lines), encoding="utf-8")
        known = tomllib.loads("".join(lines))
    found = find_differences(known, installed)
    print(*found, f"licences: {len(installed)} packages, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
