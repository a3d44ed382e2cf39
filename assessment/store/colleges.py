"""Colleges: who is asked and who is in, what they have in common, and the codes of copies."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessment.store.database import erase_after_commit
from assessment.store.tables import (
    CollegeCopyRow,
    CollegeInvitationRow,
    CollegeMemberRow,
    CollegePicturedRow,
    CollegePictureRow,
    CollegeRow,
)

NOTHING = "{}"  # what a picture holds once nobody may see it


class CollegeNotFound(LookupError):
    """There is no such college, or not for who asks: which of the two is never told."""


class AlreadyAsked(Exception):
    """A mailbox was asked already; nothing has been written."""


class AlreadyMember(Exception):
    """Somebody is in the college already; nothing has been written."""


@dataclass(frozen=True, slots=True)
class College:
    """A college during one term."""

    id: UUID
    name: str
    made_at: datetime
    ends_on: date


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who was asked and has not answered."""

    id: UUID
    college_id: UUID
    address: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Who said yes, and what that brings in, as JSON.

    ``styles_from`` is the picture of which the missing styles may go in a profielschets.
    """

    id: UUID
    college_id: UUID
    account_id: UUID
    attempt_id: UUID
    name: str
    dots: str
    share: str
    joined_at: datetime
    styles_from: UUID | None


@dataclass(frozen=True, slots=True)
class Picture:
    """What a group has in common, as JSON, of so many members."""

    id: UUID
    members: int
    common: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """The code of a PDF: of which college, and with whom in it."""

    college_id: UUID | None
    edition: str
    made_at: datetime


def add_college(db: Session, name: str, ends_on: date, *, now: datetime) -> College:
    """Keep a new college, in which nobody is yet."""
    row = CollegeRow(name=name, ends_on=ends_on, made_at=now)
    db.add(row)
    db.flush()
    return _college(row)


def get_college(db: Session, college_id: UUID, *, lock: bool = False) -> College:
    """Return a college, or raise CollegeNotFound; locked until the transaction ends."""
    found = select(CollegeRow).where(CollegeRow.id == college_id)
    found = found.with_for_update() if lock else found
    row = db.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise CollegeNotFound(college_id)
    return _college(row)


def lock_colleges(db: Session, college_ids: Collection[UUID]) -> None:
    """Lock colleges until the transaction ends, whoever does it in the same order.

    What was read of them before is read again. One that is gone is passed over.
    """
    found = select(CollegeRow.id).where(CollegeRow.id.in_(college_ids))
    db.execute(found.order_by(CollegeRow.id).with_for_update())
    db.expire_all()


def list_of_account(db: Session, account_id: UUID) -> list[College]:
    """Return the colleges that somebody is in, the newest first."""
    own = select(CollegeMemberRow.college_id).where(CollegeMemberRow.account_id == account_id)
    found = (
        select(CollegeRow)
        .where(CollegeRow.id.in_(own))
        .order_by(CollegeRow.made_at.desc(), CollegeRow.id)
    )
    return [_college(row) for row in db.scalars(found)]


def list_over(db: Session, today: date) -> list[UUID]:
    """Return the colleges of which the term is over."""
    return list(db.scalars(select(CollegeRow.id).where(CollegeRow.ends_on < today)))


def list_empty(db: Session) -> list[UUID]:
    """Return the colleges in which nobody is, and to which nobody is asked."""
    member = exists().where(CollegeMemberRow.college_id == CollegeRow.id)
    asked = exists().where(CollegeInvitationRow.college_id == CollegeRow.id)
    empty = select(CollegeRow.id).where(~member, ~asked)
    return list(db.scalars(empty.order_by(CollegeRow.id)))


def delete_college(db: Session, college_id: UUID) -> None:
    """Delete a college with its members and invitations; what they had in common is emptied.

    Of a picture only stays who was counted in it.
    """
    own = CollegePictureRow.college_id == college_id
    db.execute(update(CollegePictureRow).where(own).values(common=NOTHING))
    db.execute(delete(CollegeRow).where(CollegeRow.id == college_id))
    db.expire_all()
    erase_after_commit(db)


# Who is asked, and who is in


def add_invitation(db: Session, college_id: UUID, address: str, *, now: datetime) -> Invitation:
    """Keep that somebody was asked, or raise AlreadyAsked."""
    row = CollegeInvitationRow(college_id=college_id, address=address, asked_at=now)
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise AlreadyAsked(address) from error
    return _invitation(row)


def find_invitation(db: Session, invitation_id: UUID) -> Invitation | None:
    """Return an invitation of anybody, or None; who may see it is for the policy."""
    row = db.get(CollegeInvitationRow, invitation_id, populate_existing=True)
    return None if row is None else _invitation(row)


def list_invitations(db: Session, college_id: UUID) -> list[Invitation]:
    """Return who was asked for a college and has not answered, in the order of asking."""
    return _list_invitations(db, CollegeInvitationRow.college_id == college_id)


def list_invited(db: Session, addresses: Collection[str]) -> list[Invitation]:
    """Return to what these mailboxes were asked."""
    return _list_invitations(db, CollegeInvitationRow.address.in_(addresses))


def delete_invitation(db: Session, invitation_id: UUID) -> None:
    """Delete an invitation: it was answered, or taken back."""
    db.execute(delete(CollegeInvitationRow).where(CollegeInvitationRow.id == invitation_id))
    db.expire_all()


def delete_asked(db: Session, address: str) -> None:
    """Delete every invitation of a mailbox."""
    db.execute(delete(CollegeInvitationRow).where(CollegeInvitationRow.address == address))
    db.expire_all()


def add_member(
    db: Session,
    college_id: UUID,
    account_id: UUID,
    attempt_id: UUID,
    *,
    name: str,
    dots: str,
    share: str,
    now: datetime,
) -> Member:
    """Keep a yes, or raise AlreadyMember."""
    row = CollegeMemberRow(
        college_id=college_id,
        account_id=account_id,
        attempt_id=attempt_id,
        name=name,
        dots=dots,
        share=share,
        joined_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise AlreadyMember(account_id) from error
    return _member(row)


def list_members(db: Session, college_id: UUID) -> list[Member]:
    """Return who is in a college, in the order of their yes."""
    return _list_members(db, CollegeMemberRow.college_id == college_id)


def list_memberships(db: Session, account_id: UUID) -> list[Member]:
    """Return each yes of an account."""
    return _list_members(db, CollegeMemberRow.account_id == account_id)


def list_with_attempt(db: Session, attempt_id: UUID) -> list[Member]:
    """Return each yes that brings in this attempt."""
    return _list_members(db, CollegeMemberRow.attempt_id == attempt_id)


def set_styles_from(db: Session, member_id: UUID, picture_id: UUID | None) -> None:
    """Keep of which picture the missing styles may go in a profielschets; None takes it back."""
    own = CollegeMemberRow.id == member_id
    db.execute(update(CollegeMemberRow).where(own).values(styles_from=picture_id))
    db.expire_all()


def delete_member(db: Session, member_id: UUID) -> None:
    """Delete a yes with all that it brought in; the files of the database are cleaned too."""
    db.execute(delete(CollegeMemberRow).where(CollegeMemberRow.id == member_id))
    db.expire_all()
    erase_after_commit(db)


# What they have in common


def add_picture(
    db: Session, college_id: UUID, members: Sequence[Member], common: str, *, now: datetime
) -> None:
    """Keep what members have in common, and who was counted."""
    row = CollegePictureRow(college_id=college_id, members=len(members), common=common, made_at=now)
    db.add(row)
    db.flush()
    pictured = [
        {"picture_id": row.id, "account_id": one.account_id, "member_id": one.id} for one in members
    ]
    db.execute(insert(CollegePicturedRow), pictured)


def find_picture(db: Session, college_id: UUID) -> Picture | None:
    """Return the newest picture of a college, or None before the first."""
    found = select(CollegePictureRow).where(CollegePictureRow.college_id == college_id)
    newest = found.order_by(CollegePictureRow.made_at.desc(), CollegePictureRow.id).limit(1)
    row = db.scalar(newest.execution_options(populate_existing=True))
    if row is None:
        return None
    return Picture(**{field.name: getattr(row, field.name) for field in fields(Picture)})


def list_pictured(db: Session, picture_id: UUID) -> set[UUID]:
    """Return as which members people were counted; who deleted their account is left out."""
    own = CollegePicturedRow.picture_id == picture_id
    return set(db.scalars(select(CollegePicturedRow.member_id).where(own)))


def find_picture_of(db: Session, college_id: UUID, members: Sequence[Member]) -> Picture | None:
    """Return the newest picture of a college if it is of exactly these members, nobody else."""
    picture = find_picture(db, college_id)
    if picture is None or picture.members != len(members):
        return None  # who deleted the account was counted too
    here = {member.id for member in members}
    return picture if list_pictured(db, picture.id) == here else None


def list_groups_with(db: Session, account_ids: Collection[UUID]) -> list[set[UUID]]:
    """Return of every picture in which one of these was counted, of any college, all accounts."""
    theirs = select(CollegePicturedRow.picture_id).where(
        CollegePicturedRow.account_id.in_(account_ids)
    )
    rows = db.execute(
        select(CollegePicturedRow.picture_id, CollegePicturedRow.account_id).where(
            CollegePicturedRow.picture_id.in_(theirs)
        )
    )
    groups: dict[UUID, set[UUID]] = {}
    for picture_id, account_id in rows:
        groups.setdefault(picture_id, set()).add(account_id)
    return list(groups.values())


def delete_pictures_before(db: Session, moment: datetime) -> None:
    """Forget who was counted in pictures of long ago; those of a college that goes on stay."""
    old = CollegePictureRow.college_id.is_(None) & (CollegePictureRow.made_at < moment)
    db.execute(delete(CollegePictureRow).where(old))
    old_copy = CollegeCopyRow.college_id.is_(None) & (CollegeCopyRow.made_at < moment)
    db.execute(delete(CollegeCopyRow).where(old_copy))
    db.expire_all()


# Copies


def keep_copy(
    db: Session, content_hash: str, college_id: UUID, edition: str, *, now: datetime
) -> None:
    """Keep the code of a PDF; the same PDF has the same code, and keeps its first moment."""
    if db.get(CollegeCopyRow, content_hash, populate_existing=True) is None:
        row = CollegeCopyRow(
            content_hash=content_hash, college_id=college_id, edition=edition, made_at=now
        )
        try:
            with db.begin_nested():
                db.add(row)
        except IntegrityError:  # another member took the same PDF at the same moment
            return


def list_copies(db: Session, digits: str) -> list[Copy]:
    """Return the copies of which the code begins with these digits."""
    begins = CollegeCopyRow.content_hash.startswith(digits, autoescape=True)
    rows = db.scalars(select(CollegeCopyRow).where(begins))
    return [Copy(row.college_id, row.edition, row.made_at) for row in rows]


def find_made_by_code(db: Session, digits: str) -> datetime | None:
    """Return when a copy was made of which the code begins with these digits."""
    begins = CollegeCopyRow.content_hash.startswith(digits, autoescape=True)
    return db.scalar(select(func.min(CollegeCopyRow.made_at)).where(begins))


def _list_invitations(db: Session, condition: ColumnElement[bool]) -> list[Invitation]:
    found = select(CollegeInvitationRow).where(condition)
    rows = db.scalars(found.order_by(CollegeInvitationRow.asked_at, CollegeInvitationRow.id))
    return [_invitation(row) for row in rows]


def _list_members(db: Session, condition: ColumnElement[bool]) -> list[Member]:
    found = select(CollegeMemberRow).where(condition)
    rows = db.scalars(found.order_by(CollegeMemberRow.joined_at, CollegeMemberRow.id))
    return [_member(row) for row in rows]


def _college(row: CollegeRow) -> College:
    return College(**{field.name: getattr(row, field.name) for field in fields(College)})


def _invitation(row: CollegeInvitationRow) -> Invitation:
    return Invitation(**{field.name: getattr(row, field.name) for field in fields(Invitation)})


def _member(row: CollegeMemberRow) -> Member:
    return Member(**{field.name: getattr(row, field.name) for field in fields(Member)})
