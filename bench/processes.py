"""Processor time and memory of processes, read from /proc."""

import os
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
# Places in /proc/<pid>/stat after the name, which may hold blanks: state is 0.
PARENT, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 1, 11, 12, 13, 14


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor time of these processes and of their children that ended."""
    places = (USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM)
    ticks = sum(int(_stat(pid)[place]) for pid in pids for place in places)
    return ticks / TICKS_PER_SECOND


def children(parent: int) -> list[int]:
    """Return the processes that ``parent`` started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if int(_stat(int(entry.name))[PARENT]) == parent:
                found.append(int(entry.name))
        except OSError:  # it ended while we looked
            continue
    return sorted(found)


def memory_mb(pid: int) -> float:
    """Return the memory that a process holds now, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def own_memory_mb(pid: int) -> float:
    """Return the memory of a process, of what it shares with others only its part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    [kilobytes] = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return round(int(kilobytes) / 1000, 1)


def name(pid: int) -> str:
    """Return the name that a process gave itself; empty when it ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def command(pid: int) -> str:
    """Return the command line of a process; empty when it ended (and so of one that waits)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _stat(pid: int) -> list[str]:
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return text[text.rindex(")") + 2 :].split()
