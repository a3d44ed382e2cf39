"""What is open in which browser. A browser holds a random token; everything else stands here."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.orm import Session

from assessment.store import sessions
from assessment.store.sessions import Device as Device
from assessment.store.sessions import OpenSession as OpenSession
from assessment.store.sessions import SignedIn as SignedIn
from values.constants import SESSION_DAYS, SESSION_IDLE_DAYS, STAFF_HOURS, STAFF_IDLE_MINUTES

STAFF_IDLE = timedelta(minutes=STAFF_IDLE_MINUTES)  # the same for who has a role
STAFF_LONGEST = timedelta(hours=STAFF_HOURS)
IDLE = timedelta(days=SESSION_IDLE_DAYS)  # unused for so long, a browser is closed
LONGEST = timedelta(days=SESSION_DAYS)  # so long after it began, also when it is used
FRESH = timedelta(minutes=10)  # since signing in: then deleting asks nothing more
SEEN_EVERY = timedelta(minutes=5)  # more often it is not noted that a browser was used
REMEMBERED = 5  # attempts that one browser keeps open


def begin(db: Session, *, device: str, now: datetime) -> str:
    """Keep a new browser and return the token for its cookie, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    sessions.add_session(db, hash_token(token), device=device, now=now)
    return token


def find_current(db: Session, token: str, *, now: datetime) -> OpenSession | None:
    """Return what is open in the browser with this token; None when it ended or is unknown."""
    found = sessions.find_session(db, hash_token(token))
    if found is None or is_over(found, now=now):
        return None
    staff = found.signed_in is not None and found.signed_in.role
    over = now - found.seen_at > STAFF_IDLE or now - found.begun_at > STAFF_LONGEST
    return None if staff and over else found


def is_fresh(who: SignedIn, *, now: datetime) -> bool:
    """Return whether somebody signed in so shortly ago that it is surely still them."""
    return timedelta(0) <= now - who.signed_in_at <= FRESH


def is_over(device: Device, *, now: datetime) -> bool:
    """Return whether a browser was unused for too long, or is open for too long."""
    return now - device.seen_at > IDLE or now - device.begun_at > LONGEST


def needs_note(device: Device, *, now: datetime) -> bool:
    """Return whether it is time to note again that the browser was used.

    A use that lies in the future stands: a clock that is put back for a while may take nobody out.
    """
    return now - device.seen_at >= SEEN_EVERY


def note_use(db: Session, session_id: UUID, *, now: datetime) -> None:
    """Note that a browser was used now."""
    sessions.mark_seen(db, session_id, now)


def open_attempt(db: Session, session_id: UUID, attempt_id: UUID, *, now: datetime) -> None:
    """Open an attempt in a browser, which keeps the last ``REMEMBERED`` of them open."""
    sessions.open_attempt(db, session_id, attempt_id, now=now, most=REMEMBERED)


def close_attempt(db: Session, browser_id: UUID, attempt_id: UUID) -> None:
    """Close an attempt in one browser, for good; a browser with nothing open ends."""
    sessions.close_attempt(db, attempt_id, only=browser_id)


def lock_browsers(db: Session, attempt_ids: Sequence[UUID]) -> None:
    """Wait for who opens or closes any of these attempts in a browser, before they are deleted."""
    sessions.lock_browsers(db, attempt_ids)


def close_elsewhere(db: Session, browser_id: UUID, attempt_id: UUID) -> None:
    """Close an attempt in every browser but this one."""
    sessions.close_attempt(db, attempt_id, but=browser_id)


def list_devices(db: Session, attempt_id: UUID, *, now: datetime) -> Sequence[Device]:
    """Return the browsers that an attempt is open in, the last used first."""
    found = sessions.list_devices(db, attempt_id)
    return [device for device in found if not is_over(device, now=now)]


def delete_ended(db: Session, *, now: datetime) -> int:
    """Delete the browsers that ended by themselves; return how many."""
    return sessions.delete_ended(db, seen_before=now - IDLE, begun_before=now - LONGEST)


def renew_token(db: Session, opened: OpenSession, *, token: str) -> str:
    """Return a new token that opens all that is open in a browser.

    The old one opens no more than it did, until ``end_token`` ends it: when the new one comes
    back, so that an answer that got lost on the way closes nothing.
    """
    return bring_together(db, {token: opened})


def bring_together(db: Session, shown: Mapping[str, OpenSession]) -> str:
    """Return a new token that opens all that the tokens open which one browser shows at once."""
    new = secrets.token_urlsafe(32)
    session_id = sessions.copy_sessions(db, list(shown.values()), hash_token(new))
    for token, opened in shown.items():
        for attempt_id in opened.opened:
            code = read_code(opened, attempt_id, token=token)
            if code is not None:
                keep_code(db, session_id, attempt_id, code, token=new)
    return new


def sign_in(
    db: Session,
    account_id: UUID,
    *,
    strong: bool,
    device: str,
    now: datetime,
    opened: OpenSession | None,
    token: str,
) -> str:
    """Sign somebody in with a browser and return its new token; what was open there stays open.

    The old token is not signed in: whoever planted or copied it gains nothing.
    """
    new = renew_token(db, opened, token=token) if opened else begin(db, device=device, now=now)
    sessions.sign_in(db, _id_of(db, new), account_id, strong=strong, now=now)
    return new


def make_strong(db: Session, session_id: UUID, *, now: datetime) -> None:
    """Note that who is signed in showed more than a mailbox just now."""
    sessions.make_strong(db, session_id, now=now)


def bring_back(db: Session, *, now: datetime) -> None:
    """Let browsers of the future, of a clock that was wrong, count from now."""
    sessions.bring_back(db, now)


def end_token(db: Session, session_id: UUID) -> None:
    """End a token of which another one that came took the place."""
    sessions.delete_session(db, session_id)


def end_browser(db: Session, browser_id: UUID) -> None:
    """End a browser for good, with every token that it got and everything that was open in it."""
    sessions.delete_browser(db, browser_id)


def end_others(db: Session, account_id: UUID, browser_id: UUID) -> None:
    """End every browser that is signed in to an account, but this one."""
    sessions.delete_sessions_of(db, account_id, but=browser_id)


def end_one(db: Session, account_id: UUID, browser_id: UUID) -> None:
    """End one browser that is signed in to an account."""
    sessions.delete_sessions_of(db, account_id, only=browser_id)


def end_all(db: Session, account_id: UUID) -> None:
    """End every browser that is signed in to an account: it is gone, or may less than before."""
    sessions.delete_sessions_of(db, account_id)


def list_devices_of(db: Session, account_id: UUID, *, now: datetime) -> Sequence[Device]:
    """Return the browsers that are signed in to an account, the last used first."""
    found = sessions.list_devices_of(db, account_id)
    return [device for device in found if not is_over(device, now=now)]


def keep_code(db: Session, session_id: UUID, attempt_id: UUID, code: str, *, token: str) -> None:
    """Keep a return code that is still shown, so that only the browser with ``token`` reads it."""
    locked = _lock(token).encrypt(code.encode()).decode()
    sessions.set_locked_code(db, session_id, attempt_id, locked)


def read_code(opened: OpenSession, attempt_id: UUID, *, token: str) -> str | None:
    """Return the return code that is still shown in this browser, or None."""
    locked = opened.opened.get(attempt_id)
    if locked is None:
        return None
    try:
        return _lock(token).decrypt(locked.encode()).decode()
    except InvalidToken:
        return None


def forget_code(db: Session, browser_id: UUID, attempt_id: UUID) -> None:
    """Forget the return code; it is never shown again."""
    sessions.forget_code(db, browser_id, attempt_id)


def _id_of(db: Session, token: str) -> UUID:
    found = sessions.find_session(db, hash_token(token))
    if found is None:
        raise LookupError(token)
    return found.id


def hash_token(token: str) -> str:
    """Return the hash under which a token is kept; it is random and long: a plain one will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def _lock(token: str) -> Fernet:
    """Return the lock that only this token opens; its key is not the hash that is kept."""
    key = hashlib.sha256(b"return code " + token.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
