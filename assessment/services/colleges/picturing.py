"""What a college has in common: made once of a group, shown to its members, and void in time."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.report.documents.college.lines import Dots
from assessment.report.documents.college.questions import Told
from assessment.report.documents.college.sheet import Together, compose_page, compose_sheet
from assessment.report.fingerprint import content_hash
from assessment.report.model import ReportContent
from assessment.scoring.college import Common, keep_after_leaving
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.colleges import joining, profiling, shares
from assessment.services.colleges.shares import NAMED, Pictured
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_MEMBERS, differ_enough
from assessment.services.moments import AMSTERDAM
from assessment.store import colleges
from assessment.store.colleges import College, CollegeNotFound, Invitation, Member, Picture


class NoPicture(Exception):
    """There is nothing to show: no picture was made, or too few of its members are left."""


class PictureRefused(Exception):
    """No picture can be made; ``reason`` is "few" or "alike"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Room:
    """A college as its members find it: who is in, who is asked, and what can be done."""

    college: College
    me: Member
    members: Sequence[Member]
    invitations: Sequence[Invitation]
    picture: ReportContent | None
    refusal: str  # why no picture can be made now; empty when it can

    @property
    def can_ask(self) -> bool:
        """Return whether there is room for another member."""
        return len(self.members) + len(self.invitations) < joining.MOST_MEMBERS


def open_room(
    db: Session, content: Content, account_id: UUID, college_id: UUID, *, now: datetime
) -> Room:
    """Return a college to one of its members; to anybody else CollegeNotFound is raised."""
    college = joining.open_college(db, college_id, now=now)
    members = colleges.list_members(db, college_id)
    me = next((one for one in members if one.account_id == account_id), None)
    if me is None:
        raise CollegeNotFound(college_id)
    try:
        picture = _compose_page(content, _open(db, content, college, members))
    except NoPicture:
        picture = None
    return Room(
        college,
        me,
        members,
        colleges.list_invitations(db, college_id),
        picture,
        _find_refusal(db, members),
    )


def make_picture(
    db: Session, content: Content, account_id: UUID, college_id: UUID, *, now: datetime
) -> None:
    """Lay beside each other what the members of this moment brought in.

    Pressed twice, or by two at once, it is made once. Raises PictureRefused.
    """
    college = joining.open_college(db, college_id, now=now, lock=True)
    members = colleges.list_members(db, college_id)
    if colleges.find_picture_of(db, college_id, members) is not None:
        return
    reason = _find_refusal(db, members)
    if reason:
        raise PictureRefused(reason)
    pictured = shares.picture_group(
        content, [(shares.read_share(one.share), one.dots) for one in members]
    )
    colleges.add_picture(db, college_id, members, shares.write_pictured(pictured), now=now)
    profiling.refuse_for(db, members, now=now)  # of other words another yes
    _note(db, Act.COLLEGE_PICTURED, account_id, college.id, now)


def note_opened(db: Session, account_id: UUID, college_id: UUID, *, now: datetime) -> None:
    """Note that a member read what is common."""
    _note(db, Act.COLLEGE_OPENED, account_id, college_id, now)


def make_pdf(
    db: Session, content: Content, account_id: UUID, college_id: UUID, *, now: datetime
) -> bytes:
    """Return the sheet, and keep its code with whom it was made; raises NoPicture."""
    college = joining.open_college(db, college_id, now=now)
    members = colleges.list_members(db, college_id)
    together = _open(db, content, college, members)
    sheet = compose_sheet(together, content.value_map, content.library.dilemmas.dilemmas)
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every page

    edition = _name_edition(colleges.find_picture(db, college_id), members)
    colleges.keep_copy(db, content_hash(sheet), college_id, edition, now=now)
    _note(db, Act.COLLEGE_OPENED, account_id, college_id, now)
    return render_pdf(sheet)


def is_void(db: Session, digits: str, *, now: datetime) -> bool:
    """Return whether a code is of a copy that is worth no more: who is in it changed since."""
    copies = colleges.list_copies(db, digits)
    return bool(copies) and not any(_holds(db, copy, now) for copy in copies)


def _compose_page(content: Content, together: Together) -> ReportContent:
    return compose_page(together, content.value_map, content.library.dilemmas.dilemmas)


def _holds(db: Session, copy: colleges.Copy, now: datetime) -> bool:
    if copy.college_id is None:
        return False
    try:
        joining.open_college(db, copy.college_id, now=now)
    except CollegeNotFound:
        return False
    members = colleges.list_members(db, copy.college_id)
    return copy.edition == _name_edition(colleges.find_picture(db, copy.college_id), members)


def _name_edition(picture: Picture | None, members: Sequence[Member]) -> str:
    """Return a hash of the picture and of who is in the college, as which member."""
    ids = sorted(str(member.id) for member in members)
    return hashlib.sha256(" ".join([str(picture and picture.id), *ids]).encode()).hexdigest()


def _find_refusal(db: Session, members: Sequence[Member]) -> str:
    """Return why no picture can be made of these members, or nothing."""
    if len(members) < FEWEST_MEMBERS:
        return "few"
    people = [member.account_id for member in members]
    return "" if differ_enough(people, colleges.list_groups_with(db, people)) else "alike"


def _open(db: Session, content: Content, college: College, members: Sequence[Member]) -> Together:
    """Return what may be told now; raises NoPicture."""
    picture = colleges.find_picture(db, college.id)
    if picture is None:
        raise NoPicture
    here = {member.id for member in members}
    stayed = len(colleges.list_pictured(db, picture.id) & here)
    if stayed < FEWEST_MEMBERS:
        raise NoPicture
    pictured, left = shares.read_pictured(picture.common), picture.members - stayed
    told = keep_after_leaving(pictured.common, left)
    joined = len(members) > stayed
    return Together(
        name=college.name,
        members=picture.members,
        left=left,
        joined=joined,
        told=_told(told),
        tells_styles=pictured.tells_styles,
        dots=_dots(content, members, pictured, changed=bool(left or joined)),
        pictured_at=picture.made_at.astimezone(AMSTERDAM),
    )


def _told(common: Common) -> Told:
    return Told(common.close, common.apart, common.often, common.missing)


def _dots(
    content: Content, members: Sequence[Member], pictured: Pictured, *, changed: bool
) -> dict[str, Dots]:
    """Return the dots of each axis: named ones as they are now, those without name as they were.

    Those without a name go when anybody came or went: who holds both sheets would see whose it is.
    """
    shown = [(one.name, shares.read_share(one.share)) for one in members if one.dots == NAMED]
    dots = {}
    for axis in content.value_map.axes:
        named: dict[int, tuple[str, ...]] = {}
        for name, share in shown:
            zone = shares.find_zone(share, axis.id)
            named[zone] = (*named.get(zone, ()), name)
        dots[axis.id] = Dots(named, {} if changed else pictured.unnamed.get(axis.id, {}))
    return dots


def _note(db: Session, act: Act, account_id: UUID, college_id: UUID, now: datetime) -> None:
    auditing.note_act(db, act, actor=account_id, subject=account_id, about=college_id, now=now)
