"""``bop audit``: whether the log of who did or read what is whole."""

import argparse

from assessment.cli.groups import only_looking
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.json_reading import InputError
from assessment.services import auditing
from assessment.services.errands import declare_errand
from assessment.services.policy import Errand
from assessment.wording import say


def add_to(command: Commands) -> None:
    """Add ``bop audit`` to the commands."""
    parser = command.add_parser("audit", **command_texts("audit"))
    step = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("audit.steps")
    )
    verifying = step.add_parser("verify", **command_texts("audit.verify"))
    verifying.set_defaults(run=verify_log)


@declare_errand(Errand.STATES)
def verify_log(_: argparse.Namespace) -> int:
    """Print how many acts there are and how the last is known; a broken chain is refused."""
    with only_looking() as work:
        found = auditing.verify_log(work.db)
    if found.breaks:
        problems = [say(f"audit.{one.kind}", number=one.number) for one in found.breaks]
        raise InputError(problems)
    print(say("audit.whole", count=found.count, number=found.last_number, hash=found.last_hash))
    return 0
