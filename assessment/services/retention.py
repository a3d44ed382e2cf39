"""Delete what nobody used for long: marked first, deleted later, never on the clock alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import accounts, logbook, mailing, sessions, signing_in
from assessment.services.erasing import delete_everything, months_kept
from assessment.store import retention
from values.calendar import months_later

MARKED_FOR = timedelta(days=30)  # between the mark and the deletion
MOST_JUMP = timedelta(days=2)  # a clock further from what the database knows may be wrong
LARGE_SHARE = 0.10  # of all attempts; more at once is looked at by a person
SMALL_NUMBER = 10  # so many are never a large share
BETWEEN_RUNS = timedelta(hours=20)  # of the worker, so that it runs once a day


@dataclass(frozen=True, slots=True)
class Due:
    """What retention would do now.

    ``known`` is the latest moment that the database knows of, None when it holds nobody.
    """

    now: datetime
    known: datetime | None
    total: int
    to_mark: Sequence[UUID]
    to_delete: Sequence[UUID]

    @property
    def clock_jumped(self) -> bool:
        """Return whether the clock is too far from the latest moment in the database."""
        return self.known is not None and abs(self.now - self.known) > MOST_JUMP

    @property
    def is_large(self) -> bool:
        """Return whether more would be deleted than may go without a person who looks at it."""
        return len(self.to_delete) > max(SMALL_NUMBER, LARGE_SHARE * self.total)


def find_due(db: Session, *, now: datetime) -> Due:
    """Return what is unused for so long that it is marked, or deleted.

    An attempt is marked ``MARKED_FOR`` before its time is over, and deleted when the time is over
    and the mark is that old. What was handed in has more time. Using it takes it out of both. In a
    session that writes, nobody else runs retention until its end.
    """
    retention.begin_run(db)
    unused_since = {
        submitted: months_later(now, -months_kept(submitted=submitted))
        for submitted in (False, True)
    }
    return Due(
        now=now,
        known=retention.find_last_moment(db),
        total=retention.count_attempts(db),
        to_mark=[
            attempt_id
            for submitted, since in unused_since.items()
            for attempt_id in retention.list_to_mark(
                db, since + MARKED_FOR, submitted=submitted, now=now
            )
        ],
        to_delete=[
            attempt_id
            for submitted, since in unused_since.items()
            for attempt_id in retention.list_marked(
                db, since, submitted=submitted, marked_until=now - MARKED_FOR
            )
        ],
    )


def is_time(db: Session, *, now: datetime) -> bool:
    """Return whether the worker has not done this in the last ``BETWEEN_RUNS``."""
    last = retention.find_last_run(db)
    return last is None or abs(now - last) >= BETWEEN_RUNS


def carry_out(db: Session, due: Due) -> None:
    """Mark and delete what is due, and keep that it was done. The caller judged ``due``.

    Passes over what somebody began to use since: that is in use, or not due any more. Browsers
    that were closed by time alone opened nothing any more; their rows go too, with mail and codes
    of long ago, what was taken out of logbooks, and accounts that hold nothing.
    """
    lately = due.now - MARKED_FOR  # what is due was not used for much longer
    to_delete = retention.lock_unused(db, due.to_delete, lately)
    to_mark = retention.lock_unused(db, due.to_mark, lately)
    sessions.delete_ended(db, now=due.now)
    mailing.delete_old(db, now=due.now)
    signing_in.delete_ended(db, now=due.now)
    logbook.delete_removed(db, now=due.now)
    accounts.delete_unused(db, now=due.now)
    for attempt_id in to_delete:
        delete_everything(db, attempt_id)
    retention.mark(db, to_mark, due.now)
    retention.note_run(db, due.now, marked=len(to_mark), deleted=len(to_delete))
