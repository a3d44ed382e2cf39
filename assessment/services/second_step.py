"""The second step of signing in: a code app on a telephone (TOTP, RFC 6238), or a recovery code."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.orm import Session

from assessment.services.codes import draw_code, hash_code, read_digits
from assessment.services.sessions import hash_token
from assessment.store import accounts, pending
from assessment.store.accounts import Account

ISSUER = "Bestuurlijk ontwikkelplan"
STEP_SECONDS = 30
AROUND = (-1, 0, 1)  # half minutes that the clock of a telephone may be off
RECOVERY_CODES = 8
SETTING_UP, SHOWING = "code app", "recovery codes"
OPEN_FOR = timedelta(minutes=15)


class NothingToSetUp(LookupError):
    """Nobody is setting up a code app in this browser, or began too long ago."""


def begin_set_up(db: Session, account: Account, *, secret: str, now: datetime) -> str:
    """Draw a secret for a code app and return the token of this browser; nothing changes yet."""
    token, drawn = secrets.token_urlsafe(32), pyotp.random_base32()
    _keep(db, token, SETTING_UP, account, _lock(secret).encrypt(drawn.encode()).decode(), now=now)
    return token


def show_set_up(
    db: Session, account: Account, token: str, *, secret: str, now: datetime
) -> tuple[str, str]:
    """Return what is typed into the code app, and the link that does it; raises NothingToSetUp."""
    drawn = _unlock(secret, _find(db, token, SETTING_UP, account, now=now))
    return drawn, pyotp.TOTP(drawn).provisioning_uri(name=account.address, issuer_name=ISSUER)


def finish_set_up(
    db: Session, account: Account, token: str, typed: str, *, secret: str, now: datetime
) -> list[str] | None:
    """Take the code app into use and return new recovery codes; None when the code is wrong.

    Raises NothingToSetUp.
    """
    locked = _find(db, token, SETTING_UP, account, now=now)
    step = _find_step(_unlock(secret, locked), typed, now=now)
    if step is None:
        return None
    pending.delete_pending(db, hash_token(token))
    accounts.set_totp(db, account.id, locked, step=step)
    return renew_recovery_codes(db, account)


def renew_recovery_codes(db: Session, account: Account) -> list[str]:
    """Return new recovery codes; the old ones work no more. Only their hashes are kept."""
    drawn = [draw_code() for _ in range(RECOVERY_CODES)]
    accounts.replace_recovery_codes(db, account.id, [hash_code(code) for code in drawn])
    return drawn


def keep_shown(
    db: Session, account: Account, codes: Sequence[str], *, secret: str, now: datetime
) -> str:
    """Keep recovery codes, locked, for the page that shows them; return its token."""
    token = secrets.token_urlsafe(32)
    locked = _lock(secret + token).encrypt(" ".join(codes).encode()).decode()
    _keep(db, token, SHOWING, account, locked, now=now)
    return token


def read_shown(
    db: Session, account: Account, token: str, *, secret: str, now: datetime
) -> list[str]:
    """Return the recovery codes that this browser still shows; raises NothingToSetUp."""
    return _unlock(secret + token, _find(db, token, SHOWING, account, now=now)).split()


def count_recovery_codes(db: Session, account: Account) -> int:
    """Return how many recovery codes were not used."""
    return len(accounts.list_recovery_codes(db, account.id))


def stop(db: Session, account: Account) -> None:
    """Use no code app any more; the recovery codes go with it."""
    accounts.set_totp(db, account.id, None, step=None)
    accounts.replace_recovery_codes(db, account.id, [])


def is_right(db: Session, account: Account, typed: str, *, secret: str, now: datetime) -> bool:
    """Return whether a code of the app or a recovery code is right; each works once."""
    if _use_recovery_code(db, account, typed):
        return True
    if account.locked_totp is None:
        return False
    try:
        drawn = _unlock(secret, account.locked_totp)
    except NothingToSetUp:  # the key of this installation changed: a recovery code still works
        return False
    step = _find_step(drawn, typed, now=now)
    if step is None or (account.totp_step is not None and step <= account.totp_step):
        return False
    accounts.set_totp(db, account.id, account.locked_totp, step=step)
    return True


def _use_recovery_code(db: Session, account: Account, typed: str) -> bool:
    wanted = hash_code(typed)
    for code_hash in accounts.list_recovery_codes(db, account.id):
        if hmac.compare_digest(code_hash, wanted):
            accounts.delete_recovery_code(db, account.id, code_hash)
            return True
    return False


def _find_step(drawn: str, typed: str, *, now: datetime) -> int | None:
    """Return the half minute whose code was typed, or None."""
    totp, digits = pyotp.TOTP(drawn), read_digits(typed)
    this = int(now.timestamp()) // STEP_SECONDS
    steps = [this + around for around in AROUND]
    return next((s for s in steps if hmac.compare_digest(totp.generate_otp(s), digits)), None)


def _keep(
    db: Session, token: str, kind: str, account: Account, locked: str, *, now: datetime
) -> None:
    pending.add_pending(
        db, hash_token(token), kind, account_id=account.id, secret=locked, ends_at=now + OPEN_FOR
    )


def _find(db: Session, token: str, kind: str, account: Account, *, now: datetime) -> str:
    asked = pending.find_pending(db, hash_token(token))
    if asked is None or (asked.kind, asked.account_id) != (kind, account.id) or now > asked.ends_at:
        raise NothingToSetUp
    return asked.secret


def _unlock(secret: str, locked: str) -> str:
    try:
        return _lock(secret).decrypt(locked.encode()).decode()
    except InvalidToken as error:
        raise NothingToSetUp from error


def _lock(secret: str) -> Fernet:
    key = hashlib.sha256(b"code app " + secret.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
