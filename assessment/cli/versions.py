"""What ``bop norm`` and ``bop calibrate`` share: steps of a command, and lists of what is kept."""

import argparse
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.services.versions import Versions
from assessment.store.versions import Version
from assessment.wording import say

T = TypeVar("T")


def add_step(
    steps: Commands,
    key: str,
    run: Callable[[argparse.Namespace], int],
    *,
    numbered: bool = True,
) -> argparse.ArgumentParser:
    """Add the step whose texts stand at ``key``, such as "norm.show", and return its parser.

    A numbered step is about a single version.
    """
    step = steps.add_parser(key.split(".")[-1], **command_texts(key))
    if numbered:
        step.add_argument("number", type=int, metavar=help_text("metavar.number"),
                          help=help_text(f"{key}.number"))  # fmt: skip
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
