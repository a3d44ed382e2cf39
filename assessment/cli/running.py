"""``bop serve`` and ``bop work``: what runs the product. They are to start soon: this is light."""

import argparse

from assessment.cli.databases import claim_work
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import read_settings
from assessment.processes import pause_collector
from assessment.services.errands import declare_errand
from assessment.services.policy import Errand
from assessment.store import database
from assessment.store.database import DatabaseAway
from assessment.wording import say

NAMES = ("serve", "work")


def begin_parser() -> tuple[argparse.ArgumentParser, Commands]:
    """Return the parser of ``bop``, and where its commands are added."""
    parser = argparse.ArgumentParser(prog="bop", description=help_text("bop.description"))
    command = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("bop.commands")
    )
    return parser, command


def add_to(command: Commands) -> None:
    """Add both commands."""
    starting = command.add_parser("serve", **command_texts("serve"))
    starting.add_argument("--new", action="store_true", help=help_text("db.new"))
    starting.set_defaults(run=serve)
    command.add_parser("work", **command_texts("work")).set_defaults(run=work)


@declare_errand(Errand.WHOLE)
def serve(chosen: argparse.Namespace) -> int:
    """Run web app and worker until they are stopped."""
    with pause_collector():
        from assessment.cli import serving  # slow to import: every other command does without
    return serving.serve(read_settings(), new=chosen.new)


@declare_errand(Errand.WHOLE)
def work(_: argparse.Namespace) -> int:
    """Run the worker until it is stopped, on a database that is there."""
    with pause_collector():
        from assessment.cli import serving
    settings = read_settings()
    with claim_work(settings.data):
        if database.list_versions(settings.database_url) != [database.newest_version()]:
            raise DatabaseAway(say("database.other_version"))  # until who serves brought it there
        return serving.work(settings)
