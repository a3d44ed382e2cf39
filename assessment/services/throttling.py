"""How often something may be tried. Counts stand in the database, so that processes share them."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assessment.store import pending
from values.constants import COUNTED_DAYS

LONGEST = timedelta(days=COUNTED_DAYS)  # of all limits: a count of before that is of no use


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` times in a period, counted for each mailbox, account or client."""

    name: str
    most: int
    period: timedelta


CODES = Limit("codes", 5, timedelta(hours=1))  # mailed to one mailbox
CODES_A_DAY = Limit("codes a day", 20, timedelta(days=1))
CODES_OF_CLIENT = Limit("codes of client", 30, timedelta(hours=1))
WRONG = Limit("wrong", 10, timedelta(hours=1))  # answers for one mailbox or account
SETUP = Limit("setup", 10, timedelta(hours=1))
INVITES = Limit("invites", 10, timedelta(days=1))  # of coaches, by one account
RATERS = Limit("raters", 30, timedelta(days=1))  # others who are asked, by one account


def is_reached(db: Session, limit: Limit, what: str, *, secret: str, now: datetime) -> bool:
    """Return whether ``what`` was tried so often that it has to wait."""
    found = pending.find_count(db, _key(limit, what, secret))
    return found is not None and _is_now(limit, found[0], now) and found[1] >= limit.most


def count_try(db: Session, limit: Limit, what: str, *, secret: str, now: datetime) -> None:
    """Note that ``what`` was tried once more."""
    key = _key(limit, what, secret)
    found = pending.find_count(db, key)
    if found is None or not _is_now(limit, found[0], now):
        found = (now, 0)
    pending.set_count(db, key, began_at=found[0], count=found[1] + 1)


def _is_now(limit: Limit, began_at: datetime, now: datetime) -> bool:
    """Return whether a count is of this period; one from the future is of a clock put back."""
    return timedelta(0) <= now - began_at < limit.period


def _key(limit: Limit, what: str, secret: str) -> str:
    """Return under which name a count is kept: no mailbox or machine can be read from it."""
    text = f"throttle {limit.name} {what}"
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
