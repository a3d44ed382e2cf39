"""Run the measurements and print one JSON document; ``python -m bench NAME`` runs some of them."""

import importlib
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

from bench import machine
from bench.bars import BARS

MEASUREMENTS = (
    "scoring", "irt", "document", "batch", "answering", "in_process", "crowd", "page_weight",
    "safety", "worker_memory",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 when a measurement could not be made at all."""
    unknown = [name for name in arguments if name not in MEASUREMENTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}",
              file=sys.stderr)  # fmt: skip
        return 2
    described = machine.describe()
    measured: dict[str, Mapping[str, Any]] = {}
    failed = []
    for name in arguments or MEASUREMENTS:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        try:
            measured |= importlib.import_module(f"bench.{name}").measure()
        except Exception:  # one that fails must not hide the others
            traceback.print_exc()
            failed.append(name)
    described["python_work_ms_after"] = machine.python_work_ms()
    described["load_after"] = [round(load, 2) for load in os.getloadavg()]
    print(json.dumps(document(described, measured, failed), ensure_ascii=False, indent=2))
    return 1 if failed else 0


def document(
    described: Mapping[str, Any], measured: Mapping[str, Mapping[str, Any]], failed: Sequence[str]
) -> dict[str, Any]:
    """Return the report: the machine, and a line for every bar that was measured."""
    bars = {bar.name: bar for bar in BARS}
    lines = [bars[name].judge(**found) for name, found in measured.items()]
    return {
        "format": "bop-bench/1",
        "machine": dict(described),
        "figures": lines,
        "missed": [line["name"] for line in lines if line["met"] is False],
        "failed": list(failed),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
