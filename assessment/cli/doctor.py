"""``bop doctor``: what is wrong with an installation, and how to mend it; it changes nothing."""

import argparse
import json
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from contextvars import copy_context
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from assessment.cli.doctor_address import look_at_certificate
from assessment.cli.doctor_stores import (
    look_at_database,
    look_at_keys,
    look_at_queue,
    look_at_what_is_in_it,
)
from assessment.cli.findings import Finding, Findings, Level, tell_care, tell_good, tell_wrong
from assessment.cli.parsing import Commands, command_texts
from assessment.config import Settings, list_missing, read_settings
from assessment.json_reading import InputError
from assessment.mail.smtp import MailDelayed, greet_server
from assessment.resources import TEMPLATES
from assessment.scanner import ScannerAway, greet_scanner
from assessment.services import backing_up
from assessment.services.content import check_content
from assessment.services.errands import declare_errand
from assessment.services.monitoring import LEAST_FREE
from assessment.services.policy import Errand
from assessment.store import deletions
from assessment.wording import explain_os_error, say
from values.problems import tell_first

LITTLE_FREE = 20 * LEAST_FREE  # bytes; then somebody should look
ANSWER_SECONDS = 5
OK, FAULT = 200, 500
PROXY_ALONE = (502, 503, 504)  # what a proxy says that does not reach the program
LONGEST_STATE = 1000  # bytes of what a website tells of itself
LOOK_SECONDS = 60.0  # a look that takes longer waits for something that does not answer
LOCK = TEMPLATES.parent / "requirements.lock"


def add_to(command: Commands) -> None:
    """Add ``bop doctor`` to the commands."""
    parser = command.add_parser("doctor", **command_texts("doctor"))
    parser.set_defaults(run=examine_installation)


@declare_errand(Errand.STATES)
def examine_installation(_: argparse.Namespace) -> int:
    """Print every finding; 1 when something is wrong."""
    try:
        settings = read_settings()
    except InputError as error:
        found = iter([Finding(Level.WRONG, problem) for problem in tell_first(error.problems)])
    else:
        found = (finding for look in LOOKS for finding in _look_within(look, settings))
    told: set[Finding] = set()
    for finding in found:
        if finding not in told:
            told.add(finding)
            print(f"{say(f'doctor.{finding.level.value}')}: {finding.sentence}", flush=True)
    return 1 if any(finding.level is Level.WRONG for finding in told) else 0


def _look_within(look: Callable[[Settings], Findings], settings: Settings) -> list[Finding]:
    """Return what a look finds; that it failed, or is not done in time, is a finding of its own."""
    found: list[Finding] = []
    about = say(f"doctor_looks.{look.__name__.removeprefix('look_at_')}")

    def gather() -> None:
        try:
            found.extend(look(settings))
        except Exception as error:  # whatever it is, the other looks are taken all the same
            reason = explain_os_error(error) if isinstance(error, OSError) else None
            found.append(tell_wrong("failed", look=about, reason=reason or type(error).__name__))

    looking = threading.Thread(target=copy_context().run, args=(gather,), daemon=True)
    looking.start()
    looking.join(LOOK_SECONDS)
    late = tell_wrong("too_slow", look=about, seconds=f"{LOOK_SECONDS:g}")
    return [*found, late] if looking.is_alive() else found


def look_at_settings(settings: Settings) -> Findings:
    """Look for what works but should not stay so where people really come, and what is missing."""
    for missing in list_missing(settings):
        yield Finding(Level.WRONG, missing)
    if settings.is_local:
        yield tell_care("local", url=settings.public_url)
    elif not settings.secure:
        yield tell_wrong("no_tls", url=settings.public_url)
    else:
        yield tell_good("settings", url=settings.public_url)
    if not settings.is_local and not settings.proxies:
        yield tell_care("no_proxies")
    if any(ip_network(proxy, strict=False).prefixlen == 0 for proxy in settings.proxies):
        yield tell_wrong("every_proxy")


def look_at_website(settings: Settings) -> Findings:
    """Ask the website itself how it is."""
    address = f"{urlsplit(settings.public_url).path}/klaar"
    try:
        connection = HTTPConnection(settings.host, settings.port, timeout=ANSWER_SECONDS)
        connection.request("GET", address)
        answer = connection.getresponse().read()
    except (OSError, HTTPException):
        yield tell_care("not_running", host=settings.host, port=settings.port)
        return
    state = _read_state(answer)
    if state is None:
        yield tell_wrong("other_program", host=settings.host, port=settings.port)
        return
    silent = [name for name, works in state.items() if not works]
    if silent:
        yield tell_wrong("not_ready", parts=", ".join(silent))
    else:
        yield tell_good("running")


def look_at_address(settings: Settings) -> Findings:
    """Ask for a page at the address that people see, through the proxy, as far as we get there."""
    if settings.is_local or not settings.secure:
        return  # there is no proxy, or its address is told already
    url, seen = settings.public_url, urlsplit(settings.public_url)
    try:
        connection = HTTPSConnection(seen.hostname or "", seen.port, timeout=ANSWER_SECONDS)
        connection.connect()
    except OSError:
        return  # look_at_certificate told it
    try:
        with closing(connection):
            connection.request("GET", f"{seen.path}/gezond")
            answer = connection.getresponse()
            ours = answer.status == OK and b'"process"' in answer.read(LONGEST_STATE)
    except (OSError, HTTPException) as error:
        yield tell_care("not_reached", url=url, reason=type(error).__name__)
    else:
        if ours:
            yield tell_good("address", url=url)
        elif answer.status >= FAULT and answer.status not in PROXY_ALONE:
            yield tell_wrong("address_fails", url=url, status=answer.status)
        elif answer.status >= FAULT:
            where = {"host": settings.host, "port": settings.port}
            yield tell_wrong("proxy_alone", url=url, status=answer.status, **where)
        else:
            yield tell_wrong("other_address", url=url, path=f"{seen.path}/")


def _read_state(answer: bytes) -> dict[str, bool] | None:
    """Return what our website told of itself, or None when it was another program."""
    try:
        state = json.loads(answer)
    except ValueError:
        return None
    return state if isinstance(state, dict) and "database" in state else None


def look_at_mail(settings: Settings) -> Findings:
    """Say hello to the mail server as we do before sending; nothing is sent."""
    if settings.mail is None:
        if settings.is_local:
            yield tell_good("no_mail")
        return  # elsewhere: told already, as a setting that is missing
    where = {"host": settings.mail.host, "port": settings.mail.port}
    try:
        greet_server(settings.mail)
    except MailDelayed as error:
        yield tell_wrong("mail", **where, reason=error)
    else:
        yield tell_good("mail_right", **where)


def look_at_scanner(settings: Settings) -> Findings:
    """Ask the virus scanner whether it is there, if one is set."""
    if settings.scanner is None:
        return
    try:
        greet_scanner(settings.scanner)
    except ScannerAway as error:
        yield tell_wrong("scanner", reason=error)
    else:
        yield tell_good("scanner_right")


def look_at_disk(settings: Settings) -> Findings:
    """Look how much room is left."""
    found = os.statvfs(settings.data)
    free = found.f_bavail * found.f_frsize
    told = {"free": free // 1_000_000, "path": settings.data}
    if free < LEAST_FREE:
        yield tell_wrong("disk_full", **told)
    elif free < LITTLE_FREE:
        yield tell_care("disk", **told)
    else:
        yield tell_good("disk_free", **told)


def look_at_permissions(settings: Settings) -> Findings:
    """Look for files that others can read or replace, that are not ours, or were left behind."""
    found = [*_look_at_folders(settings), *_look_at_files(settings.data)]
    yield from found
    if all(finding.level is not Level.WRONG for finding in found):
        yield tell_good("permissions", path=settings.data)


def _look_at_folders(settings: Settings) -> Findings:
    for folder in dict.fromkeys((settings.data, settings.data_keys.parent)):
        if stat.S_IMODE(folder.stat().st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
            yield tell_wrong("open_folder", path=folder)


def _look_at_files(folder: Path) -> Findings:
    for file in sorted(folder.iterdir()):
        try:
            state = file.stat()
        except OSError as error:
            yield tell_wrong("unreadable", path=file, reason=explain_os_error(error))
            continue
        if file.name.startswith((".backup-", ".bop-")):
            yield tell_care("left_behind", path=file)
        elif stat.S_IMODE(state.st_mode) & 0o077 and file.is_file():
            yield tell_wrong("open_file", path=file)
        elif state.st_uid != os.getuid():
            yield tell_wrong("not_ours", path=file, owner=state.st_uid, us=os.getuid())
        elif file.name == deletions.FILE_NAME and not file.is_file():
            yield tell_wrong("no_list", path=file)


def look_at_backups(settings: Settings) -> Findings:
    """Look whether backups can be made."""
    if not settings.backup_key:
        yield tell_good("no_backups_here") if settings.is_local else tell_wrong("no_backup_key")
        return
    try:
        backing_up.check_key(settings.backup_key)
    except backing_up.BackupRefused as refused:
        yield tell_wrong("backup_key", reason=refused)
    else:
        yield tell_good("backups")


def look_at_content(_: Settings) -> Findings:
    """Look whether content and fonts can be read."""
    problems = check_content()
    for problem in tell_first(problems):
        yield tell_wrong("content", problem=problem)
    try:
        from assessment.report.pdf.fonts import register_fonts  # slow to import

        register_fonts()
    except Exception as error:  # whatever it is, no document can be made
        yield tell_wrong("fonts", reason=error)
    else:
        if not problems:
            yield tell_good("content_right")


def look_at_versions(_: Settings) -> Findings:
    """Look whether what is installed is what was tested."""
    if not LOCK.exists():
        return
    other = list(find_other_versions(LOCK.read_text(encoding="utf-8")))
    for name, installed, locked in other:
        yield tell_care("other_package", name=name, installed=installed, locked=locked)
    if not other:
        yield tell_good("versions")


def find_other_versions(lock: str) -> Iterator[tuple[str, str, str]]:
    """Return the packages that are installed in another version than locked, with both.

    What is locked for other machines only is not installed here, and not told.
    """
    for line in lock.splitlines():
        name, locked, wanted = line.partition("==")
        if not locked or line[0].isspace():
            continue
        wanted = wanted.split()[0]
        try:
            installed = version(name)
        except PackageNotFoundError:
            continue
        if installed != wanted and ";" not in line:
            yield name, installed, wanted


LOOKS: tuple[Callable[[Settings], Findings], ...] = (
    look_at_settings,
    look_at_database,
    look_at_what_is_in_it,
    look_at_keys,
    look_at_queue,
    look_at_website,
    look_at_certificate,
    look_at_address,
    look_at_mail,
    look_at_scanner,
    look_at_disk,
    look_at_permissions,
    look_at_backups,
    look_at_content,
    look_at_versions,
)
