"""Whether this installation works, for whoever watches over it."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from assessment.store.database import free_bytes, write_pulse
from assessment.store.noting_keys import find_lost_keys
from assessment.store.results import count_by_state
from assessment.store.retention import count_attempts

log = logging.getLogger(__name__)

LEAST_FREE = 50_000_000  # bytes; a plan is 200 KB, and SQLite needs room for its log


@dataclass(frozen=True, slots=True)
class Stock:
    """What an installation holds: documents by state, attempts, and bytes that are free.

    ``free_bytes`` is None when the disk of the database is not known here.
    """

    documents: dict[str, int]
    attempts: int
    free_bytes: int | None


def count_stock(db: Session) -> Stock:
    """Return what there is; raises when the database or the disk cannot be read."""
    return Stock(count_by_state(db), count_attempts(db), free_bytes(db.get_bind().engine))


def is_database_ready(db: Session) -> bool:
    """Return whether the database can be written, where the settings say it is; never raises."""
    try:
        write_pulse(db.get_bind().engine, datetime.now(UTC))
    except Exception as error:  # whatever it is, the answer is no
        log.warning("the database cannot be written: %s", error)
        return False
    return True


def are_keys_there(db: Session) -> bool:
    """Return whether every key that locked something is still in its file; never raises.

    Ask only of a database that is there: on SQLite looking would make an empty one.
    """
    try:
        return not find_lost_keys(db)
    except Exception as error:  # no file, or half a file: the answer is no
        log.warning("the data keys cannot be read: %s", type(error).__name__)
        return False


def has_disk_left(db: Session) -> bool:
    """Return whether the disk of the database has room left, as far as it is here; never raises."""
    try:
        free = free_bytes(db.get_bind().engine)
    except OSError:
        return False
    return free is None or free >= LEAST_FREE
