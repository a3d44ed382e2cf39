"""What others do: they open their link, answer a page at a time, send it, and may take it back.

Each answer that was acknowledged is kept, also before anything is sent; only what was sent counts.
The round is locked before anything is written, so that opening it and answering cannot cross.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assessment.instruments.answers import Answer
from assessment.instruments.model import Item
from assessment.instruments.others import Others
from assessment.services import mailing, policy
from assessment.services.others.inviting import TEXTS
from assessment.services.others.recognising import explain_sign, find_signs
from assessment.services.others.rounds import RoundClosed
from assessment.services.policy import Actor
from assessment.services.refusals import AnswersChanged, PageNotFound
from assessment.services.sessions import hash_token
from assessment.store import others
from assessment.store.attempts import SavedAnswer
from assessment.store.others import InvitationNotFound as InvitationNotFound
from assessment.store.others import Rater, RaterAnswers, Round
from values.constants import FEWEST_ASKED


class OwnInvitation(Exception):
    """The owner opened an invitation: nobody answers about themselves."""


class SentAlready(Exception):
    """What was sent is taken back before it is changed."""


class NothingAnswered(Exception):
    """Nothing was answered yet, so there is nothing to send."""


class NotRead(Exception):
    """The writer did not say yet that a text may be recognised; nothing has been sent."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that was opened by its link, with what was answered so far."""

    rater: Rater
    round: Round
    kept: RaterAnswers | None

    @property
    def answers(self) -> Mapping[str, SavedAnswer]:
        """Return what stands there now, by item; what was taken back is not among it."""
        told = {} if self.kept is None else self.kept.answers
        return {item: one for item, one in told.items() if one.value is not None}

    @property
    def seen(self) -> dict[str, int]:
        """Return the revision of each item that was ever answered."""
        return (
            {} if self.kept is None else {i: one.revision for i, one in self.kept.answers.items()}
        )

    @property
    def sent_at(self) -> datetime | None:
        """Return when it was sent, or None."""
        return None if self.kept is None else self.kept.sent_at

    @property
    def declined(self) -> bool:
        """Return whether this person said not to take part."""
        return self.kept is not None and self.kept.declined_at is not None


def open_invitation(db: Session, token: str, actor: Actor, *, lock: bool = False) -> Invitation:
    """Return what a link opens, for anybody but the owner.

    Raises InvitationNotFound, OwnInvitation. With ``lock`` nobody else changes the round.
    """
    rater = others.find_by_token(db, hash_token(token))
    held = others.get_round(db, rater.round_id, lock=lock)
    if not policy.may_answer_about(actor, held.account_id, held.attempt_id):
        raise OwnInvitation
    if lock:
        rater = others.find_by_token(db, hash_token(token))  # withdrawn while this one waited
    return Invitation(rater, held, others.read_answers(db, rater.id))


def needs_all(db: Session, invitation: Invitation) -> bool:
    """Return whether so few were asked, in a round of before, that a result tells all answered."""
    return len(others.list_raters(db, invitation.round.id)) < FEWEST_ASKED


def find_page(asked: Others, number: int) -> tuple[Item, ...]:
    """Return what page ``number``, counted from 1, asks, or raise PageNotFound."""
    if not 1 <= number <= len(asked.pages):
        raise PageNotFound(number)
    return asked.pages[number - 1]


def find_resume_page(asked: Others, invitation: Invitation) -> int:
    """Return the first page on which something is open; the last when nothing is."""
    for number, items in enumerate(asked.pages, start=1):
        if any(item.id not in invitation.answers for item in items):
            return number
    return len(asked.pages)


def require_open(invitation: Invitation, now: datetime) -> None:
    """Raise RoundClosed when it is too late, or SentAlready when it must be taken back first."""
    if not invitation.round.is_open(now):
        raise RoundClosed
    if invitation.sent_at is not None:
        raise SentAlready


def save(
    db: Session,
    invitation: Invitation,
    answers: Mapping[str, Answer | None],
    *,
    seen: Mapping[str, int],
    now: datetime,
) -> int:
    """Keep answers (None takes one back) and return the revision; the round is locked.

    ``seen`` holds, by item, the revision that the person looked at. Raises RoundClosed,
    SentAlready, and AnswersChanged when another tab wrote since; then nothing has been written.
    """
    require_open(invitation, now)
    kept = invitation.kept
    stored = {} if kept is None else dict(kept.answers)
    before = 0 if kept is None else kept.revision
    changed = {
        item: value
        for item, value in answers.items()
        if value != (stored[item].value if item in stored else None)
    }
    newer = {item: stored[item] for item in changed
             if item in stored and stored[item].revision > seen.get(item, -1)}  # fmt: skip
    if newer:
        raise AnswersChanged(newer)
    if not changed:
        return before
    written = {item: SavedAnswer(value, before + 1) for item, value in changed.items()}
    others.keep_answers(db, invitation.rater, {**stored, **written}, revision=before + 1, now=now)
    return before + 1


def list_warnings(asked: Others, invitation: Invitation) -> list[tuple[str, list[str]]]:
    """Return by what the writer may be recognised, for each open question with such words."""
    found = []
    for question in asked.questions:
        given = invitation.answers.get(question.id)
        signs = find_signs(str(given.value)) if given else {}
        if signs:
            told = [explain_sign(TEXTS, sign, words) for sign, words in signs.items()]
            found.append((question.text, told))
    return found


def send_answers(
    db: Session, asked: Others, invitation: Invitation, *, has_read: bool, now: datetime
) -> None:
    """Have the answers count. Twice changes nothing; the round is locked.

    Raises RoundClosed, NothingAnswered, and NotRead when a warning was not taken notice of.
    """
    if invitation.sent_at is not None and invitation.round.is_open(now):
        return
    require_open(invitation, now)
    if not any(item.id in invitation.answers for item in asked.statements):
        raise NothingAnswered
    if list_warnings(asked, invitation) and not has_read:
        raise NotRead
    others.set_sent(db, invitation.rater.id, sent_at=now)
    _stop_reminder(db, invitation)


def take_back(db: Session, invitation: Invitation, *, now: datetime) -> None:
    """Have the answers count no more; they stay, to be changed. Raises RoundClosed."""
    if not invitation.round.is_open(now):
        raise RoundClosed
    if invitation.kept is not None:
        others.set_sent(db, invitation.rater.id, sent_at=None)


def decline_invitation(db: Session, invitation: Invitation, *, now: datetime) -> None:
    """Forget all answers, and write to this person no more. Raises RoundClosed.

    Who answers after all is taking part again.
    """
    if not invitation.round.is_open(now):
        raise RoundClosed
    before = 0 if invitation.kept is None else invitation.kept.revision
    others.keep_answers(db, invitation.rater, {}, revision=before + 1, now=now)
    others.set_sent(db, invitation.rater.id, sent_at=None, declined_at=now)
    _stop_reminder(db, invitation)


def _stop_reminder(db: Session, invitation: Invitation) -> None:
    """Keep back a mail that waits for the server: who is done is reminded no more."""
    if invitation.rater.mail_id is not None:
        mailing.keep_back(db, [invitation.rater.mail_id])
