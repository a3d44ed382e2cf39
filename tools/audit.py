"""Ask whether a weakness is known in a package of the product; `make check` runs it.

It needs the network. What could not be looked up is said, never taken for good: pip-audit itself
answers 0 when it could look up nothing.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-postgresql.lock")
SECONDS = 120
NOT_LOOKED = 3  # the exit status when packages could not be looked up, and none is known as weak


@dataclass(frozen=True, slots=True)
class Audited:
    """How many packages were looked up, which could not be, and what is known of them."""

    looked_up: int
    not_looked_up: list[str]
    weak: list[str]


def read_answer(answer: dict[str, Any]) -> Audited:
    """Return what an answer of pip-audit says."""
    packages = answer["dependencies"]
    weak = [
        f"{one['name']} {one['version']}: {known['id']}, mended in "
        f"{', '.join(known['fix_versions']) or 'no version yet'}"
        for one in packages
        for known in one.get("vulns", [])
    ]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    return Audited(len(packages) - len(skipped), skipped, weak)


def ask(lock: Path) -> Audited:
    """Ask of every package in a lock file; one that cannot be asked about is not looked up."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-r",
               str(lock), "-f", "json", "--progress-spinner", "off", "--timeout", "15"]  # fmt: skip
    names = [line.partition("==")[0] for line in lock.read_text().splitlines() if "==" in line]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        return read_answer(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return Audited(0, names, [])


def main() -> int:
    """Print what is known; 1 for a known weakness, 3 when not everything could be looked up."""
    status = 0
    for name in LOCKS:
        found = ask(ROOT / name)
        print(*found.weak, sep="\n", end="\n" if found.weak else "")
        print(f"{name}: {found.looked_up} packages looked up, {len(found.weak)} weaknesses known")
        if found.not_looked_up:
            print(f"NOT AUDITED: {len(found.not_looked_up)} packages of {name} could not be looked"
                  " up. Do it where there is a network before a release: make audit")  # fmt: skip
        if found.weak:
            status = 1
        elif found.not_looked_up and not status:
            status = NOT_LOOKED
    return status


if __name__ == "__main__":
    sys.exit(main())
