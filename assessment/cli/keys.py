"""``bop keys``: the keys that lock what people wrote, and changing to a new one."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from assessment.cli.groups import opened_database
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import Settings, read_settings
from assessment.json_reading import InputError
from assessment.services.errands import declare_errand
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Errand
from assessment.store import database, noting_keys, relocking, upgrading
from assessment.store.data_keys import DataKey, DataKeyMissing, DataKeys, draw_key
from assessment.wording import explain_os_error, say

OLD_AFTER = timedelta(days=1)  # since the change of keys: whoever began before it has ended


def add_to(command: Commands) -> None:
    """Add ``bop keys`` to the commands."""
    parser = command.add_parser("keys", **command_texts("keys"))
    steps = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("keys.steps")
    )
    listing = steps.add_parser("list", **command_texts("keys.list"))
    listing.set_defaults(run=list_keys)
    adding = steps.add_parser("add", **command_texts("keys.add"))
    adding.set_defaults(run=add_key)
    rotating = steps.add_parser("rotate", **command_texts("keys.rotate"))
    rotating.set_defaults(run=use_newest_key)
    locking = steps.add_parser("re-encrypt", **command_texts("keys.re-encrypt"))
    locking.set_defaults(run=lock_anew)
    removing = steps.add_parser("remove", **command_texts("keys.remove"))
    removing.add_argument("key", metavar=help_text("metavar.key"),
                          help=help_text("keys.remove.key"))  # fmt: skip
    removing.set_defaults(run=remove_key)


@declare_errand(Errand.WHOLE)
def list_keys(_: argparse.Namespace) -> int:
    """Print each key: its name, when it was made, and how much is locked with it."""
    settings = read_settings()
    keys = DataKeys(settings.data_keys).list()
    counts = _count(settings)
    for place, key in enumerate(keys):
        made = f"{key.made_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
        told = "keys.first" if place == 0 else "keys.other"
        print(say(told, name=key.name, made_at=made, count=counts.pop(key.name, 0)))
    for name, count in counts.items():
        print(say("keys.not_there", name=name, count=count))
    return 1 if counts else 0


@declare_errand(Errand.WHOLE)
def add_key(_: argparse.Namespace) -> int:
    """Add a new key that opens but does not lock yet; as the first one it locks."""
    settings = read_settings()
    keys = DataKeys(settings.data_keys)
    with _changing(keys):
        if keys.file.exists():
            known = keys.list()
        elif not upgrading.is_locked(settings.database_url):
            known = ()
        else:
            raise DataKeyMissing(say("keys.no_file", path=keys.file))
        new = draw_key(datetime.now(UTC))  # by order of turn: the newest waits to lock
        keys.keep([*known, new])
    print(say("keys.added", name=new.name, path=keys.file))
    return 0


@declare_errand(Errand.WHOLE)
def use_newest_key(_: argparse.Namespace) -> int:
    """Let the newest key lock from now on; without one that waits, a new one."""
    settings = read_settings()
    keys = DataKeys(settings.data_keys)
    database.check_current(settings.database_url)
    with _changing(keys):
        now = datetime.now(UTC)
        first, *others = keys.list()
        new = others.pop() if others and others[-1].made_at > first.made_at else draw_key(now)
        with opened_database(settings) as engine, database.writing(engine) as db:
            noting_keys.note_keys(db, [new.name], now)
            db.commit()  # before the file: it is noted before it locks anything
        keys.keep([DataKey(new.secret, now), first, *others])
    print(say("keys.rotated", name=new.name))
    return 0


@declare_errand(Errand.WHOLE)
def lock_anew(_: argparse.Namespace) -> int:
    """Lock everything with the first key; goes on where it was stopped."""
    settings = read_settings()
    database.check_current(settings.database_url)
    done = 0
    with opened_database(settings) as engine:
        for table, changed in relocking.lock_anew(engine, DataKeys(settings.data_keys)):
            done += changed
            print(say("keys.locking", table=table, count=done), flush=True)
    print(say("keys.locked_anew", count=done))
    return 0


@declare_errand(Errand.WHOLE)
def remove_key(chosen: argparse.Namespace) -> int:
    """Delete a key for good, once nothing is locked with it."""
    settings = read_settings()
    keys = DataKeys(settings.data_keys)
    with _changing(keys):
        now = datetime.now(UTC)
        first, *others = keys.list()
        if chosen.key not in {key.name for key in others}:
            known = ", ".join(key.name for key in others) or "-"
            raise InputError([say("keys.unknown", name=chosen.key, known=known)])
        if now - first.made_at < OLD_AFTER:
            raise InputError([say("keys.too_soon")])
        if count := _count(settings).get(chosen.key):
            raise InputError([say("keys.in_use", name=chosen.key, count=count)])
        with opened_database(settings) as engine, database.writing(engine) as db:
            noting_keys.forget_key(db, chosen.key)
            db.commit()
        keys.keep([first, *(key for key in others if key.name != chosen.key)])
    print(say("keys.removed", name=chosen.key))
    return 0


def _count(settings: Settings) -> dict[str, int]:
    database.check_current(settings.database_url)
    with opened_database(settings) as engine:
        return relocking.count_by_key(engine)


@contextmanager
def _changing(keys: DataKeys) -> Iterator[None]:
    """Let nobody else change the file of keys in the block; it is for its owner only."""
    os.umask(0o077)
    try:
        with keys.changing():
            yield
    except OSError as error:
        reason = explain_os_error(error)
        raise InputError([say("cli.unwritable", path=keys.file, reason=reason)]) from error
