"""The command ``bop``.

Nothing is imported here before it is known what was asked: reading the whole program takes longer
than most commands, and the website is to be back soon after its machine went down.
"""

import argparse
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 content wrong, 2 bad input."""
    from assessment.processes import pause_collector

    with pause_collector():
        from assessment.cli.program import run_command
    return run_command(sys.argv[1:] if arguments is None else arguments)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``bop`` with all its commands."""
    from assessment.cli import parser

    return parser.build_parser()
