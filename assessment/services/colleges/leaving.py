"""Leaving a college, at once and whatever the reason; and the end of a term."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, consenting
from assessment.services.auditing import Act
from assessment.services.moments import day_of
from assessment.store import colleges, deletions
from assessment.store.colleges import CollegeNotFound, Member
from values.calendar import years_later
from values.constants import TERM_YEARS


def leave(db: Session, account_id: UUID, college_id: UUID, *, now: datetime) -> None:
    """Leave a college: what one brought in is deleted, and copies of before are worth no more."""
    try:
        colleges.get_college(db, college_id, lock=True)
    except CollegeNotFound:
        return
    for member in colleges.list_memberships(db, account_id):
        if member.college_id == college_id:
            _take_out(db, member, now)


def leave_with_attempt(
    db: Session, attempt_id: UUID, *, actor: UUID | None = None, now: datetime
) -> None:
    """Leave every college to which an attempt brought something in."""
    for member in colleges.list_with_attempt(db, attempt_id):
        colleges.get_college(db, member.college_id, lock=True)
        _take_out(db, member, now, actor=actor)
    _end_yes(db, attempt_id, now)  # also where the college is gone already


def forget_asked(db: Session, address: str) -> None:
    """Delete what was asked of a mailbox that is gone."""
    colleges.delete_asked(db, address)
    _delete_empty(db)


def end_terms(db: Session, *, now: datetime) -> None:
    """Delete the colleges of which the term is over, and what was kept of those of long ago.

    With the term the yes of each member ends.
    """
    for college_id in colleges.list_over(db, day_of(now)):
        members = colleges.list_members(db, college_id)
        colleges.delete_college(db, college_id)
        for member in members:
            _end_yes(db, member.attempt_id, now)
    _delete_empty(db)
    colleges.delete_pictures_before(db, years_later(now, -TERM_YEARS))


def _take_out(db: Session, member: Member, now: datetime, *, actor: UUID | None = None) -> None:
    colleges.delete_member(db, member.id)
    deletions.note_after_commit(db, member.id)
    _end_yes(db, member.attempt_id, now)
    auditing.note_act(
        db,
        Act.COLLEGE_LEFT,
        actor=actor or member.account_id,
        subject=member.account_id,
        about=member.college_id,
        now=now,
    )
    _delete_empty(db)


def _end_yes(db: Session, attempt_id: UUID, now: datetime) -> None:
    """Take back the yes to what no college holds any more of an attempt."""
    elsewhere = colleges.list_with_attempt(db, attempt_id)
    if not elsewhere:
        consenting.withdraw_college(db, attempt_id, now=now)
    if not any(one.styles_from for one in elsewhere):
        consenting.withdraw_styles(db, attempt_id, now=now)


def _delete_empty(db: Session) -> None:
    for college_id in colleges.list_empty(db):
        colleges.delete_college(db, college_id)
