"""Which machine this is and how busy it was, so that a figure can be compared with another."""

import json
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.quantiles import p50, timed_ms, timed_with_cpu_ms

SYNCS = 50
WORKS, PEOPLE_TOLD = 9, 2000


def describe() -> dict[str, Any]:
    """Return processor, cores, Python, the time by the clock, and the load before measuring."""
    return {
        "cpu": _cpu_model(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_before": [round(load, 2) for load in os.getloadavg()],
        "blas_threads": os.environ.get("OMP_NUM_THREADS", "not set"),
        "disk_sync_ms": round(p50(_disk_syncs_ms()), 2),  # each saved answer waits for one
        "python_work_ms": python_work_ms(),
    }


def python_work_ms() -> float:
    """Return the processor milliseconds of a fixed piece of work, which none of our code does.

    The same processor may need twice as many at another hour, because others use the same core.
    Only figures beside like values of this one can be compared.
    """
    return round(p50(timed_with_cpu_ms(WORKS, _work)[1]), 1)


def _work() -> None:
    people = [{"name": f"name {number}", "answers": [number % 5] * 8, "at": str(number)}
              for number in range(PEOPLE_TOLD)]  # fmt: skip
    told = json.loads(json.dumps(people))
    by_name = {one["name"]: sum(one["answers"]) for one in told}
    sorted(by_name, key=lambda name: (by_name[name], name))


def _disk_syncs_ms() -> list[float]:
    """Return how long the disk takes to keep a page, where the databases of the benchmark are."""
    with tempfile.TemporaryFile() as file:

        def keep_page() -> None:
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())

        return timed_ms(SYNCS, keep_page)


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()
