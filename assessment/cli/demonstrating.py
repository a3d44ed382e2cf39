"""``bop demo``: the website with thirty people who do not exist, in a database of its own."""

import argparse
import os
import sys
from datetime import UTC, datetime

from assessment.cli.databases import claim_folder, upgrade_database
from assessment.cli.groups import opened_database
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import Settings, list_missing, read_settings
from assessment.json_reading import InputError
from assessment.services import demonstrating
from assessment.services.content import load_content
from assessment.services.errands import declare_errand
from assessment.services.policy import Errand
from assessment.store import database
from assessment.wording import say

DATA = "var-demo"
NOT_OF_A_DEMO = (  # how settings begin that it leaves out
    "BOP_DATABASE_URL", "BOP_DATA_KEYS", "BOP_SECRET_KEY", "BOP_COOKIE_KEYS", "BOP_MAIL_",
    "BOP_SIGN_IN_",
)  # fmt: skip


def add_to(command: Commands) -> None:
    """Add ``bop demo`` to the commands."""
    parser = command.add_parser("demo", **command_texts("demo"))
    parser.add_argument("--fill-only", action="store_true", help=help_text("demo.fill_only"))
    parser.set_defaults(run=show)


@declare_errand(Errand.WHOLE)
def show(chosen: argparse.Namespace) -> int:
    """Fill the demonstration if that was not done, and serve it.

    It never touches the data of the installation itself: it has a folder and keys of its own, and
    what the environment says of a database, of keys, of mail or of signing in elsewhere does not
    count. A folder with anybody else in it is refused, and nothing in it changes.
    """
    from assessment.cli import serving, website  # slow to import: not for every command

    os.environ.update(BOP_DATA=os.environ.get("BOP_DEMO_DATA", DATA), BOP_DEMO="1")
    for name in [name for name in os.environ if name.startswith(NOT_OF_A_DEMO)]:
        del os.environ[name]
    settings = read_settings()
    if missing := list_missing(settings):
        print(*missing, sep="\n", file=sys.stderr)
        return 2
    website.keep_font_list(settings.data)
    with claim_folder(settings.data):
        _refuse_others(settings)
        upgrade_database(settings, new=False)
        _fill(settings)
    return 0 if chosen.fill_only else serving.serve(settings)


def _refuse_others(settings: Settings) -> None:
    """Raise InputError when there is anybody in the database who is not of the demonstration."""
    if database.is_empty(settings.database_url):
        return
    with opened_database(settings) as engine, database.reading(engine) as db:
        try:
            strange = demonstrating.holds_others(db)
        except Exception as error:  # of a version that is read no more
            if not database.is_outage(error):
                raise
            strange = True
    if strange:
        raise InputError([say("cli.no_demo", path=settings.data)])


def _fill(settings: Settings) -> None:
    with opened_database(settings) as engine, database.writing(engine) as db:
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
