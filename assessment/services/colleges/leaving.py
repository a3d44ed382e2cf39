"""Leaving a college, at once and whatever the reason; and the end of a term."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, consenting
from assessment.services.auditing import Act
from assessment.services.moments import day_of
from assessment.store import colleges, deletions
from assessment.store.colleges import Member
from values.calendar import years_later
from values.constants import TERM_YEARS


def leave(db: Session, account_id: UUID, college_id: UUID, *, now: datetime) -> None:
    """Leave a college: what one brought in is deleted, and copies of before are worth no more."""
    colleges.lock_colleges(db, [college_id])
    mine = colleges.list_memberships(db, account_id)
    _take_out(db, [one for one in mine if one.college_id == college_id], now)


def leave_with_attempt(
    db: Session, attempt_id: UUID, *, actor: UUID | None = None, now: datetime
) -> None:
    """Leave every college to which an attempt brought something in."""
    locked = {one.college_id for one in colleges.list_with_attempt(db, attempt_id)}
    colleges.lock_colleges(db, locked)
    members = colleges.list_with_attempt(db, attempt_id)  # as they are once locked
    _take_out(db, [one for one in members if one.college_id in locked], now, actor=actor)
    _end_yes(db, [attempt_id], now)  # also where the college is gone already


def forget_asked(db: Session, address: str) -> None:
    """Delete what was asked of a mailbox that is gone."""
    colleges.delete_asked(db, address)
    _delete_empty(db)


def end_terms(db: Session, *, now: datetime) -> None:
    """Delete the colleges of which the term is over, and what was kept of those of long ago."""
    over = colleges.list_over(db, day_of(now))
    colleges.lock_colleges(db, over)
    members = [member for college_id in over for member in colleges.list_members(db, college_id)]
    for college_id in over:
        colleges.delete_college(db, college_id)
    _end_yes(db, [member.attempt_id for member in members], now)
    _delete_empty(db)
    colleges.delete_pictures_before(db, years_later(now, -TERM_YEARS))


def _take_out(
    db: Session, members: Sequence[Member], now: datetime, *, actor: UUID | None = None
) -> None:
    """Take members out of their colleges, which the caller locked.

    It is noted last, of all of them: who has the turn of the log waits for no row.
    """
    for member in members:
        colleges.delete_member(db, member.id)
        deletions.note_after_commit(db, member.id)
    _end_yes(db, [member.attempt_id for member in members], now)
    _delete_empty(db)
    for member in members:
        auditing.note_act(
            db,
            Act.COLLEGE_LEFT,
            actor=actor or member.account_id,
            subject=member.account_id,
            about=member.college_id,
            now=now,
        )


def _end_yes(db: Session, attempts: Iterable[UUID], now: datetime) -> None:
    """Take back the yes to what no college holds any more of these attempts."""
    for attempt_id in sorted(set(attempts)):
        elsewhere = colleges.list_with_attempt(db, attempt_id)
        if not elsewhere:
            consenting.withdraw_college(db, attempt_id, now=now)
        if not any(one.styles_from for one in elsewhere):
            consenting.withdraw_styles(db, attempt_id, now=now)


def _delete_empty(db: Session) -> None:
    for college_id in colleges.list_empty(db):
        colleges.delete_college(db, college_id)
