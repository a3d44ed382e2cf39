"""What somebody who was invited can do: begin, say what may be told, and ask for no more mail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, consenting, mailing, taking
from assessment.services.auditing import Act
from assessment.services.codes import hash_code, read_codes
from assessment.services.rounds.keeping import is_closed
from assessment.store import round_invitations, rounds
from assessment.store.round_invitations import Invitation
from assessment.store.rounds import Round


class InvitationUnknown(LookupError):
    """There is no invitation with this code, or it is forgotten."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An invitation as who holds its code sees it: never whether it was used."""

    code: str
    round: Round
    is_closed: bool
    is_withdrawn: bool

    @property
    def can_begin(self) -> bool:
        """Return whether one can begin with it."""
        return not (self.is_closed or self.is_withdrawn)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """In which round an attempt is, and whether who invites may see that it was handed in."""

    round: Round
    tells: bool


def open_invitation(db: Session, code: str, *, now: datetime) -> Opened:
    """Return the invitation that the code in a typed or pasted text opens.

    Raises InvitationUnknown.
    """
    invitation = _find(db, code)
    found = rounds.get_round(db, invitation.round_id)
    withdrawn = invitation.withdrawn_at is not None
    return Opened(invitation.code, found, is_closed(found, now), withdrawn)


def tie_attempt(db: Session, code: str, attempt_id: UUID, *, tells: bool, now: datetime) -> bool:
    """Let an attempt that is not handed in count in the round of an invitation.

    With ``tells`` who invites may see, by name, that it was handed in. Who begins once more with
    the same invitation counts with the newest, unless the earlier one was handed in. False when
    the invitation ended or is of no use here; then the attempt goes on without.
    """
    try:
        invitation = _find(db, code, lock=True)
    except InvitationUnknown:
        return False
    if invitation.attempt_id == attempt_id:
        return True
    found = rounds.get_round(db, invitation.round_id)
    ended = is_closed(found, now) or invitation.withdrawn_at is not None
    used = _is_handed_in(db, invitation.attempt_id) or _is_handed_in(db, attempt_id)
    if ended or used or round_invitations.find_by_attempt(db, attempt_id) is not None:
        return False
    round_invitations.change_invitation(
        db, invitation.id, attempt_id=attempt_id, begun_at=invitation.begun_at or now
    )
    if tells:
        consenting.allow_organiser(db, attempt_id, now=now)
        auditing.note_act(db, Act.CONSENT_GIVEN, actor=None, about=attempt_id, now=now)
    return True


def stop_mail(db: Session, code: str, *, later_too: bool, now: datetime) -> None:
    """Mail somebody no more about this round, or any; raises InvitationUnknown."""
    invitation = _find(db, code, lock=True)
    if invitation.refused_at is None:
        round_invitations.change_invitation(db, invitation.id, refused_at=now)
    if later_too:
        round_invitations.set_refused(db, invitation.address, now)
    of_round = None if later_too else invitation.round_id
    mailing.keep_back(db, round_invitations.list_letters(db, invitation.address, of_round))


def find_taking_part(db: Session, attempt_id: UUID) -> TakingPart | None:
    """Return in which round an attempt is, or None."""
    invitation = round_invitations.find_by_attempt(db, attempt_id)
    if invitation is None:
        return None
    found = rounds.get_round(db, invitation.round_id)
    return TakingPart(found, consenting.tells_organiser(db, attempt_id))


def stop_telling(db: Session, attempt_id: UUID, *, actor: UUID | None, now: datetime) -> None:
    """Take back that who invites may see that one is done; it works at once."""
    if consenting.tells_organiser(db, attempt_id):
        consenting.withdraw_organiser(db, attempt_id, now=now)
        auditing.note_act(
            db, Act.CONSENT_WITHDRAWN, actor=actor, subject=actor, about=attempt_id, now=now
        )


def _find(db: Session, code: str, *, lock: bool = False) -> Invitation:
    for candidate in read_codes(code):
        found = round_invitations.find_by_code(db, hash_code(candidate), lock=lock)
        if found is not None:
            return found
    raise InvitationUnknown


def _is_handed_in(db: Session, attempt_id: UUID | None) -> bool:
    if attempt_id is None:
        return False
    facts = taking.find_facts(db, attempt_id)
    return facts is not None and facts.submitted_at is not None
