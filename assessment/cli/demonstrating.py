"""``bop demo``: the website with thirty people who do not exist, in a database of its own."""

import argparse
import os
import sys
from datetime import UTC, datetime

from assessment.cli import serving
from assessment.cli.databases import upgrade_database
from assessment.cli.groups import open_database
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import Settings, list_missing, read_settings
from assessment.services import demonstrating
from assessment.services.content import load_content
from assessment.services.errands import declare_errand
from assessment.services.policy import Errand
from assessment.store import database
from assessment.wording import say

DATA = "var-demo"


def add_to(command: Commands) -> None:
    """Add ``bop demo`` to the commands."""
    parser = command.add_parser("demo", **command_texts("demo"))
    parser.add_argument("--fill-only", action="store_true", help=help_text("demo.fill_only"))
    parser.set_defaults(run=show)


@declare_errand(Errand.WHOLE)
def show(chosen: argparse.Namespace) -> int:
    """Fill the demonstration if that was not done, and serve it.

    It never touches the data of the installation itself: it has a folder of its own, and what the
    environment says of a database does not count.
    """
    os.environ.update(BOP_DATA=os.environ.get("BOP_DEMO_DATA", DATA), BOP_DEMO="1")
    os.environ.pop("BOP_DATABASE_URL", None)
    settings = read_settings()
    if missing := list_missing(settings):
        print(*missing, sep="\n", file=sys.stderr)
        return 2
    upgrade_database(settings, new=not (settings.data / "bop.db").exists())
    _fill(settings)
    return 0 if chosen.fill_only else serving.serve(settings)


def _fill(settings: Settings) -> None:
    engine = open_database(settings)
    with database.writing(engine) as db:
        if not demonstrating.is_filled(db):
            print(say("cli.filling_demo"), flush=True)
            demonstrating.fill_demonstration(
                db,
                load_content(),
                secret=settings.secret_key,
                now=datetime.now(UTC),
                url=settings.public_url,
            )
            db.commit()
    engine.dispose()
