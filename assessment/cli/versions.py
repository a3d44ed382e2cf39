"""What ``bop norm`` and ``bop calibrate`` share: steps of a command, and lists of what is kept."""

import argparse
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from assessment.services.versions import Versions
from assessment.store.versions import Version
from assessment.wording import say

T = TypeVar("T")


def add_step(
    steps: Any,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    help: str,
    numbered: bool = True,
) -> argparse.ArgumentParser:
    """Add a step to a command and return its parser; a numbered one is about a single version."""
    step: argparse.ArgumentParser = steps.add_parser(name, help=help)
    if numbered:
        step.add_argument("number", type=int, metavar="ID")
    step.set_defaults(run=run)
    return step


def print_versions(
    db: Session, versions: Versions[T], describe: Callable[[Version, T], str]
) -> None:
    """Print everything that is kept of a kind, each on a line; or that there is nothing."""
    kept = versions.list_all(db)
    for version in kept:
        print(describe(version, versions.read(version)))
    if not kept:
        print(say(f"{versions.kind}.none"))
