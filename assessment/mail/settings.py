"""Which mail server carries our mail, from the settings ``BOP_MAIL_...``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.addresses import AddressRefused, is_this_machine, read_host, read_port
from assessment.json_reading import InputError
from assessment.wording import say, short

HOST, FROM = "BOP_MAIL_HOST", "BOP_MAIL_FROM"
PORT, SECURITY = "BOP_MAIL_PORT", "BOP_MAIL_SECURITY"
USER, PASSWORD = "BOP_MAIL_USER", "BOP_MAIL_PASSWORD"
STARTTLS, TLS, NONE = "starttls", "tls", "none"
PORTS = {STARTTLS: 587, TLS: 465, NONE: 25}
LONGEST = 254  # signs of an address, RFC 5321
_MAILBOX = re.compile(  # as browsers read it, with a dot in the domain
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that carries mail, how to reach it safely, and who the mail is from."""

    host: str
    port: int
    security: str  # STARTTLS, TLS, or NONE on this machine only
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def is_mailbox(text: str) -> bool:
    """Return whether a text is a mailbox that any mail server understands, in plain letters.

    Examples
    --------
    >>> is_mailbox("noor@gemeente.nl"), is_mailbox("noor@gemeente"), is_mailbox("a b@c.nl")
    (True, False, False)
    """
    return len(text) <= LONGEST and _MAILBOX.fullmatch(text) is not None


def read_mail_settings(env: Mapping[str, str]) -> MailSettings | None:
    """Return the mail server in the settings, or None when none is named.

    Raises
    ------
    InputError
        With a line for each setting that cannot be used.
    """
    told = {name: env.get(name, "").strip() for name in (HOST, FROM, PORT, SECURITY, USER)}
    if not told[HOST]:
        return None
    security = told[SECURITY] or STARTTLS
    host, problems = _read_host(told[HOST])
    if security not in PORTS:
        problems.append(say("mail.security", value=short(security)))
    elif security == NONE and not is_this_machine(host):
        problems.append(say("mail.unsafe", host=host))
    if not is_mailbox(told[FROM]):
        problems.append(say("mail.no_sender", value=short(told[FROM])))
    if told[USER] and not env.get(PASSWORD):
        problems.append(say("mail.no_password"))
    port = PORTS.get(security, PORTS[STARTTLS])
    try:
        port = read_port(told[PORT]) if told[PORT] else port
    except AddressRefused:
        problems.append(say("mail.no_port", value=short(told[PORT])))
    if problems:
        raise InputError(problems)
    return MailSettings(host, port, security, told[FROM], told[USER], env.get(PASSWORD, ""))


def _read_host(text: str) -> tuple[str, list[str]]:
    try:
        return read_host(text), []
    except AddressRefused as error:
        return text, [say("mail.no_host", value=short(text), reason=error)]
