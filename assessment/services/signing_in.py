"""Signing in with a code by mail, and a second step for who has one. Anybody may ask for a code.

A code goes to every mailbox that is typed, known or not, in the same words and with the same work:
so nobody learns whether it is known. Who types the code back reads the mailbox; an account begins
there if there is none.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.mail.settings import is_mailbox as is_mailbox
from assessment.services import auditing, inviting, mailing, policy, second_step, throttling
from assessment.services.auditing import Act
from assessment.services.codes import read_digits
from assessment.services.sessions import hash_token
from assessment.store import accounts, pending
from assessment.store.accounts import Account as Account
from assessment.store.pending import Pending
from values.constants import CODE_MINUTES

WORKS_FOR = timedelta(minutes=CODE_MINUTES)
TRIES = 5  # wrong answers after which a code is dead
CODE, SECOND, ADDING = "code", "second step", "mailbox"


class TooOften(Exception):
    """So many codes were asked for, or typed wrong, that one has to wait."""


class NothingPending(LookupError):
    """Nothing was asked for in this browser, or too long ago, or answered wrong too often."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the key of this installation, the public address, and the client, if known."""

    secret: str
    url: str
    client: str = ""


def read_address(text: str) -> str:
    """Return a mailbox as it is kept: capitals make no other mailbox."""
    return text.strip().lower()


def ask_code(
    db: Session, address: str, asker: Asker, *, now: datetime, adding_to: UUID | None = None
) -> str:
    """Mail a code to a mailbox and return the token that this browser answers with.

    With it somebody signs in, or adds the mailbox to an account that is signed in already. Raises
    TooOften; then nothing has been written.
    """
    counted = [(throttling.CODES, address), (throttling.CODES_A_DAY, address)]
    if asker.client:
        counted.append((throttling.CODES_OF_CLIENT, asker.client))
    for limit, what in counted:
        if throttling.is_reached(db, limit, what, secret=asker.secret, now=now):
            raise TooOften
    for limit, what in counted:
        throttling.count_try(db, limit, what, secret=asker.secret, now=now)
    token, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**6):06}"
    pending.add_pending(
        db,
        hash_token(token),
        CODE if adding_to is None else ADDING,
        address=address,
        account_id=adding_to,
        secret=_hash(asker.secret, token, code),
        ends_at=now + WORKS_FOR,
    )
    mailing.write_mail(
        db, address, "sign_in", now=now, useful_for=WORKS_FOR,
        code=code, url=asker.url,
    )  # fmt: skip
    return token


def find_address(db: Session, token: str, *, now: datetime, kind: str = CODE) -> str:
    """Return the mailbox that a code went to; raises NothingPending."""
    return _find(db, token, kind, now=now).address or ""


def check_code(db: Session, token: str, code: str, *, secret: str, now: datetime) -> Account | None:
    """Return the account of who typed the right code, made if there was none; or None.

    A wrong code counts; it must be kept whatever the page answers. A right one works once.
    Raises NothingPending, TooOften.
    """
    asked = answer_code(db, token, CODE, code, secret=secret, now=now)
    if asked is None:
        return None
    return find_or_add_account(db, asked.address or "", now=now)


def answer_code(
    db: Session, token: str, kind: str, code: str, *, secret: str, now: datetime
) -> Pending | None:
    """Return what was asked when the right code is typed, which works once; or None.

    A wrong code counts; it must be kept whatever the page answers. Raises NothingPending, TooOften.
    """
    asked = _find(db, token, kind, now=now)
    address = asked.address or ""
    _require_tries(db, address, secret=secret, now=now)
    if not hmac.compare_digest(asked.secret, _hash(secret, token, read_digits(code))):
        pending.count_try(db, asked.token_hash)
        _count_wrong(db, address, secret=secret, now=now)
        return None
    pending.delete_pending(db, asked.token_hash)
    return asked


def find_or_add_account(db: Session, address: str, *, now: datetime) -> Account:
    """Return the account of a mailbox, made if there is none: its owner was seen to read it."""
    return accounts.find_account_by_address(db, address) or accounts.add_account(
        db, address, now=now
    )


def needs_second_step(account: Account) -> bool:
    """Return whether a code by mail alone is not enough for this account."""
    return account.locked_totp is not None


def ask_second_step(db: Session, account: Account, *, now: datetime) -> str:
    """Return the token with which this browser answers for the second step."""
    token = secrets.token_urlsafe(32)
    pending.add_pending(
        db, hash_token(token), SECOND, account_id=account.id, secret="", ends_at=now + WORKS_FOR
    )
    return token


def find_second_step(db: Session, token: str, *, now: datetime) -> Account:
    """Return whose code by mail this browser typed a moment ago; raises NothingPending."""
    asked = _find(db, token, SECOND, now=now)
    account = None if asked.account_id is None else accounts.find_account(db, asked.account_id)
    if account is None:
        raise NothingPending
    return account


def check_second_step(
    db: Session, token: str, typed: str, *, secret: str, now: datetime
) -> Account | None:
    """Return the account when a code of the app, or a recovery code, is right; or None.

    A wrong one counts; it must be kept whatever the page answers. Raises NothingPending, TooOften.
    """
    account = find_second_step(db, token, now=now)
    _require_tries(db, account.address, secret=secret, now=now)
    if not second_step.is_right(db, account, typed, secret=secret, now=now):
        pending.count_try(db, hash_token(token))
        _count_wrong(db, account.address, secret=secret, now=now)
        return None
    pending.delete_pending(db, hash_token(token))
    return account


def note_signed_in(db: Session, account: Account, *, now: datetime) -> None:
    """Note that somebody signed in, which counts as using what is in the account.

    A coach gets what was sent to this mailbox meanwhile.
    """
    accounts.mark_used(db, account.id, now)
    if account.role == policy.COACH:
        inviting.claim_coachings(db, account, now=now)
    auditing.note_act(db, Act.SIGNED_IN, actor=account.id, subject=account.id, now=now)


def delete_ended(db: Session, *, now: datetime) -> None:
    """Delete codes that nobody typed in time, and counts of long ago."""
    pending.delete_ended(db, now=now, began_before=now - throttling.LONGEST)


def _find(db: Session, token: str, kind: str, *, now: datetime) -> Pending:
    asked = pending.find_pending(db, hash_token(token)) if token else None
    if asked is None or asked.kind != kind or now > asked.ends_at or asked.tries >= TRIES:
        raise NothingPending
    return asked


def _require_tries(db: Session, address: str, *, secret: str, now: datetime) -> None:
    if throttling.is_reached(db, throttling.WRONG, address, secret=secret, now=now):
        raise TooOften


def _count_wrong(db: Session, address: str, *, secret: str, now: datetime) -> None:
    throttling.count_try(db, throttling.WRONG, address, secret=secret, now=now)


def _hash(secret: str, token: str, code: str) -> str:
    """Return what a code is kept as. Six digits are guessed in no time without the key."""
    text = f"sign-in code {token} {code}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
