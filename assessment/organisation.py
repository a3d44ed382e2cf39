"""Who offers this installation, and where a participant finds help: told on every page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.addresses import AddressRefused, call_address, is_this_machine, read_public_url
from assessment.json_reading import InputError
from assessment.wording import say, short

NAME, HELP, PRIVACY = "BOP_ORGANISATION", "BOP_ORGANISATION_HELP", "BOP_ORGANISATION_PRIVACY"
SECURITY = "BOP_ORGANISATION_SECURITY"
_MAIL = re.compile(r"[^\s@<>\":/?]+@[^\s@<>\":/?]+\.[^\s@<>\":/?.]+")
_TELEPHONE = re.compile(r"(?=.{3,20}$)\+?\(?[0-9][0-9 ()-]*")


@dataclass(frozen=True, slots=True)
class Contact:
    """A mailbox, a telephone or a web page, as people read it and as a link."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation that answers for an installation; each is empty where nothing was set."""

    name: str = ""
    help: Contact | None = None  # who helps when something does not work
    privacy: Contact | None = None  # who answers questions on personal data
    security: Contact | None = None  # who hears of a weakness; told in security.txt only


def read_organisation(env: Mapping[str, str]) -> Organisation:
    """Return the organisation in the settings; raises InputError when a contact is none."""
    return Organisation(
        name=" ".join(env.get(NAME, "").split()),
        help=_read_contact(HELP, env.get(HELP, "")),
        privacy=_read_contact(PRIVACY, env.get(PRIVACY, "")),
        security=_read_contact(SECURITY, env.get(SECURITY, "")),
    )


def list_missing(organisation: Organisation, *hosts: str) -> list[str]:
    """Return, a line for each, what must be set where people from elsewhere come.

    ``hosts`` are where the website listens and what people see; on this machine alone nothing
    is asked.
    """
    if all(map(is_this_machine, hosts)):
        return []
    told = {NAME: organisation.name, HELP: organisation.help, PRIVACY: organisation.privacy}
    return [say(f"organisation_missing.{setting}") for setting, value in told.items() if not value]


def _read_contact(setting: str, text: str) -> Contact | None:
    typed = " ".join(text.split())
    if not typed:
        return None
    address = _find_address(typed)
    if address is None:
        raise InputError([say("organisation.no_contact", setting=setting, value=short(typed))])
    return Contact(typed, address)


def _find_address(typed: str) -> str | None:
    """Return what a link to this contact leads to, or None when it is no contact."""
    if _MAIL.fullmatch(typed):
        return f"mailto:{typed}"
    if _TELEPHONE.fullmatch(typed):
        return call_address(re.sub(r"[()-]", "", typed))
    try:
        return read_public_url(typed)
    except AddressRefused:
        return None
