"""``bop db``: bring the database up to date, make a backup of it, and put one back."""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from assessment.cli.files import read_file, write_file
from assessment.cli.groups import list_machines, only_looking, opened_database, uses_other_secret
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.config import Settings, read_settings
from assessment.json_reading import InputError
from assessment.services import backing_up
from assessment.services.backing_up import Backup, BackupInTheWay, BackupRefused
from assessment.services.errands import declare_errand
from assessment.services.moments import AMSTERDAM
from assessment.services.policy import Errand
from assessment.store import database, deletions, noting_keys, snapshots, upgrading
from assessment.store.data_keys import DataKeyMissing, DataKeys, draw_key
from assessment.wording import explain_os_error, say


def add_to(command: Commands) -> None:
    """Add ``bop db`` to the commands."""
    parser = command.add_parser("db", **command_texts("db"))
    steps = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("db.steps")
    )
    file = help_text("metavar.file")
    upgrade = steps.add_parser("upgrade", **command_texts("db.upgrade"))
    upgrade.add_argument("--new", action="store_true", help=help_text("db.new"))
    upgrade.set_defaults(run=bring_up_to_date)
    key = steps.add_parser("key", **command_texts("db.key"))
    key.add_argument("-o", "--output", type=Path, required=True, metavar=file,
                     help=help_text("db.key.output"))  # fmt: skip
    key.set_defaults(run=make_key)
    backup = steps.add_parser("backup", **command_texts("db.backup"))
    backup.add_argument("-o", "--output", type=Path, required=True, metavar=file,
                        help=help_text("db.backup.output"))  # fmt: skip
    backup.set_defaults(run=back_up)
    restore = steps.add_parser("restore", **command_texts("db.restore"))
    restore.add_argument("backup", type=Path, metavar=file, help=help_text("db.restore.backup"))
    restore.add_argument("--key", type=Path, metavar=file, help=help_text("db.restore.key"))
    restore.add_argument("--deleted", type=Path, action="append", default=[], metavar=file,
                         help=help_text("db.restore.deleted"))  # fmt: skip
    restore.set_defaults(run=put_back)


@declare_errand(Errand.WHOLE)
def bring_up_to_date(chosen: argparse.Namespace) -> int:
    """Bring the database to the newest migration."""
    settings = read_settings()
    with claim_folder(settings.data):
        upgrade_database(settings, new=chosen.new)
    return 0


def upgrade_database(settings: Settings, *, new: bool) -> None:
    """Bring the database up to date and tell of the copy; files are for their owner only.

    Where only this machine itself comes, a first start makes a database without being asked.
    """
    keep_private(settings)
    keys = DataKeys(settings.data_keys)
    _refuse_other_keys(settings, keys)
    _make_first_key(settings, keys)
    traces = [settings.queue_file, settings.data / deletions.FILE_NAME]
    first = settings.is_local and not any(trace.exists() for trace in traces)
    copy = upgrading.upgrade_safely(
        settings.database_url, keys, may_be_new=new or first, traces=traces
    )
    with opened_database(settings) as engine:
        noting_keys.match_keys(engine, datetime.now(UTC))
    if copy is not None:
        print(say("backup.before", path=copy, days=upgrading.COPY_DAYS), file=sys.stderr)


def _refuse_other_keys(settings: Settings, keys: DataKeys) -> None:
    """Refuse to begin beside a machine that has other keys, before anything is written."""
    if database.is_empty(settings.database_url):
        return
    if uses_other_secret(settings):
        raise InputError([say("cli.other_secret")])
    if keys.file.exists():
        there = {key.name for key in keys.list()}
        lost = [name for name in upgrading.list_locking(settings.database_url) if name not in there]
        if lost:
            raise DataKeyMissing(say("keys.lost", names=", ".join(lost), path=keys.file))


def _make_first_key(settings: Settings, keys: DataKeys) -> None:
    """Make the file of keys where nobody but this machine comes, unless a key may be lost."""
    if keys.file.exists():
        return
    if not settings.is_local or upgrading.is_locked(settings.database_url):
        raise DataKeyMissing(say("keys.no_file", path=keys.file))
    with keys.changing():
        if not keys.file.exists():  # else another first start made it just now
            keys.keep([draw_key(datetime.now(UTC))])


def claim_folder(folder: Path) -> TextIO:
    """Return a mark in a folder that one process has at a time; raises InputError without it.

    Who serves has it, and who makes a database or puts one back: what one of them leaves is not
    taken from under another. No copy of this process inherits it, and it ends with this process,
    however that ends.
    """
    return _take_mark(folder, "serving", fcntl.LOCK_EX, "cli.served_already")


def claim_work(folder: Path) -> TextIO:
    """Return a mark that every worker which runs by itself has, and that nobody is putting back."""
    return _take_mark(folder, "working", fcntl.LOCK_SH, "cli.restored_now")


def _take_mark(folder: Path, name: str, kind: int, otherwise: str) -> TextIO:
    try:
        mark = os.fdopen(os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except OSError as error:
        reason = explain_os_error(error)
        raise InputError([say("cli.no_data", path=folder, reason=reason)]) from error
    try:
        fcntl.lockf(mark, kind | fcntl.LOCK_NB)
    except OSError as error:
        mark.close()
        raise InputError([say(otherwise, path=folder)]) from error
    return mark


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Let nobody serve or work meanwhile, here or on another machine, as far as a server knows."""
    folder = settings.data
    with claim_folder(folder), _take_mark(folder, "working", fcntl.LOCK_EX, "cli.worked_already"):
        database.is_empty(settings.database_url)  # raises DatabaseUnusable without a server
        if list_machines(settings):
            raise InputError([say("cli.machines_at_work")])
        yield


def keep_private(settings: Settings) -> None:
    """Let nobody but the owner read what is in the data folder, and what is made there later."""
    os.umask(0o077)
    for file in settings.data.iterdir():
        if file.is_file() and file.stat().st_uid == os.getuid():
            file.chmod(0o600)


@declare_errand(Errand.WHOLE)
def make_key(chosen: argparse.Namespace) -> int:
    """Write a new key to a file that may not exist yet, and print its public half."""
    if chosen.output.exists():
        raise InputError([say("backup.key_exists", path=chosen.output)])
    secret, public = backing_up.make_key()
    write_file(chosen.output, f"{secret}\n".encode())
    print(say("backup.key_made", path=chosen.output, key=public))
    return 0


@declare_errand(Errand.WHOLE)
def back_up(chosen: argparse.Namespace) -> int:
    """Make a backup while others work."""
    settings, now = read_settings(), datetime.now(UTC)
    if not settings.backup_key:
        raise InputError([say("backup.no_setting")])
    with only_looking():  # there is a database of this version
        pass
    os.umask(0o077)
    url, keys = settings.database_url, DataKeys(settings.data_keys)
    try:
        made = backing_up.back_up(
            url, keys, settings.data, settings.backup_key, chosen.output, now=now
        )
    except BackupRefused as refused:
        raise InputError([f"BOP_BACKUP_KEY: {refused}"]) from refused
    except BackupInTheWay as refused:
        raise InputError([str(refused)]) from refused
    except OSError as error:
        reason = explain_os_error(error)
        raise InputError([say("cli.unwritable", path=chosen.output, reason=reason)]) from error
    if (file := snapshots.find_file(url)) is not None:
        upgrading.drop_old_copies(file, now)
    print(say("backup.made", path=chosen.output, **_describe(made)))
    return 0


@declare_errand(Errand.WHOLE)
def put_back(chosen: argparse.Namespace) -> int:
    """Put a backup where the database should be."""
    settings = read_settings()
    os.umask(0o077)
    key = read_file(chosen.key).decode(errors="replace") if chosen.key else ""
    for path in chosen.deleted:
        read_file(path)  # or else it is told which of them cannot be read
    try:
        with _alone(settings):
            restored = backing_up.put_back(
                chosen.backup, _secret_line(key), settings.database_url,
                DataKeys(settings.data_keys), settings.data, lists=chosen.deleted,
                now=datetime.now(UTC),
            )  # fmt: skip
    except BackupRefused as refused:
        raise InputError([say("cli.in_file", path=chosen.backup, problem=refused)]) from refused
    except OSError as error:
        reason = explain_os_error(error)
        raise InputError([say("cli.unreadable", path=chosen.backup, reason=reason)]) from error
    backup = restored.backup or Backup(datetime.now(UTC), restored.measured, "")
    told = "backup.restored" if restored.backup else "backup.restored_plain"
    print(say(told, left_out=restored.left_out, **_describe(backup)))
    return 0


def _secret_line(text: str) -> str:
    """Return the key in a file that may hold comments as well."""
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")


def _describe(backup: Backup) -> dict[str, object]:
    counts = backup.measured.counts
    return {
        "made_at": f"{backup.made_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}",
        "attempts": counts.get("attempt", 0),
        "answers": counts.get("answer", 0),
        "documents": counts.get("document", 0),
        "rows": sum(counts.values()),
        "hash": backup.measured.sha256[:16],
    }
