"""What an owner does with a round: begins it, asks more, reminds, ends it, and opens it once.

The owner never learns who answered. Whether there are enough answers is all that is told before
the result is opened; opening ends the round, deletes what each one answered, and is not undone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.services import auditing, reporting
from assessment.services.accounts import Account
from assessment.services.auditing import Act
from assessment.services.content import Content
from assessment.services.disclosure import FEWEST_RATERS
from assessment.services.others import inviting, weighing
from assessment.services.others.inviting import Asked, InviteRefused
from assessment.store import attempts, others
from assessment.store import mail as outbox
from assessment.store.attempts import AttemptFacts
from assessment.store.mail import BOUNCED
from assessment.store.others import InvitationNotFound as InvitationNotFound
from assessment.store.others import Rater, RoundOpenAlready
from assessment.store.others import Round as Round
from assessment.store.others import RoundNotFound as RoundNotFound
from values import IN_OFFICE
from values.calendar import months_later
from values.constants import (
    ASKED_AGAIN_MONTHS,
    ASKED_DAYS_MOST,
    FEWEST_ASKED,
    KEPT_UNOPENED_DAYS,
    MOST_ASKED,
    REMIND_OTHERS_DAYS,
)
from values.others import Outcome, read_outcome, write_outcome

BETWEEN_REMINDERS = timedelta(days=REMIND_OTHERS_DAYS)
UNOPENED = timedelta(days=KEPT_UNOPENED_DAYS)


class RoundClosed(Exception):
    """The round is over: nobody is asked, and nothing is answered any more."""


class TooFewAnswers(Exception):
    """Fewer others sent their answers than a result may be about; nothing has changed."""


class EnoughAnswers(Exception):
    """So many sent their answers that taking one away would tell whether that one had."""


class TooFewLeft(Exception):
    """Without this one fewer would be asked than a round has: who answered could then be known."""


class RemindedJustNow(Exception):
    """Others were reminded, or asked, not long ago."""


@dataclass(frozen=True, slots=True)
class Plea:
    """What an owner writes to others: who asks, in what words, and until when."""

    name: str
    words: str
    days: int
    asked: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was asked, as the owner sees it; ``bounced`` when the mail did not arrive."""

    id: UUID
    address: str | None
    group: str
    bounced: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stands. ``enough`` says that a result can be opened, and no more."""

    round: Round
    guests: Sequence[Guest]
    is_open: bool
    enough: bool
    may_remind: bool

    @property
    def may_withdraw(self) -> bool:
        """Return whether somebody may be taken off the list."""
        return not self.enough and len(self.guests) > FEWEST_ASKED

    @property
    def may_ask_more(self) -> bool:
        """Return whether there is room for one more."""
        return self.is_open and len(self.guests) < MOST_ASKED


def list_rounds(db: Session, account_id: UUID) -> Sequence[Round]:
    """Return the rounds of an owner, the newest first."""
    return others.list_rounds(db, account_id)


def may_ask_about(attempt: AttemptFacts) -> bool:
    """Return whether others can be asked beside this result: it is there, of who is in office."""
    return attempt.submitted_at is not None and attempt.phase in IN_OFFICE


def next_possible(db: Session, account_id: UUID) -> datetime | None:
    """Return from when an owner may ask others again; None when that is now.

    Two results soon after each other would show what one more other answered.
    """
    opened = [one.opened_at for one in list_rounds(db, account_id) if one.opened_at is not None]
    return months_later(max(opened), ASKED_AGAIN_MONTHS) if opened else None


def begin(
    db: Session,
    content: Content,
    owner: Account,
    attempt: AttemptFacts,
    plea: Plea,
    *,
    link: Callable[[str], str],
    secret: str,
    now: datetime,
) -> Round:
    """Begin a round and write to everybody who is asked; the caller may share the attempt.

    Raises InviteRefused; then nothing has been written.
    """
    again = next_possible(db, owner.id)
    if not may_ask_about(attempt) or (again is not None and now < again):
        raise InviteRefused("name", "not_now")
    if not 1 <= plea.days <= ASKED_DAYS_MOST:
        raise InviteRefused("days", "days", most=ASKED_DAYS_MOST)
    inviting.check_words(plea.name, plea.words)
    inviting.check_asked(db, owner, plea.asked, ())
    try:
        held = others.add_round(
            db,
            account_id=owner.id,
            attempt_id=attempt.id,
            name=plea.name,
            words=plea.words,
            version=content.others.header.version,
            begun_at=now,
            closes_at=now + timedelta(days=plea.days),
        )
    except RoundOpenAlready as error:
        raise InviteRefused("name", "open_already") from error
    inviting.write_invitations(db, owner, held, plea.asked, link=link, secret=secret, now=now)
    attempts.mark_used(db, attempt.id, now)
    _note(db, Act.OTHERS_ASKED, held, now)
    return held


def ask_more(
    db: Session,
    owner: Account,
    round_id: UUID,
    asked: Sequence[Asked],
    *,
    link: Callable[[str], str],
    secret: str,
    now: datetime,
) -> None:
    """Ask more others in a round that is open; raises RoundClosed, InviteRefused."""
    held = own_round(db, owner.id, round_id, lock=True)
    if not held.is_open(now):
        raise RoundClosed
    before = [one.address for one in others.list_raters(db, held.id)]
    inviting.check_asked(db, owner, asked, before)
    inviting.write_invitations(db, owner, held, asked, link=link, secret=secret, now=now)


def withdraw(db: Session, owner_id: UUID, round_id: UUID, rater_id: UUID, *, now: datetime) -> None:
    """Ask somebody no more: the link opens nothing, and what was answered is gone.

    Not once there is enough for a result: who then takes people away one by one sees at whom it
    falls short. And not from the fewest who are asked: of who is left then all would have answered.
    Raises RoundClosed, EnoughAnswers, TooFewLeft, and InvitationNotFound.
    """
    held = own_round(db, owner_id, round_id, lock=True)
    if held.closed_at is not None:
        raise RoundClosed
    if len(_list_sent(db, held)) >= FEWEST_RATERS:
        raise EnoughAnswers
    if len(others.list_raters(db, held.id)) <= FEWEST_ASKED:
        raise TooFewLeft
    others.delete_rater(db, held.id, rater_id)


def remind_others(
    db: Session,
    owner_id: UUID,
    round_id: UUID,
    *,
    link: Callable[[str], str],
    secret: str,
    now: datetime,
) -> None:
    """Write once more to who did not send answers; to whom, and to how many, is not told.

    Raises RoundClosed, RemindedJustNow.
    """
    held = own_round(db, owner_id, round_id, lock=True)
    if not held.is_open(now):
        raise RoundClosed
    if not _may_remind(held, now):
        raise RemindedJustNow
    done = {rater.id for rater, kept in others.list_answers(db, held.id)
            if kept.sent_at is not None or kept.declined_at is not None}  # fmt: skip
    waiting = [one for one in others.list_raters(db, held.id) if one.id not in done]
    inviting.write_reminders(db, held, waiting, link=link, secret=secret, now=now)
    others.change_round(db, held.id, reminded_at=now)


def stop(db: Session, owner_id: UUID, round_id: UUID, *, now: datetime) -> None:
    """End a round without a result: what was answered goes. A second time changes nothing."""
    held = own_round(db, owner_id, round_id, lock=True)
    if held.closed_at is None:
        _close(db, held, now)
        _note(db, Act.OTHERS_STOPPED, held, now)


def open_outcome(
    db: Session, content: Content, owner_id: UUID, round_id: UUID, *, now: datetime
) -> None:
    """Make the result of what was sent, once, and end the round; a second time changes nothing.

    What each one answered is deleted: of it remains what the result says. Raises TooFewAnswers,
    and NotSubmitted when the own answers are open again.
    """
    attempt = attempts.get_attempt(db, own_round(db, owner_id, round_id).attempt_id, lock=True)
    held = own_round(db, owner_id, round_id, lock=True)
    if held.opened_at is not None:
        return
    sent = _list_sent(db, held) if held.closed_at is None else []
    if len(sent) < FEWEST_RATERS:
        raise TooFewAnswers
    result = reporting.open_result(db, content, attempt)
    invited = others.list_raters(db, held.id)
    outcome = weighing.weigh_answers(content, result.profile, invited, sent, version=held.version)
    others.change_round(db, held.id, opened_at=now, result=write_outcome(outcome))
    _close(db, held, now)
    attempts.mark_used(db, held.attempt_id, now)
    _note(db, Act.OTHERS_OPENED, held, now)


def find_standing(db: Session, owner_id: UUID, round_id: UUID, *, now: datetime) -> Standing:
    """Return how a round stands, or raise RoundNotFound."""
    held = own_round(db, owner_id, round_id)
    guests = [
        Guest(one.id, one.address, one.group, _bounced(db, one))
        for one in others.list_raters(db, held.id)
    ]
    enough = held.closed_at is None and len(_list_sent(db, held)) >= FEWEST_RATERS
    is_open = held.is_open(now)
    return Standing(held, guests, is_open, enough, is_open and _may_remind(held, now))


def read_result(db: Session, owner_id: UUID, round_id: UUID) -> tuple[Round, Outcome]:
    """Return what others said, once it was opened; before, or of somebody else, RoundNotFound."""
    held = own_round(db, owner_id, round_id)
    if held.result is None:
        raise RoundNotFound(round_id)
    return held, read_outcome(held.result)


def find_earlier(db: Session, held: Round) -> tuple[Round, Outcome] | None:
    """Return the last round of the same owner that was opened before this one, with its result."""
    for one in list_rounds(db, held.account_id):
        if one.result is not None and one.begun_at < held.begun_at:
            return one, read_outcome(one.result)
    return None


def find_round(db: Session, round_id: UUID) -> Round | None:
    """Return a round of anybody, or None; who may see it is for the policy."""
    try:
        return others.get_round(db, round_id)
    except RoundNotFound:
        return None


def own_round(db: Session, owner_id: UUID, round_id: UUID, *, lock: bool = False) -> Round:
    """Return a round of this owner, or raise RoundNotFound."""
    held = others.get_round(db, round_id, lock=lock)
    if held.account_id != owner_id:
        raise RoundNotFound(round_id)
    return held


def close_unopened(db: Session, *, now: datetime) -> None:
    """Forget the addresses of rounds that are over, and what nobody opened for long."""
    for round_id in others.list_over(db, now):
        held = others.get_round(db, round_id)
        if now - held.closes_at >= UNOPENED:
            _close(db, held, now)
        else:
            others.forget_who(db, held.id)


def _close(db: Session, held: Round, now: datetime) -> None:
    others.forget_raters(db, held.id)
    others.change_round(db, held.id, closed_at=now)


def _list_sent(db: Session, held: Round) -> list[tuple[Rater, others.RaterAnswers]]:
    return [(r, kept) for r, kept in others.list_answers(db, held.id) if kept.sent_at is not None]


def _may_remind(held: Round, now: datetime) -> bool:
    return now - (held.reminded_at or held.begun_at) >= BETWEEN_REMINDERS


def _bounced(db: Session, rater: Rater) -> bool:
    found = None if rater.mail_id is None else outbox.find_mail(db, rater.mail_id)
    return found is not None and found.state == BOUNCED


def _note(db: Session, act: Act, held: Round, now: datetime) -> None:
    owner = held.account_id
    auditing.note_act(db, act, actor=owner, subject=owner, about=held.id, now=now)
