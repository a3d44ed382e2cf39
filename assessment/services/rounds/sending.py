"""Invitations and reminders of a round: asked for by the desk, written by the worker, once each.

A reminder goes to who was invited and did not begin. The desk never learns how many that were: what
is told is how many people were looked at.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.phrases import long_date
from assessment.services import auditing, mailing
from assessment.services.auditing import Act
from assessment.services.moments import AMSTERDAM, day_of
from assessment.services.rounds.keeping import TURN, RoundClosed, is_closed
from assessment.store import round_invitations, rounds
from assessment.store.database import take_turn
from assessment.store.round_invitations import Invitation
from assessment.store.rounds import Mailing, Round

INVITATION, REMINDER = MAILINGS = ("invitation", "reminder")
ADDRESS, STOP = "/uitnodiging", "geen-mail"  # where a mail leads to
MOST_REMINDERS = 3  # in one round
BETWEEN_REMINDERS = timedelta(days=3)
BATCH = 200  # people that one transaction looks at: others write in between


class NotNow(Exception):
    """What is asked cannot be mailed now; ``reason`` is one word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """What is known of mailboxes outside this round."""

    counted: Set[str]
    begun: Set[str]
    refused: Set[str]


def ask_mailing(
    db: Session, actor: UUID | None, round_id: UUID, kind: str, *, now: datetime
) -> None:
    """Have the worker write invitations to who has none, or reminders to who did not begin.

    Raises RoundClosed, or NotNow: then nothing has been written.
    """
    take_turn(db, TURN)
    found = rounds.get_round(db, round_id)
    if is_closed(found, now):
        raise RoundClosed(round_id)
    earlier = rounds.list_mailings(db, round_id)
    if any(mailing.finished_at is None for mailing in earlier):
        raise NotNow("busy")
    if not found.invited:
        raise NotNow("nobody")
    if kind == REMINDER:
        _check_reminder(earlier, now)
    rounds.add_mailing(db, round_id, kind, now=now)
    auditing.note_act(db, Act.ROUND_MAILED, actor=actor, about=round_id, now=now)


def _check_reminder(earlier: list[Mailing], now: datetime) -> None:
    if not earlier:
        raise NotNow("not_invited")
    if sum(mailing.kind == REMINDER for mailing in earlier) >= MOST_REMINDERS:
        raise NotNow("often")
    if now - earlier[0].asked_at < BETWEEN_REMINDERS:
        raise NotNow("soon")


def is_waiting(db: Session) -> bool:
    """Return whether the desk asked for mails that are not all written."""
    return rounds.find_unfinished(db) is not None


def write_batch(db: Session, *, url: str, now: datetime) -> bool:
    """Write the next mails of the mailing that waits longest; False when none waits.

    ``url`` is where people find this installation. Done by two workers at once, each mail is
    written once.
    """
    take_turn(db, TURN)
    asked = rounds.find_unfinished(db)
    if asked is None:
        return False
    found, today = rounds.get_round(db, asked.round_id), day_of(now)
    if is_closed(found, now):
        _note_progress(db, asked, [], now)
        return True
    round_invitations.note_bounced(db, found.id, now)
    batch = round_invitations.list_to_look_at(db, found.id, asked.reached, BATCH)
    elsewhere = _Elsewhere(
        counted=round_invitations.list_counted_elsewhere(db, found.id, today),
        begun=round_invitations.list_begun_elsewhere(db, found.id, today),
        refused=round_invitations.list_refused(db),
    )
    for invitation in batch:
        if asked.kind == INVITATION:
            _invite(db, found, asked, invitation, elsewhere, url, now)
        elif _wants_reminder(invitation, elsewhere):
            _write(db, found, asked, invitation, url, now)
    _note_progress(db, asked, batch, now)
    return True


def _invite(
    db: Session,
    of_round: Round,
    asked: Mailing,
    invitation: Invitation,
    elsewhere: _Elsewhere,
    url: str,
    now: datetime,
) -> None:
    """Mail who has no invitation yet; who wants no mail counts as invited and gets none."""
    was_sent = invitation.sent_at is not None and invitation.sent_at >= invitation.added_at
    if was_sent or invitation.withdrawn_at is not None:
        return
    counts = invitation.counts or invitation.address not in elsewhere.counted
    round_invitations.change_invitation(db, invitation.id, sent_at=now, counts=counts)
    if invitation.refused_at is None and invitation.address not in elsewhere.refused:
        _write(db, of_round, asked, invitation, url, now)


def _wants_reminder(invitation: Invitation, elsewhere: _Elsewhere) -> bool:
    """Return whether somebody was invited, can begin, did not, and did not ask to be left alone."""
    was_invited = invitation.sent_at is not None and invitation.withdrawn_at is None
    has_begun = invitation.begun_at is not None or invitation.address in elsewhere.begun
    refused = invitation.refused_at is not None or invitation.address in elsewhere.refused
    return was_invited and not has_begun and not refused and invitation.bounced_at is None


def _write(
    db: Session, of_round: Round, asked: Mailing, invitation: Invitation, url: str, now: datetime
) -> None:
    if round_invitations.has_letter(db, invitation.id, asked.key):
        return
    link = f"{url}{ADDRESS}/{invitation.code}"
    ends = datetime.combine(of_round.closes_on + timedelta(days=1), time(), tzinfo=AMSTERDAM)
    mail_id = mailing.write_mail(
        db,
        invitation.address,
        f"round_{asked.kind}",
        now=now,
        useful_for=ends - now,
        round=of_round.name,
        day=long_date(of_round.closes_on),
        link=link,
        where=f"{url}{ADDRESS}",
        code=invitation.code,
        stop=f"{link}/{STOP}",
    )
    round_invitations.add_letter(db, invitation.id, asked.key, mail_id, now=now)


def _note_progress(db: Session, asked: Mailing, batch: list[Invitation], now: datetime) -> None:
    whole = len(batch) == BATCH
    rounds.note_progress(
        db,
        asked,
        looked_at=asked.looked_at + len(batch),
        reached=batch[-1].id if batch else asked.reached,
        finished_at=None if whole else now,
    )
