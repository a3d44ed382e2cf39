"""Beginning a college, asking members, and saying yes or no for this college and this term."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.scoring.college import Share
from assessment.services import auditing, consenting, mailing, reporting, throttling
from assessment.services.accounts import Account
from assessment.services.auditing import Act
from assessment.services.colleges.shares import DOTS, make_share, write_share
from assessment.services.content import Content
from assessment.services.moments import TWICE, day_of
from assessment.store import attempts, colleges
from assessment.store.accounts import find_account_by_address, list_addresses
from assessment.store.attempts import Attempt
from assessment.store.colleges import AlreadyAsked as AlreadyAsked
from assessment.store.colleges import AlreadyMember as AlreadyMember
from assessment.store.colleges import College as College
from assessment.store.colleges import CollegeNotFound as CollegeNotFound
from assessment.store.colleges import Invitation as Invitation
from assessment.store.releases import hash_content
from values.calendar import years_later
from values.constants import TERM_YEARS

LONGEST_NAME = 60
MOST_MEMBERS = 10
FOUNDED = throttling.Limit("colleges", 5, throttling.LONGEST)
ASKED = throttling.Limit("college invitations", 30, throttling.LONGEST)


class OwnAddress(Exception):
    """Nobody asks the own mailbox."""


class CollegeFull(Exception):
    """So many members and invitations there are that nobody more can be asked."""


class AskedTooOften(Exception):
    """So much was begun or asked today that one has to wait."""


class TermRefused(ValueError):
    """The last day lies in the past, or more than a term ahead."""


class ShareChanged(Exception):
    """What would be brought in is not what was looked at; nothing has been written."""


def last_day(today: date) -> date:
    """Return the last day that a college of today can have."""
    return years_later(today, TERM_YEARS)


def begin_college(
    db: Session, account: Account, name: str, ends_on: date, *, secret: str, now: datetime
) -> Invitation:
    """Begin a college, and return the invitation of who begins it: that is no yes yet.

    Who pressed the button twice began one.

    Raises TermRefused and AskedTooOften; then nothing has been written.
    """
    today = day_of(now)
    if not today < ends_on <= last_day(today):
        raise TermRefused(ends_on)
    if begun := _find_begun(db, account, name, ends_on, now):
        return begun
    _count(db, FOUNDED, account, secret, now)
    college = colleges.add_college(db, name, ends_on, now=now)
    return colleges.add_invitation(db, college.id, account.address, now=now)


def _find_begun(
    db: Session, account: Account, name: str, ends_on: date, now: datetime
) -> Invitation | None:
    """Return the invitation of who began just this a moment ago."""
    for invitation in colleges.list_invited(db, [account.address]):
        college = colleges.get_college(db, invitation.college_id)
        is_same = (college.name, college.ends_on) == (name, ends_on)
        if is_same and invitation.asked_at == college.made_at > now - TWICE:
            return invitation
    return None


def ask_member(
    db: Session,
    account: Account,
    college_id: UUID,
    address: str,
    *,
    url: str,
    secret: str,
    now: datetime,
) -> None:
    """Ask who reads a mailbox to join, by mail; ``account`` is a member already.

    Nothing tells whether that mailbox is known here, or is that of a member. Raises OwnAddress,
    AskedTooOften, CollegeFull and AlreadyAsked; then nothing has been written.
    """
    college = open_college(db, college_id, now=now, lock=True)
    if address in list_addresses(db, account):
        raise OwnAddress(address)
    if count_taken(db, college_id) >= MOST_MEMBERS:
        raise CollegeFull
    _count(db, ASKED, account, secret, now)
    invitation = colleges.add_invitation(db, college_id, address, now=now)
    mailing.write_mail(
        db,
        address,
        "college_invited",
        now=now,
        about=f"{invitation.id} {account.id}",
        asker=account.address,
        url=url,
    )
    _note(db, Act.COLLEGE_ASKED, account.id, college.id, now)


def open_college(db: Session, college_id: UUID, *, now: datetime, lock: bool = False) -> College:
    """Return a college whose term is not over; raises CollegeNotFound."""
    college = colleges.get_college(db, college_id, lock=lock)
    if college.ends_on < day_of(now):
        raise CollegeNotFound(college_id)
    return college


def count_taken(db: Session, college_id: UUID) -> int:
    """Return how many places are taken: by members, and by who was asked."""
    asked = colleges.list_invitations(db, college_id)
    return len(colleges.list_members(db, college_id)) + len(asked)


def list_colleges(db: Session, account_id: UUID, *, now: datetime) -> list[College]:
    """Return the colleges that somebody is in, the newest first."""
    found = colleges.list_of_account(db, account_id)
    return [college for college in found if college.ends_on >= day_of(now)]


def list_asked(db: Session, account: Account, *, now: datetime) -> list[tuple[Invitation, College]]:
    """Return to which colleges somebody was asked, by either mailbox."""
    found = [
        (one, colleges.get_college(db, one.college_id))
        for one in colleges.list_invited(db, list_addresses(db, account))
    ]
    return [(one, college) for one, college in found if college.ends_on >= day_of(now)]


def list_member_accounts(db: Session, college_id: UUID, *, now: datetime) -> list[UUID]:
    """Return who is in a college; nobody is in one that there is not, or whose term is over."""
    try:
        open_college(db, college_id, now=now)
    except CollegeNotFound:
        return []
    return [member.account_id for member in colleges.list_members(db, college_id)]


def find_asked(
    db: Session, invitation_id: UUID, *, now: datetime
) -> tuple[Invitation, College, list[UUID]] | None:
    """Return an invitation with its college and the accounts that it is for, at most one.

    None when there is no such invitation, or the term is over.
    """
    found = colleges.find_invitation(db, invitation_id)
    if found is None:
        return None
    try:
        college = open_college(db, found.college_id, now=now)
    except CollegeNotFound:
        return None
    account = find_account_by_address(db, found.address)
    return found, college, [account.id] if account else []


def preview_share(db: Session, content: Content, attempt: Attempt) -> tuple[Share, str]:
    """Return what a result would bring in, and a hash that names exactly this.

    Raises NotSubmitted and NothingToShare.
    """
    share = make_share(content, reporting.open_result(db, content, attempt).profile)
    return share, hash_content(write_share(share))


def join_college(
    db: Session,
    content: Content,
    account: Account,
    invitation: Invitation,
    attempt: Attempt,
    *,
    name: str,
    dots: str,
    seen: str,
    now: datetime,
) -> UUID:
    """Say yes for this college and this term, and bring in what was looked at.

    The caller locked the attempt, which is in the account. Said twice it is said once. Raises
    ShareChanged, CollegeNotFound for what was taken back meanwhile, and what ``preview_share``
    does; then nothing has been written.
    """
    if dots not in DOTS:
        raise ValueError(dots)
    college = open_college(db, invitation.college_id, now=now, lock=True)
    share, looked_at = preview_share(db, content, attempt)
    if looked_at != seen:
        raise ShareChanged
    if not (_is_in(db, college, account) or colleges.find_invitation(db, invitation.id)):
        raise CollegeNotFound(college.id)
    colleges.delete_invitation(db, invitation.id)
    try:
        colleges.add_member(
            db,
            college.id,
            account.id,
            attempt.id,
            name=name,
            dots=dots,
            share=write_share(share),
            now=now,
        )
    except AlreadyMember:
        return college.id
    attempts.mark_used(db, attempt.id, now)
    consenting.allow_college(db, attempt.id, now=now)
    _note(db, Act.COLLEGE_JOINED, account.id, college.id, now)
    return college.id


def refuse_college(db: Session, invitation: Invitation) -> None:
    """Say no: the invitation is gone, and nobody is told who said it."""
    colleges.delete_invitation(db, invitation.id)
    for college_id in colleges.list_empty(db):
        colleges.delete_college(db, college_id)


def take_back(db: Session, college_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation of this college back; of another college nothing happens."""
    colleges.get_college(db, college_id, lock=True)  # nobody says yes to it meanwhile
    found = colleges.find_invitation(db, invitation_id)
    if found is not None and found.college_id == college_id:
        colleges.delete_invitation(db, invitation_id)
        mailing.forget_about(db, invitation_id)


def _is_in(db: Session, college: College, account: Account) -> bool:
    return account.id in {one.account_id for one in colleges.list_members(db, college.id)}


def _count(
    db: Session, limit: throttling.Limit, account: Account, secret: str, now: datetime
) -> None:
    if throttling.is_reached(db, limit, str(account.id), secret=secret, now=now):
        raise AskedTooOften
    throttling.count_try(db, limit, str(account.id), secret=secret, now=now)


def _note(db: Session, act: Act, account_id: UUID, college_id: UUID, now: datetime) -> None:
    auditing.note_act(db, act, actor=account_id, subject=account_id, about=college_id, now=now)
