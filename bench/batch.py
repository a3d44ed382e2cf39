"""A folder of a hundred people through `bop plan`: by the clock, on every core."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assessment.cli.files import as_json, write_file
from assessment.instruments import write_answers
from bench import person
from bench.server import ROOT

PEOPLE = 100


def measure() -> dict[str, dict[str, Any]]:
    """Return the seconds of the whole command, its start included."""
    with tempfile.TemporaryDirectory(prefix="bop-bench-") as folder:
        answers, plans = Path(folder, "answers"), Path(folder, "plans")
        answers.mkdir()
        for seed in range(PEOPLE):
            write_file(answers / f"{seed}.json", as_json(write_answers(person.answers(seed))))
        command = [sys.executable, "-m", "assessment", "plan", str(answers), "-o", str(plans)]
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        made = len(list(plans.glob("*.pdf")))
    cores = len(os.sched_getaffinity(0))
    return {"plans_batch": {"value": round(seconds, 1), "made": made, "cores": cores}}
