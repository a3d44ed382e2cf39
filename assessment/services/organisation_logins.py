"""Signing in at the organisation: the first time by the mailbox, then by who one is there.

A mailbox may be given to somebody else. So whom the provider calls by another name (``sub``) than
the owner of the account, gets that account only by reading the mailbox: with a code by mail.
"""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from assessment.services import mailboxes, signing_in
from assessment.store import accounts, organisation_logins
from assessment.store.accounts import Account
from assessment.store.organisation_logins import OrganisationLogin as OrganisationLogin


class KnownAsAnother(Exception):
    """The account of this mailbox is of somebody whom the organisation calls otherwise."""


def find_or_tie_account(
    db: Session, address: str, issuer: str, subject: str, *, url: str, now: datetime
) -> Account:
    """Return the account of somebody at the organisation; the first time that of the mailbox.

    That time the mailbox is told, so that nobody else gets into an account in secret. Raises
    KnownAsAnother; then nothing has been written.
    """
    found = find_account(db, issuer, subject)
    if found is not None:
        return found
    account = signing_in.find_or_add_account(db, address, now=now)
    known = organisation_logins.find_login(db, account.id)
    if known is not None and known.issuer == issuer:
        raise KnownAsAnother
    organisation_logins.tie_account(db, account.id, issuer, _hash(issuer, subject), now=now)
    mailboxes.tell_change(db, account, "organisation_tied", url=url, now=now)
    return account


def find_account(db: Session, issuer: str, subject: str) -> Account | None:
    """Return the account that was tied to somebody at the organisation before, or None."""
    account_id = organisation_logins.find_account_id(db, _hash(issuer, subject))
    return None if account_id is None else accounts.find_account(db, account_id)


def find_login(db: Session, account: Account) -> OrganisationLogin | None:
    """Return by which provider an account is known, and since when; or None."""
    return organisation_logins.find_login(db, account.id)


def untie_account(db: Session, account: Account, *, url: str, now: datetime) -> None:
    """Forget who somebody is at the organisation; who signs in there next is tied anew."""
    if find_login(db, account) is not None:
        organisation_logins.untie_account(db, account.id)
        mailboxes.tell_change(db, account, "organisation_untied", url=url, now=now)


def _hash(issuer: str, subject: str) -> str:
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()
