"""Run the recovery study: ``python -m study`` writes results, tables, figures and the text."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from study.advice_text import write_advice
from study.assumptions import limit_people, load_assumptions
from study.patterns import write_patterns
from study.plots import draw_all
from study.precision import write_precision
from study.results import gather_results, write_json, write_tables
from study.tasks import list_tasks, run_all
from study.text import write_text

FOLDER = Path(__file__).parent.parent / "docs" / "manual" / "studie"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything and return 0; results go to a folder, progress to standard error."""
    parser = argparse.ArgumentParser(prog="python -m study", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("-j", "--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("-n", "--people", type=int, help="at most so many in each part")
    parser.add_argument("--only-advice", action="store_true", help="write advies.md and stop")
    given = parser.parse_args(arguments)
    assumed, begun = load_assumptions(), time.monotonic()
    if given.only_advice:
        write_advice(assumed, given.output)
        return 0
    if given.people:
        assumed = limit_people(assumed, given.people)
    total, count = len(list_tasks(assumed)), 0

    def done(label: str) -> None:
        nonlocal count
        count += 1
        tell_progress(f"\rstudy: {count}/{total} {label:<28}")

    results = gather_results(assumed, run_all(assumed, given.workers, done))
    given.output.mkdir(parents=True, exist_ok=True)
    write_json(results, given.output)
    write_tables(results, given.output)
    draw_all(results, given.output)
    write_text(results, given.output)
    write_advice(assumed, given.output)
    write_patterns(assumed, given.output)
    write_precision(assumed, given.output)
    seconds = time.monotonic() - begun
    tell_progress(f"\rstudy: {total}/{total} in {seconds:.0f} s, written to {given.output}\n")
    return 0


def tell_progress(line: str) -> None:
    """Show progress."""
    sys.stderr.write(line)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
