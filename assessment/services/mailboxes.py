"""The mailboxes of an account: one, or two. Either signs in; the first is written to.

A mailbox is added by the code that goes to it, in the same words as any code, so that nobody learns
whether it is known. Only who types the code back, and so reads the mailbox, hears that it belongs
to an account already.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from assessment.services import mailing, signing_in
from assessment.services.signing_in import ADDING, Asker
from assessment.store import accounts, mail, pending
from assessment.store.accounts import Account


class HasTwo(Exception):
    """An account has two mailboxes at most."""


class BelongsToAnAccount(Exception):
    """Who reads this mailbox has an account with it already, perhaps this one."""


def find_second(db: Session, account: Account) -> str | None:
    """Return the second mailbox of an account, or None."""
    return accounts.find_second_address(db, account.id)


def ask_code(db: Session, account: Account, address: str, asker: Asker, *, now: datetime) -> str:
    """Mail a code to a mailbox that is to be added; return the token of this browser.

    Raises HasTwo, and TooOften; then nothing has been written.
    """
    if find_second(db, account) is not None:
        raise HasTwo
    return signing_in.ask_code(db, address, asker, now=now, adding_to=account.id)


def find_asked(db: Session, token: str, *, now: datetime) -> str:
    """Return the mailbox that a code went to; raises NothingPending."""
    return signing_in.find_address(db, token, now=now, kind=ADDING)


def add_mailbox(
    db: Session, account: Account, token: str, code: str, *, asker: Asker, now: datetime
) -> bool:
    """Add the mailbox when its code is typed; False when the code is wrong, which counts.

    The first mailbox is told, so that nobody adds one in secret. Raises NothingPending, TooOften,
    HasTwo, and BelongsToAnAccount; then it is not added.
    """
    asked = signing_in.answer_code(db, token, ADDING, code, secret=asker.secret, now=now)
    if asked is None:
        return False
    address = asked.address or ""
    if asked.account_id != account.id:
        raise signing_in.NothingPending
    if accounts.find_account_by_address(db, address) is not None:
        raise BelongsToAnAccount
    if find_second(db, account) is not None:
        raise HasTwo
    accounts.set_addresses(db, account.id, account.address, address, now=now)
    mailing.write_mail(db, account.address, "mailbox_added", now=now, url=asker.url)
    return True


def make_first(db: Session, account: Account, address: str, *, url: str, now: datetime) -> None:
    """Make the second mailbox the first, and the first the second.

    The one that was first is told: it is written to no more. Nothing happens when ``address`` is
    not the second, as when the button was pressed twice.
    """
    if address and address == find_second(db, account):
        tell_change(db, account, "mailbox_swapped", url=url, now=now)
        accounts.set_addresses(db, account.id, address, account.address, now=now)


def remove_second(db: Session, account: Account, address: str, *, url: str, now: datetime) -> None:
    """Forget the second mailbox: it signs in no more, and what waited for it is gone.

    It is told that, once and for the last time. Nothing happens when ``address`` is not the second:
    another tab may have made it the first.
    """
    if address and address == find_second(db, account):
        accounts.set_addresses(db, account.id, account.address, None, now=now)
        mail.delete_to(db, address)
        pending.delete_pending_of(db, address)
        about = str(account.id)
        mailing.write_mail(db, address, "mailbox_removed", now=now, about=about, url=url)


def tell_change(db: Session, account: Account, changed: str, *, url: str, now: datetime) -> None:
    """Tell the first mailbox what changed in how somebody signs in: nobody does that in secret."""
    what = mailing.TEXTS.say(f"sign_in_changes.{changed}")
    mailing.write_mail(db, account.address, "sign_in_changed", now=now, what=what, url=url)
