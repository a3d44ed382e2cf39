"""The styles that a college misses, in a profielschets: only when every member said yes to that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.scoring.college import find_asked_for
from assessment.services import auditing, consenting
from assessment.services.auditing import Act
from assessment.services.colleges import joining, shares
from assessment.services.content import Content
from assessment.store import colleges
from assessment.store.colleges import College, CollegeNotFound, Member


class StylesChanged(Exception):
    """What was said yes to is not what there is now; nothing has been written."""


class StylesRefused(Exception):
    """Not every member said yes, or there is nothing to take along."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What of a college may go in a profielschets, as one of its members finds it.

    ``picture_id`` is None when there is no picture of exactly these members: then ``styles`` is
    empty, and whether there was one tells ``is_changed``.
    """

    college: College
    me: Member
    members: Sequence[Member]
    picture_id: UUID | None
    is_changed: bool
    styles: Sequence[str]

    @property
    def has_my_yes(self) -> bool:
        """Return whether this member said yes to these styles."""
        return bool(self.styles) and self.me.styles_from == self.picture_id

    @property
    def is_open(self) -> bool:
        """Return whether every member said yes to these styles."""
        yes = (member.styles_from == self.picture_id for member in self.members)
        return bool(self.styles) and all(yes)


def open_offer(
    db: Session,
    content: Content,
    account_id: UUID,
    college_id: UUID,
    *,
    now: datetime,
    lock: bool = False,
) -> Offer:
    """Return what may go in a profielschets, to a member; to others CollegeNotFound is raised."""
    college = joining.open_college(db, college_id, now=now, lock=lock)
    members = colleges.list_members(db, college_id)
    me = next((one for one in members if one.account_id == account_id), None)
    if me is None:
        raise CollegeNotFound(college_id)
    picture = colleges.find_picture_of(db, college_id, members)
    if picture is None:
        was_made = colleges.find_picture(db, college_id) is not None
        return Offer(college, me, members, None, was_made, ())
    axes = {axis.id: (axis.pole1, axis.pole2) for axis in content.value_map.axes}
    styles = find_asked_for(shares.read_pictured(picture.common).common, axes)
    return Offer(college, me, members, picture.id, False, styles)


def allow_styles(
    db: Session,
    content: Content,
    account_id: UUID,
    college_id: UUID,
    *,
    seen: str,
    now: datetime,
) -> None:
    """Say yes to the styles of the picture ``seen``; raises StylesChanged."""
    offer = open_offer(db, content, account_id, college_id, now=now, lock=True)
    if not offer.styles or seen != str(offer.picture_id):
        raise StylesChanged
    if offer.has_my_yes:
        return
    colleges.set_styles_from(db, offer.me.id, offer.picture_id)
    consenting.allow_styles(db, offer.me.attempt_id, now=now)
    _note(db, Act.COLLEGE_STYLES_ALLOWED, offer.me, account_id, now)


def refuse_styles(db: Session, account_id: UUID, college_id: UUID, *, now: datetime) -> None:
    """Take the yes back: from now on nobody takes the styles along."""
    joining.open_college(db, college_id, now=now, lock=True)
    mine = [
        one for one in colleges.list_memberships(db, account_id) if one.college_id == college_id
    ]
    refuse_for(db, mine, now=now)


def refuse_with_attempt(db: Session, attempt_id: UUID, *, now: datetime) -> None:
    """Take back every yes that rests on an attempt."""
    locked = {one.college_id for one in colleges.list_with_attempt(db, attempt_id)}
    colleges.lock_colleges(db, locked)
    members = colleges.list_with_attempt(db, attempt_id)  # as they are once locked
    if not members:
        consenting.withdraw_styles(db, attempt_id, now=now)
    refuse_for(db, [one for one in members if one.college_id in locked], now=now)


def refuse_for(db: Session, members: Sequence[Member], *, now: datetime) -> None:
    """Take back what members said yes to, if anything; the caller locked their colleges.

    It is noted last, of all of them: who has the turn of the log waits for no row.
    """
    said_yes = [member for member in members if member.styles_from is not None]
    for member in said_yes:
        colleges.set_styles_from(db, member.id, None)
    for member in sorted(said_yes, key=lambda one: one.attempt_id):
        if not any(one.styles_from for one in colleges.list_with_attempt(db, member.attempt_id)):
            consenting.withdraw_styles(db, member.attempt_id, now=now)
    for member in said_yes:
        _note(db, Act.COLLEGE_STYLES_REFUSED, member, member.account_id, now)


def take_along(
    db: Session, content: Content, account_id: UUID, college_id: UUID, *, now: datetime
) -> Sequence[str]:
    """Return the styles for a profielschets; every member finds that in the log.

    Raises StylesRefused unless all of them said yes to exactly these.
    """
    offer = open_offer(db, content, account_id, college_id, now=now, lock=True)
    if not offer.is_open:
        raise StylesRefused
    for member in offer.members:
        _note(db, Act.COLLEGE_STYLES_TAKEN, member, account_id, now)
    return offer.styles


def _note(db: Session, act: Act, member: Member, actor: UUID, now: datetime) -> None:
    auditing.note_act(
        db, act, actor=actor, subject=member.account_id, about=member.college_id, now=now
    )
