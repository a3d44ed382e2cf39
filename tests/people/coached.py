"""An owner with a result in an account, a coach, and what the one released to the other."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import inviting, releasing
from assessment.services.content import Content
from assessment.services.inviting import Coaching
from assessment.services.policy import COACH, Actor
from assessment.store import accounts, attempts
from assessment.store.accounts import Account
from tests.people import taken
from tests.people.signed_in import ELS, NOOR, add_account

URL, SECRET = "http://localhost", "tests"
UNTIL = taken.LATER + timedelta(days=90)
SOME = ("story", "competencies", "plan")


@dataclass
class Pair:
    """An owner and a coach that this owner has."""

    owner: Account
    coach: Account
    coaching: Coaching
    attempt_id: UUID

    @property
    def reader(self) -> Actor:
        """Return the coach, signed in with a second step."""
        return Actor(account=self.coach.id, role=COACH, strong=True)


def add_pair(
    db: Session,
    content: Content,
    *,
    owner: str = NOOR,
    coach: str = ELS,
    at: Any = taken.NOW,
    **facts: Any,
) -> Pair:
    """Keep an owner with a submitted attempt, and a coach who was invited and signed in."""
    return tie(db, owner, coach, taken.add_submitted(db, content, **facts), at=at)


def tie(db: Session, owner: str, coach: str, attempt_id: UUID, *, at: Any = taken.NOW) -> Pair:
    """Keep an owner of an attempt that exists, with a coach, who may exist."""
    of_owner = add_account(db, owner, at=at, attempts=(attempt_id,))
    return _with_coach(db, of_owner, coach, attempt_id, at)


def add_coach(db: Session, pair: Pair, coach: str, *, at: Any = taken.NOW) -> Pair:
    """Keep another coach of the same owner."""
    return _with_coach(db, pair.owner, coach, pair.attempt_id, at)


def _with_coach(db: Session, owner: Account, coach: str, attempt_id: UUID, at: Any) -> Pair:
    found = accounts.find_account_by_address(db, coach)
    of_coach = found or add_account(db, coach, at=at, role=COACH)
    made = inviting.invite_coach(db, owner, coach, url=URL, secret=SECRET, now=at)
    inviting.claim_coachings(db, of_coach, now=at)
    return Pair(owner, of_coach, inviting.own_coaching(db, owner.id, made.id), attempt_id)


def release(
    db: Session,
    content: Content,
    pair: Pair,
    parts: tuple[str, ...] = SOME,
    *,
    now: Any = taken.LATER,
    until: Any = None,
) -> UUID:
    """Release parts as the owner does: after looking at them."""
    attempt = attempts.get_attempt(db, pair.attempt_id)
    seen = releasing.draft_release(db, content, attempt, parts, now=now).seen
    return releasing.release(
        db,
        content,
        pair.owner.id,
        pair.coaching.id,
        attempt,
        parts,
        until=until or now + timedelta(days=90),
        seen=seen,
        now=now,
    )
