"""Every setting, read from the environment once, typed, with its default."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import quote, urlsplit

from assessment.addresses import (
    AddressRefused,
    in_url,
    is_this_machine,
    read_host,
    read_port,
    read_proxies,
    read_public_url,
)
from assessment.identity import Provider, read_provider
from assessment.json_reading import InputError
from assessment.mail.settings import MailSettings, read_mail_settings
from assessment.organisation import Organisation, read_organisation
from assessment.organisation import list_missing as list_missing_of_organisation
from assessment.scanner import Scanner, read_scanner
from assessment.wording import explain_os_error, say, short

T = TypeVar("T")

PROGRAM = "bop"
SHORTEST_KEY = 32  # signs of a secret key that somebody chose


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs; each field is set by ``BOP_`` and its name in capitals."""

    data: Path  # folder of the database, the queue and the secret key
    database_url: str  # default: an SQLite file in ``data``
    secret_key: str  # default: made at the first start and kept in ``data``
    chose_key: bool  # whether the secret key was set, and not made here
    cookie_keys: tuple[str, ...]  # the first signs cookies, each opens them; none: the secret key
    host: str  # a name or a number, as addresses.read_host writes it
    port: int
    public_url: str  # as addresses.read_public_url writes it; https makes cookies secure
    proxies: tuple[str, ...]  # addresses or networks of proxies that may tell who visits
    backup_key: str  # the public half of an age key; empty: no backups are made
    data_keys: Path  # file of the keys that lock what people wrote; default: in ``data``
    chose_data_keys: bool  # whether that file was set
    metrics_port: int | None  # on this machine only; None: no metrics
    organisation: Organisation  # who offers this, and where people find help
    mail: MailSettings | None  # who carries our mail; without it mail stays on this machine
    provider: Provider | None  # where people of the organisation sign in
    scanner: Scanner | None  # looks at the files that people send along; without it nobody does
    demo: bool  # a demonstration: who opens it may be anybody of those who do not exist
    simulated: bool  # a demo or a test: every attempt begun here counts as filled in by a program

    @property
    def secure(self) -> bool:
        """Return whether people reach this installation over https."""
        return self.public_url.startswith("https://")

    @property
    def is_local(self) -> bool:
        """Return whether only people at this machine can use this installation."""
        seen = urlsplit(self.public_url).hostname or ""
        return is_this_machine(self.host) and is_this_machine(seen)

    @property
    def program(self) -> str:
        """Return the name under which a database server knows us: one for each secret key."""
        return f"{PROGRAM} {hashlib.sha256(b'id of ' + self.secret_key.encode()).hexdigest()[:8]}"

    @property
    def queue_file(self) -> Path:
        """Return where the queue of documents to make is kept."""
        return self.data / "queue.db"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in ``environ``; makes the data folder and the secret key if needed.

    Raises
    ------
    InputError
        If settings cannot be used; a line for each names it. Nothing is made then.
    """
    env = os.environ if environ is None else environ
    _refuse_other_bytes(env)
    wrong = _Problems()
    data = wrong.gather(lambda: _read_folder(env.get("BOP_DATA", "var")))
    host = wrong.gather(lambda: _read_host(env.get("BOP_HOST", "127.0.0.1"))) or "127.0.0.1"
    port = wrong.gather(lambda: _read_port(env.get("BOP_PORT", "8000"))) or 8000
    public_url = wrong.gather(lambda: _read_public_url(env.get("BOP_PUBLIC_URL"), host, port))
    proxies = wrong.gather(lambda: _read_proxies(env.get("BOP_PROXIES", "127.0.0.1,::1")))
    metrics_port = wrong.gather(lambda: _read_metrics_port(env.get("BOP_METRICS_PORT", ""), port))
    keys = wrong.gather(lambda: _read_keys_file(env.get("BOP_DATA_KEYS", "")))
    organisation = wrong.gather(lambda: read_organisation(env))
    mail = wrong.gather(lambda: read_mail_settings(env))
    provider = wrong.gather(lambda: read_provider(env))
    scanner = wrong.gather(lambda: read_scanner(env))
    demo = wrong.gather(lambda: _read_switch(env, "BOP_DEMO"))
    simulated = wrong.gather(lambda: _read_switch(env, "BOP_SIMULATED"))
    chosen_key = wrong.gather(lambda: _read_key("BOP_SECRET_KEY", env.get("BOP_SECRET_KEY")))
    cookie_keys = wrong.gather(lambda: _read_cookie_keys(env.get("BOP_COOKIE_KEYS", "")))
    wrong.refuse()
    return Settings(
        data=data,
        database_url=env.get("BOP_DATABASE_URL", f"sqlite:///{quote(str(data / 'bop.db'))}"),
        secret_key=_make_folder(data, chosen_key),
        chose_key=bool(chosen_key),
        cookie_keys=cookie_keys,
        host=host,
        port=port,
        public_url=public_url,
        proxies=proxies,
        backup_key=env.get("BOP_BACKUP_KEY", "").strip(),
        data_keys=keys or data / "data-keys",
        chose_data_keys=keys is not None,
        metrics_port=metrics_port,
        organisation=organisation,
        mail=mail,
        provider=provider,
        scanner=scanner,
        demo=demo,
        simulated=simulated or demo,
    )


def list_missing(settings: Settings) -> list[str]:
    """Return, a line for each, what must be set before people from elsewhere come."""
    seen = urlsplit(settings.public_url).hostname or ""
    missing = list_missing_of_organisation(settings.organisation, settings.host, seen)
    if settings.demo and not settings.is_local:
        missing.append(say("missing_setting.demo"))
    if settings.is_local:
        return missing
    if not settings.chose_key:
        missing.append(say("missing_setting.secret_key", least=SHORTEST_KEY))
    if not settings.chose_data_keys or settings.data_keys.is_relative_to(settings.data):
        missing.append(say("missing_setting.data_keys"))
    if settings.mail is None:
        missing.append(say("missing_setting.mail"))
    return missing


class _Problems:
    """What is wrong with the settings, gathered so that all of it is told at once."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def gather(self, read: Callable[[], T]) -> T:
        """Return what ``read`` returns; nothing when it cannot be used, to be refused later."""
        try:
            return read()
        except InputError as error:
            self._found += error.problems
            return cast(T, None)

    def refuse(self) -> None:
        """Raise InputError with all that was found."""
        if self._found:
            raise InputError(self._found)


def _refuse_other_bytes(env: Mapping[str, str]) -> None:
    """Refuse what is no UTF-8: no page can show it, and no cookie can be signed with it."""
    ours = {name: value for name, value in env.items() if name.startswith("BOP_")}
    odd = [name for name, value in ours.items() if not _is_utf8(value)]
    if odd:
        raise InputError([say("cli.other_bytes", setting=name) for name in odd])


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # what the system could not read stands in it as half a character
        return False
    return True


def _read_folder(text: str, setting: str = "BOP_DATA") -> Path:
    if not text.strip() or not text.isprintable():  # an empty name is the working folder
        raise InputError([say("cli.odd_data", setting=setting, value=short(text))])
    return Path(text).resolve()


def _read_host(text: str) -> str:
    try:
        return read_host(text)
    except AddressRefused as error:
        raise InputError([say("cli.no_host", value=short(text), reason=error)]) from error


def _read_proxies(text: str) -> tuple[str, ...]:
    try:
        return read_proxies(text)
    except AddressRefused as error:
        raise InputError([say("cli.no_proxies", value=short(text), reason=error)]) from error


def _read_public_url(text: str | None, host: str, port: int) -> str:
    """Return the address that people see; without one, the address where the website listens."""
    if text is None and not is_this_machine(host):
        raise InputError([say("cli.public_url_missing", host=host)])
    try:
        return read_public_url(f"http://{in_url(host)}:{port}" if text is None else text)
    except AddressRefused as error:
        raise InputError([say("cli.no_public_url", reason=error)]) from error


def _read_port(text: str, setting: str = "BOP_PORT") -> int:
    try:
        return read_port(text)
    except AddressRefused as error:
        raise InputError([say("cli.no_port", setting=setting, value=short(text))]) from error


def _read_metrics_port(text: str, website: int) -> int | None:
    port = _read_port(text, "BOP_METRICS_PORT") if text.strip() else None
    if port == website:
        raise InputError([say("cli.same_port", port=port)])
    return port


def _read_keys_file(text: str) -> Path | None:
    file = _read_folder(text.strip(), "BOP_DATA_KEYS") if text.strip() else None
    try:
        in_the_way = file is not None and file.exists() and not file.is_file()
    except OSError as error:  # its folder is of somebody else
        reason = explain_os_error(error)
        raise InputError([say("cli.keys_out_of_reach", path=file, reason=reason)]) from error
    if in_the_way:  # it would be replaced
        raise InputError([say("cli.no_file_of_keys", path=file)])
    return file


def _read_key(setting: str, text: str | None) -> str | None:
    if text and len(text) < SHORTEST_KEY:
        raise InputError([say("cli.short_key", setting=setting, least=SHORTEST_KEY)])
    return text


def _read_cookie_keys(text: str) -> tuple[str, ...]:
    keys = text.split()
    for key in keys:
        _read_key("BOP_COOKIE_KEYS", key)
    return tuple(keys)


def _read_switch(env: Mapping[str, str], setting: str) -> bool:
    text = env.get(setting, "0")
    if text not in ("0", "1"):
        raise InputError([say("cli.no_switch", setting=setting, value=short(text))])
    return text == "1"


def _make_folder(data: Path, chosen_key: str | None) -> str:
    """Make the folder of data where it is not, and return the secret key: chosen, or made there."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return chosen_key or _find_or_make_key(data / "secret-key")
    except OSError as error:
        raise InputError([say("cli.no_data", path=data, reason=explain_os_error(error))]) from error


def _find_or_make_key(path: Path) -> str:
    """Return the key in ``path``, made when it is not there.

    The key is written elsewhere and then linked, so that no process ever reads half a key. Of two
    processes that do this at the same moment, one makes the key and both use it.
    """
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)  # only the owner may read it
        with open(handle, "w", encoding="ascii") as new:
            new.write(secrets.token_hex(32))
        try:
            os.link(name, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    key = path.read_text(encoding="utf-8", errors="replace").strip()
    if not key:
        raise InputError([say("cli.empty_key", path=path)])
    return key
