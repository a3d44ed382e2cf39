"""One list of every yes somebody gave, and taking any of them back with what that does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, consenting, inviting, reminding
from assessment.services.auditing import Act
from assessment.services.colleges import leaving, profiling
from assessment.services.consenting import (
    COACH,
    COLLEGE,
    PROCESSING,
    REMINDERS,
    STYLES,
    Consent,
    Purpose,
)
from assessment.store import consents


class NotWithdrawable(Exception):
    """There is no such yes of this account, it was taken back, or deleting takes its place."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A yes with the words of now."""

    consent: Consent
    purpose: Purpose

    @property
    def holds(self) -> bool:
        """Return whether it was not taken back."""
        return self.consent.withdrawn_at is None

    @property
    def can_withdraw(self) -> bool:
        """Return whether a button takes it back; taking part ends by deleting."""
        return self.holds and self.purpose.id != PROCESSING


def list_agreements(db: Session, account_id: UUID) -> Sequence[Agreement]:
    """Return every yes of an account, those that hold first and the newest of them first."""
    found = [
        Agreement(consent, consenting.find_purpose(consent.purpose))
        for consent in consenting.list_consents(db, account_id)
    ]
    newest = sorted(found, key=lambda one: one.consent.given_at, reverse=True)
    return sorted(newest, key=lambda one: not one.holds)


def withdraw(db: Session, account_id: UUID, consent_id: UUID, *, now: datetime) -> None:
    """Take a yes back, and do what that means; raises NotWithdrawable."""
    mine = {one.consent.id: one for one in list_agreements(db, account_id)}
    agreement = mine.get(consent_id)
    if agreement is None or not agreement.can_withdraw:
        raise NotWithdrawable(consent_id)
    consent = agreement.consent
    if consent.purpose == COACH and consent.whose.coaching_id is not None:
        coaching = inviting.own_coaching(db, account_id, consent.whose.coaching_id)
        inviting.end_coaching(db, account_id, coaching, now=now)
        return
    if consent.purpose == COLLEGE and consent.whose.attempt_id is not None:
        leaving.leave_with_attempt(db, consent.whose.attempt_id, now=now)
        return
    if consent.purpose == STYLES and consent.whose.attempt_id is not None:
        profiling.refuse_with_attempt(db, consent.whose.attempt_id, now=now)
        return
    if consent.purpose == REMINDERS:
        reminding.set_wanted(db, account_id, (), now=now)
    consents.withdraw_consent(db, consent.whose, consent.purpose, now=now)
    _note(db, Act.CONSENT_WITHDRAWN, account_id, consent_id, now)


def _note(db: Session, act: Act, account_id: UUID, about: UUID, now: datetime) -> None:
    auditing.note_act(db, act, actor=account_id, subject=account_id, about=about, now=now)
