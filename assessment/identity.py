"""Where people of the organisation sign in (OpenID Connect), from ``BOP_SIGN_IN_...``.

The provider is trusted with mailboxes: whose address it confirms, signs in as the owner of it, as
long as nobody else of the organisation did so before (``services/organisation_logins.py``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assessment.addresses import AddressRefused, is_this_machine, read_public_url
from assessment.json_reading import InputError
from assessment.wording import say

ISSUER, NAME = "BOP_SIGN_IN_ISSUER", "BOP_SIGN_IN_NAME"
CLIENT, SECRET = "BOP_SIGN_IN_CLIENT", "BOP_SIGN_IN_SECRET"
STRONG = "BOP_SIGN_IN_STRONG"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who tells us whose mailbox it is, and by what we are known there.

    ``strong`` are the ways of signing in there (``acr``) that show more than a mailbox.
    """

    issuer: str
    name: str
    client: str
    secret: str = field(repr=False)
    strong: frozenset[str] = frozenset()


def read_provider(env: Mapping[str, str]) -> Provider | None:
    """Return the provider in the settings, or None when none is named.

    Raises
    ------
    InputError
        With a line for each setting that cannot be used.
    """
    told = {key: env.get(key, "").strip() for key in (ISSUER, NAME, CLIENT, SECRET, STRONG)}
    if not told[ISSUER]:
        return None
    issuer, problems = _read_issuer(told[ISSUER])
    problems += [say("identity.missing", setting=key) for key in (NAME, CLIENT, SECRET)
                 if not told[key]]  # fmt: skip
    if problems:
        raise InputError(problems)
    strong = frozenset(told[STRONG].split())
    return Provider(issuer, told[NAME], told[CLIENT], told[SECRET], strong)


def _read_issuer(text: str) -> tuple[str, list[str]]:
    try:
        issuer = read_public_url(text)
    except AddressRefused as error:
        return text, [say("identity.no_issuer", reason=error)]
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not is_this_machine(parts.hostname or ""):
        return issuer, [say("identity.unsafe")]
    return issuer, []
