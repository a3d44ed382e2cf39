"""An owner and a coach find each other: invited, proposed, confirmed, and ended at once.

Who is invited gets a mail and nothing else: nothing tells whether an address is known here. A
coach is confirmed by signing in with that address and the role of coach; the owner said yes by
inviting, or by confirming what a medewerker proposed.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, consenting, mailing, throttling
from assessment.services.auditing import Act
from assessment.services.coaching import noting
from assessment.store import accounts, coachings
from assessment.store.accounts import Account
from assessment.store.coachings import CONFIRMED, ENDED, INVITED, PROPOSED
from assessment.store.coachings import AlreadyCoached as AlreadyCoached
from assessment.store.coachings import Coaching as Coaching
from assessment.store.coachings import CoachingNotFound as CoachingNotFound


class OwnAddress(Exception):
    """Nobody is the own coach."""


class InvitedTooOften(Exception):
    """So many coaches were invited today that one has to wait."""


def invite_coach(
    db: Session, owner: Account, address: str, *, url: str, secret: str, now: datetime
) -> Coaching:
    """Invite who reads this mailbox as a coach, by a mail.

    Raises OwnAddress, InvitedTooOften, AlreadyCoached; then nothing has been written.
    """
    if address in accounts.list_addresses(db, owner):
        raise OwnAddress
    owner_key = str(owner.id)
    if throttling.is_reached(db, throttling.INVITES, owner_key, secret=secret, now=now):
        raise InvitedTooOften
    coaching = coachings.add_coaching(db, owner.id, address, state=INVITED, now=now)
    throttling.count_try(db, throttling.INVITES, owner_key, secret=secret, now=now)
    consenting.allow_coach(db, coaching.id, now=now)
    _write_invitation(db, owner, coaching, url=url, now=now)
    auditing.note_act(
        db, Act.COACH_INVITED, actor=owner.id, subject=owner.id, about=coaching.id, now=now
    )
    return coaching


def propose_coach(
    db: Session, medewerker: Account, owner_address: str, address: str, *, url: str, now: datetime
) -> None:
    """Propose a coach to an owner, who confirms or refuses it.

    Does the same whether anybody has that address: the medewerker learns nothing of it.
    """
    owner = accounts.find_account_by_address(db, owner_address)
    if owner is None or address in accounts.list_addresses(db, owner):
        return
    try:
        coaching = coachings.add_coaching(
            db, owner.id, address, state=PROPOSED, proposed_by=medewerker.id, now=now
        )
    except AlreadyCoached:
        return
    about = str(coaching.id)
    mailing.write_mail(db, owner.address, "coach_proposed", now=now, about=about, url=url)
    auditing.note_act(
        db, Act.COACH_PROPOSED, actor=medewerker.id, subject=owner.id, about=coaching.id, now=now
    )


def confirm_coach(
    db: Session, owner: Account, coaching_id: UUID, *, url: str, now: datetime
) -> None:
    """Say yes to a coach that was proposed; a second yes changes nothing."""
    coaching = own_coaching(db, owner.id, coaching_id, lock=True)
    if coaching.state != PROPOSED:
        return
    _confirm(db, coaching, coach_id=coaching.coach_id, now=now)
    consenting.allow_coach(db, coaching.id, now=now)
    _write_invitation(db, owner, coaching, url=url, now=now)
    auditing.note_act(
        db, Act.COACH_CONFIRMED, actor=owner.id, subject=owner.id, about=coaching.id, now=now
    )


def claim_coachings(db: Session, account: Account, *, now: datetime) -> None:
    """Tie to a coach what was sent to either mailbox; call when who has that role signs in."""
    for waiting in coachings.list_unclaimed(db, accounts.list_addresses(db, account)):
        coaching = coachings.get_coaching(db, waiting.id, lock=True)
        if coaching.coach_id is not None or coaching.owner_id == account.id:
            continue
        coachings.set_coach(db, coaching.id, account.id)
        if coaching.state == INVITED:
            _confirm(db, coaching, coach_id=account.id, now=now)


def end_coaching(db: Session, actor: UUID, coaching: Coaching, *, now: datetime) -> None:
    """End a coaching, by either of the two: from this second the coach reads nothing more."""
    if coachings.get_coaching(db, coaching.id, lock=True).state == ENDED:
        return
    coachings.set_state(db, coaching.id, ENDED, ended_at=now)
    mailing.forget_about(db, coaching.id)
    noting.delete_of_coaching(db, coaching.id, now=now)
    consenting.withdraw_coach(db, coaching.id, now=now)
    auditing.note_act(
        db, Act.COACHING_ENDED, actor=actor, subject=coaching.owner_id, about=coaching.id, now=now
    )


def get_coaching(db: Session, coaching_id: UUID) -> Coaching:
    """Return a coaching of anybody, or raise CoachingNotFound; who may see it is for the policy."""
    return coachings.get_coaching(db, coaching_id)


def leave_coachings(db: Session, coach: Account, *, now: datetime) -> None:
    """End whatever somebody coaches, because the account goes; the owners keep what is theirs.

    What was agreed stays with the owner, and the address of who was the coach does not.
    """
    for coaching in coachings.list_of_coach(db, coach.id):
        end_coaching(db, coach.id, coaching, now=now)
        coachings.forget_address(db, coaching.id)


def own_coaching(db: Session, owner_id: UUID, coaching_id: UUID, *, lock: bool = False) -> Coaching:
    """Return a coaching of this owner; of anybody else's CoachingNotFound is raised."""
    coaching = coachings.get_coaching(db, coaching_id, lock=lock)
    if coaching.owner_id != owner_id:
        raise CoachingNotFound(coaching_id)
    return coaching


def list_coaches(db: Session, owner_id: UUID) -> Sequence[Coaching]:
    """Return the coaches of an owner that did not end, the newest first."""
    return [one for one in coachings.list_of_owner(db, owner_id) if one.state != ENDED]


def _write_invitation(
    db: Session, owner: Account, coaching: Coaching, *, url: str, now: datetime
) -> None:
    mailing.write_mail(
        db,
        coaching.invited_address,
        "coach_invited",
        now=now,
        about=f"{coaching.id} {owner.id}",
        owner=owner.address,
        url=url,
    )


def _confirm(db: Session, coaching: Coaching, *, coach_id: UUID | None, now: datetime) -> None:
    """Note that the owner said yes; confirmed is it once the coach signed in too."""
    if coach_id is None:
        coachings.set_state(db, coaching.id, INVITED)
    else:
        coachings.set_state(db, coaching.id, CONFIRMED, confirmed_at=now)
