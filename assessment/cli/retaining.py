"""``bop retention``: delete what nobody used for long, or tell how much that is."""

import argparse
import sys
from datetime import date

from assessment.cli.groups import only_looking, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import read_settings
from assessment.services import retention
from assessment.services.errands import declare_errand
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Errand
from assessment.services.retention import Due
from assessment.wording import say


def add_to(command: Commands) -> None:
    """Add ``bop retention`` to the commands."""
    parser = command.add_parser("retention", **command_texts("retention"))
    parser.add_argument("--dry-run", action="store_true", help=help_text("retention.dry_run"))
    parser.add_argument("--yes", action="store_true", help=help_text("retention.yes"))
    parser.add_argument(
        "--today", metavar=help_text("metavar.day"), help=help_text("retention.today")
    )
    parser.set_defaults(run=retain)


@declare_errand(Errand.FORGETS)
def retain(chosen: argparse.Namespace) -> int:
    """Tell what is due, and with ``--yes`` mark and delete it.

    A clock that jumped must be confirmed by typing the day: then it is not the only witness.
    """
    if chosen.dry_run or not chosen.yes:
        with only_looking() as work:
            due = retention.find_due(work.db, now=work.now)
        print(_tell(due))
        print(say("retention.nothing_done"))
        return 0 if chosen.dry_run else _refuse("retention.say_yes")
    with working(write=True) as work:
        due = retention.find_due(work.db, now=work.now)
        if due.clock_jumped and chosen.today != str(_day(due)):
            print(_tell(due))
            return _refuse("retention.clock", day=_day(due), known=due.known)
        retention.carry_out(work.db, due, url=read_settings().public_url)
    print(say("retention.done", marked=len(due.to_mark), deleted=len(due.to_delete)))
    return 0


def _tell(due: Due) -> str:
    return say(
        "retention.due",
        day=_day(due),
        total=due.total,
        marked=len(due.to_mark),
        deleted=len(due.to_delete),
    )


def _day(due: Due) -> date:
    return due.now.astimezone(AMSTERDAM).date()


def _refuse(key: str, **values: object) -> int:
    print(say(key, **values), file=sys.stderr)
    return 2
