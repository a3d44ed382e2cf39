"""Measure the truth table: ``python -m study.sentences`` writes zinnen.md with its numbers."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from study.sentences.registry import tell_registry
from study.sentences.results import gather_sentences, write_results
from study.sentences.tasks import list_parts, measure_universes
from study.sentences.text import BEFORE, NOW, write_text
from study.sentences.universes import list_places, load_settings

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "studie"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every universe, or those that are named, and return 0.

    With ``--registry`` nothing is measured, and 1 returned when a key is undeclared or vanished.
    """
    parser = argparse.ArgumentParser(prog="python -m study.sentences", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER)
    parser.add_argument("-j", "--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("-n", "--people", type=int, default=load_settings()["study"]["people"])
    parser.add_argument("--universes", nargs="*", help="only these")
    parser.add_argument("--as-before", action="store_true", help="write what to compare with later")
    parser.add_argument("--only-text", action="store_true", help="write zinnen.md again and stop")
    parser.add_argument(
        "--registry", action="store_true", help="list keys undeclared or vanished, and stop"
    )
    given = parser.parse_args(arguments)
    if given.registry:
        lines = list(tell_registry())
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return 1 if lines else 0
    given.output.mkdir(parents=True, exist_ok=True)
    if not given.only_text:
        measure_truth(given)
    if not given.as_before:
        write_text(given.output)
    return 0


def measure_truth(arguments: argparse.Namespace) -> None:
    """Measure, and write the numbers; progress goes to standard error."""
    wanted = arguments.universes
    places = [p for p in list_places() if not wanted or p.id in wanted]
    total, begun, count = len(list_parts(places, arguments.people)), time.monotonic(), 0

    def done(label: str) -> None:
        nonlocal count
        count += 1
        sys.stderr.write(f"\r{label:<28} {count}/{total}, {time.monotonic() - begun:.0f} s ")
        sys.stderr.flush()

    tallies = measure_universes(places, arguments.people, arguments.workers, done)
    write_results(
        gather_sentences(tallies), arguments.output, BEFORE if arguments.as_before else NOW
    )
    sys.stderr.write("\n")


if __name__ == "__main__":
    sys.exit(main())
