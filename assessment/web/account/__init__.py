"""What somebody with an account sees, whatever their role; and signing in."""

from uuid import UUID

from flask import current_app, g, request

from assessment.services import accounts
from assessment.services.accounts import Account
from assessment.services.mailboxes import tell_change as write_of_change
from assessment.services.moments import now
from assessment.services.passkeys import Site
from assessment.services.signing_in import Asker
from assessment.web.access import current_actor
from assessment.web.visitors import THIS_MACHINE, UNKNOWN, current_visitor


def current_account() -> Account:
    """Return the account that a rule let the visitor into."""
    account_id: UUID | None = current_actor().account
    if account_id is None:
        raise LookupError("no rule asked to sign in")
    return accounts.get_account(g.db, account_id)


def installation_key() -> str:
    """Return the secret key of this installation."""
    key: str = current_app.config["INSTALLATION_KEY"]
    return key


def current_asker() -> Asker:
    """Return who asks for a code."""
    visitor = current_visitor()
    client = "" if visitor in (THIS_MACHINE, UNKNOWN) else visitor
    return Asker(installation_key(), request.url_root.rstrip("/"), client)


def tell_change(changed: str) -> None:
    """Write to who is signed in what changed in how that account signs in."""
    write_of_change(g.db, current_account(), changed, url=current_asker().url, now=now())


def current_site() -> Site | None:
    """Return what passkeys are tied to; None where they cannot work: at a number, not a name."""
    found: Site | None = current_app.extensions["site"]
    return found


def keep_what_counts() -> None:
    """Keep what was written though the answer is a refusal: a wrong code counts."""
    g.keeps = True
