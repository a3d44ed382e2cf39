"""What the commands about groups of people share: who counts, and the database at work."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.cli.parsing import help_text
from assessment.config import PROGRAM, Settings, read_settings
from assessment.json_reading import InputError
from assessment.services.content import Content, load_content
from assessment.services.errands import check_errand, open_stored
from assessment.store import database
from assessment.store.data_keys import DataKeys
from assessment.wording import say, short
from values import DEFAULT_OFFICE, IN_OFFICE, PHASES


@dataclass(frozen=True, slots=True)
class Work:
    """An open database, the content, and the moment of the command."""

    db: Session
    content: Content
    now: datetime


def open_database(settings: Settings) -> Engine:
    """Return the engine of the database that the settings name, with the keys that they name.

    Raises NotItsErrand in a command that declared that it needs no database.
    """
    check_errand(change=False)
    return database.open_engine(
        settings.database_url,
        DataKeys(settings.data_keys),
        folder=settings.data,
        program=settings.program,
    )


@contextmanager
def opened_database(settings: Settings) -> Iterator[Engine]:
    """Yield the same engine, closed after the block."""
    engine = open_database(settings)
    try:
        yield engine
    finally:
        engine.dispose()


def uses_other_secret(settings: Settings) -> bool:
    """Return whether a machine is at work on this database with another secret key than ours."""
    return bool(list_machines(settings) - {settings.program})


def list_machines(settings: Settings) -> set[str]:
    """Return by what name machines are at work on the database of a server; of a file nobody knows.

    Each machine has the name of its secret key; this look has the name of no machine.
    """
    engine = database.open_engine(settings.database_url)
    try:
        known = database.list_programs(engine)
    finally:
        engine.dispose()
    return {name for name in known if name.startswith(f"{PROGRAM} ")}


@contextmanager
def working(*, write: bool = False) -> Iterator[Work]:
    """Yield the database of this version; what was written is kept when nothing went wrong.

    Raises DatabaseUnusable when it does not exist or is of another version.
    """
    settings = read_settings()
    database.check_current(settings.database_url)
    with opened_database(settings) as engine, open_stored(engine, change=write) as db:
        yield Work(db, load_content(), datetime.now(UTC))
        db.commit()


@contextmanager
def only_looking() -> Iterator[Work]:
    """Yield the database as it stands: not changed in any way.

    Raises DatabaseUnusable when it does not exist or is of another version.
    """
    settings = read_settings()
    database.check_current(settings.database_url)
    with opened_database(settings) as engine, open_stored(engine) as db:
        yield Work(db, load_content(), datetime.now(UTC))


def add_people(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose answers count, and so whose scores use the outcome."""
    office = help_text("metavar.office")
    parser.add_argument(
        "--office", action="append", metavar=office, help=help_text("people.office")
    )
    phase = help_text("metavar.phase")
    parser.add_argument(
        "--phase", action="append", choices=PHASES, metavar=phase, help=help_text("people.phase")
    )


def chosen_people(
    chosen: argparse.Namespace, content: Content
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the offices and phases that were asked for, or raise InputError."""
    known = content.value_map.office
    for office in chosen.office or ():
        if office not in known:
            raise InputError([say("answers.wrong_choice", place="--office", value=short(office),
                                  expected=", ".join(known))])  # fmt: skip
    return tuple(chosen.office or (DEFAULT_OFFICE,)), tuple(chosen.phase or IN_OFFICE)
