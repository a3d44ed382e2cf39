"""``bop retention``: delete what nobody used for a year, or tell how much that is."""

import argparse

from assessment.cli.groups import working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.services import erasing
from assessment.wording import say


def add_to(command: Commands) -> None:
    """Add ``bop retention`` to the commands."""
    retention = command.add_parser("retention", **command_texts("retention"))
    retention.add_argument("--dry-run", action="store_true", help=help_text("retention.dry_run"))
    retention.set_defaults(run=retain)


def retain(chosen: argparse.Namespace) -> int:
    """Delete what is due and tell how many; with ``--dry-run`` only tell."""
    with working(write=not chosen.dry_run) as work:
        if chosen.dry_run:
            print(say("retention.due", count=len(erasing.list_due(work.db, now=work.now))))
        else:
            print(say("retention.done", count=erasing.delete_due(work.db, now=work.now)))
    return 0
