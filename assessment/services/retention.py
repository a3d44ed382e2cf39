"""Delete what nobody used for long: marked first, deleted later, never on the clock alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.phrases import long_date
from assessment.services import (
    accounts,
    auditing,
    interests,
    logbook,
    mailing,
    releasing,
    sessions,
    signing_in,
)
from assessment.services.catalogue import reviewing
from assessment.services.coaching import noting
from assessment.services.colleges import leaving
from assessment.services.erasing import delete_everything
from assessment.services.instruments import asking
from assessment.services.intervision import ending
from assessment.services.moments import AMSTERDAM
from assessment.services.others import rounds as rounds_of_others
from assessment.services.rounds import keeping as desk_rounds
from assessment.store import retention
from assessment.store.retention import Limit
from values.calendar import months_later, years_later
from values.constants import (
    KEPT_DAYS,
    KEPT_RESULT_MONTHS,
    LAST_WARNING_DAYS,
    TERM_YEARS,
    WARNING_DAYS,
)

MARKED_FOR = timedelta(days=WARNING_DAYS)  # between the mark, with the first mail, and the deletion
LAST_WARNING = timedelta(days=LAST_WARNING_DAYS)  # between the second mail and the deletion
MOST_JUMP = timedelta(days=2)  # a clock further from what the database knows may be wrong
LARGE_SHARE = 0.10  # of all attempts; more at once is looked at by a person
SMALL_NUMBER = 10  # so many are never a large share
BETWEEN_RUNS = timedelta(hours=20)  # of the worker, so that it runs once a day
MOST_RUNS_AHEAD = 7  # by a clock that was wrong; after more of them it is the clock of now that is


@dataclass(frozen=True, slots=True)
class Due:
    """What retention would do now.

    ``known`` is what the clock is held against: the last run, before any the last use, or None.
    """

    now: datetime
    known: datetime | None
    total: int
    to_mark: Sequence[UUID]
    to_warn: Sequence[UUID]
    to_delete: Sequence[UUID]

    @property
    def clock_jumped(self) -> bool:
        """Return whether the clock is too far from what it is held against."""
        return self.known is not None and abs(self.now - self.known) > MOST_JUMP

    @property
    def is_large(self) -> bool:
        """Return whether more would be deleted than may go without a person who looks at it."""
        return len(self.to_delete) > max(SMALL_NUMBER, LARGE_SHARE * self.total)


def find_due(db: Session, *, now: datetime) -> Due:
    """Return what is over its time, by what is to be done with it.

    An attempt is marked ``MARKED_FOR`` before its time is over, and deleted when the time is over
    and the mark is that old. Using it takes it out of both, until its term is over. Who handed in
    and has an account is told by mail at both ``MARKED_FOR`` and ``LAST_WARNING`` before. In a
    session that writes, nobody else runs retention until its end.
    """
    retention.begin_run(db)
    to_mark, to_warn, to_delete = [], [], []
    for before_mark, before_warning, over in zip(
        _limits(now + MARKED_FOR), _limits(now + LAST_WARNING), _limits(now), strict=True
    ):
        to_mark += retention.list_to_mark(db, before_mark, now=now)
        marked_until = now - MARKED_FOR + LAST_WARNING
        if over.handed_in is not None:
            to_warn += retention.list_to_warn(db, before_warning, marked_until=marked_until)
        to_delete += retention.list_marked(
            db, over, marked_until=now - MARKED_FOR, warned_until=now - LAST_WARNING
        )
    return Due(
        now=now,
        known=retention.find_last_moment(db),
        total=retention.count_attempts(db),
        to_mark=to_mark,
        to_warn=to_warn,
        to_delete=to_delete,
    )


def _limits(now: datetime) -> tuple[Limit, Limit]:
    """Return before when an attempt must have been used to be over its time, by what it is."""
    begun = Limit(now - timedelta(days=KEPT_DAYS), None)
    handed_in = Limit(months_later(now, -KEPT_RESULT_MONTHS), years_later(now, -TERM_YEARS))
    return begun, handed_in


def note_jump(db: Session, *, now: datetime) -> None:
    """Keep what the clock says now, if people use the product by it; nothing else happens.

    A day later the clock is held against this: so what is due waits a day in which a person can
    look at the clock, and is then done by itself. Not when the clock went back behind many runs:
    those were of a clock that was right, and every use since would become one of now.
    """
    if retention.count_runs_after(db, now) > MOST_RUNS_AHEAD:
        return
    if retention.is_used_around(db, now - MOST_JUMP, now + MOST_JUMP):
        retention.note_run(db, now, marked=0, deleted=0)


def has_clock_jumped(db: Session, *, now: datetime) -> bool:
    """Return whether the clock is too far from what it is held against."""
    known = retention.find_last_moment(db)
    return known is not None and abs(now - known) > MOST_JUMP


def is_time(db: Session, *, now: datetime) -> bool:
    """Return whether the worker has not done this in the last ``BETWEEN_RUNS``."""
    last = retention.find_last_run(db)
    return last is None or abs(now - last) >= BETWEEN_RUNS


def carry_out(db: Session, due: Due, *, url: str = "") -> None:
    """Mark, tell and delete what is due, and keep that it was done. The caller judged ``due``.

    ``url`` is where people find this installation: it stands in the mails.

    Passes over what somebody began to use since: that is in use, or not due any more. Browsers
    that were closed by time alone opened nothing any more; their rows go too, with mail, codes
    and interest of long ago, what was taken out of logbooks, mailboxes of rounds that closed,
    accounts that hold nothing, and colleges whose term is over.
    """
    with auditing.noted_last(db):
        _carry_out(db, due, url)
    auditing.delete_old(db, now=due.now)


def _carry_out(db: Session, due: Due, url: str) -> None:
    retention.bring_back(db, due.now)
    sessions.bring_back(db, now=due.now)
    soon = _limits(due.now + MARKED_FOR)
    to_delete = retention.lock_over(db, due.to_delete, soon)
    to_warn = retention.lock_over(db, due.to_warn, soon)
    to_mark = retention.lock_over(db, due.to_mark, soon)
    rounds_of_others.close_unopened(db, now=due.now)
    accounts.delete_unused(db, url=url, now=due.now)
    leaving.end_terms(db, now=due.now)
    ending.end_over(db, now=due.now)
    for attempt_id in to_delete:
        delete_everything(db, attempt_id)
    desk_rounds.forget_old(db, now=due.now)
    asking.delete_old(db, now=due.now)
    _delete_old(db, due.now)
    _tell(db, to_mark, MARKED_FOR, url=url, now=due.now)
    _tell(db, to_warn, LAST_WARNING, url=url, now=due.now)
    retention.mark(db, to_mark, due.now)
    retention.note_warning(db, to_warn, due.now)
    retention.note_run(db, due.now, marked=len(to_mark), deleted=len(to_delete))


def _delete_old(db: Session, now: datetime) -> None:
    """Delete what is old in itself, but what somebody uses at this moment: that goes a day later.

    It comes after all that waits for others: they may wait for this, such as who deletes an account
    with a mail of long ago.
    """
    sessions.delete_ended(db, now=now)
    mailing.delete_old(db, now=now)
    signing_in.delete_ended(db, now=now)
    noting.delete_unread(db, now=now)
    logbook.delete_removed(db, now=now)
    interests.delete_old(db, now=now)
    reviewing.forget_old(db, now=now)
    releasing.delete_old_openings(db, now=now)


def _tell(
    db: Session, attempt_ids: Sequence[UUID], before: timedelta, *, url: str, now: datetime
) -> None:
    """Write a mail to each owner of what was handed in that it goes; some have no account."""
    day = long_date((now + before).astimezone(AMSTERDAM).date())
    for attempt_id in attempt_ids:
        address = retention.find_address(db, attempt_id)
        if address is not None:
            mailing.write_mail(
                db, address, "going", now=now, about=str(attempt_id), day=day, url=url
            )
